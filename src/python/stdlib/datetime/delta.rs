//! `datetime.timedelta`: a number of microseconds.

use std::rc::Rc;

use num_bigint::BigInt;

use crate::python::arguments::BoundArguments;
use crate::python::class::Class;
use crate::python::dictionary::HashKey;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::integer::Integer;
use crate::python::interpreter::Interpreter;
use crate::python::object::{BinaryOperator, Comparison, HostObject, Side, UnaryOperator};
use crate::python::shared::Shared;
use crate::python::stdlib::convert;
use crate::python::stdlib::native::{ClassBuilder, Outcome, class_of};
use crate::python::value::Value;

/// Microseconds of a day.
pub(super) const MICROSECONDS_PER_DAY: i128 = 86_400_000_000;
const MOST_DAYS: i128 = 999_999_999;

/// A `datetime.timedelta`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeDelta {
    microseconds: i128,
}

impl TimeDelta {
    /// No time at all.
    pub const ZERO: Self = Self { microseconds: 0 };

    /// So many microseconds; nothing beyond 999999999 days.
    pub fn from_microseconds(microseconds: i128) -> Option<Self> {
        let days = microseconds.div_euclid(MICROSECONDS_PER_DAY);
        (days.abs() <= MOST_DAYS).then_some(Self { microseconds })
    }

    /// All of it in microseconds.
    pub fn microseconds(&self) -> i128 {
        self.microseconds
    }

    /// Days, seconds and microseconds as Python normalises them: only the days may be negative.
    pub fn parts(&self) -> (i128, i128, i128) {
        let rest = self.microseconds.rem_euclid(MICROSECONDS_PER_DAY);
        (
            self.microseconds.div_euclid(MICROSECONDS_PER_DAY),
            rest / 1_000_000,
            rest % 1_000_000,
        )
    }

    pub(super) fn repr(&self) -> String {
        let (days, seconds, microseconds) = self.parts();
        let parts: Vec<String> = [
            ("days", days),
            ("seconds", seconds),
            ("microseconds", microseconds),
        ]
        .into_iter()
        .filter(|(_, value)| *value != 0)
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
        if parts.is_empty() {
            return "datetime.timedelta(0)".into();
        }
        format!("datetime.timedelta({})", parts.join(", "))
    }

    fn text(&self) -> String {
        let (days, seconds, microseconds) = self.parts();
        let mut text = match days {
            0 => String::new(),
            1 | -1 => format!("{days} day, "),
            _ => format!("{days} days, "),
        };
        text += &format!(
            "{}:{:02}:{:02}",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60
        );
        if microseconds != 0 {
            text += &format!(".{microseconds:06}");
        }
        text
    }

    fn number(self) -> Value {
        Value::Int(Integer::big(BigInt::from(self.microseconds)))
    }
}

/// The difference of so many microseconds as a value.
pub(super) fn delta_value(microseconds: i128) -> Outcome {
    match TimeDelta::from_microseconds(microseconds) {
        Some(delta) => Ok(Value::host(delta)),
        None => {
            let days = microseconds.div_euclid(MICROSECONDS_PER_DAY);
            Err(overflow(&format!(
                "days={days}; must have magnitude <= 999999999"
            )))
        }
    }
}

fn overflow(message: &str) -> PythonError {
    PythonError::exception(ExceptionClass::OverflowError, message)
}

/// A big number of microseconds as a value.
fn big_delta(microseconds: &BigInt) -> Outcome {
    match i128::try_from(microseconds) {
        Ok(microseconds) => delta_value(microseconds),
        Err(_) => Err(overflow("Python int too large to convert to C int")),
    }
}

/// `numerator / denominator`, halves to the even neighbour.
fn divide_nearest(numerator: &BigInt, denominator: &BigInt) -> BigInt {
    let zero = BigInt::from(0);
    let (mut quotient, mut remainder) = (numerator / denominator, numerator % denominator);
    if remainder != zero && ((remainder < zero) != (*denominator < zero)) {
        quotient -= 1;
        remainder += denominator;
    }
    let twice: BigInt = &remainder * 2;
    let greater = if *denominator > zero {
        twice > *denominator
    } else {
        twice < *denominator
    };
    if greater || (twice == *denominator && &quotient % 2 != zero) {
        quotient += 1;
    }
    quotient
}

