//! Python's `int`: machine words as long as they fit, big integers beyond (`Objects/longobject.c`).

use std::cmp::Ordering;
use std::fmt;
use std::rc::Rc;
use std::str::FromStr;

use num_bigint::{BigInt, Sign};

/// Most bits a result may have; beyond it an operation is refused as too large.
const MOST_BITS: u64 = 1 << 20;

/// An integer of any size; `Big` never holds what fits `Small`.
#[derive(Debug, Clone)]
pub enum Integer {
    /// Fits 64 bits.
    Small(i64),
    /// Does not.
    Big(Rc<BigInt>),
}

/// Why an integer operation has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntegerFault {
    /// Division or modulo by zero.
    DivisionByZero,
    /// A shift by a negative count.
    NegativeShift,
    /// The result would be larger than the evaluator allows.
    TooLarge,
}

impl Integer {
    /// The integer `value`.
    pub fn big(value: BigInt) -> Self {
        match i64::try_from(&value) {
            Ok(small) => Self::Small(small),
            Err(_) => Self::Big(Rc::new(value)),
        }
    }

    /// The value as a big integer.
    pub fn to_big(&self) -> BigInt {
        match self {
            Self::Small(value) => BigInt::from(*value),
            Self::Big(value) => (**value).clone(),
        }
    }

    /// The value, where it fits 64 bits.
    pub fn to_i64(&self) -> Option<i64> {
        match self {
            Self::Small(value) => Some(*value),
            Self::Big(_) => None,
        }
    }

    /// The value, where it fits a size.
    pub fn to_usize(&self) -> Option<usize> {
        self.to_i64().and_then(|value| usize::try_from(value).ok())
    }

