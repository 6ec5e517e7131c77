//! `timedelta`.

use std::rc::Rc;

use crate::python::arguments::{Arguments, Parameter};
use crate::python::dictionary::HashKey;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::object::{BinaryOperator, Comparison, HostObject, Side, UnaryOperator};
use crate::python::value::Value;

pub(super) const DAY: i128 = 86_400_000_000;
/// 999,999,999 days either way.
const MOST: i128 = 1_000_000_000 * DAY;

/// A duration in microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Delta(pub(super) i128);

impl Delta {
    pub(super) fn value(microseconds: i128) -> Result<Value, PythonError> {
        if microseconds >= MOST || microseconds <= -MOST {
            return Err(PythonError::exception(
                ExceptionClass::OverflowError,
                "days out of range; must have magnitude <= 999999999",
            ));
        }
        Ok(Value::host(Self(microseconds)))
    }

    /// `timedelta(days=…, …)`.
    pub(super) fn construct(
        cx: &mut Interpreter,
        arguments: Arguments,
    ) -> Result<Value, PythonError> {
        const UNITS: [(&str, i128); 7] = [
            ("days", DAY),
            ("seconds", 1_000_000),
            ("microseconds", 1),
            ("milliseconds", 1_000),
            ("minutes", 60_000_000),
            ("hours", 3_600_000_000),
            ("weeks", 7 * DAY),
        ];
        let parameters = UNITS.map(|(name, _)| Parameter::optional(name));
        let mut bound = arguments.bind("timedelta", &parameters)?;
        let mut total = 0_i128;
        for (name, unit) in UNITS {
            let Some(value) = bound.take(name) else {
                continue;
            };
            let value = cx.known(&value)?;
            if let Some(integer) = value.as_int() {
                let amount = integer
                    .to_i64()
                    .map(i128::from)
                    .and_then(|n| n.checked_mul(unit));
                total += amount.unwrap_or(MOST);
            } else if let Value::Float(number) = value {
                total += scaled(number, unit)?;
            } else {
                return Err(PythonError::type_error(format!(
                    "unsupported type for timedelta {name} component: {}",
                    cx.type_name(&value)
                )));
            }
        }
        Self::value(total)
    }

    fn parts(self) -> (i128, i128, i128) {
        let days = self.0.div_euclid(DAY);
        let rest = self.0.rem_euclid(DAY);
        (days, rest / 1_000_000, rest % 1_000_000)
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "CPython divides doubles as well"
    )]
    fn seconds(self) -> f64 {
        self.0 as f64 / 1e6
    }
}

/// `number` units in microseconds, rounded half to even.
fn scaled(number: f64, unit: i128) -> Result<i128, PythonError> {
    #[expect(clippy::cast_precision_loss, reason = "units are small")]
    let microseconds = (number * unit as f64).round_ties_even();
    if !microseconds.is_finite() || microseconds.abs() > 1e20 {
        return Err(PythonError::exception(
            ExceptionClass::OverflowError,
            "days out of range; must have magnitude <= 999999999",
        ));
    }
    #[expect(clippy::cast_possible_truncation, reason = "checked above")]
    Ok(microseconds as i128)
}

impl HostObject for Delta {
    fn type_name(&self) -> Rc<str> {
        "datetime.timedelta".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let (days, seconds, microseconds) = self.parts();
        let number = |value: i128| Some(Value::int(i64::try_from(value).unwrap_or(i64::MAX)));
        let total = self.seconds();
        Ok(match name {
            "days" => number(days),
            "seconds" => number(seconds),
            "microseconds" => number(microseconds),
            "total_seconds" => Some(Value::function("total_seconds", move |_, arguments| {
                arguments.bind("total_seconds", &[])?;
                Ok(Value::Float(total))
            })),
            "__abs__" => {
                let magnitude = self.0.abs();
                Some(Value::function("__abs__", move |_, _| {
                    Delta::value(magnitude)
                }))
            }
            "__class__" => Some(super::class::TimeClass::Delta.value()),
            _ => None,
        })
    }

    fn binary(
        &self,
        operator: BinaryOperator,
        other: &Value,
        side: Side,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let integer = other
            .as_int()
            .and_then(|integer| integer.to_i64())
            .map(i128::from);
        let delta = other.downcast::<Self>();
        Ok(match (operator, side, delta, integer) {
            (BinaryOperator::Add, _, Some(other), _) => Some(Self::value(self.0 + other.0)?),
            (BinaryOperator::Subtract, Side::Left, Some(other), _) => {
                Some(Self::value(self.0 - other.0)?)
            }
            (BinaryOperator::Multiply, _, _, Some(factor)) => {
                Some(Self::value(self.0.checked_mul(factor).unwrap_or(MOST))?)
            }
            (BinaryOperator::FloorDivide, Side::Left, _, Some(divisor)) if divisor != 0 => {
                let floor = self.0.div_euclid(divisor);
                let exact = floor * divisor == self.0;
                Some(Self::value(if divisor < 0 && !exact {
                    floor - 1
                } else {
                    floor
                })?)
            }
            (BinaryOperator::Divide, Side::Left, Some(other), _) if other.0 != 0 => {
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "CPython divides doubles as well"
                )]
                let quotient = self.0 as f64 / other.0 as f64;
                Some(Value::Float(quotient))
            }
            (
                BinaryOperator::Multiply
                | BinaryOperator::Divide
                | BinaryOperator::FloorDivide
                | BinaryOperator::Modulo,
                ..,
            ) => return Err(PythonError::unsupported("this arithmetic with a timedelta")),
            _ => None,
        })
    }

    fn unary(
        &self,
        operator: UnaryOperator,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        match operator {
            UnaryOperator::Negative => Self::value(-self.0).map(Some),
            UnaryOperator::Positive => Ok(Some(Value::host(*self))),
            UnaryOperator::Invert => Ok(None),
        }
    }

    fn compare(
        &self,
        comparison: Comparison,
        other: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let other = other.downcast::<Self>();
        Ok(other.map(|other| Value::Bool(comparison.holds(self.cmp(&other)))))
    }

    fn truth(&self, _cx: &mut Interpreter) -> Result<bool, PythonError> {
        Ok(self.0 != 0)
    }

    fn repr(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
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
        let shown = if parts.is_empty() {
            "0".to_owned()
        } else {
            parts.join(", ")
        };
        Ok(format!("datetime.timedelta({shown})").into())
    }

    fn str(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        let (days, seconds, microseconds) = self.parts();
        let mut text = String::new();
        if days != 0 {
            let plural = if days.abs() == 1 { "" } else { "s" };
            text.push_str(&format!("{days} day{plural}, "));
        }
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        text.push_str(&format!("{hours}:{minutes:02}:{:02}", seconds % 60));
        if microseconds != 0 {
            text.push_str(&format!(".{microseconds:06}"));
        }
        Ok(text.into())
    }

    fn hash_key(&self, _cx: &mut Interpreter) -> Result<Option<HashKey>, PythonError> {
        Ok(Some(HashKey::Native(
            "timedelta",
            self.0.to_string().into(),
        )))
    }
}
