//! Writing dates and times: `strftime` of the C locale and the precisions of `isoformat`.

use super::calendar::{self, MONTHS, WEEKDAYS};
use super::date::Date;
use super::time::Time;
use crate::python::error::PythonError;

/// How much of a time of day is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Precision {
    /// Microseconds only where there are any.
    Automatic,
    /// `HH`.
    Hours,
    /// `HH:MM`.
    Minutes,
    /// `HH:MM:SS`.
    Seconds,
    /// `HH:MM:SS.sss`.
    Milliseconds,
    /// `HH:MM:SS.ssssss`.
    Microseconds,
}

impl Precision {
    /// By the name `isoformat` knows it.
    pub(super) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "auto" => Self::Automatic,
            "hours" => Self::Hours,
            "minutes" => Self::Minutes,
            "seconds" => Self::Seconds,
            "milliseconds" => Self::Milliseconds,
            "microseconds" => Self::Microseconds,
            _ => return None,
        })
    }

    /// The time of day without its zone.
    pub(super) fn write(self, time: &Time) -> String {
        let (hour, minute, second) = (time.hour(), time.minute(), time.second());
        let microsecond = time.microsecond();
        match self {
            Self::Automatic if microsecond == 0 => Self::Seconds.write(time),
            Self::Hours => format!("{hour:02}"),
            Self::Minutes => format!("{hour:02}:{minute:02}"),
            Self::Seconds => format!("{hour:02}:{minute:02}:{second:02}"),
            Self::Milliseconds => {
                format!(
                    "{hour:02}:{minute:02}:{second:02}.{:03}",
                    microsecond / 1000
                )
            }
            Self::Automatic | Self::Microseconds => {
                format!("{hour:02}:{minute:02}:{second:02}.{microsecond:06}")
            }
        }
    }
}

/// `strftime(format)`; a date has no time of day and is at midnight.
pub(super) fn strftime(
    format: &str,
    date: Date,
    time: Option<&Time>,
) -> Result<String, PythonError> {
    let mut text = String::new();
    let mut characters = format.chars();
    while let Some(character) = characters.next() {
        if character != '%' {
            text.push(character);
            continue;
        }
        match characters.next() {
            Some(directive) => text += &field(directive, date, time)?,
            None => text.push('%'),
        }
    }
    Ok(text)
}

fn field(directive: char, date: Date, time: Option<&Time>) -> Result<String, PythonError> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    let (hour, minute, second) = time.map_or((0, 0, 0), |time| {
        (time.hour(), time.minute(), time.second())
    });
    let weekday = date.weekday();
    let name = |names: &[&'static str], index: i64| {
        usize::try_from(index)
            .ok()
            .and_then(|index| names.get(index).copied())
            .unwrap_or_default()
    };
    let weekday_name = name(&WEEKDAYS, weekday);
    let month_name = name(&MONTHS, month - 1);
    let year_day = calendar::days_before_month(year, month) + day;
    let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
    let half = if hour < 12 { "AM" } else { "PM" };
    let zone = time.and_then(Time::zone);
    let again = |format: &str| strftime(format, date, time);
    Ok(match directive {
        'Y' => year.to_string(),
        'm' => format!("{month:02}"),
        'd' => format!("{day:02}"),
        'e' => format!("{day:2}"),
        'H' => format!("{hour:02}"),
        'I' => format!("{twelve:02}"),
        'M' => format!("{minute:02}"),
        'S' => format!("{second:02}"),
        'f' => format!("{:06}", time.map_or(0, Time::microsecond)),
        'y' => format!("{:02}", year % 100),
        'C' => format!("{:02}", year / 100),
        'j' => format!("{year_day:03}"),
        'a' => weekday_name[..3].to_string(),
        'A' => weekday_name.to_string(),
        'b' | 'h' => month_name[..3].to_string(),
        'B' => month_name.to_string(),
        'p' => half.to_string(),
        'P' => half.to_lowercase(),
        'u' => (weekday + 1).to_string(),
        'w' => ((weekday + 1) % 7).to_string(),
        'U' => format!("{:02}", (year_day + 6 - (weekday + 1) % 7) / 7),
        'W' => format!("{:02}", (year_day + 6 - weekday) / 7),
        'G' => calendar::iso_week(date.ordinal()).0.to_string(),
        'V' => format!("{:02}", calendar::iso_week(date.ordinal()).1),
        'z' => zone.map_or_else(String::new, |zone| zone.iso("")),
        'Z' => zone.map_or_else(String::new, super::zone::TimeZone::name),
        'c' => again("%a %b %e %H:%M:%S %Y")?,
        'D' | 'x' => again("%m/%d/%y")?,
        'F' => again("%Y-%m-%d")?,
        'R' => again("%H:%M")?,
        'T' | 'X' => again("%H:%M:%S")?,
        'r' => again("%I:%M:%S %p")?,
        'n' => "\n".into(),
        't' => "\t".into(),
        '%' => "%".into(),
        other => {
            return Err(PythonError::unsupported(format!(
                "the directive %{other} in strftime(), whose meaning depends on the platform"
            )));
        }
    })
}