    /// The nearest double; infinite where the value is beyond its range.
    pub fn to_f64(&self) -> f64 {
        match self {
            #[expect(
                clippy::cast_precision_loss,
                reason = "Python rounds to nearest as well"
            )]
            Self::Small(value) => *value as f64,
            Self::Big(value) => value.to_string().parse().unwrap_or(f64::INFINITY),
        }
    }

    /// The integral part of a finite double.
    pub fn from_f64(value: f64) -> Option<Self> {
        if !value.is_finite() {
            return None;
        }
        let bits = value.to_bits();
        let exponent = i64::try_from((bits >> 52) & 0x7ff).ok()?;
        let fraction = bits & ((1 << 52) - 1);
        let (mantissa, shift) = if exponent == 0 {
            (fraction, -1074)
        } else {
            (fraction | (1 << 52), exponent - 1075)
        };
        let magnitude = if shift >= 0 {
            BigInt::from(mantissa) << usize::try_from(shift).ok()?
        } else {
            BigInt::from(mantissa) >> usize::try_from(-shift).ok()?
        };
        Some(Self::big(if value < 0.0 { -magnitude } else { magnitude }))
    }

    /// Parses digits of `radix` (2 to 36), with an optional sign.
    pub fn parse(digits: &str, radix: u32) -> Option<Self> {
        if let Ok(small) = i64::from_str_radix(digits, radix) {
            return Some(Self::Small(small));
        }
        BigInt::parse_bytes(digits.as_bytes(), radix).map(Self::big)
    }

    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        match self {
            Self::Small(value) => *value < 0,
            Self::Big(value) => value.sign() == Sign::Minus,
        }
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        matches!(self, Self::Small(0))
    }

    /// Number of bits of the magnitude.
    pub fn bits(&self) -> u64 {
        match self {
            Self::Small(value) => u64::from(64 - value.unsigned_abs().leading_zeros()),
            Self::Big(value) => value.bits(),
        }
    }

    /// `self + other`.
    pub fn add(&self, other: &Self) -> Self {
        if let (Self::Small(left), Self::Small(right)) = (self, other)
            && let Some(sum) = left.checked_add(*right)
        {
            return Self::Small(sum);
        }
        Self::big(self.to_big() + other.to_big())
    }

    /// `self - other`.
    pub fn subtract(&self, other: &Self) -> Self {
        if let (Self::Small(left), Self::Small(right)) = (self, other)
            && let Some(difference) = left.checked_sub(*right)
        {
            return Self::Small(difference);
        }
        Self::big(self.to_big() - other.to_big())
    }

    /// `self * other`.
    pub fn multiply(&self, other: &Self) -> Result<Self, IntegerFault> {
        if let (Self::Small(left), Self::Small(right)) = (self, other)
            && let Some(product) = left.checked_mul(*right)
        {
            return Ok(Self::Small(product));
        }
        if self.bits() + other.bits() > MOST_BITS {
            return Err(IntegerFault::TooLarge);
        }
        Ok(Self::big(self.to_big() * other.to_big()))
    }

    /// `divmod(self, other)`: the quotient rounds down, the remainder has the divisor's sign.
    pub fn divide(&self, other: &Self) -> Result<(Self, Self), IntegerFault> {
        if other.is_zero() {
            return Err(IntegerFault::DivisionByZero);
        }
        if let (Self::Small(left), Self::Small(right)) = (self, other)
            && let (Some(quotient), Some(remainder)) =
                (left.checked_div(*right), left.checked_rem(*right))
        {
            return Ok(if remainder != 0 && (remainder < 0) != (*right < 0) {
                (Self::Small(quotient - 1), Self::Small(remainder + right))
            } else {
                (Self::Small(quotient), Self::Small(remainder))
            });
        }
        let (left, right) = (self.to_big(), other.to_big());
        let mut quotient = &left / &right;
        let mut remainder = &left % &right;
        if remainder.sign() != Sign::NoSign && remainder.sign() != right.sign() {
            quotient -= 1;
            remainder += &right;
        }
        Ok((Self::big(quotient), Self::big(remainder)))
    }

    /// `self ** exponent` for an exponent that is not negative.
    pub fn power(&self, exponent: &Self) -> Result<Self, IntegerFault> {
        match self {
            Self::Small(0) => return Ok(Self::Small(i64::from(exponent.is_zero()))),
            Self::Small(1) => return Ok(self.clone()),
            Self::Small(-1) => {
                let (_, odd) = exponent.divide(&Self::Small(2))?;
                return Ok(Self::Small(if odd.is_zero() { 1 } else { -1 }));
            }
            Self::Small(_) | Self::Big(_) => {}
        }
        let exponent = exponent
            .to_i64()
            .and_then(|value| u32::try_from(value).ok())
            .ok_or(IntegerFault::TooLarge)?;
        if self.bits().saturating_mul(u64::from(exponent)) > MOST_BITS {
            return Err(IntegerFault::TooLarge);
        }
        Ok(Self::big(self.to_big().pow(exponent)))
    }

    /// `self << count`.
    pub fn shift_left(&self, count: &Self) -> Result<Self, IntegerFault> {
        if count.is_negative() {
            return Err(IntegerFault::NegativeShift);
        }
        if self.is_zero() {
            return Ok(self.clone());
        }
        let count = count.to_usize().ok_or(IntegerFault::TooLarge)?;
        if self.bits().saturating_add(count as u64) > MOST_BITS {
            return Err(IntegerFault::TooLarge);
        }
        Ok(Self::big(self.to_big() << count))
    }

    /// `self >> count`, rounding down.
    pub fn shift_right(&self, count: &Self) -> Result<Self, IntegerFault> {
        if count.is_negative() {
            return Err(IntegerFault::NegativeShift);
        }
        match count.to_usize() {
            Some(count) if (count as u64) <= self.bits() => Ok(Self::big(self.to_big() >> count)),
            _ => Ok(Self::Small(if self.is_negative() { -1 } else { 0 })),
        }
    }

    /// `self & other`.
    pub fn and(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Small(left), Self::Small(right)) => Self::Small(left & right),
            _ => Self::big(self.to_big() & other.to_big()),
        }
    }

    /// `self | other`.
    pub fn or(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Small(left), Self::Small(right)) => Self::Small(left | right),
            _ => Self::big(self.to_big() | other.to_big()),
        }
    }

    /// `self ^ other`.
    pub fn exclusive_or(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Small(left), Self::Small(right)) => Self::Small(left ^ right),
            _ => Self::big(self.to_big() ^ other.to_big()),
        }
    }

    /// `-self`.
    pub fn negate(&self) -> Self {
        Self::Small(0).subtract(self)
    }

    /// `~self`.
    pub fn invert(&self) -> Self {
        self.negate().subtract(&Self::Small(1))
    }

    /// `abs(self)`.
    pub fn absolute(&self) -> Self {
        if self.is_negative() {
            self.negate()
        } else {
            self.clone()
        }
    }

    /// The magnitude's digits in `radix`, without a sign.
    pub fn magnitude_digits(&self, radix: u32) -> String {
        match self {
            Self::Small(value) if radix == 10 => value.unsigned_abs().to_string(),
            Self::Small(_) | Self::Big(_) => self.absolute().to_big().to_str_radix(radix),
        }
    }

    /// Compares with a double exactly; `None` for a NaN.
    pub fn compare_f64(&self, other: f64) -> Option<Ordering> {
        if other.is_nan() {
            return None;
        }
        if other.is_infinite() {
            return Some(if other > 0.0 {
                Ordering::Less
            } else {
                Ordering::Greater
            });
        }
        let integral = Self::from_f64(other)?;
        Some(self.cmp(&integral).then_with(|| {
            let fraction = other - other.trunc();
            0.0_f64.partial_cmp(&fraction).unwrap_or(Ordering::Equal)
        }))
    }
}

