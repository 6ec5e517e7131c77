//! `datetime.time`: a time of day, with or without a zone.

use std::cmp::Ordering;
use std::rc::Rc;

use super::date::{Date, checked};
use super::delta::TimeDelta;
use super::format::{self, Precision};
use super::parse;
use super::zone::{TimeZone, zone_argument, zone_value};
use crate::python::arguments::BoundArguments;
use crate::python::class::Class;
use crate::python::dictionary::HashKey;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::object::{Comparison, HostObject};
use crate::python::shared::Shared;
use crate::python::stdlib::convert;
use crate::python::stdlib::native::{ClassBuilder, Outcome, class_of};
use crate::python::value::Value;

/// A `datetime.time`.
#[derive(Debug, Clone)]
pub struct Time {
    microseconds: i64,
    zone: Option<TimeZone>,
}

impl Time {
    /// A time of day; the sentence Python refuses others with.
    pub fn new(
        (hour, minute, second, microsecond): (i64, i64, i64, i64),
        zone: Option<TimeZone>,
    ) -> Result<Self, String> {
        for (value, most, name) in [
            (hour, 23, "hour"),
            (minute, 59, "minute"),
            (second, 59, "second"),
            (microsecond, 999_999, "microsecond"),
        ] {
            if !(0..=most).contains(&value) {
                return Err(format!("{name} must be in 0..{most}"));
            }
        }
        Ok(Self {
            microseconds: ((hour * 60 + minute) * 60 + second) * 1_000_000 + microsecond,
            zone,
        })
    }

    /// The time so many microseconds after midnight, which must be less than a day.
    pub(super) fn from_microseconds(microseconds: i64, zone: Option<TimeZone>) -> Self {
        Self { microseconds, zone }
    }

    /// Microseconds since midnight.
    pub fn microseconds(&self) -> i64 {
        self.microseconds
    }

    /// The hour.
    pub fn hour(&self) -> i64 {
        self.microseconds / 3_600_000_000
    }

    /// The minute.
    pub fn minute(&self) -> i64 {
        self.microseconds / 60_000_000 % 60
    }

    /// The second.
    pub fn second(&self) -> i64 {
        self.microseconds / 1_000_000 % 60
    }

    /// The microsecond of the second.
    pub fn microsecond(&self) -> i64 {
        self.microseconds % 1_000_000
    }

    /// The zone, where it has one.
    pub fn zone(&self) -> Option<&TimeZone> {
        self.zone.as_ref()
    }

    /// `HH:MM:SS`, with microseconds where there are any, and the zone's distance.
    pub fn iso(&self) -> String {
        self.iso_with(Precision::Automatic)
    }

    pub(super) fn iso_with(&self, precision: Precision) -> String {
        let zone = self
            .zone
            .as_ref()
            .map_or_else(String::new, |zone| zone.iso(":"));
        precision.write(self) + &zone
    }

    /// The arguments of `repr`, those that are zero at the end left out.
    pub(super) fn repr_parts(&self) -> String {
        let mut text = format!("{}, {}", self.hour(), self.minute());
        if self.second() != 0 || self.microsecond() != 0 {
            text += &format!(", {}", self.second());
        }
        if self.microsecond() != 0 {
            text += &format!(", {}", self.microsecond());
        }
        if let Some(zone) = &self.zone {
            text += &format!(", tzinfo={}", zone.repr());
        }
        text
    }

    fn instant(&self) -> i128 {
        let offset = self
            .zone
            .as_ref()
            .map_or(0, |zone| zone.offset().microseconds());
        i128::from(self.microseconds) - offset
    }
}

impl HostObject for Time {
    fn type_name(&self) -> Rc<str> {
        "datetime.time".into()
    }

    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        class_of(cx, "datetime", "time")
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
        if self.zone.is_some() != other.zone.is_some() {
            return match comparison {
                Comparison::Equal => Ok(Some(Value::Bool(false))),
                Comparison::NotEqual => Ok(Some(Value::Bool(true))),
                Comparison::Less
                | Comparison::LessOrEqual
                | Comparison::Greater
                | Comparison::GreaterOrEqual => Err(PythonError::type_error(
                    "can't compare offset-naive and offset-aware times",
                )),
            };
        }
        let ordering: Ordering = self.instant().cmp(&other.instant());
        Ok(Some(Value::Bool(comparison.holds(ordering))))
    }

    fn repr(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(format!("datetime.time({})", self.repr_parts()).into())
    }

    fn str(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(self.iso().into())
    }

    fn format(&self, specification: &str, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        if specification.is_empty() {
            return Ok(self.iso().into());
        }
        Ok(format::strftime(specification, first_of_1900(), Some(self))?.into())
    }

    fn hash_key(&self, _cx: &mut Interpreter) -> Result<Option<HashKey>, PythonError> {
        let kind = if self.zone.is_some() {
            "aware"
        } else {
            "naive"
        };
        Ok(Some(HashKey::Native(
            "time",
            format!("{kind} {}", self.instant()).into(),
        )))
    }
}

