//! Floats as text (`Python/pystrtod.c`).

/// The digits (without a point) and decimal exponent of a finite, positive number, such as
/// `("15", -1)` for 0.15.
fn digits(scientific: &str) -> (String, i32) {
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    let digits = mantissa.chars().filter(char::is_ascii_digit).collect();
    (digits, exponent.parse().unwrap_or(0))
}

fn exponent_text(exponent: i32) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{sign}{:02}", exponent.unsigned_abs())
}

/// `repr` of a float: the shortest digits that read back as the same number.
pub(crate) fn float_repr(number: f64) -> String {
    if number.is_nan() {
        return "nan".to_owned();
    }
    let sign = if number.is_sign_negative() { "-" } else { "" };
    if number.is_infinite() {
        return format!("{sign}inf");
    }
    let (digits, exponent) = digits(&format!("{:e}", number.abs()));
    if !(-4..16).contains(&exponent) {
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        return format!("{sign}{first}{point}{rest}e{}", exponent_text(exponent));
    }
    let fixed = format!("{}", number.abs());
    if fixed.contains('.') {
        format!("{sign}{fixed}")
    } else {
        format!("{sign}{fixed}.0")
    }
}

/// The presentation of a float's magnitude for `e`, `f`, `g` (or their capitals).
///
/// `alternate` keeps the point and trailing zeros (`#`).
pub(crate) fn format_float(
    magnitude: f64,
    presentation: char,
    precision: usize,
    alternate: bool,
) -> String {
    let text = if magnitude.is_nan() {
        "nan".to_owned()
    } else if magnitude.is_infinite() {
        "inf".to_owned()
    } else {
        match presentation.to_ascii_lowercase() {
            'e' => scientific(magnitude, precision, alternate),
            'g' => general(magnitude, precision.max(1), alternate),
            _ => {
                let fixed = format!("{magnitude:.precision$}");
                if alternate && precision == 0 {
                    format!("{fixed}.")
                } else {
                    fixed
                }
            }
        }
    };
    if presentation.is_ascii_uppercase() {
        text.to_uppercase()
    } else {
        text
    }
}

fn scientific(magnitude: f64, precision: usize, alternate: bool) -> String {
    let (digits, exponent) = digits(&format!("{magnitude:.precision$e}"));
    let (first, rest) = digits.split_at(1);
    let point = if rest.is_empty() && !alternate { "" } else { "." };
    format!("{first}{point}{rest}e{}", exponent_text(exponent))
}

fn general(magnitude: f64, precision: usize, alternate: bool) -> String {
    let (_, exponent) = digits(&format!("{magnitude:.*e}", precision - 1));
    let significant = i32::try_from(precision).unwrap_or(i32::MAX);
    let text = if exponent < -4 || exponent >= significant {
        scientific(magnitude, precision - 1, alternate)
    } else {
        let decimals = usize::try_from(significant - 1 - exponent).unwrap_or(0);
        let fixed = format!("{magnitude:.decimals$}");
        if alternate && decimals == 0 {
            format!("{fixed}.")
        } else {
            fixed
        }
    };
    if alternate {
        return text;
    }
    let (mantissa, exponent) = match text.find('e') {
        Some(position) => text.split_at(position),
        None => (text.as_str(), ""),
    };
    let mantissa = if mantissa.contains('.') {
        mantissa.trim_end_matches('0').trim_end_matches('.')
    } else {
        mantissa
    };
    format!("{mantissa}{exponent}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_read_as_pythons() {
        for (number, text) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1e16, "1e+16"),
            (1e15, "1000000000000000.0"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1.5e300, "1.5e+300"),
            (0.1 + 0.2, "0.30000000000000004"),
        ] {
            assert_eq!(float_repr(number), text);
        }
        assert_eq!(format_float(1_234_567.0, 'g', 6, false), "1.23457e+06");
        assert_eq!(format_float(0.5, 'f', 0, false), "0");
        assert_eq!(format_float(2.5, 'e', 3, false), "2.500e+00");
        assert_eq!(format_float(100_000.0, 'g', 6, false), "100000");
    }
}
