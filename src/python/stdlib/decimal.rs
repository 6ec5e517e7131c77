//! `decimal`: decimal fractions, exact up to 28 digits (`Lib/_pydecimal.py`).

use std::cmp::Ordering;
use std::rc::Rc;

use num_bigint::{BigInt, Sign};

use super::convert;
use super::native::{ClassBuilder, ModuleBuilder, Outcome, class_of, exception_class, raise};
use crate::python::arguments::BoundArguments;
use crate::python::class::Class;
use crate::python::dictionary::HashKey;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::integer::Integer;
use crate::python::interpreter::Interpreter;
use crate::python::object::{BinaryOperator, Comparison, HostObject, Side, UnaryOperator};
use crate::python::shared::Shared;
use crate::python::value::Value;

/// Digits a result of arithmetic keeps in the default context.
const PRECISION: usize = 28;
/// Most digits a number may be written with, and the farthest its point may be.
const LIMIT: i64 = 10_000;

/// A finite `decimal.Decimal`: `coefficient * 10 ** exponent`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal {
    negative: bool,
    /// Not negative; the sign of zero matters to Python.
    coefficient: BigInt,
    exponent: i64,
}

impl Decimal {
    /// Reads a number such as `-12.50E+3`; nothing for what is not a finite number.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().replace('_', "");
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(&text)),
        };
        let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
            None => (digits, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let places = i64::try_from(fraction.len()).ok()?;
        let length = i64::try_from(all.len()).ok()?;
        if exponent.abs() > LIMIT || length > LIMIT {
            return None;
        }
        Some(Self {
            negative,
            coefficient: BigInt::parse_bytes(all.as_bytes(), 10)?,
            exponent: exponent - places,
        })
    }

    fn from_signed(value: BigInt, exponent: i64) -> Self {
        Self {
            negative: value.sign() == Sign::Minus,
            coefficient: if value.sign() == Sign::Minus {
                -value
            } else {
                value
            },
            exponent,
        }
    }

    fn is_zero(&self) -> bool {
        self.coefficient.sign() == Sign::NoSign
    }

    fn signed(&self) -> BigInt {
        if self.negative {
            -self.coefficient.clone()
        } else {
            self.coefficient.clone()
        }
    }

    /// Both numbers as multiples of the same power of ten.
    fn aligned(&self, other: &Self) -> (BigInt, BigInt, i64) {
        let exponent = self.exponent.min(other.exponent);
        let scaled = |number: &Self| number.signed() * power_of_ten(number.exponent - exponent);
        (scaled(self), scaled(other), exponent)
    }

    fn compare(&self, other: &Self) -> Ordering {
        let (left, right, _) = self.aligned(other);
        left.cmp(&right)
    }

    /// Rounded to the precision of the context, halves to the even digit.
    fn rounded(mut self) -> Self {
        let digits = self.coefficient.to_string().len();
        if let Some(excess) = digits.checked_sub(PRECISION).filter(|excess| *excess > 0) {
            let excess = i64::try_from(excess).unwrap_or(0);
            let unit = power_of_ten(excess);
            let quotient = &self.coefficient / &unit;
            let twice: BigInt = (&self.coefficient % &unit) * 2;
            let odd = &quotient % 2 == BigInt::from(1);
            let up = twice > unit || (twice == unit && odd);
            self.coefficient = if up { quotient + 1 } else { quotient };
            self.exponent += excess;
            // Rounding up can add a digit: 9.99 becomes 10.0.
            return self.rounded();
        }
        self
    }

    fn add(&self, other: &Self) -> Self {
        let (left, right, exponent) = self.aligned(other);
        let mut sum = Self::from_signed(left + right, exponent);
        if sum.is_zero() {
            sum.negative = self.negative && other.negative;
        }
        sum.rounded()
    }

    fn multiply(&self, other: &Self) -> Self {
        Self {
            negative: self.negative != other.negative,
            coefficient: &self.coefficient * &other.coefficient,
            exponent: self.exponent + other.exponent,
        }
        .rounded()
    }

    /// The quotient to the precision of the context; the divisor is not zero.
    fn divide(&self, other: &Self) -> Self {
        let negative = self.negative != other.negative;
        let ideal = self.exponent - other.exponent;
        if self.is_zero() {
            return Self {
                negative,
                coefficient: BigInt::from(0),
                exponent: ideal,
            };
        }
        let length = |number: &BigInt| i64::try_from(number.to_string().len()).unwrap_or(0);
        let shift = length(&other.coefficient) - length(&self.coefficient)
            + i64::try_from(PRECISION).unwrap_or(0)
            + 1;
        let (above, below) = if shift >= 0 {
            (
                &self.coefficient * power_of_ten(shift),
                other.coefficient.clone(),
            )
        } else {
            (
                self.coefficient.clone(),
                &other.coefficient * power_of_ten(-shift),
            )
        };
        let (mut quotient, remainder) = (&above / &below, &above % &below);
        let mut exponent = ideal - shift;
        if remainder.sign() == Sign::NoSign {
            // An exact quotient is written as short as its operands allow.
            while exponent < ideal && &quotient % 10 == BigInt::from(0) {
                quotient /= 10;
                exponent += 1;
            }
        } else if &quotient % 5 == BigInt::from(0) {
            // A digit that is not zero keeps the rest from looking like a half.
            quotient += 1;
        }
        Self {
            negative,
            coefficient: quotient,
            exponent,
        }
        .rounded()
    }

    /// The text of `str()`.
    pub fn text(&self) -> String {
        let digits = self.coefficient.to_string();
        let sign = if self.negative { "-" } else { "" };
        let length = i64::try_from(digits.len()).unwrap_or(i64::MAX);
        let left = self.exponent + length;
        let plain = self.exponent <= 0 && left > -6;
        let point = if plain { left } else { 1 };
        let number = if point <= 0 {
            let zeros = "0".repeat(usize::try_from(-point).unwrap_or(0));
            format!("0.{zeros}{digits}")
        } else if point >= length {
            let zeros = "0".repeat(usize::try_from(point - length).unwrap_or(0));
            format!("{digits}{zeros}")
        } else {
            let (whole, fraction) = digits.split_at(usize::try_from(point).unwrap_or(0));
            format!("{whole}.{fraction}")
        };
        if left == point {
            return format!("{sign}{number}");
        }
        format!("{sign}{number}E{:+}", left - point)
    }

    /// The integer before the point.
    fn truncated(&self) -> BigInt {
        if self.exponent >= 0 {
            self.signed() * power_of_ten(self.exponent)
        } else {
            self.signed() / power_of_ten(-self.exponent)
        }
    }

    fn is_integral(&self) -> bool {
        self.exponent >= 0
            || (&self.coefficient % power_of_ten(-self.exponent)).sign() == Sign::NoSign
    }
}

