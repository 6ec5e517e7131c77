//! `datetime.datetime`: a day and a time of day.

use std::cmp::Ordering;
use std::rc::Rc;

use super::calendar::{EPOCH_ORDINAL, LAST_ORDINAL};
use super::clock;
use super::date::{Date, calendar_day, checked, date_of, out_of_range};
use super::delta::{MICROSECONDS_PER_DAY, TimeDelta, delta_value};
use super::format;
use super::local;
use super::parse;
use super::strptime;
use super::time::{Time, precision_argument, time_arguments};
use super::zone::{TimeZone, zone_argument, zone_value};
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

/// A `datetime.datetime`.
#[derive(Debug, Clone)]
pub struct DateTime {
    date: Date,
    time: Time,
}

impl DateTime {
    /// A time of a day; the zone is that of the time.
    pub fn new(date: Date, time: Time) -> Self {
        Self { date, time }
    }

    /// The moment so many microseconds after 1970-01-01 00:00 on the clock of the zone.
    ///
    /// Nothing outside of the years 1 to 9999.
    pub fn from_clock(microseconds: i128, zone: Option<TimeZone>) -> Option<Self> {
        let day = i64::try_from(microseconds.div_euclid(MICROSECONDS_PER_DAY)).ok()?;
        let date = Date::from_ordinal(day.checked_add(EPOCH_ORDINAL)?)?;
        let rest = i64::try_from(microseconds.rem_euclid(MICROSECONDS_PER_DAY)).ok()?;
        Some(Self::new(date, Time::from_microseconds(rest, zone)))
    }

    /// The day.
    pub fn date(&self) -> Date {
        self.date
    }

    /// The time of day and the zone.
    pub fn time(&self) -> &Time {
        &self.time
    }

    /// The zone, where it has one.
    pub fn zone(&self) -> Option<&TimeZone> {
        self.time.zone()
    }

    /// Microseconds since 1970-01-01 00:00 as the clock of the zone shows them.
    pub fn clock_microseconds(&self) -> i128 {
        i128::from(self.date.ordinal() - EPOCH_ORDINAL) * MICROSECONDS_PER_DAY
            + i128::from(self.time.microseconds())
    }

    /// Microseconds since 1970-01-01 00:00 UTC; the clock's where there is no zone.
    pub fn instant(&self) -> i128 {
        let offset = self.zone().map_or(0, |zone| zone.offset().microseconds());
        self.clock_microseconds() - offset
    }

    /// `YYYY-MM-DD`, the separator and the time as [`Time::iso`] writes it.
    pub fn iso(&self, separator: &str) -> String {
        format!("{}{separator}{}", self.date.iso(), self.time.iso())
    }

    fn shifted(&self, microseconds: i128) -> Outcome {
        match Self::from_clock(
            self.clock_microseconds() + microseconds,
            self.zone().cloned(),
        ) {
            Some(moment) => Ok(Value::host(moment)),
            None => Err(out_of_range()),
        }
    }
}

