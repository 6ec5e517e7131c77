//! `datetime.timezone`: a fixed distance from UTC.

use std::rc::Rc;

use super::delta::{MICROSECONDS_PER_DAY, TimeDelta};
use super::moment::DateTime;
use crate::python::class::Class;
use crate::python::dictionary::HashKey;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::object::{Comparison, HostObject};
use crate::python::shared::Shared;
use crate::python::stdlib::convert;
use crate::python::stdlib::native::{ClassBuilder, class_of};
use crate::python::value::Value;

/// A `datetime.timezone`.
#[derive(Debug, Clone)]
pub struct TimeZone {
    offset: TimeDelta,
    name: Option<Rc<str>>,
}

impl TimeZone {
    /// UTC.
    pub const UTC: Self = Self {
        offset: TimeDelta::ZERO,
        name: None,
    };

    /// The zone `offset` ahead of UTC; nothing where that is a day or more.
    pub fn new(offset: TimeDelta, name: Option<Rc<str>>) -> Option<Self> {
        (offset.microseconds().abs() < MICROSECONDS_PER_DAY).then_some(Self { offset, name })
    }

    /// How far it is ahead of UTC.
    pub fn offset(&self) -> TimeDelta {
        self.offset
    }

    /// The name `tzname()` gives, such as `UTC+01:00`.
    pub fn name(&self) -> String {
        match &self.name {
            Some(name) => name.to_string(),
            None if self.offset == TimeDelta::ZERO => "UTC".into(),
            None => format!("UTC{}", self.iso(":")),
        }
    }

    /// The distance as `+HH:MM`, with seconds and microseconds where there are any.
    pub(super) fn iso(&self, separator: &str) -> String {
        let offset = self.offset.microseconds();
        let sign = if offset < 0 { '-' } else { '+' };
        let (seconds, microseconds) = (offset.abs() / 1_000_000, offset.abs() % 1_000_000);
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let mut text = format!("{sign}{hours:02}{separator}{minutes:02}");
        if seconds != 0 || microseconds != 0 {
            text += &format!("{separator}{seconds:02}");
        }
        if microseconds != 0 {
            text += &format!(".{microseconds:06}");
        }
        text
    }

    pub(super) fn repr(&self) -> String {
        match &self.name {
            None if self.offset == TimeDelta::ZERO => "datetime.timezone.utc".into(),
            None => format!("datetime.timezone({})", self.offset.repr()),
            Some(name) => format!(
                "datetime.timezone({}, {})",
                self.offset.repr(),
                crate::python::stdlib::convert::quote(name)
            ),
        }
    }
}

impl HostObject for TimeZone {
    fn type_name(&self) -> Rc<str> {
        "datetime.timezone".into()
    }

    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        class_of(cx, "datetime", "timezone")
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
        Ok(match comparison {
            Comparison::Equal => Some(Value::Bool(self.offset == other.offset)),
            Comparison::NotEqual => Some(Value::Bool(self.offset != other.offset)),
            Comparison::Less
            | Comparison::LessOrEqual
            | Comparison::Greater
            | Comparison::GreaterOrEqual => None,
        })
    }

    fn repr(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(self.repr().into())
    }

    fn str(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(self.name().into())
    }

    fn hash_key(&self, _cx: &mut Interpreter) -> Result<Option<HashKey>, PythonError> {
        Ok(Some(HashKey::Native(
            "timezone",
            self.offset.microseconds().to_string().into(),
        )))
    }
}

/// The zone an argument called `tzinfo` or `tz` gives.
pub(super) fn zone_argument(
    cx: &mut Interpreter,
    value: Option<Value>,
) -> Result<Option<TimeZone>, PythonError> {
    let Some(value) = value.filter(|value| !value.is_none()) else {
        return Ok(None);
    };
    if let Some(zone) = value.downcast::<TimeZone>() {
        return Ok(Some((*zone).clone()));
    }
    Err(match &value {
        Value::Host(_) | Value::Instance(_) => PythonError::unsupported(format!(
            "the time zone {}, which is not a datetime.timezone",
            cx.type_name(&value)
        )),
        _ => convert::mismatch(
            &value,
            format!(
                "tzinfo argument must be None or of a tzinfo subclass, not type '{}'",
                cx.type_name(&value)
            ),
        ),
    })
}

/// A zone or nothing as a value.
pub(super) fn zone_value(zone: Option<&TimeZone>) -> Value {
    zone.map_or(Value::None, |zone| Value::host(zone.clone()))
}

/// A zone is asked about a datetime or about none; a fixed one answers the same.
fn check_moment(cx: &mut Interpreter, value: &Value, method: &str) -> Result<(), PythonError> {
    if value.is_none() || value.downcast::<DateTime>().is_some() {
        return Ok(());
    }
    Err(convert::mismatch(
        value,
        format!(
            "{method}(dt) argument must be a datetime instance or None, not {}",
            cx.type_name(value)
        ),
    ))
}

/// The classes `tzinfo` and `timezone`.
pub(super) fn classes(cx: &mut Interpreter) -> (Shared<Class>, Shared<Class>) {
    // A minute less than a day in either direction.
    let extreme = |sign: i128| {
        TimeDelta::from_microseconds(sign * (MICROSECONDS_PER_DAY - 60_000_000))
            .and_then(|offset| TimeZone::new(offset, None))
            .map_or(Value::None, Value::host)
    };
    let base = ClassBuilder::new("datetime", "tzinfo")
        .constructor("", |_, _| {
            Err(PythonError::unsupported(
                "time zones other than datetime.timezone",
            ))
        })
        .finish(cx);
    let class = ClassBuilder::new("datetime", "timezone")
        .base(base.clone())
        .constructor("offset, name=", |cx, mut arguments| {
            let offset = arguments.require("offset");
            let Some(offset) = offset.downcast::<TimeDelta>() else {
                return Err(convert::mismatch(
                    &offset,
                    format!(
                        "timezone() argument 1 must be datetime.timedelta, not {}",
                        cx.type_name(&offset)
                    ),
                ));
            };
            let name = match arguments.take("name") {
                Some(name) => Some(convert::string(cx, &name, "timezone() argument 2")?),
                None => None,
            };
            match TimeZone::new(*offset, name) {
                Some(zone) => Ok(Value::host(zone)),
                None => Err(PythonError::value_error(format!(
                    "offset must be a timedelta strictly between -timedelta(hours=24) and \
                     timedelta(hours=24), not {}.",
                    offset.repr()
                ))),
            }
        })
        .method::<TimeZone>("utcoffset", "dt, /", |cx, zone, mut arguments| {
            check_moment(cx, &arguments.require("dt"), "utcoffset")?;
            Ok(Value::host(zone.offset))
        })
        .method::<TimeZone>("tzname", "dt, /", |cx, zone, mut arguments| {
            check_moment(cx, &arguments.require("dt"), "tzname")?;
            Ok(zone.name().into())
        })
        .method::<TimeZone>("dst", "dt, /", |cx, _, mut arguments| {
            check_moment(cx, &arguments.require("dt"), "dst")?;
            Ok(Value::None)
        })
        .refused(&["fromutc"])
        .value("utc", Value::host(TimeZone::UTC))
        .value("min", extreme(-1))
        .value("max", extreme(1))
        .finish(cx);
    (base, class)
}
