//! `date`.

use std::rc::Rc;

use super::calendar;
use super::class::TimeClass;
use super::delta::{DAY, Delta};
use super::moment::Moment;
use super::pattern;
use crate::python::arguments::{Arguments, BoundArguments, Parameter};
use crate::python::builtins::expect_integer;
use crate::python::dictionary::HashKey;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::object::{BinaryOperator, Comparison, HostObject, Side};
use crate::python::value::Value;

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Date {
    pub(super) year: i64,
    pub(super) month: i64,
    pub(super) day: i64,
}

/// Takes a numeric argument, which must lie in a range.
pub(super) fn component(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
    name: &str,
    default: i64,
) -> Result<i64, PythonError> {
    match bound.take(name) {
        None => Ok(default),
        Some(value) => {
            let integer = expect_integer(cx, &value)?;
            Ok(integer.to_i64().unwrap_or(i64::MAX))
        }
    }
}

impl Date {
    pub(super) fn new(year: i64, month: i64, day: i64) -> Result<Self, PythonError> {
        if !(1..=9999).contains(&year) {
            return Err(PythonError::value_error(format!(
                "year {year} is out of range"
            )));
        }
        if !(1..=12).contains(&month) {
            return Err(PythonError::value_error("month must be in 1..12"));
        }
        if !(1..=calendar::days_in_month(year, month)).contains(&day) {
            return Err(PythonError::value_error("day is out of range for month"));
        }
        Ok(Self { year, month, day })
    }

    pub(super) fn construct(
        cx: &mut Interpreter,
        arguments: Arguments,
    ) -> Result<Value, PythonError> {
        let mut bound = arguments.bind(
            "date",
            &[
                Parameter::required("year"),
                Parameter::required("month"),
                Parameter::required("day"),
            ],
        )?;
        let year = component(cx, &mut bound, "year", 0)?;
        let month = component(cx, &mut bound, "month", 0)?;
        let day = component(cx, &mut bound, "day", 0)?;
        Ok(Value::host(Self::new(year, month, day)?))
    }

    pub(super) fn number(self) -> i64 {
        calendar::day_number(self.year, self.month, self.day)
    }

    pub(super) fn of_number(number: i64) -> Result<Self, PythonError> {
        let (year, month, day) = calendar::date_of(number);
        if !(1..=9999).contains(&year) {
            return Err(PythonError::exception(
                ExceptionClass::OverflowError,
                "date value out of range",
            ));
        }
        Ok(Self { year, month, day })
    }

    pub(super) fn text(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    fn method(
        self,
        cx: &mut Interpreter,
        name: &str,
        arguments: Arguments,
    ) -> Result<Value, PythonError> {
        match name {
            "isoformat" => {
                arguments.bind(name, &[])?;
                Ok(self.text().into())
            }
            "strftime" => {
                let format = arguments
                    .bind(name, &[Parameter::required("format")])?
                    .require("format");
                let format = cx.str(&format)?;
                let moment = Moment::midnight(self);
                Ok(pattern::format(&format, &moment)?.into())
            }
            "weekday" => Ok(Value::int(calendar::weekday(self.number()))),
            "isoweekday" => Ok(Value::int(calendar::weekday(self.number()) + 1)),
            "toordinal" => Ok(Value::int(self.number() + 719_163)),
            _ => {
                let mut bound = arguments.bind(
                    name,
                    &[
                        Parameter::optional("year"),
                        Parameter::optional("month"),
                        Parameter::optional("day"),
                    ],
                )?;
                let year = component(cx, &mut bound, "year", self.year)?;
                let month = component(cx, &mut bound, "month", self.month)?;
                let day = component(cx, &mut bound, "day", self.day)?;
                Ok(Value::host(Self::new(year, month, day)?))
            }
        }
    }
}

impl HostObject for Date {
    fn type_name(&self) -> Rc<str> {
        "datetime.date".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        const METHODS: &[&str] = &[
            "isoformat",
            "strftime",
            "weekday",
            "isoweekday",
            "toordinal",
            "replace",
        ];
        if let Some(method) = METHODS.iter().copied().find(|method| *method == name) {
            let own = *self;
            return Ok(Some(Value::function(method, move |cx, arguments| {
                own.method(cx, method, arguments)
            })));
        }
        Ok(match name {
            "year" => Some(Value::int(self.year)),
            "month" => Some(Value::int(self.month)),
            "day" => Some(Value::int(self.day)),
            "__class__" => Some(TimeClass::Date.value()),
            "timetuple" | "isocalendar" | "ctime" => {
                return Err(PythonError::unsupported(format!("date.{name}")));
            }
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
        let days = |delta: &Delta| i64::try_from(delta.0.div_euclid(DAY)).unwrap_or(i64::MAX / 4);
        Ok(match (operator, side) {
            (BinaryOperator::Add, _) => match other.downcast::<Delta>() {
                Some(delta) => Some(Value::host(Self::of_number(self.number() + days(&delta))?)),
                None => None,
            },
            (BinaryOperator::Subtract, Side::Left) => {
                if let Some(delta) = other.downcast::<Delta>() {
                    Some(Value::host(Self::of_number(self.number() - days(&delta))?))
                } else if let Some(date) = other.downcast::<Self>() {
                    Some(Delta::value(
                        i128::from(self.number() - date.number()) * DAY,
                    )?)
                } else {
                    None
                }
            }
            _ => None,
        })
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

    fn repr(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(format!("datetime.date({}, {}, {})", self.year, self.month, self.day).into())
    }

    fn str(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(self.text().into())
    }

    fn format(&self, specification: &str, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        if specification.is_empty() {
            return Ok(self.text().into());
        }
        Ok(pattern::format(specification, &Moment::midnight(*self))?.into())
    }

    fn hash_key(&self, _cx: &mut Interpreter) -> Result<Option<HashKey>, PythonError> {
        Ok(Some(HashKey::Native("date", self.text().into())))
    }
}