impl HostObject for DateTime {
    fn type_name(&self) -> Rc<str> {
        "datetime.datetime".into()
    }

    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        class_of(cx, "datetime", "datetime")
    }

    fn binary(
        &self,
        operator: BinaryOperator,
        other: &Value,
        side: Side,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        if let Some(delta) = other.downcast::<TimeDelta>() {
            return match (operator, side) {
                (BinaryOperator::Add, _) => self.shifted(delta.microseconds()).map(Some),
                (BinaryOperator::Subtract, Side::Left) => {
                    self.shifted(-delta.microseconds()).map(Some)
                }
                _ => Ok(None),
            };
        }
        let Some(other) = other.downcast::<Self>() else {
            return Ok(None);
        };
        if (operator, side) != (BinaryOperator::Subtract, Side::Left) {
            return Ok(None);
        }
        if self.zone().is_some() != other.zone().is_some() {
            return Err(PythonError::type_error(
                "can't subtract offset-naive and offset-aware datetimes",
            ));
        }
        delta_value(self.instant() - other.instant()).map(Some)
    }

    fn compare(
        &self,
        comparison: Comparison,
        other: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        if let Some(other) = other.downcast::<Self>() {
            let ordering: Ordering = self.instant().cmp(&other.instant());
            if self.zone().is_some() == other.zone().is_some() {
                return Ok(Some(Value::Bool(comparison.holds(ordering))));
            }
        } else if other.downcast::<Date>().is_none() {
            return Ok(None);
        }
        let problem = if other.downcast::<Self>().is_some() {
            "can't compare offset-naive and offset-aware datetimes"
        } else {
            "can't compare datetime.datetime to datetime.date"
        };
        match comparison {
            Comparison::Equal => Ok(Some(Value::Bool(false))),
            Comparison::NotEqual => Ok(Some(Value::Bool(true))),
            Comparison::Less
            | Comparison::LessOrEqual
            | Comparison::Greater
            | Comparison::GreaterOrEqual => Err(PythonError::type_error(problem)),
        }
    }

    fn repr(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        let (year, month, day) = (self.date.year(), self.date.month(), self.date.day());
        let time = self.time.repr_parts();
        Ok(format!("datetime.datetime({year}, {month}, {day}, {time})").into())
    }

    fn str(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(self.iso(" ").into())
    }

    fn format(&self, specification: &str, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        if specification.is_empty() {
            return Ok(self.iso(" ").into());
        }
        Ok(format::strftime(specification, self.date, Some(&self.time))?.into())
    }

    fn hash_key(&self, _cx: &mut Interpreter) -> Result<Option<HashKey>, PythonError> {
        let kind = if self.zone().is_some() {
            "aware"
        } else {
            "naive"
        };
        Ok(Some(HashKey::Native(
            "datetime",
            format!("{kind} {}", self.instant()).into(),
        )))
    }
}

/// A timestamp in seconds as microseconds, halves to the even neighbour.
pub(super) fn timestamp_argument(cx: &mut Interpreter, value: &Value) -> Result<i128, PythonError> {
    if let Some(seconds) = value.as_int() {
        return match seconds.to_i64() {
            Some(seconds) => Ok(i128::from(seconds) * 1_000_000),
            None => Err(out_of_clock()),
        };
    }
    let seconds = convert::float(cx, value)?;
    if seconds.is_nan() {
        return Err(PythonError::value_error(
            "cannot convert float NaN to integer",
        ));
    }
    let whole = seconds.floor();
    let rest = ((seconds - whole) * 1e6).round_ties_even();
    if whole.abs() > 1e15 {
        return Err(out_of_clock());
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "both are small, as just checked"
    )]
    let (whole, rest) = (whole as i128, rest as i128);
    Ok(whole * 1_000_000 + rest)
}

fn out_of_clock() -> PythonError {
    PythonError::exception(
        ExceptionClass::OverflowError,
        "timestamp out of range for platform time_t",
    )
}

/// The moment at `microseconds` since the epoch, on the clock of `zone` or of this machine.
fn at(cx: &mut Interpreter, microseconds: i128, zone: Option<TimeZone>) -> Outcome {
    let Some(zone) = zone else {
        return Ok(Value::host(local::moment(cx, microseconds)?));
    };
    let clock = microseconds + zone.offset().microseconds();
    moment_value(DateTime::from_clock(clock, Some(zone)))
}

fn moment_value(moment: Option<DateTime>) -> Outcome {
    moment
        .map(Value::host)
        .ok_or_else(|| PythonError::value_error("year is out of range"))
}

const FIELDS: &str =
    "year=, month=, day=, hour=, minute=, second=, microsecond=, tzinfo=, *, fold=";

fn construct(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let [year, month, day] = calendar_day(cx, &mut arguments)?;
    let date = checked(Date::new(year, month, day))?;
    Ok(Value::host(DateTime::new(
        date,
        time_arguments(cx, &mut arguments, None)?,
    )))
}

