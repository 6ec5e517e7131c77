//! `fromisoformat` and `strptime`.

use super::date::Date;
use super::moment::Moment;
use super::pattern::{DAYS, MONTHS};
use super::time_of_day::microseconds_of;
use super::zone::Zone;
use crate::python::error::PythonError;

/// Takes up to `most` digits off the front of a text.
fn digits<'a>(text: &'a str, least: usize, most: usize) -> Option<(i64, &'a str)> {
    let count = text
        .bytes()
        .take(most)
        .take_while(u8::is_ascii_digit)
        .count();
    if count < least {
        return None;
    }
    Some((text[..count].parse().ok()?, &text[count..]))
}

/// `date.fromisoformat` of the form `2020-01-31`.
pub(super) fn iso_date(text: &str) -> Option<(Date, &str)> {
    let (year, rest) = digits(text, 4, 4)?;
    let (month, rest) = digits(rest.strip_prefix('-')?, 2, 2)?;
    let (day, rest) = digits(rest.strip_prefix('-')?, 2, 2)?;
    Some((Date::new(year, month, day).ok()?, rest))
}

/// `datetime.fromisoformat` in the extended forms; others are refused, not guessed.
pub(super) fn iso_moment(text: &str) -> Result<Moment, PythonError> {
    let invalid = || {
        PythonError::value_error(format!(
            "Invalid isoformat string: {}",
            crate::python::text::string_repr(text)
        ))
    };
    let is_extended =
        text.len() >= 10 && text.as_bytes().get(4) == Some(&b'-') && !text.contains('W');
    if !is_extended {
        return Err(
            if text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() == 8 {
                PythonError::unsupported("fromisoformat() of the basic form")
            } else {
                invalid()
            },
        );
    }
    let (date, rest) = iso_date(text).ok_or_else(invalid)?;
    if rest.is_empty() {
        return Ok(Moment::midnight(date));
    }
    let mut separator = rest.chars();
    separator.next();
    let (clock, zone) = iso_clock(separator.as_str()).ok_or_else(invalid)?;
    Ok(Moment { date, clock, zone })
}

fn iso_clock(text: &str) -> Option<(i64, Option<Zone>)> {
    let (hour, mut rest) = digits(text, 2, 2)?;
    let (mut minute, mut second, mut microsecond) = (0, 0, 0);
    if let Some(after) = rest.strip_prefix(':') {
        (minute, rest) = digits(after, 2, 2)?;
        if let Some(after) = rest.strip_prefix(':') {
            (second, rest) = digits(after, 2, 2)?;
            if let Some(after) = rest.strip_prefix(['.', ',']) {
                let count = after.bytes().take_while(u8::is_ascii_digit).count();
                if count == 0 {
                    return None;
                }
                let fraction: String = after[..count]
                    .chars()
                    .chain("000000".chars())
                    .take(6)
                    .collect();
                microsecond = fraction.parse().ok()?;
                rest = &after[count..];
            }
        }
    }
    let zone = if rest.is_empty() {
        None
    } else {
        Some(iso_zone(rest)?)
    };
    Some((
        microseconds_of(hour, minute, second, microsecond).ok()?,
        zone,
    ))
}

fn iso_zone(text: &str) -> Option<Zone> {
    if text == "Z" {
        return Some(Zone::UTC);
    }
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, rest) = digits(&text[1..], 2, 2)?;
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let (minutes, rest) = if rest.is_empty() {
        (0, rest)
    } else {
        digits(rest, 2, 2)?
    };
    let (seconds, rest) = match rest.strip_prefix(':') {
        Some(after) => digits(after, 2, 2)?,
        None => (0, rest),
    };
    if !rest.is_empty() || hours > 23 || minutes > 59 || seconds > 59 {
        return None;
    }
    Some(Zone {
        offset: sign * (hours * 3600 + minutes * 60 + seconds),
        name: None,
    })
}

