//! `strftime` patterns, in the C locale.

use super::calendar;
use super::moment::Moment;
use super::time_of_day::parts_of;
use crate::python::error::PythonError;

pub(super) const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The text of a moment by a pattern.
pub(super) fn format(pattern: &str, moment: &Moment) -> Result<String, PythonError> {
    let (hour, minute, second, microsecond) = parts_of(moment.clock);
    let date = moment.date;
    let number = date.number();
    let weekday = usize::try_from(calendar::weekday(number)).unwrap_or(0);
    let month = usize::try_from(date.month - 1).unwrap_or(0);
    let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
    let day_of_year = number - calendar::day_number(date.year, 1, 1) + 1;
    let mut text = String::new();
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        if character != '%' {
            text.push(character);
            continue;
        }
        let part = match characters.next() {
            Some('Y') => format!("{}", date.year),
            Some('m') => format!("{:02}", date.month),
            Some('d') => format!("{:02}", date.day),
            Some('H') => format!("{hour:02}"),
            Some('I') => format!("{twelve:02}"),
            Some('M') => format!("{minute:02}"),
            Some('S') => format!("{second:02}"),
            Some('f') => format!("{microsecond:06}"),
            Some('y') => format!("{:02}", date.year % 100),
            Some('j') => format!("{day_of_year:03}"),
            Some('p') => if hour < 12 { "AM" } else { "PM" }.to_owned(),
            Some('A') => DAYS[weekday].to_owned(),
            Some('a') => DAYS[weekday][..3].to_owned(),
            Some('B') => MONTHS[month].to_owned(),
            Some('b' | 'h') => MONTHS[month][..3].to_owned(),
            Some('F') => format!("{}-{:02}-{:02}", date.year, date.month, date.day),
            Some('T') => format!("{hour:02}:{minute:02}:{second:02}"),
            Some('w') => ((weekday + 1) % 7).to_string(),
            Some('u') => (weekday + 1).to_string(),
            Some('z') => moment
                .zone
                .as_ref()
                .map(|zone| zone.offset_text().replace(':', ""))
                .unwrap_or_default(),
            Some('Z') => moment
                .zone
                .as_ref()
                .map(|zone| zone.shown().to_string())
                .unwrap_or_default(),
            Some('%') => "%".to_owned(),
            Some(other) => {
                return Err(PythonError::unsupported(format!("strftime with %{other}")));
            }
            None => return Err(PythonError::unsupported("strftime with a single %")),
        };
        text.push_str(&part);
    }
    Ok(text)
}
