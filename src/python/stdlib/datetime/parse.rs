//! `fromisoformat` of dates, times and datetimes (`_parse_isoformat_date` in `Lib/datetime.py`).

use super::calendar;
use super::date::Date;
use super::delta::TimeDelta;
use super::moment::DateTime;
use super::time::Time;
use super::zone::TimeZone;
use crate::python::error::PythonError;

/// The error for a text that is none of the forms.
pub(super) fn invalid(text: &str) -> PythonError {
    PythonError::value_error(format!(
        "Invalid isoformat string: {}",
        crate::python::stdlib::convert::quote(text)
    ))
}

/// A text of a form that exists, with a field that is out of range: its own `ValueError`.
type InRange<T> = Result<T, PythonError>;

/// `YYYY-MM-DD`, `YYYYMMDD`, `YYYY-Www-D`, `YYYYWwwD` or a week without its day; nothing for any
/// other form.
pub(super) fn date(text: &str) -> Option<InRange<Date>> {
    if !text.is_ascii() || text.len() < 7 {
        return None;
    }
    let year = digits(&text[..4])?;
    let dashed = text.as_bytes()[4] == b'-';
    let rest = &text[if dashed { 5 } else { 4 }..];
    if let Some(rest) = rest.strip_prefix('W') {
        return week_date(year, rest, dashed);
    }
    let (month, day) = match (dashed, rest.len()) {
        (true, 5) if rest.as_bytes()[2] == b'-' => (&rest[..2], &rest[3..]),
        (false, 4) => (&rest[..2], &rest[2..]),
        _ => return None,
    };
    let date = Date::new(year, digits(month)?, digits(day)?);
    Some(date.map_err(PythonError::value_error))
}

fn week_date(year: i64, rest: &str, dashed: bool) -> Option<InRange<Date>> {
    let week = digits(rest.get(..2)?)?;
    let day = match (&rest[2..], dashed) {
        ("", _) => 1,
        (day, true) => digits(day.strip_prefix('-')?)?,
        (day, false) => digits(day)?,
    };
    let first = calendar::first_iso_monday(year);
    let weeks = (calendar::first_iso_monday(year + 1) - first) / 7;
    if !(1..=weeks).contains(&week) || !(1..=7).contains(&day) || rest.len() > 4 {
        return None;
    }
    Date::from_ordinal(first + (week - 1) * 7 + day - 1).map(Ok)
}

/// Which of several messages Python has is not known here.
fn out_of_range() -> PythonError {
    PythonError::unsupported("fromisoformat() of a text that is out of range")
}

/// A number of ASCII digits only.
fn digits(text: &str) -> Option<i64> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// `HH[:MM[:SS[.f…]]]` or the same without colons, and a zone.
pub(super) fn time(text: &str) -> Option<InRange<Time>> {
    if !text.is_ascii() {
        return None;
    }
    let zone_start = text.find(['+', '-', 'Z']);
    let (clock, zone) = match zone_start {
        Some(start) => (&text[..start], Some(zone(&text[start..])?)),
        None => (text, None),
    };
    let (hour, minute, second, microsecond) = fields(clock)?;
    let zone = match zone.transpose() {
        Ok(zone) => zone,
        Err(error) => return Some(Err(error)),
    };
    let time = Time::new((hour, minute, second, microsecond), zone);
    Some(time.map_err(PythonError::value_error))
}

fn fields(text: &str) -> Option<(i64, i64, i64, i64)> {
    let colons = text.as_bytes().get(2) == Some(&b':');
    let mut parts = [0; 3];
    let mut rest = text;
    for (index, part) in parts.iter_mut().enumerate() {
        *part = digits(rest.get(..2)?)?;
        rest = &rest[2..];
        if rest.is_empty() {
            return Some((parts[0], parts[1], parts[2], 0));
        }
        if index < 2 && colons {
            rest = rest.strip_prefix(':')?;
        }
    }
    let fraction = rest.strip_prefix(['.', ','])?;
    let kept = &fraction[..fraction.len().min(6)];
    digits(fraction)?;
    let scale = 10_i64.pow(u32::try_from(6 - kept.len()).ok()?);
    Some((parts[0], parts[1], parts[2], digits(kept)? * scale))
}

/// `Z`, `±HH`, `±HH:MM`, `±HHMM` and so on.
fn zone(text: &str) -> Option<InRange<TimeZone>> {
    if text == "Z" {
        return Some(Ok(TimeZone::UTC));
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hour, minute, second, microsecond) = fields(text.strip_prefix(['+', '-'])?)?;
    let microseconds = ((hour * 60 + minute) * 60 + second) * 1_000_000 + microsecond;
    let offset = TimeDelta::from_microseconds(i128::from(sign * microseconds))
        .and_then(|offset| TimeZone::new(offset, None));
    Some(offset.ok_or_else(out_of_range))
}

/// A date, any one character, and a time; or a date alone.
pub(super) fn moment(text: &str) -> Option<InRange<DateTime>> {
    let midnight = || Time::from_microseconds(0, None);
    if let Some(date) = date(text) {
        let moment = date.map(|date| DateTime::new(date, midnight()));
        return Some(moment.map_err(|_| out_of_range()));
    }
    // Longest date form first: with a separator of any kind the shorter ones would also fit.
    for length in [10, 8, 7] {
        let Some(day) = text.get(..length).and_then(date) else {
            continue;
        };
        let mut rest = text[length..].chars();
        rest.next()?;
        if let Some(time) = time(rest.as_str()) {
            return Some(match (day, time) {
                (Ok(day), Ok(time)) => Ok(DateTime::new(day, time)),
                _ => Err(out_of_range()),
            });
        }
    }
    None
}