fn power_of_ten(exponent: i64) -> BigInt {
    BigInt::from(10).pow(u32::try_from(exponent).unwrap_or(0))
}

/// A float, exactly; nothing for infinities and NaN.
fn from_float(number: f64) -> Option<Decimal> {
    if !number.is_finite() {
        return None;
    }
    let mut scaled = number.abs();
    let mut halvings = 0_i64;
    while scaled.fract() != 0.0 {
        scaled *= 2.0;
        halvings += 1;
    }
    let mantissa = Integer::from_f64(scaled)?.to_big();
    // One half is five tenths: each halving is a decimal place.
    let fives = BigInt::from(5).pow(u32::try_from(halvings).ok()?);
    Some(Decimal {
        negative: number.is_sign_negative(),
        coefficient: mantissa * fives,
        exponent: -halvings,
    })
}

/// The number an operand of arithmetic stands for: a decimal or an integer.
fn operand(value: &Value) -> Option<Decimal> {
    let plain = value.underlying();
    if let Some(number) = plain.downcast::<Decimal>() {
        return Some((*number).clone());
    }
    plain
        .as_int()
        .map(|number| Decimal::from_signed(number.to_big(), 0))
}

fn error(cx: &mut Interpreter, name: &str, message: &str) -> PythonError {
    let arguments = match message {
        "" => vec![Value::list(Vec::new())],
        message => vec![message.into()],
    };
    match class_of(cx, "decimal", name) {
        Some(class) => raise(&class, arguments, Vec::new()),
        None => PythonError::value_error(message),
    }
}

