//! `time`: an hour of no particular day.

use std::rc::Rc;

use super::class::TimeClass;
use super::date::component;
use super::zone::Zone;
use crate::python::arguments::{Arguments, Parameter};
use crate::python::dictionary::HashKey;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::object::{Comparison, HostObject};
use crate::python::value::Value;

/// A time of day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TimeOfDay {
    /// Microseconds since midnight.
    pub(super) microseconds: i64,
    pub(super) zone: Option<Zone>,
}

/// Checks the parts of a time and joins them.
pub(super) fn microseconds_of(
    hour: i64,
    minute: i64,
    second: i64,
    microsecond: i64,
) -> Result<i64, PythonError> {
    for (value, limit, message) in [
        (hour, 24, "hour must be in 0..23"),
        (minute, 60, "minute must be in 0..59"),
        (second, 60, "second must be in 0..59"),
        (microsecond, 1_000_000, "microsecond must be in 0..999999"),
    ] {
        if !(0..limit).contains(&value) {
            return Err(PythonError::value_error(message));
        }
    }
    Ok(((hour * 60 + minute) * 60 + second) * 1_000_000 + microsecond)
}

/// Hour, minute, second and microsecond.
pub(super) fn parts_of(microseconds: i64) -> (i64, i64, i64, i64) {
    let seconds = microseconds / 1_000_000;
    (
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60,
        microseconds % 1_000_000,
    )
}

/// `12:30:00`, with a fraction where there is one.
pub(super) fn clock_text(microseconds: i64) -> String {
    let (hour, minute, second, fraction) = parts_of(microseconds);
    let mut text = format!("{hour:02}:{minute:02}:{second:02}");
    if fraction != 0 {
        text.push_str(&format!(".{fraction:06}"));
    }
    text
}

impl TimeOfDay {
    pub(super) fn construct(
        cx: &mut Interpreter,
        arguments: Arguments,
    ) -> Result<Value, PythonError> {
        let mut bound = arguments.bind(
            "time",
            &[
                Parameter::optional("hour"),
                Parameter::optional("minute"),
                Parameter::optional("second"),
                Parameter::optional("microsecond"),
                Parameter::optional("tzinfo"),
            ],
        )?;
        let hour = component(cx, &mut bound, "hour", 0)?;
        let minute = component(cx, &mut bound, "minute", 0)?;
        let second = component(cx, &mut bound, "second", 0)?;
        let microsecond = component(cx, &mut bound, "microsecond", 0)?;
        Ok(Value::host(Self {
            microseconds: microseconds_of(hour, minute, second, microsecond)?,
            zone: Zone::of(cx, bound.take("tzinfo"))?,
        }))
    }

    fn text(&self) -> String {
        let zone = self
            .zone
            .as_ref()
            .map(Zone::offset_text)
            .unwrap_or_default();
        format!("{}{zone}", clock_text(self.microseconds))
    }
}

impl HostObject for TimeOfDay {
    fn type_name(&self) -> Rc<str> {
        "datetime.time".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let (hour, minute, second, microsecond) = parts_of(self.microseconds);
        let text = self.text();
        Ok(match name {
            "hour" => Some(Value::int(hour)),
            "minute" => Some(Value::int(minute)),
            "second" => Some(Value::int(second)),
            "microsecond" => Some(Value::int(microsecond)),
            "isoformat" => Some(Value::function("isoformat", move |_, arguments| {
                arguments.bind("isoformat", &[])?;
                Ok(text.as_str().into())
            })),
            "__class__" => Some(TimeClass::Time.value()),
            _ => return Err(PythonError::unsupported(format!("datetime.time.{name}"))),
        })
    }

    fn compare(
        &self,
        comparison: Comparison,
        other: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let Some(other) = other.downcast::<Self>() else {
            return Ok(None);
        };
        if self.zone != other.zone {
            return Err(PythonError::unsupported(
                "comparing times of different zones",
            ));
        }
        let ordering = self.microseconds.cmp(&other.microseconds);
        Ok(Some(Value::Bool(comparison.holds(ordering))))
    }

    fn repr(&self, cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        let (hour, minute, second, microsecond) = parts_of(self.microseconds);
        let mut text = format!("datetime.time({hour}, {minute}");
        if second != 0 || microsecond != 0 {
            text.push_str(&format!(", {second}"));
        }
        if microsecond != 0 {
            text.push_str(&format!(", {microsecond}"));
        }
        if let Some(zone) = &self.zone {
            text.push_str(&format!(", tzinfo={}", zone.repr(cx)?));
        }
        text.push(')');
        Ok(text.into())
    }

    fn str(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(self.text().into())
    }

    fn hash_key(&self, _cx: &mut Interpreter) -> Result<Option<HashKey>, PythonError> {
        Ok(Some(HashKey::Native("time", self.text().into())))
    }
}
