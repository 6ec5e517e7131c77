//! The classes of `datetime`, and their alternative constructors.

use std::rc::Rc;

use super::date::Date;
use super::delta::{DAY, Delta};
use super::moment::Moment;
use super::parsing;
use super::time_of_day::TimeOfDay;
use super::zone::Zone;
use crate::python::arguments::{Arguments, Parameter};
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::module::Module;
use crate::python::object::{BinaryOperator, HostObject, Side};
use crate::python::value::Value;

/// One of the classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeClass {
    Date,
    Moment,
    Time,
    Delta,
    Zone,
}

impl TimeClass {
    pub(super) fn value(self) -> Value {
        Value::host(self)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Moment => "datetime",
            Self::Time => "time",
            Self::Delta => "timedelta",
            Self::Zone => "timezone",
        }
    }
}

/// Fills the module `datetime`.
pub(in crate::python::stdlib) fn fill(
    _cx: &mut Interpreter,
    module: &Module,
) -> Result<(), PythonError> {
    for class in [
        TimeClass::Date,
        TimeClass::Moment,
        TimeClass::Time,
        TimeClass::Delta,
        TimeClass::Zone,
    ] {
        module.set(class.name(), class.value());
    }
    module.set("UTC", Value::host(Zone::UTC));
    module.set("MINYEAR", Value::int(1_i64));
    module.set("MAXYEAR", Value::int(9999_i64));
    Ok(())
}

/// A number of seconds as microseconds, rounded half to even.
fn seconds_argument(cx: &mut Interpreter, value: &Value) -> Result<i128, PythonError> {
    let value = cx.known(value)?;
    if let Some(integer) = value.as_int().and_then(|integer| integer.to_i64()) {
        return Ok(i128::from(integer) * 1_000_000);
    }
    match value {
        #[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
        Value::Float(number) if number.is_finite() && number.abs() < 1e15 => {
            Ok((number * 1e6).round_ties_even() as i128)
        }
        _ => Err(PythonError::type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            cx.type_name(&value)
        ))),
    }
}

fn today(cx: &mut Interpreter, arguments: Arguments) -> Result<Moment, PythonError> {
    arguments.bind("today", &[])?;
    Moment::now(cx, None)
}

/// The naive moment in UTC.
fn utc(microseconds: i128) -> Result<Moment, PythonError> {
    Moment::of_microseconds(microseconds, None)
}

impl HostObject for TimeClass {
    fn type_name(&self) -> Rc<str> {
        "type".into()
    }

    fn is_class(&self) -> bool {
        true
    }

    fn call(&self, arguments: Arguments, cx: &mut Interpreter) -> Result<Value, PythonError> {
        match self {
            Self::Date => Date::construct(cx, arguments),
            Self::Moment => Moment::construct(cx, arguments),
            Self::Time => TimeOfDay::construct(cx, arguments),
            Self::Delta => Delta::construct(cx, arguments),
            Self::Zone => Zone::construct(cx, arguments),
        }
    }

