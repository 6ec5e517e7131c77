//! `datetime`.

use std::rc::Rc;

use super::calendar;
use super::class::TimeClass;
use super::clock;
use super::date::{Date, component};
use super::delta::{DAY, Delta};
use super::pattern;
use super::time_of_day::{TimeOfDay, clock_text, microseconds_of, parts_of};
use super::zone::Zone;
use crate::python::arguments::{Arguments, Parameter};
use crate::python::dictionary::HashKey;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::object::{BinaryOperator, Comparison, HostObject, Side};
use crate::python::value::Value;

/// A date and a time, with or without a zone.
#[derive(Debug, Clone)]
pub(super) struct Moment {
    pub(super) date: Date,
    /// Microseconds since midnight.
    pub(super) clock: i64,
    pub(super) zone: Option<Zone>,
}

const METHODS: &[&str] = &[
    "isoformat",
    "strftime",
    "replace",
    "date",
    "time",
    "timetz",
    "timestamp",
    "astimezone",
    "weekday",
    "isoweekday",
    "utcoffset",
    "tzname",
    "toordinal",
];

impl Moment {
    pub(super) fn midnight(date: Date) -> Self {
        Self {
            date,
            clock: 0,
            zone: None,
        }
    }

    pub(super) fn construct(
        cx: &mut Interpreter,
        arguments: Arguments,
    ) -> Result<Value, PythonError> {
        let mut bound = arguments.bind(
            "datetime",
            &[
                Parameter::required("year"),
                Parameter::required("month"),
                Parameter::required("day"),
                Parameter::optional("hour"),
                Parameter::optional("minute"),
                Parameter::optional("second"),
                Parameter::optional("microsecond"),
                Parameter::optional("tzinfo"),
                Parameter::keyword("fold"),
            ],
        )?;
        let mut number = |cx: &mut Interpreter, name: &str| component(cx, &mut bound, name, 0);
        let (year, month, day) = (
            number(cx, "year")?,
            number(cx, "month")?,
            number(cx, "day")?,
        );
        let (hour, minute) = (number(cx, "hour")?, number(cx, "minute")?);
        let (second, microsecond) = (number(cx, "second")?, number(cx, "microsecond")?);
        Ok(Value::host(Self {
            date: Date::new(year, month, day)?,
            clock: microseconds_of(hour, minute, second, microsecond)?,
            zone: Zone::of(cx, bound.take("tzinfo"))?,
        }))
    }

    /// The moment `microseconds` after 1970 began in its own zone.
    pub(super) fn of_microseconds(
        microseconds: i128,
        zone: Option<Zone>,
    ) -> Result<Self, PythonError> {
        let days = i64::try_from(microseconds.div_euclid(DAY)).unwrap_or(i64::MAX / 4);
        Ok(Self {
            date: Date::of_number(days)?,
            clock: i64::try_from(microseconds.rem_euclid(DAY)).unwrap_or(0),
            zone,
        })
    }

    /// The present, in `zone` or in local time.
    pub(super) fn now(cx: &Interpreter, zone: Option<Zone>) -> Result<Self, PythonError> {
        Self::at(cx, i128::from(clock::now()), zone)
    }

    /// The moment `microseconds` after 1970 began in UTC, in `zone` or in local time.
    pub(super) fn at(
        cx: &Interpreter,
        microseconds: i128,
        zone: Option<Zone>,
    ) -> Result<Self, PythonError> {
        let offset = match &zone {
            Some(zone) => zone.offset,
            None => {
                let seconds = i64::try_from(microseconds.div_euclid(1_000_000)).unwrap_or(0);
                clock::local_offset(cx, seconds)?
            }
        };
        Self::of_microseconds(microseconds + i128::from(offset) * 1_000_000, zone)
    }

    /// Microseconds since 1970 began, by its own clock.
    fn wall(&self) -> i128 {
        i128::from(self.date.number()) * DAY + i128::from(self.clock)
    }

    /// Microseconds since 1970 began in UTC, where the zone is known.
    fn instant(&self) -> Option<i128> {
        let offset = self.zone.as_ref()?.offset;
        Some(self.wall() - i128::from(offset) * 1_000_000)
    }

    pub(super) fn text(&self, separator: &str) -> String {
        let zone = self
            .zone
            .as_ref()
            .map(Zone::offset_text)
            .unwrap_or_default();
        format!(
            "{}{separator}{}{zone}",
            self.date.text(),
            clock_text(self.clock)
        )
    }

