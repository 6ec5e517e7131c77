//! Python's `int(value)` and the check that something is a number.

use num_bigint::BigInt;
use num_bigint::Sign;

use crate::schema::{EnumerationMixin, Literal};

/// `int(value)`; `None` where Python would raise.
pub(super) fn to_integer(value: &Literal) -> Option<BigInt> {
    match value {
        Literal::Boolean(flag) => Some(BigInt::from(u8::from(*flag))),
        Literal::Integer(number) => Some(number.clone()),
        Literal::Float(number) => truncate(*number),
        Literal::Text(text) => parse_integer(text),
        Literal::Decimal(text) => truncate_decimal(text),
        Literal::EnumerationMember(member) => match (&member.value, member.mixin) {
            (Some(inner), EnumerationMixin::OfValue) => to_integer(inner),
            _ => None,
        },
        Literal::None
        | Literal::Bytes(_)
        | Literal::Date(_)
        | Literal::Time(_)
        | Literal::DateTime(_)
        | Literal::Interval(_)
        | Literal::Uuid(_)
        | Literal::List(_)
        | Literal::Tuple(_)
        | Literal::Dictionary(_) => None,
    }
}

/// Decimal digits with a sign and space around, and single underscores between them.
fn parse_integer(text: &str) -> Option<BigInt> {
    let text = text.trim();
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_number = digits
        .split('_')
        .all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    if !is_number {
        return None;
    }
    let number: BigInt = digits.replace('_', "").parse().ok()?;
    Some(if text.starts_with('-') {
        -number
    } else {
        number
    })
}

/// The whole part of a finite decimal; `None` for exponents no sensible number has.
fn truncate_decimal(text: &str) -> Option<BigInt> {
    let lower = text.to_ascii_lowercase();
    let (number, exponent) = lower.split_once('e').unwrap_or((&lower, "0"));
    let exponent: i32 = exponent.parse().ok()?;
    if exponent.abs() > 1000 {
        return None;
    }
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let mut digits: String = [whole, fraction].concat();
    let point = i32::try_from(whole.len()).ok()? + exponent;
    let first = i32::from(whole.starts_with(['+', '-']));
    if point <= first {
        return parse_integer(&digits).map(|_| BigInt::from(0));
    }
    let point = usize::try_from(point).ok()?;
    while digits.len() < point {
        digits.push('0');
    }
    digits.truncate(point);
    parse_integer(&digits)
}

/// The whole part of a finite float, exactly.
fn truncate(number: f64) -> Option<BigInt> {
    if !number.is_finite() {
        return None;
    }
    let bits = number.abs().trunc().to_bits();
    let exponent = i32::try_from(bits >> 52).ok()? - 1075;
    let mantissa = if bits >> 52 == 0 {
        0
    } else {
        (bits & ((1 << 52) - 1)) | (1 << 52)
    };
    let size = match u32::try_from(exponent) {
        Ok(left) => BigInt::from(mantissa) << left,
        Err(_) => BigInt::from(mantissa) >> exponent.unsigned_abs(),
    };
    let sign = if number < 0.0 {
        Sign::Minus
    } else {
        Sign::Plus
    };
    Some(BigInt::from_biguint(sign, size.magnitude().clone()))
}

/// Whether `decimal.Decimal(text)` accepts it.
pub(super) fn is_decimal(text: &str) -> bool {
    let text = text.trim();
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let lower = unsigned.to_ascii_lowercase();
    if matches!(lower.as_str(), "inf" | "infinity" | "nan" | "snan") {
        return true;
    }
    let (number, exponent) = lower
        .split_once('e')
        .map_or((&*lower, None), |(n, e)| (n, Some(e)));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_is_good = exponent.is_none_or(|exponent| {
        let size = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !size.is_empty() && digits(size)
    });
    digits(whole)
        && digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent_is_good
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn int_truncates() {
        let cases = [
            (Literal::Float(-2.9), "-2"),
            (Literal::Float(1e22), "10000000000000000000000"),
            (Literal::Float(0.5), "0"),
            (Literal::Text(" -5 ".into()), "-5"),
            (Literal::Boolean(true), "1"),
            (Literal::Decimal("-3.99".into()), "-3"),
            (Literal::Decimal("1.5E+3".into()), "1500"),
            (Literal::Decimal("1E-7".into()), "0"),
        ];
        for (value, expected) in cases {
            assert_eq!(to_integer(&value).unwrap().to_string(), expected);
        }
        assert_eq!(to_integer(&Literal::Text("5.0".into())), None);
        assert_eq!(to_integer(&Literal::Float(f64::NAN)), None);
    }

    #[test]
    fn decimals_are_recognized() {
        for good in ["1", "-1.50", ".5", "5.", "1e-3", "NaN", " 7 "] {
            assert!(is_decimal(good), "{good}");
        }
        for bad in ["", ".", "1e", "x", "1 2", "--1"] {
            assert!(!is_decimal(bad), "{bad}");
        }
    }
}