impl HostObject for Decimal {
    fn type_name(&self) -> Rc<str> {
        "decimal.Decimal".into()
    }

    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        class_of(cx, "decimal", "Decimal")
    }

    fn binary(
        &self,
        operator: BinaryOperator,
        other: &Value,
        side: Side,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let Some(other) = operand(other) else {
            return Ok(None);
        };
        let (left, right) = match side {
            Side::Left => (self, &other),
            Side::Right => (&other, self),
        };
        // Aligning numbers far apart would make very long ones.
        cx.charge((left.exponent - right.exponent).unsigned_abs() / 16 + 1)?;
        let negated = Decimal {
            negative: !right.negative,
            ..right.clone()
        };
        Ok(Some(Value::host(match operator {
            BinaryOperator::Add => left.add(right),
            BinaryOperator::Subtract => left.add(&negated),
            BinaryOperator::Multiply => left.multiply(right),
            BinaryOperator::Divide if right.is_zero() => {
                let (name, message) = if left.is_zero() {
                    ("InvalidOperation", "[<class 'decimal.DivisionUndefined'>]")
                } else {
                    ("DivisionByZero", "[<class 'decimal.DivisionByZero'>]")
                };
                return Err(error(cx, name, message));
            }
            BinaryOperator::Divide => left.divide(right),
            _ => {
                return Err(PythonError::unsupported(format!(
                    "the operator {} of decimal numbers",
                    operator.symbol()
                )));
            }
        })))
    }

    fn compare(
        &self,
        comparison: Comparison,
        other: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let other = match other.underlying() {
            Value::Float(number) => {
                if let Some(other) = from_float(number) {
                    Some(other)
                } else {
                    let ordering = if number.is_nan() {
                        return Ok(Some(Value::Bool(comparison == Comparison::NotEqual)));
                    } else if number > 0.0 {
                        Ordering::Less
                    } else {
                        Ordering::Greater
                    };
                    return Ok(Some(Value::Bool(comparison.holds(ordering))));
                }
            }
            plain => operand(&plain),
        };
        Ok(other.map(|other| Value::Bool(comparison.holds(Decimal::compare(self, &other)))))
    }

    fn unary(
        &self,
        operator: UnaryOperator,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let negative = match operator {
            UnaryOperator::Negative => !self.negative,
            UnaryOperator::Positive => self.negative,
            UnaryOperator::Invert => return Ok(None),
        };
        Ok(Some(Value::host(
            Self {
                // Zero loses its sign in arithmetic.
                negative: negative && !self.is_zero(),
                ..self.clone()
            }
            .rounded(),
        )))
    }

    fn truth(&self, _cx: &mut Interpreter) -> Result<bool, PythonError> {
        Ok(!self.is_zero())
    }

    fn repr(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(format!("Decimal('{}')", self.text()).into())
    }

    fn str(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(self.text().into())
    }

    fn format(&self, specification: &str, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        if specification.is_empty() {
            return Ok(self.text().into());
        }
        Err(PythonError::unsupported(format!(
            "the format {specification} of a decimal number"
        )))
    }

    fn hash_key(&self, _cx: &mut Interpreter) -> Result<Option<HashKey>, PythonError> {
        if self.is_integral() {
            return Ok(Some(HashKey::Int(Integer::big(self.truncated()))));
        }
        // A float that is equal has the same key.
        if let Ok(number) = self.text().parse::<f64>()
            && from_float(number).is_some_and(|float| Self::compare(self, &float).is_eq())
        {
            return Ok(Some(HashKey::Float(number.to_bits())));
        }
        let mut shortest = self.clone();
        while &shortest.coefficient % 10 == BigInt::from(0) {
            shortest.coefficient /= 10;
            shortest.exponent += 1;
        }
        Ok(Some(HashKey::Native("Decimal", shortest.text().into())))
    }
}

fn construct(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    if arguments.take_some("context").is_some() {
        return Err(PythonError::unsupported(
            "the argument context of Decimal()",
        ));
    }
    let Some(value) = arguments.take("value") else {
        return Ok(Value::host(Decimal::from_signed(BigInt::from(0), 0)));
    };
    let plain = cx.known(&value)?.underlying();
    if let Some(number) = operand(&plain) {
        return Ok(Value::host(number));
    }
    match plain {
        Value::Str(text) => match Decimal::parse(&text) {
            Some(number) => Ok(Value::host(number)),
            None if text.bytes().any(|byte| byte.is_ascii_digit()) || is_special(&text) => Err(
                PythonError::unsupported(format!("the decimal number {text}")),
            ),
            None => Err(error(
                cx,
                "InvalidOperation",
                "[<class 'decimal.ConversionSyntax'>]",
            )),
        },
        Value::Float(number) => match from_float(number) {
            Some(number) => Ok(Value::host(number)),
            None => Err(PythonError::unsupported("infinite decimal numbers")),
        },
        Value::Tuple(_) | Value::List(_) => {
            Err(PythonError::unsupported("decimal numbers made of tuples"))
        }
        _ => Err(convert::mismatch(
            &value,
            format!(
                "conversion from {} to Decimal is not supported",
                cx.type_name(&value)
            ),
        )),
    }
}