/// The day a time of day is formatted with.
fn first_of_1900() -> Date {
    Date::new(1900, 1, 1).expect("the first of January 1900 is a date")
}

/// Takes the fields of a time of day from arguments; those not given come from `default`.
pub(super) fn time_arguments(
    cx: &mut Interpreter,
    arguments: &mut BoundArguments,
    default: Option<&Time>,
) -> Result<Time, PythonError> {
    let mut parts = default.map_or([0; 4], |time| {
        [
            time.hour(),
            time.minute(),
            time.second(),
            time.microsecond(),
        ]
    });
    for (name, part) in ["hour", "minute", "second", "microsecond"]
        .into_iter()
        .zip(&mut parts)
    {
        if let Some(value) = arguments.take(name) {
            *part = convert::small_integer(cx, &value)?;
        }
    }
    let zone = match arguments.take("tzinfo") {
        Some(value) => zone_argument(cx, Some(value))?,
        None => default.and_then(|time| time.zone.clone()),
    };
    if let Some(fold) = arguments.take("fold")
        && convert::small_integer(cx, &fold)? != 0
    {
        return Err(PythonError::unsupported(
            "the argument fold, unless it is 0",
        ));
    }
    checked(Time::new((parts[0], parts[1], parts[2], parts[3]), zone))
}

/// The argument `timespec` of `isoformat`.
pub(super) fn precision_argument(
    cx: &mut Interpreter,
    value: Option<Value>,
) -> Result<Precision, PythonError> {
    let Some(value) = value else {
        return Ok(Precision::Automatic);
    };
    let name = convert::string(cx, &value, "isoformat() argument 2")?;
    Precision::parse(&name).ok_or_else(|| PythonError::value_error("Unknown timespec value"))
}

fn distance(time: &Time) -> Value {
    time.zone
        .as_ref()
        .map_or(Value::None, |zone| Value::host::<TimeDelta>(zone.offset()))
}

/// The class `time`.
pub(super) fn class(cx: &mut Interpreter) -> Shared<Class> {
    ClassBuilder::new("datetime", "time")
        .constructor(
            "hour=, minute=, second=, microsecond=, tzinfo=, *, fold=",
            |cx, mut arguments| Ok(Value::host(time_arguments(cx, &mut arguments, None)?)),
        )
        .class_method("fromisoformat", "time_string, /", |_, mut arguments| {
            let text = arguments.require("time_string");
            let Some(text) = text.as_str() else {
                return Err(convert::mismatch(
                    &text,
                    "fromisoformat: argument must be str",
                ));
            };
            match parse::time(text.strip_prefix('T').unwrap_or(&text)) {
                Some(time) => time.map(Value::host),
                None => Err(parse::invalid(&text)),
            }
        })
        .property::<Time>("hour", |_, time| Ok(time.hour().into()))
        .property::<Time>("minute", |_, time| Ok(time.minute().into()))
        .property::<Time>("second", |_, time| Ok(time.second().into()))
        .property::<Time>("microsecond", |_, time| Ok(time.microsecond().into()))
        .property::<Time>("tzinfo", |_, time| Ok(zone_value(time.zone())))
        .property::<Time>("fold", |_, _| Ok(0_i64.into()))
        .method::<Time>("isoformat", "timespec=", |cx, time, mut arguments| {
            let precision = precision_argument(cx, arguments.take("timespec"))?;
            Ok(time.iso_with(precision).into())
        })
        .method::<Time>("strftime", "format", |cx, time, mut arguments| {
            let text = convert::string(cx, &arguments.require("format"), "strftime() argument 1")?;
            Ok(format::strftime(&text, first_of_1900(), Some(time))?.into())
        })
        .method::<Time>(
            "replace",
            "hour=, minute=, second=, microsecond=, tzinfo=, *, fold=",
            |cx, time, mut arguments| -> Outcome {
                Ok(Value::host(time_arguments(cx, &mut arguments, Some(time))?))
            },
        )
        .method::<Time>("utcoffset", "", |_, time, _| Ok(distance(time)))
        .method::<Time>("dst", "", |_, _, _| Ok(Value::None))
        .method::<Time>("tzname", "", |_, time, _| {
            Ok(time.zone().map_or(Value::None, |zone| zone.name().into()))
        })
        .value("min", Value::host(Time::from_microseconds(0, None)))
        .value(
            "max",
            Value::host(Time::from_microseconds(86_399_999_999, None)),
        )
        .value(
            "resolution",
            TimeDelta::from_microseconds(1).map_or(Value::None, Value::host),
        )
        .finish(cx)
}