fn replace(cx: &mut Interpreter, moment: &Rc<DateTime>, mut arguments: BoundArguments) -> Outcome {
    let mut parts = [moment.date.year(), moment.date.month(), moment.date.day()];
    for (name, part) in ["year", "month", "day"].into_iter().zip(&mut parts) {
        if let Some(value) = arguments.take(name) {
            *part = convert::small_integer(cx, &value)?;
        }
    }
    let date = checked(Date::new(parts[0], parts[1], parts[2]))?;
    let time = time_arguments(cx, &mut arguments, Some(&moment.time))?;
    Ok(Value::host(DateTime::new(date, time)))
}

fn combine(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let (day, time) = (arguments.require("date"), arguments.require("time"));
    let Some(date) = date_of(&day) else {
        return Err(convert::mismatch(
            &day,
            format!(
                "combine() argument 1 must be datetime.date, not {}",
                cx.type_name(&day)
            ),
        ));
    };
    let Some(time) = time.downcast::<Time>() else {
        return Err(convert::mismatch(
            &time,
            format!(
                "combine() argument 2 must be datetime.time, not {}",
                cx.type_name(&time)
            ),
        ));
    };
    let zone = match arguments.take("tzinfo") {
        Some(value) => zone_argument(cx, Some(value))?,
        None => time.zone().cloned(),
    };
    let time = Time::from_microseconds(time.microseconds(), zone);
    Ok(Value::host(DateTime::new(date, time)))
}

fn astimezone(
    cx: &mut Interpreter,
    moment: &Rc<DateTime>,
    mut arguments: BoundArguments,
) -> Outcome {
    let Some(zone) = zone_argument(cx, arguments.take("tz"))? else {
        return Err(PythonError::unsupported("astimezone() without a time zone"));
    };
    let instant = match moment.zone() {
        Some(_) => moment.instant(),
        None => local::universal(cx, moment)?,
    };
    at(cx, instant, Some(zone))
}

/// Methods that make a datetime.
fn alternatives(builder: ClassBuilder) -> ClassBuilder {
    builder
        .class_method("now", "tz=", |cx, mut arguments| {
            let zone = zone_argument(cx, arguments.take("tz"))?;
            at(cx, clock::now(), zone)
        })
        .class_method("today", "", |cx, _| at(cx, clock::now(), None))
        .class_method("utcnow", "", |_, _| {
            moment_value(DateTime::from_clock(clock::now(), None))
        })
        .class_method("fromtimestamp", "timestamp, tz=", |cx, mut arguments| {
            let microseconds = timestamp_argument(cx, &arguments.require("timestamp"))?;
            let zone = zone_argument(cx, arguments.take("tz"))?;
            at(cx, microseconds, zone)
        })
        .class_method("utcfromtimestamp", "timestamp, /", |cx, mut arguments| {
            let microseconds = timestamp_argument(cx, &arguments.require("timestamp"))?;
            moment_value(DateTime::from_clock(microseconds, None))
        })
        .class_method("fromordinal", "ordinal, /", |cx, mut arguments| {
            let ordinal = convert::small_integer(cx, &arguments.require("ordinal"))?;
            if ordinal < 1 {
                return Err(PythonError::value_error("ordinal must be >= 1"));
            }
            let days = i128::from(ordinal.min(LAST_ORDINAL + 1) - EPOCH_ORDINAL);
            moment_value(DateTime::from_clock(days * MICROSECONDS_PER_DAY, None))
        })
        .class_method("fromisoformat", "date_string, /", |_, mut arguments| {
            let text = arguments.require("date_string");
            let Some(text) = text.as_str() else {
                return Err(convert::mismatch(
                    &text,
                    "fromisoformat: argument must be str",
                ));
            };
            match parse::moment(&text) {
                Some(moment) => moment.map(Value::host),
                None => Err(parse::invalid(&text)),
            }
        })
        .class_method("strptime", "date_string, format, /", |cx, mut arguments| {
            let text = arguments.require("date_string");
            let text = convert::string(cx, &text, "strptime() argument 1")?;
            let format = arguments.require("format");
            let format = convert::string(cx, &format, "strptime() argument 2")?;
            Ok(Value::host(strptime::parse(&text, &format)?))
        })
        .class_method("combine", "date, time, tzinfo=", combine)
}