fn is_special(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['+', '-']).to_lowercase();
    text.starts_with("inf") || text.starts_with("nan") || text.starts_with("snan")
}

/// Makes the module.
pub(super) fn module(cx: &mut Interpreter) -> Value {
    let class = ClassBuilder::new("decimal", "Decimal")
        .constructor("value=, context=", construct)
        .method::<Decimal>("__int__", "", |_, number, _| {
            Ok(Value::Int(Integer::big(number.truncated())))
        })
        .method::<Decimal>("__float__", "", |_, number, _| {
            Ok(Value::Float(number.text().parse().unwrap_or(f64::NAN)))
        })
        .method::<Decimal>("__abs__", "", |_, number, _| {
            let number = Decimal {
                negative: false,
                ..(**number).clone()
            };
            Ok(Value::host(number.rounded()))
        })
        .method::<Decimal>("is_zero", "", |_, number, _| Ok(number.is_zero().into()))
        .method::<Decimal>("is_nan", "", |_, _, _| Ok(Value::Bool(false)))
        .method::<Decimal>("is_infinite", "", |_, _, _| Ok(Value::Bool(false)))
        .method::<Decimal>("is_finite", "", |_, _, _| Ok(Value::Bool(true)))
        .method::<Decimal>("is_signed", "", |_, number, _| Ok(number.negative.into()))
        .refused_attributes(&["imag", "real"])
        .refused(&[
            "canonical",
            "compare",
            "compare_signal",
            "compare_total",
            "compare_total_mag",
            "conjugate",
            "fma",
            "from_float",
            "is_canonical",
            "is_normal",
            "is_qnan",
            "is_snan",
            "is_subnormal",
            "logb",
            "logical_and",
            "logical_invert",
            "logical_or",
            "logical_xor",
            "max_mag",
            "min_mag",
            "next_minus",
            "next_plus",
            "next_toward",
            "number_class",
            "radix",
            "remainder_near",
            "rotate",
            "same_quantum",
            "scaleb",
            "shift",
            "to_eng_string",
            "to_integral",
            "to_integral_exact",
            "adjusted",
            "as_integer_ratio",
            "as_tuple",
            "copy_abs",
            "copy_negate",
            "copy_sign",
            "exp",
            "ln",
            "log10",
            "max",
            "min",
            "normalize",
            "quantize",
            "sqrt",
            "to_integral_value",
            "__round__",
            "__divmod__",
        ])
        .finish(cx);
    let arithmetic = ExceptionClass::ArithmeticError;
    let base = exception_class(cx, "decimal", "DecimalException", arithmetic);
    let invalid = ClassBuilder::new("decimal", "InvalidOperation")
        .base(base.clone())
        .finish(cx);
    let zero = cx.exception_class(ExceptionClass::ZeroDivisionError);
    let by_zero = ClassBuilder::new("decimal", "DivisionByZero")
        .base(base.clone())
        .base(zero)
        .finish(cx);
    ModuleBuilder::new("decimal")
        .class(&class)
        .class(&base)
        .class(&invalid)
        .class(&by_zero)
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn numbers_are_written_as_python_does() {
        // python3.11: str(Decimal(text))
        for (text, shown) in [
            ("1.50", "1.50"),
            ("-0", "-0"),
            ("1E+3", "1E+3"),
            ("0.000001", "0.000001"),
            ("0.0000001", "1E-7"),
            ("123E-10", "1.23E-8"),
            ("  12_3.4 ", "123.4"),
        ] {
            assert_eq!(decimal(text).text(), shown);
        }
    }

    #[test]
    fn arithmetic_has_28_digits() {
        // python3.11
        assert_eq!(decimal("0.1").add(&decimal("0.20")).text(), "0.30");
        assert_eq!(decimal("1.10").multiply(&decimal("3")).text(), "3.30");
        assert_eq!(
            decimal("1").divide(&decimal("3")).text(),
            "0.3333333333333333333333333333"
        );
        assert_eq!(
            decimal("2").divide(&decimal("3")).text(),
            "0.6666666666666666666666666667"
        );
        assert_eq!(decimal("1.00").divide(&decimal("4")).text(), "0.25");
        assert_eq!(decimal("100").divide(&decimal("4")).text(), "25");
        assert_eq!(
            decimal("1234567890123456789012345678.5")
                .add(&decimal("0"))
                .text(),
            "1234567890123456789012345678"
        );
    }
}
