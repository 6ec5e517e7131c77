//! `datetime.date`: a day of the calendar.

use std::rc::Rc;

use super::calendar;
use super::delta::{MICROSECONDS_PER_DAY, TimeDelta, delta_value};
use super::moment::DateTime;
use super::{clock, format, local, parse};
use crate::python::arguments::BoundArguments;
use crate::python::class::Class;
use crate::python::dictionary::HashKey;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::object::{BinaryOperator, Comparison, HostObject, Side};
use crate::python::shared::Shared;
use crate::python::stdlib::convert;
use crate::python::stdlib::native::{ClassBuilder, Outcome, class_of};
use crate::python::value::Value;

/// A `datetime.date`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i64,
    month: i64,
    day: i64,
}

impl Date {
    /// A day of the years 1 to 9999; the sentence Python refuses others with.
    pub fn new(year: i64, month: i64, day: i64) -> Result<Self, String> {
        if !(calendar::FIRST_YEAR..=calendar::LAST_YEAR).contains(&year) {
            return Err(format!("year {year} is out of range"));
        }
        if !(1..=12).contains(&month) {
            return Err("month must be in 1..12".into());
        }
        if !(1..=calendar::days_in_month(year, month)).contains(&day) {
            return Err("day is out of range for month".into());
        }
        Ok(Self { year, month, day })
    }

    /// The day with an ordinal; 0001-01-01 has 1.
    pub fn from_ordinal(ordinal: i64) -> Option<Self> {
        if !(1..=calendar::LAST_ORDINAL).contains(&ordinal) {
            return None;
        }
        let (year, month, day) = calendar::from_ordinal(ordinal);
        Some(Self { year, month, day })
    }

    /// The year.
    pub fn year(&self) -> i64 {
        self.year
    }

    /// The month, from 1.
    pub fn month(&self) -> i64 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(&self) -> i64 {
        self.day
    }

    /// The days since 0001-01-01, which has 1.
    pub fn ordinal(&self) -> i64 {
        calendar::ordinal(self.year, self.month, self.day)
    }

    /// The day of the week; Monday is 0.
    pub fn weekday(&self) -> i64 {
        (self.ordinal() + 6) % 7
    }

