//! Values of `datetime`, `decimal` and `uuid` on their way into SQL and back.

use std::rc::Rc;

use crate::python::{self, TimeDelta, TimeZone, Value};
use crate::schema::{self, Literal};

/// The SQL value of a date, a time, a length of time, a decimal number or a UUID.
pub(crate) fn literal_of_native(value: &Value) -> Option<Literal> {
    if let Some(moment) = value.downcast::<python::DateTime>() {
        return Some(Literal::DateTime(schema::DateTime {
            date: date(moment.date())?,
            time: time(moment.time())?,
        }));
    }
    if let Some(day) = value.downcast::<python::Date>() {
        return date(*day).map(Literal::Date);
    }
    if let Some(own) = value.downcast::<python::Time>() {
        return time(&own).map(Literal::Time);
    }
    if let Some(delta) = value.downcast::<TimeDelta>() {
        let (days, seconds, microseconds) = delta.parts();
        return Some(Literal::Interval(schema::Interval {
            days: i32::try_from(days).ok()?,
            seconds: u32::try_from(seconds).ok()?,
            microseconds: u32::try_from(microseconds).ok()?,
        }));
    }
    if let Some(decimal) = value.downcast::<python::Decimal>() {
        return Some(Literal::Decimal(decimal.text().into()));
    }
    let uuid = value.downcast::<python::Uuid>()?;
    Some(Literal::Uuid(uuid.hyphenated().into()))
}

fn date(day: python::Date) -> Option<schema::Date> {
    Some(schema::Date {
        year: u16::try_from(day.year()).ok()?,
        month: u8::try_from(day.month()).ok()?,
        day: u8::try_from(day.day()).ok()?,
    })
}

fn time(time: &python::Time) -> Option<schema::Time> {
    let offset = match time.zone() {
        Some(zone) => Some(i64::try_from(zone.offset().microseconds()).ok()?),
        None => None,
    };
    Some(schema::Time {
        hour: u8::try_from(time.hour()).ok()?,
        minute: u8::try_from(time.minute()).ok()?,
        second: u8::try_from(time.second()).ok()?,
        microsecond: u32::try_from(time.microsecond()).ok()?,
        offset,
    })
}

/// The Python value psycopg2 makes of such a value; nothing where Python has none, as for years
/// beyond 9999.
pub(crate) fn native_of_literal(literal: &Literal) -> Option<Value> {
    Some(match literal {
        Literal::Date(day) => Value::host(python_date(*day)?),
        Literal::Time(time) => Value::host(python_time(time)?),
        Literal::DateTime(moment) => Value::host(python::DateTime::new(
            python_date(moment.date)?,
            python_time(&moment.time)?,
        )),
        Literal::Interval(interval) => {
            let seconds = i128::from(interval.days) * 86_400 + i128::from(interval.seconds);
            let microseconds = seconds * 1_000_000 + i128::from(interval.microseconds);
            Value::host(TimeDelta::from_microseconds(microseconds)?)
        }
        Literal::Decimal(text) => Value::host(python::Decimal::parse(text)?),
        Literal::Uuid(text) => Value::host(python::Uuid::parse(text)?),
        Literal::None
        | Literal::Boolean(_)
        | Literal::Integer(_)
        | Literal::Float(_)
        | Literal::Text(_)
        | Literal::Bytes(_)
        | Literal::EnumerationMember(_)
        | Literal::List(_)
        | Literal::Tuple(_)
        | Literal::Dictionary(_) => return None,
    })
}

fn python_date(day: schema::Date) -> Option<python::Date> {
    python::Date::new(day.year.into(), day.month.into(), day.day.into()).ok()
}

fn python_time(time: &schema::Time) -> Option<python::Time> {
    let zone: Option<TimeZone> = match time.offset {
        Some(offset) => {
            let offset = TimeDelta::from_microseconds(offset.into())?;
            Some(TimeZone::new(offset, None::<Rc<str>>)?)
        }
        None => None,
    };
    let parts = (
        time.hour.into(),
        time.minute.into(),
        time.second.into(),
        time.microsecond.into(),
    );
    python::Time::new(parts, zone).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_back() {
        let time = schema::Time {
            hour: 3,
            minute: 4,
            second: 5,
            microsecond: 6,
            offset: Some(-19_800_000_000),
        };
        let date = schema::Date {
            year: 2024,
            month: 2,
            day: 29,
        };
        for literal in [
            Literal::Date(date),
            Literal::Time(time),
            Literal::DateTime(schema::DateTime { date, time }),
            Literal::Interval(schema::Interval {
                days: -2,
                seconds: 3,
                microseconds: 4,
            }),
            Literal::Decimal("1.50".into()),
            Literal::Uuid("12345678-1234-5678-1234-567812345678".into()),
        ] {
            let value = native_of_literal(&literal).expect("it has a Python value");
            assert_eq!(literal_of_native(&value), Some(literal));
        }
    }
}