/// A finite float as a fraction (`float.as_integer_ratio`).
fn ratio(number: f64) -> Result<(BigInt, BigInt), PythonError> {
    if number.is_nan() {
        return Err(PythonError::value_error(
            "cannot convert NaN to integer ratio",
        ));
    }
    if number.is_infinite() {
        return Err(overflow("cannot convert Infinity to integer ratio"));
    }
    let mut denominator = BigInt::from(1);
    let mut scaled = number;
    while scaled.fract() != 0.0 {
        scaled *= 2.0;
        denominator *= 2;
    }
    let numerator = Integer::from_f64(scaled).expect("scaling a finite float up to an integer");
    Ok((numerator.to_big(), denominator))
}

impl HostObject for TimeDelta {
    fn type_name(&self) -> Rc<str> {
        "datetime.timedelta".into()
    }

    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        class_of(cx, "datetime", "timedelta")
    }

    fn binary(
        &self,
        operator: BinaryOperator,
        other: &Value,
        side: Side,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        if let Some(other) = other.downcast::<Self>() {
            if side == Side::Right {
                return Ok(None);
            }
            return match operator {
                BinaryOperator::Add => delta_value(self.microseconds + other.microseconds),
                BinaryOperator::Subtract => delta_value(self.microseconds - other.microseconds),
                BinaryOperator::Divide | BinaryOperator::FloorDivide => {
                    cx.binary(operator, &self.number(), &other.number())
                }
                BinaryOperator::Modulo => {
                    if other.microseconds == 0 {
                        return Err(zero_division());
                    }
                    let rest = self.microseconds.rem_euclid(other.microseconds.abs());
                    delta_value(if rest != 0 && other.microseconds < 0 {
                        rest + other.microseconds
                    } else {
                        rest
                    })
                }
                _ => return Ok(None),
            }
            .map(Some);
        }
        let own = BigInt::from(self.microseconds);
        let plain = other.underlying();
        if let Some(number) = plain.as_int() {
            let number = number.to_big();
            let result = match (operator, side) {
                (BinaryOperator::Multiply, _) => own * number,
                (BinaryOperator::Divide | BinaryOperator::FloorDivide, Side::Left)
                    if number == BigInt::from(0) =>
                {
                    return Err(zero_division());
                }
                (BinaryOperator::Divide, Side::Left) => divide_nearest(&own, &number),
                (BinaryOperator::FloorDivide, Side::Left) => {
                    let (quotient, remainder) = (&own / &number, &own % &number);
                    let zero = BigInt::from(0);
                    if remainder != zero && ((remainder < zero) != (number < zero)) {
                        quotient - 1
                    } else {
                        quotient
                    }
                }
                _ => return Ok(None),
            };
            return big_delta(&result).map(Some);
        }
        if let Value::Float(number) = plain {
            let result = match (operator, side) {
                (BinaryOperator::Multiply, _) => {
                    let (numerator, denominator) = ratio(number)?;
                    divide_nearest(&(own * numerator), &denominator)
                }
                (BinaryOperator::Divide, Side::Left) => {
                    let (numerator, denominator) = ratio(number)?;
                    if numerator == BigInt::from(0) {
                        return Err(zero_division());
                    }
                    divide_nearest(&(own * denominator), &numerator)
                }
                _ => return Ok(None),
            };
            return big_delta(&result).map(Some);
        }
        Ok(None)
    }

    fn compare(
        &self,
        comparison: Comparison,
        other: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Ok(other
            .downcast::<Self>()
            .map(|other| Value::Bool(comparison.holds(self.cmp(&other)))))
    }

    fn unary(
        &self,
        operator: UnaryOperator,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        match operator {
            UnaryOperator::Negative => delta_value(-self.microseconds).map(Some),
            UnaryOperator::Positive => delta_value(self.microseconds).map(Some),
            UnaryOperator::Invert => Ok(None),
        }
    }

    fn truth(&self, _cx: &mut Interpreter) -> Result<bool, PythonError> {
        Ok(self.microseconds != 0)
    }

    fn repr(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(self.repr().into())
    }

    fn str(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(self.text().into())
    }

    fn hash_key(&self, _cx: &mut Interpreter) -> Result<Option<HashKey>, PythonError> {
        Ok(Some(HashKey::Native(
            "timedelta",
            self.microseconds.to_string().into(),
        )))
    }
}