    /// `YYYY-MM-DD`.
    pub fn iso(&self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The error of a sum that leaves the calendar.
pub(super) fn out_of_range() -> PythonError {
    PythonError::exception(ExceptionClass::OverflowError, "date value out of range")
}

impl HostObject for Date {
    fn type_name(&self) -> Rc<str> {
        "datetime.date".into()
    }

    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        class_of(cx, "datetime", "date")
    }

    fn binary(
        &self,
        operator: BinaryOperator,
        other: &Value,
        side: Side,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        if let Some(delta) = other.downcast::<TimeDelta>() {
            // A date takes the days of a difference and ignores the rest.
            let days = match (operator, side) {
                (BinaryOperator::Add, _) => delta.parts().0,
                (BinaryOperator::Subtract, Side::Left) => -delta.parts().0,
                _ => return Ok(None),
            };
            let ordinal = i64::try_from(i128::from(self.ordinal()) + days).unwrap_or(i64::MAX);
            return match Self::from_ordinal(ordinal) {
                Some(date) => Ok(Some(Value::host(date))),
                None => Err(out_of_range()),
            };
        }
        let Some(other) = other.downcast::<Self>() else {
            return Ok(None);
        };
        if (operator, side) != (BinaryOperator::Subtract, Side::Left) {
            return Ok(None);
        }
        let days = i128::from(self.ordinal() - other.ordinal());
        delta_value(days * MICROSECONDS_PER_DAY).map(Some)
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

    fn repr(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(format!("datetime.date({}, {}, {})", self.year, self.month, self.day).into())
    }

    fn str(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(self.iso().into())
    }

    fn format(&self, specification: &str, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        if specification.is_empty() {
            return Ok(self.iso().into());
        }
        Ok(format::strftime(specification, *self, None)?.into())
    }

    fn hash_key(&self, _cx: &mut Interpreter) -> Result<Option<HashKey>, PythonError> {
        Ok(Some(HashKey::Native("date", self.iso().into())))
    }
}

/// The day of a date or datetime.
pub(super) fn date_of(value: &Value) -> Option<Date> {
    let value = value.underlying();
    match value.downcast::<Date>() {
        Some(date) => Some(*date),
        None => value.downcast::<DateTime>().map(|moment| moment.date()),
    }
}

fn receiver(value: &Value) -> Result<Date, PythonError> {
    date_of(value)
        .ok_or_else(|| PythonError::type_error("descriptor requires a 'datetime.date' object"))
}

/// A date, or the `ValueError` with the sentence that refuses it.
pub(super) fn checked<T>(result: Result<T, String>) -> Result<T, PythonError> {
    result.map_err(PythonError::value_error)
}

/// A method without parameters that asks a date or datetime for a number.
fn number(builder: ClassBuilder, name: &'static str, read: fn(Date) -> i64) -> ClassBuilder {
    builder.value(
        name,
        Value::method(name, move |_, arguments| {
            let (value, arguments) =
                crate::python::stdlib::native::split_receiver(name, arguments)?;
            arguments.bind(name, &[])?;
            Ok(read(receiver(&value)?).into())
        }),
    )
}

/// An attribute that asks a date or datetime for a number.
fn field(builder: ClassBuilder, name: &'static str, read: fn(Date) -> i64) -> ClassBuilder {
    let getter = Value::function(name, move |_, arguments| {
        let (value, _) = crate::python::stdlib::native::split_receiver(name, arguments)?;
        Ok(read(receiver(&value)?).into())
    });
    builder.value(name, crate::python::stdlib::native::property(getter))
}

fn replace(
    cx: &mut Interpreter,
    date: &Rc<Date>,
    mut arguments: crate::python::arguments::BoundArguments,
) -> Outcome {
    let mut parts = [date.year, date.month, date.day];
    for (name, part) in ["year", "month", "day"].into_iter().zip(&mut parts) {
        if let Some(value) = arguments.take(name) {
            *part = convert::small_integer(cx, &value)?;
        }
    }
    Ok(Value::host(checked(Date::new(
        parts[0], parts[1], parts[2],
    ))?))
}

/// Year, month and day as they are asked for by name or position.
pub(super) fn calendar_day(
    cx: &mut Interpreter,
    arguments: &mut BoundArguments,
) -> Result<[i64; 3], PythonError> {
    let mut parts = [0; 3];
    for (position, name) in ["year", "month", "day"].into_iter().enumerate() {
        let Some(value) = arguments.take(name) else {
            return Err(PythonError::type_error(format!(
                "function missing required argument '{name}' (pos {})",
                position + 1
            )));
        };
        parts[position] = convert::small_integer(cx, &value)?;
    }
    Ok(parts)
}

/// The class `date`.
pub(super) fn class(cx: &mut Interpreter) -> Shared<Class> {
    let extreme = |year, month, day| Date::new(year, month, day).map_or(Value::None, Value::host);
    let mut builder = ClassBuilder::new("datetime", "date")
        .constructor("year=, month=, day=", |cx, mut arguments| {
            let [year, month, day] = calendar_day(cx, &mut arguments)?;
            Ok(Value::host(checked(Date::new(year, month, day))?))
        })
        .class_method("today", "", |cx, _| {
            Ok(Value::host(local::moment(cx, clock::now())?.date()))
        })
        .class_method("fromtimestamp", "timestamp, /", |cx, mut arguments| {
            let timestamp = arguments.require("timestamp");
            let microseconds = super::moment::timestamp_argument(cx, &timestamp)?;
            Ok(Value::host(local::moment(cx, microseconds)?.date()))
        })
        .class_method("fromordinal", "ordinal, /", |cx, mut arguments| {
            let ordinal = convert::small_integer(cx, &arguments.require("ordinal"))?;
            match Date::from_ordinal(ordinal) {
                Some(date) => Ok(Value::host(date)),
                None if ordinal < 1 => Err(PythonError::value_error("ordinal must be >= 1")),
                None => Err(PythonError::value_error("year is out of range")),
            }
        })
        .class_method("fromisoformat", "date_string, /", |cx, mut arguments| {
            let text = arguments.require("date_string");
            let Some(text) = text.as_str() else {
                return Err(convert::mismatch(
                    &text,
                    "fromisoformat: argument must be str",
                ));
            };
            let _ = cx;
            match parse::date(&text) {
                Some(date) => date.map(Value::host),
                None => Err(parse::invalid(&text)),
            }
        })
        .method::<Date>("isoformat", "", |_, date, _| Ok(date.iso().into()))
        .method::<Date>("ctime", "", |_, date, _| {
            let time = format::strftime("%a %b %e %H:%M:%S", **date, None)?;
            Ok(format!("{time} {:04}", date.year).into())
        })
        .method::<Date>("strftime", "format", |cx, date, mut arguments| {
            let text = convert::string(cx, &arguments.require("format"), "strftime() argument 1")?;
            Ok(format::strftime(&text, **date, None)?.into())
        })
        .method::<Date>("replace", "year=, month=, day=", replace)
        .refused(&["isocalendar", "timetuple", "fromisocalendar"])
        .value("min", extreme(1, 1, 1))
        .value("max", extreme(9999, 12, 31));
    builder = field(builder, "year", |date| date.year);
    builder = field(builder, "month", |date| date.month);
    builder = field(builder, "day", |date| date.day);
    builder = number(builder, "weekday", |date| date.weekday());
    builder = number(builder, "isoweekday", |date| date.weekday() + 1);
    builder = number(builder, "toordinal", |date| date.ordinal());
    builder
        .value(
            "resolution",
            TimeDelta::from_microseconds(MICROSECONDS_PER_DAY).map_or(Value::None, Value::host),
        )
        .finish(cx)
}