    fn iso_format(&self, cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
        let parameters = [Parameter::optional("sep"), Parameter::optional("timespec")];
        let mut bound = arguments.bind("isoformat", &parameters)?;
        let separator = match bound.take("sep") {
            Some(separator) => cx.str(&separator)?,
            None => "T".into(),
        };
        let Some(precision) = bound.take("timespec") else {
            return Ok(self.text(&separator).into());
        };
        let (hour, minute, second, microsecond) = parts_of(self.clock);
        let time = match &*cx.str(&precision)? {
            "auto" => clock_text(self.clock),
            "hours" => format!("{hour:02}"),
            "minutes" => format!("{hour:02}:{minute:02}"),
            "seconds" => format!("{hour:02}:{minute:02}:{second:02}"),
            "milliseconds" => {
                format!(
                    "{hour:02}:{minute:02}:{second:02}.{:03}",
                    microsecond / 1000
                )
            }
            "microseconds" => format!("{hour:02}:{minute:02}:{second:02}.{microsecond:06}"),
            _ => return Err(PythonError::value_error("Unknown timespec value")),
        };
        let zone = self
            .zone
            .as_ref()
            .map(Zone::offset_text)
            .unwrap_or_default();
        Ok(format!("{}{separator}{time}{zone}", self.date.text()).into())
    }

    fn replace(&self, cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
        let mut bound = arguments.bind(
            "replace",
            &[
                Parameter::optional("year"),
                Parameter::optional("month"),
                Parameter::optional("day"),
                Parameter::optional("hour"),
                Parameter::optional("minute"),
                Parameter::optional("second"),
                Parameter::optional("microsecond"),
                Parameter::optional("tzinfo"),
            ],
        )?;
        let (hour, minute, second, microsecond) = parts_of(self.clock);
        let mut number = |cx: &mut Interpreter, name: &str, default: i64| {
            component(cx, &mut bound, name, default)
        };
        let date = Date::new(
            number(cx, "year", self.date.year)?,
            number(cx, "month", self.date.month)?,
            number(cx, "day", self.date.day)?,
        )?;
        let clock = microseconds_of(
            number(cx, "hour", hour)?,
            number(cx, "minute", minute)?,
            number(cx, "second", second)?,
            number(cx, "microsecond", microsecond)?,
        )?;
        let zone = match bound.take("tzinfo") {
            Some(zone) => Zone::of(cx, Some(zone))?,
            None => self.zone.clone(),
        };
        Ok(Value::host(Self { date, clock, zone }))
    }

    fn method(
        &self,
        cx: &mut Interpreter,
        name: &str,
        arguments: Arguments,
    ) -> Result<Value, PythonError> {
        match name {
            "isoformat" => return self.iso_format(cx, arguments),
            "replace" => return self.replace(cx, arguments),
            "strftime" => {
                let format = arguments
                    .bind(name, &[Parameter::required("format")])?
                    .require("format");
                let format = cx.str(&format)?;
                return Ok(pattern::format(&format, self)?.into());
            }
            "astimezone" => {
                let zone = arguments
                    .bind(name, &[Parameter::optional("tz")])?
                    .take("tz");
                let zone = Zone::of(cx, zone)?;
                return match (self.instant(), zone) {
                    (Some(instant), Some(zone)) => {
                        Ok(Value::host(Self::at(cx, instant, Some(zone))?))
                    }
                    _ => Err(PythonError::unsupported("astimezone() with local time")),
                };
            }
            _ => {}
        }
        arguments.bind(name, &[])?;
        Ok(match name {
            "date" => Value::host(self.date),
            "time" | "timetz" => Value::host(TimeOfDay {
                microseconds: self.clock,
                zone: self.zone.clone().filter(|_| name == "timetz"),
            }),
            "timestamp" => match self.instant() {
                Some(instant) => {
                    #[expect(clippy::cast_precision_loss, reason = "CPython's is a double too")]
                    let seconds = instant as f64 / 1e6;
                    Value::Float(seconds)
                }
                None => return Err(PythonError::unsupported("timestamp() of local time")),
            },
            "weekday" => Value::int(calendar::weekday(self.date.number())),
            "isoweekday" => Value::int(calendar::weekday(self.date.number()) + 1),
            "toordinal" => Value::int(self.date.number() + 719_163),
            "utcoffset" => match &self.zone {
                Some(zone) => Delta::value(i128::from(zone.offset) * 1_000_000)?,
                None => Value::None,
            },
            _ => self
                .zone
                .as_ref()
                .map(|zone| Value::Str(zone.shown()))
                .into(),
        })
    }
}