fn zero_division() -> PythonError {
    PythonError::exception(
        ExceptionClass::ZeroDivisionError,
        "integer division or modulo by zero",
    )
}

/// Adds up the parts; fractions of microseconds are rounded once, at the end.
fn construct(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    const UNITS: [(&str, i64); 7] = [
        ("days", 86_400_000_000),
        ("seconds", 1_000_000),
        ("microseconds", 1),
        ("milliseconds", 1_000),
        ("minutes", 60_000_000),
        ("hours", 3_600_000_000),
        ("weeks", 604_800_000_000),
    ];
    let mut whole = BigInt::from(0);
    let mut fraction = 0.0_f64;
    for (name, unit) in UNITS {
        let Some(value) = arguments.take(name) else {
            continue;
        };
        match value.underlying() {
            Value::Float(number) => {
                let Some(integral) = Integer::from_f64(number) else {
                    let message = if number.is_nan() {
                        return Err(PythonError::value_error(
                            "cannot convert float NaN to integer",
                        ));
                    } else {
                        "cannot convert float infinity to integer"
                    };
                    return Err(overflow(message));
                };
                whole += integral.to_big() * unit;
                #[expect(clippy::cast_precision_loss, reason = "units are below 2**53")]
                let part = number.fract() * unit as f64;
                if let Some(integral) = Integer::from_f64(part) {
                    whole += integral.to_big();
                }
                fraction += part.fract();
            }
            plain => match plain.as_int() {
                Some(number) => whole += number.to_big() * unit,
                None => {
                    return Err(convert::mismatch(
                        &value,
                        format!(
                            "unsupported type for timedelta {name} component: {}",
                            cx.type_name(&value)
                        ),
                    ));
                }
            },
        }
    }
    // Halves go to the even sum, so the parity of the whole part counts.
    let odd = if &whole % 2 == BigInt::from(0) {
        0.0
    } else {
        1.0
    };
    let rounded = 2.0 * ((fraction + odd) * 0.5).round_ties_even() - odd;
    let rounded = if (fraction - fraction.trunc()).abs() == 0.5 {
        rounded
    } else {
        fraction.round()
    };
    if let Some(rounded) = Integer::from_f64(rounded) {
        whole += rounded.to_big();
    }
    big_delta(&whole)
}

/// The class `timedelta`.
pub(super) fn class(cx: &mut Interpreter) -> Shared<Class> {
    let limit = |microseconds: i128| {
        TimeDelta::from_microseconds(microseconds).map_or(Value::None, Value::host)
    };
    let most = (MOST_DAYS + 1) * MICROSECONDS_PER_DAY - 1;
    ClassBuilder::new("datetime", "timedelta")
        .constructor(
            "days=, seconds=, microseconds=, milliseconds=, minutes=, hours=, weeks=",
            construct,
        )
        .property::<TimeDelta>("days", |_, delta| Ok(Value::Int(part(delta.parts().0))))
        .property::<TimeDelta>("seconds", |_, delta| Ok(Value::Int(part(delta.parts().1))))
        .property::<TimeDelta>("microseconds", |_, delta| {
            Ok(Value::Int(part(delta.parts().2)))
        })
        .method::<TimeDelta>("total_seconds", "", |cx, delta, _| {
            let second = Value::int(Integer::Small(1_000_000));
            cx.binary(BinaryOperator::Divide, &delta.number(), &second)
        })
        .method::<TimeDelta>("__abs__", "", |_, delta, _| {
            delta_value(delta.microseconds.abs())
        })
        .value("min", limit(-MOST_DAYS * MICROSECONDS_PER_DAY))
        .value("max", limit(most))
        .value("resolution", limit(1))
        .finish(cx)
}

fn part(value: i128) -> Integer {
    Integer::big(BigInt::from(value))
}