impl PartialEq for Integer {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Integer {}

impl PartialOrd for Integer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Integer {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Small(left), Self::Small(right)) => left.cmp(right),
            _ => self.to_big().cmp(&other.to_big()),
        }
    }
}

impl std::hash::Hash for Integer {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        match self {
            Self::Small(value) => value.hash(state),
            Self::Big(value) => value.hash(state),
        }
    }
}

impl From<i64> for Integer {
    fn from(value: i64) -> Self {
        Self::Small(value)
    }
}

impl From<usize> for Integer {
    fn from(value: usize) -> Self {
        i64::try_from(value).map_or_else(|_| Self::big(BigInt::from(value)), Self::Small)
    }
}

impl FromStr for Integer {
    type Err = ();

    fn from_str(digits: &str) -> Result<Self, ()> {
        Self::parse(digits, 10).ok_or(())
    }
}

impl fmt::Display for Integer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Small(value) => value.fmt(formatter),
            Self::Big(value) => value.fmt(formatter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn division_rounds_down_as_pythons_does() {
        for (left, right, quotient, remainder) in [
            (7, 2, 3, 1),
            (-7, 2, -4, 1),
            (7, -2, -4, -1),
            (-7, -2, 3, -1),
        ] {
            let result = Integer::Small(left).divide(&Integer::Small(right));
            assert_eq!(
                result,
                Ok((Integer::Small(quotient), Integer::Small(remainder)))
            );
        }
        assert_eq!(
            Integer::Small(1).divide(&Integer::Small(0)),
            Err(IntegerFault::DivisionByZero)
        );
        let smallest = Integer::Small(i64::MIN).divide(&Integer::Small(-1));
        assert_eq!(
            smallest.map(|(quotient, _)| quotient.to_string()),
            Ok("9223372036854775808".to_owned())
        );
    }

    #[test]
    fn results_beyond_the_limit_are_refused() {
        assert_eq!(
            Integer::Small(2).power(&Integer::Small(1_000_000_000)),
            Err(IntegerFault::TooLarge)
        );
        assert_eq!(
            Integer::Small(1).shift_left(&Integer::Small(i64::MAX)),
            Err(IntegerFault::TooLarge)
        );
        assert_eq!(
            Integer::Small(2)
                .power(&Integer::Small(70))
                .map(|value| value.to_string()),
            Ok("1180591620717411303424".to_owned())
        );
    }

    #[test]
    fn doubles_compare_exactly() {
        let big = Integer::Small(9_007_199_254_740_993);
        assert_eq!(
            big.compare_f64(9_007_199_254_740_992.0),
            Some(Ordering::Greater)
        );
        assert_eq!(Integer::Small(1).compare_f64(1.5), Some(Ordering::Less));
        assert_eq!(
            Integer::Small(-1).compare_f64(-1.5),
            Some(Ordering::Greater)
        );
        assert_eq!(Integer::Small(1).compare_f64(f64::NAN), None);
    }
}