impl HostObject for Moment {
    fn type_name(&self) -> Rc<str> {
        "datetime.datetime".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        if let Some(method) = METHODS.iter().copied().find(|method| *method == name) {
            let own = self.clone();
            return Ok(Some(Value::function(method, move |cx, arguments| {
                own.method(cx, method, arguments)
            })));
        }
        let (hour, minute, second, microsecond) = parts_of(self.clock);
        Ok(match name {
            "year" => Some(Value::int(self.date.year)),
            "month" => Some(Value::int(self.date.month)),
            "day" => Some(Value::int(self.date.day)),
            "hour" => Some(Value::int(hour)),
            "minute" => Some(Value::int(minute)),
            "second" => Some(Value::int(second)),
            "microsecond" => Some(Value::int(microsecond)),
            "tzinfo" => Some(self.zone.clone().map(Value::host).into()),
            "fold" => Some(Value::int(0_i64)),
            "__class__" => Some(TimeClass::Moment.value()),
            "timetuple" | "utctimetuple" | "isocalendar" | "ctime" | "dst" => {
                return Err(PythonError::unsupported(format!("datetime.{name}")));
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
        let shifted = |distance: i128| -> Result<Option<Value>, PythonError> {
            let moment = Self::of_microseconds(self.wall() + distance, self.zone.clone())?;
            Ok(Some(Value::host(moment)))
        };
        match (operator, side) {
            (BinaryOperator::Add, _) => match other.downcast::<Delta>() {
                Some(delta) => shifted(delta.0),
                None => Ok(None),
            },
            (BinaryOperator::Subtract, Side::Left) => {
                if let Some(delta) = other.downcast::<Delta>() {
                    return shifted(-delta.0);
                }
                let Some(other) = other.downcast::<Self>() else {
                    return Ok(None);
                };
                match (self.instant(), other.instant()) {
                    (Some(one), Some(two)) => Delta::value(one - two).map(Some),
                    (None, None) => Delta::value(self.wall() - other.wall()).map(Some),
                    _ => Err(PythonError::type_error(
                        "can't subtract offset-naive and offset-aware datetimes",
                    )),
                }
            }
            _ => Ok(None),
        }
    }

    fn compare(
        &self,
        comparison: Comparison,
        other: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let Some(other) = other.downcast::<Self>() else {
            if other.downcast::<Date>().is_some()
                && !matches!(comparison, Comparison::Equal | Comparison::NotEqual)
            {
                return Err(PythonError::type_error(
                    "can't compare datetime.datetime to datetime.date",
                ));
            }
            return Ok(None);
        };
        let ordering = match (self.instant(), other.instant()) {
            (Some(one), Some(two)) => one.cmp(&two),
            (None, None) => self.wall().cmp(&other.wall()),
            _ => {
                return match comparison {
                    Comparison::Equal => Ok(Some(Value::Bool(false))),
                    Comparison::NotEqual => Ok(Some(Value::Bool(true))),
                    _ => Err(PythonError::exception(
                        ExceptionClass::TypeError,
                        "can't compare offset-naive and offset-aware datetimes",
                    )),
                };
            }
        };
        Ok(Some(Value::Bool(comparison.holds(ordering))))
    }

    fn repr(&self, cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        let (hour, minute, second, microsecond) = parts_of(self.clock);
        let Date { year, month, day } = self.date;
        let mut text = format!("datetime.datetime({year}, {month}, {day}, {hour}, {minute}");
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
        Ok(self.text(" ").into())
    }

    fn format(&self, specification: &str, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        if specification.is_empty() {
            return Ok(self.text(" ").into());
        }
        Ok(pattern::format(specification, self)?.into())
    }

    fn hash_key(&self, _cx: &mut Interpreter) -> Result<Option<HashKey>, PythonError> {
        let text = match self.instant() {
            Some(instant) => format!("{instant}Z"),
            None => self.wall().to_string(),
        };
        Ok(Some(HashKey::Native("datetime", text.into())))
    }
}