/// `datetime.strptime`.
pub(super) fn by_pattern(text: &str, pattern: &str) -> Result<Moment, PythonError> {
    let mismatch = || {
        PythonError::value_error(format!(
            "time data {} does not match format {}",
            crate::python::text::string_repr(text),
            crate::python::text::string_repr(pattern)
        ))
    };
    let (mut year, mut month, mut day) = (1900, 1, 1);
    let (mut hour, mut minute, mut second, mut microsecond) = (0, 0, 0, 0);
    let (mut afternoon, mut zone) = (None, None);
    let mut rest = text;
    let mut directives = pattern.chars();
    while let Some(directive) = directives.next() {
        if directive.is_whitespace() {
            rest = rest.trim_start();
            continue;
        }
        if directive != '%' {
            rest = rest.strip_prefix(directive).ok_or_else(mismatch)?;
            continue;
        }
        let mut number = |least, most| -> Result<i64, PythonError> {
            let (value, after) = digits(rest, least, most).ok_or_else(mismatch)?;
            rest = after;
            Ok(value)
        };
        match directives.next() {
            Some('Y') => year = number(4, 4)?,
            Some('m') => month = number(1, 2)?,
            Some('d') => day = number(1, 2)?,
            Some('H') => hour = number(1, 2)?,
            Some('I') => hour = number(1, 2)? % 12,
            Some('M') => minute = number(1, 2)?,
            Some('S') => second = number(1, 2)?,
            Some('y') => {
                let short = number(2, 2)?;
                year = if short < 69 {
                    2000 + short
                } else {
                    1900 + short
                };
            }
            Some('f') => {
                let (value, after) = digits(rest, 1, 6).ok_or_else(mismatch)?;
                let count = u32::try_from(rest.len() - after.len()).unwrap_or(6);
                microsecond = value * 10_i64.pow(6 - count.min(6));
                rest = after;
            }
            Some('B') => month = named(&mut rest, &MONTHS, usize::MAX).ok_or_else(mismatch)?,
            Some('b') => month = named(&mut rest, &MONTHS, 3).ok_or_else(mismatch)?,
            Some('A') => {
                named(&mut rest, &DAYS, usize::MAX).ok_or_else(mismatch)?;
            }
            Some('a') => {
                named(&mut rest, &DAYS, 3).ok_or_else(mismatch)?;
            }
            Some('p') => {
                let half = named(&mut rest, &["AM", "PM"], 2).ok_or_else(mismatch)?;
                afternoon = Some(half == 2);
            }
            Some('z') => {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                zone = Some(iso_zone(&rest[..end]).ok_or_else(mismatch)?);
                rest = &rest[end..];
            }
            Some('%') => rest = rest.strip_prefix('%').ok_or_else(mismatch)?,
            other => {
                let shown = other.map(String::from).unwrap_or_default();
                return Err(PythonError::unsupported(format!("strptime with %{shown}")));
            }
        }
    }
    if !rest.is_empty() {
        return Err(PythonError::value_error(format!(
            "unconverted data remains: {rest}"
        )));
    }
    if afternoon == Some(true) {
        hour += 12;
    }
    let date = Date::new(year, month, day).map_err(|error| {
        if (1..=12).contains(&month) && (1..=31).contains(&day) {
            error
        } else {
            mismatch()
        }
    })?;
    let clock = microseconds_of(hour, minute, second, microsecond).map_err(|_| mismatch())?;
    Ok(Moment { date, clock, zone })
}

/// Takes one of `names`, cut to `length`, off the front; its place from 1.
fn named(rest: &mut &str, names: &[&str], length: usize) -> Option<i64> {
    for (index, name) in names.iter().enumerate() {
        let name = &name[..name.len().min(length)];
        if rest
            .get(..name.len())
            .is_some_and(|front| front.eq_ignore_ascii_case(name))
        {
            *rest = &rest[name.len()..];
            return i64::try_from(index + 1).ok();
        }
    }
    None
}