    fn get_attribute(
        &self,
        name: &str,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let function =
            |name: &'static str,
             code: fn(&mut Interpreter, Arguments) -> Result<Value, PythonError>| {
                Ok(Some(Value::function(name, code)))
            };
        match (self, name) {
            (_, "__name__" | "__qualname__") => Ok(Some(Value::from(self.name()))),
            (Self::Zone, "utc") => Ok(Some(Value::host(Zone::UTC))),
            (Self::Delta, "min" | "max" | "resolution") => {
                let microseconds = match name {
                    "min" => -999_999_999 * DAY,
                    "max" => 1_000_000_000 * DAY - 1,
                    _ => 1,
                };
                Ok(Some(Value::host(Delta(microseconds))))
            }
            (Self::Date, "min") => Ok(Some(Value::host(Date::new(1, 1, 1)?))),
            (Self::Date, "max") => Ok(Some(Value::host(Date::new(9999, 12, 31)?))),
            (Self::Date, "today") => function("today", |cx, arguments| {
                Ok(Value::host(today(cx, arguments)?.date))
            }),
            (Self::Date, "fromisoformat") => function("fromisoformat", |cx, arguments| {
                let text = arguments
                    .bind("fromisoformat", &[Parameter::required("date")])?
                    .require("date");
                let text = cx.str(&text)?;
                match parsing::iso_date(&text) {
                    Some((date, "")) => Ok(Value::host(date)),
                    _ => Err(PythonError::value_error(format!(
                        "Invalid isoformat string: {}",
                        crate::python::text::string_repr(&text)
                    ))),
                }
            }),
            (Self::Moment, "min") => Ok(Some(Value::host(Moment::midnight(Date::new(1, 1, 1)?)))),
            (Self::Moment, "max") => Ok(Some(Value::host(Moment {
                date: Date::new(9999, 12, 31)?,
                clock: 86_399_999_999,
                zone: None,
            }))),
            (Self::Moment, "now") => function("now", |cx, arguments| {
                let zone = arguments
                    .bind("now", &[Parameter::optional("tz")])?
                    .take("tz");
                let zone = Zone::of(cx, zone)?;
                Ok(Value::host(Moment::now(cx, zone)?))
            }),
            (Self::Moment, "today") => function("today", |cx, arguments| {
                Ok(Value::host(today(cx, arguments)?))
            }),
            (Self::Moment, "utcnow") => function("utcnow", |_, arguments| {
                arguments.bind("utcnow", &[])?;
                Ok(Value::host(utc(i128::from(super::clock::now()))?))
            }),
            (Self::Moment, "fromtimestamp") => function("fromtimestamp", |cx, arguments| {
                let parameters = [Parameter::required("timestamp"), Parameter::optional("tz")];
                let mut bound = arguments.bind("fromtimestamp", &parameters)?;
                let microseconds = seconds_argument(cx, &bound.require("timestamp"))?;
                let zone = Zone::of(cx, bound.take("tz"))?;
                Ok(Value::host(Moment::at(cx, microseconds, zone)?))
            }),
            (Self::Moment, "utcfromtimestamp") => function("utcfromtimestamp", |cx, arguments| {
                let parameters = [Parameter::required("timestamp")];
                let given = arguments
                    .bind("utcfromtimestamp", &parameters)?
                    .require("timestamp");
                Ok(Value::host(utc(seconds_argument(cx, &given)?)?))
            }),
            (Self::Moment, "fromisoformat") => function("fromisoformat", |cx, arguments| {
                let parameters = [Parameter::required("date_string")];
                let text = arguments
                    .bind("fromisoformat", &parameters)?
                    .require("date_string");
                let text = cx.str(&text)?;
                Ok(Value::host(parsing::iso_moment(&text)?))
            }),
            (Self::Moment, "strptime") => function("strptime", |cx, arguments| {
                let parameters = [
                    Parameter::required("date_string"),
                    Parameter::required("format"),
                ];
                let mut bound = arguments.bind("strptime", &parameters)?;
                let text = cx.str(&bound.require("date_string"))?;
                let pattern = cx.str(&bound.require("format"))?;
                Ok(Value::host(parsing::by_pattern(&text, &pattern)?))
            }),
            (Self::Moment, "combine") => function("combine", |cx, arguments| {
                let mut bound = arguments.bind(
                    "combine",
                    &[
                        Parameter::required("date"),
                        Parameter::required("time"),
                        Parameter::optional("tzinfo"),
                    ],
                )?;
                let (date, time) = (bound.require("date"), bound.require("time"));
                let date = date
                    .downcast::<Date>()
                    .map(|date| *date)
                    .or_else(|| date.downcast::<Moment>().map(|moment| moment.date));
                let (Some(date), Some(time)) = (date, time.downcast::<TimeOfDay>()) else {
                    return Err(PythonError::type_error("combine() needs a date and a time"));
                };
                let zone = match bound.take("tzinfo") {
                    Some(zone) => Zone::of(cx, Some(zone))?,
                    None => time.zone.clone(),
                };
                Ok(Value::host(Moment {
                    date,
                    clock: time.microseconds,
                    zone,
                }))
            }),
            _ if name.starts_with("__") => Ok(None),
            _ => {
                let _ = cx;
                Err(PythonError::unsupported(format!(
                    "datetime.{}.{name}",
                    self.name()
                )))
            }
        }
    }

    fn binary(
        &self,
        operator: BinaryOperator,
        other: &Value,
        _side: Side,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        // `datetime | None` in an annotation or isinstance: the alternatives.
        Ok((operator == BinaryOperator::Or)
            .then(|| Value::tuple(vec![self.value(), other.clone()])))
    }

    fn compare(
        &self,
        comparison: crate::python::object::Comparison,
        other: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let same = other
            .downcast::<Self>()
            .is_some_and(|other| *other == *self);
        Ok(match comparison {
            crate::python::object::Comparison::Equal => Some(Value::Bool(same)),
            crate::python::object::Comparison::NotEqual => Some(Value::Bool(!same)),
            _ => None,
        })
    }

    fn repr(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(format!("<class 'datetime.{}'>", self.name()).into())
    }

    fn hash_key(
        &self,
        _cx: &mut Interpreter,
    ) -> Result<Option<crate::python::dictionary::HashKey>, PythonError> {
        let name = Rc::from(self.name());
        Ok(Some(crate::python::dictionary::HashKey::Native(
            "datetime class",
            name,
        )))
    }

    fn has_instance(
        &self,
        value: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<bool>, PythonError> {
        Ok(Some(match self {
            Self::Date => {
                value.downcast::<Date>().is_some() || value.downcast::<Moment>().is_some()
            }
            Self::Moment => value.downcast::<Moment>().is_some(),
            Self::Time => value.downcast::<TimeOfDay>().is_some(),
            Self::Delta => value.downcast::<Delta>().is_some(),
            Self::Zone => value.downcast::<Zone>().is_some(),
        }))
    }
}
