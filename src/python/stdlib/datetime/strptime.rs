//! `datetime.strptime`: the directives are turned into a regular expression, as
//! `Lib/_strptime.py` does.

use regex::{Captures, RegexBuilder};

use super::calendar::{self, MONTHS, WEEKDAYS};
use super::date::Date;
use super::delta::TimeDelta;
use super::moment::DateTime;
use super::time::Time;
use super::zone::TimeZone;
use crate::python::error::PythonError;
use crate::python::stdlib::convert::quote;

/// Reads `text` as `format` says.
pub(super) fn parse(text: &str, format: &str) -> Result<DateTime, PythonError> {
    let pattern = pattern(format)?;
    let expression = RegexBuilder::new(&format!("^(?:{pattern})"))
        .case_insensitive(true)
        .build()
        .map_err(|_| PythonError::unsupported(format!("the strptime() format {format}")))?;
    let Some(captures) = expression.captures(text) else {
        return Err(PythonError::value_error(format!(
            "time data {} does not match format {}",
            quote(text),
            quote(format)
        )));
    };
    let end = captures.get(0).map_or(0, |whole| whole.end());
    if end < text.len() {
        return Err(PythonError::value_error(format!(
            "unconverted data remains: {}",
            &text[end..]
        )));
    }
    assemble(&captures)
}

fn names(names: &[&str], length: Option<usize>) -> String {
    let shown: Vec<&str> = names
        .iter()
        .map(|name| length.map_or(*name, |length| &name[..length]))
        .collect();
    shown.join("|")
}

fn pattern(format: &str) -> Result<String, PythonError> {
    let mut pattern = String::new();
    let mut seen = Vec::new();
    let mut characters = format.chars().peekable();
    while let Some(character) = characters.next() {
        if character.is_whitespace() {
            while characters.peek().is_some_and(|next| next.is_whitespace()) {
                characters.next();
            }
            pattern += r"\s+";
            continue;
        }
        if character != '%' {
            pattern += &regex::escape(&character.to_string());
            continue;
        }
        let Some(directive) = characters.next() else {
            return Err(PythonError::value_error(format!(
                "stray % in format {}",
                quote(format)
            )));
        };
        if directive == '%' {
            pattern.push('%');
            continue;
        }
        if seen.contains(&directive) {
            return Err(PythonError::unsupported(format!(
                "the directive %{directive} twice in a strptime() format"
            )));
        }
        seen.push(directive);
        pattern += &format!("(?P<{directive}>{})", directive_pattern(directive, format)?);
    }
    Ok(pattern)
}

fn directive_pattern(directive: char, format: &str) -> Result<String, PythonError> {
    Ok(match directive {
        'd' => r"3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9]".into(),
        'f' => "[0-9]{1,6}".into(),
        'H' => r"2[0-3]|[0-1]\d|\d".into(),
        'I' => "1[0-2]|0[1-9]|[1-9]".into(),
        'j' => r"36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]".into(),
        'm' => "1[0-2]|0[1-9]|[1-9]".into(),
        'M' => r"[0-5]\d|\d".into(),
        'S' => r"6[0-1]|[0-5]\d|\d".into(),
        'y' => r"\d\d".into(),
        'Y' => r"\d\d\d\d".into(),
        'z' => r"[+-]\d\d:?[0-5]\d(?::?[0-5]\d(?:\.\d{1,6})?)?|(?-i:Z)".into(),
        'Z' => "utc|gmt".into(),
        'p' => "am|pm".into(),
        'a' => names(&WEEKDAYS, Some(3)),
        'A' => names(&WEEKDAYS, None),
        'b' => names(&MONTHS, Some(3)),
        'B' => names(&MONTHS, None),
        'c' | 'x' | 'X' | 'U' | 'W' | 'w' | 'G' | 'V' | 'u' => {
            return Err(PythonError::unsupported(format!(
                "the directive %{directive} in strptime()"
            )));
        }
        _ => {
            return Err(PythonError::value_error(format!(
                "{} is a bad directive in format {}",
                quote(&directive.to_string()),
                quote(format)
            )));
        }
    })
}

fn assemble(captures: &Captures<'_>) -> Result<DateTime, PythonError> {
    let text = |name: &str| captures.name(name).map(|found| found.as_str());
    let number = |name: &str| text(name).and_then(|digits| digits.trim().parse::<i64>().ok());
    let month_of = |name: &str, length: usize| {
        text(name).and_then(|found| {
            (1..).zip(MONTHS).find_map(|(number, month)| {
                month[..length.min(month.len())]
                    .eq_ignore_ascii_case(found)
                    .then_some(number)
            })
        })
    };
    let year = match number("y") {
        Some(short) if short <= 68 => 2000 + short,
        Some(short) => 1900 + short,
        None => number("Y").unwrap_or(1900),
    };
    let mut month = number("m")
        .or_else(|| month_of("b", 3))
        .or_else(|| month_of("B", usize::MAX))
        .unwrap_or(1);
    let mut day = number("d").unwrap_or(1);
    if let Some(year_day) = number("j")
        && text("d").is_none()
    {
        let ordinal = calendar::days_before_year(year) + year_day;
        (_, month, day) = calendar::from_ordinal(ordinal);
    }
    let hour = match (number("I"), text("p")) {
        (Some(twelve), Some(half)) if half.eq_ignore_ascii_case("pm") => twelve % 12 + 12,
        (Some(twelve), _) => twelve % 12,
        (None, _) => number("H").unwrap_or(0),
    };
    let microsecond = text("f").map_or(0, |digits| format!("{digits:0<6}").parse().unwrap_or(0));
    let clock = (
        hour,
        number("M").unwrap_or(0),
        number("S").unwrap_or(0),
        microsecond,
    );
    let date = Date::new(year, month, day).map_err(PythonError::value_error)?;
    let time = Time::new(clock, text("z").and_then(zone)).map_err(PythonError::value_error)?;
    Ok(DateTime::new(date, time))
}

/// `Z` or `±HH[:]MM[[:]SS[.f…]]`, which the expression has checked.
fn zone(text: &str) -> Option<TimeZone> {
    if text == "Z" {
        return Some(TimeZone::UTC);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (whole, fraction) = text[1..].split_once('.').unwrap_or((&text[1..], ""));
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let part = |range: std::ops::Range<usize>| -> i128 {
        digits
            .get(range)
            .and_then(|part| part.parse().ok())
            .unwrap_or(0)
    };
    let seconds = (part(0..2) * 60 + part(2..4)) * 60 + part(4..6);
    let microseconds: i128 = format!("{fraction:0<6}").parse().unwrap_or(0);
    let offset = TimeDelta::from_microseconds(sign * (seconds * 1_000_000 + microseconds))?;
    TimeZone::new(offset, None)
}