/// The class `datetime`, derived from `date`.
pub(super) fn class(cx: &mut Interpreter, date: &Shared<Class>) -> Shared<Class> {
    let extreme = |day: Option<Date>, microseconds| {
        day.map_or(Value::None, |day| {
            Value::host(DateTime::new(
                day,
                Time::from_microseconds(microseconds, None),
            ))
        })
    };
    let builder = ClassBuilder::new("datetime", "datetime")
        .base(date.clone())
        .constructor(FIELDS, construct)
        .property::<DateTime>("hour", |_, moment| Ok(moment.time.hour().into()))
        .property::<DateTime>("minute", |_, moment| Ok(moment.time.minute().into()))
        .property::<DateTime>("second", |_, moment| Ok(moment.time.second().into()))
        .property::<DateTime>("microsecond", |_, moment| {
            Ok(moment.time.microsecond().into())
        })
        .property::<DateTime>("tzinfo", |_, moment| Ok(zone_value(moment.zone())))
        .property::<DateTime>("fold", |_, _| Ok(0_i64.into()))
        .method::<DateTime>("date", "", |_, moment, _| Ok(Value::host(moment.date)))
        .method::<DateTime>("time", "", |_, moment, _| {
            let microseconds = moment.time.microseconds();
            Ok(Value::host(Time::from_microseconds(microseconds, None)))
        })
        .method::<DateTime>("timetz", "", |_, moment, _| {
            Ok(Value::host(moment.time.clone()))
        })
        .method::<DateTime>(
            "isoformat",
            "sep=, timespec=",
            |cx, moment, mut arguments| {
                let separator = match arguments.take("sep") {
                    Some(value) => convert::string(cx, &value, "isoformat() argument 1")?,
                    None => "T".into(),
                };
                if separator.chars().count() != 1 {
                    return Err(PythonError::type_error(
                        "isoformat() argument 1 must be a unicode character, not str",
                    ));
                }
                let precision = precision_argument(cx, arguments.take("timespec"))?;
                let time = moment.time.iso_with(precision);
                Ok(format!("{}{separator}{time}", moment.date.iso()).into())
            },
        )
        .method::<DateTime>("strftime", "format", |cx, moment, mut arguments| {
            let text = convert::string(cx, &arguments.require("format"), "strftime() argument 1")?;
            Ok(format::strftime(&text, moment.date, Some(&moment.time))?.into())
        })
        .method::<DateTime>("ctime", "", |_, moment, _| {
            let format = "%a %b %e %H:%M:%S";
            let time = format::strftime(format, moment.date, Some(&moment.time))?;
            Ok(format!("{time} {:04}", moment.date.year()).into())
        })
        .method::<DateTime>("replace", FIELDS, replace)
        .method::<DateTime>("astimezone", "tz=", astimezone)
        .method::<DateTime>("timestamp", "", |cx, moment, _| {
            let instant = match moment.zone() {
                Some(_) => moment.instant(),
                None => local::instant(cx, moment)?,
            };
            let delta = delta_value(instant)?;
            let second = delta_value(1_000_000)?;
            cx.binary(BinaryOperator::Divide, &delta, &second)
        })
        .method::<DateTime>("utcoffset", "", |_, moment, _| {
            Ok(moment
                .zone()
                .map_or(Value::None, |zone| Value::host(zone.offset())))
        })
        .method::<DateTime>("dst", "", |_, _, _| Ok(Value::None))
        .method::<DateTime>("tzname", "", |_, moment, _| {
            Ok(moment.zone().map_or(Value::None, |zone| zone.name().into()))
        })
        .refused(&["utctimetuple", "timetuple"])
        .value("min", extreme(Date::from_ordinal(1), 0))
        .value(
            "max",
            extreme(Date::from_ordinal(LAST_ORDINAL), 86_399_999_999),
        )
        .value(
            "resolution",
            TimeDelta::from_microseconds(1).map_or(Value::None, Value::host),
        );
    alternatives(builder).finish(cx)
}
