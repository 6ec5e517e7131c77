//! Points and lengths of time as Python's `datetime` module holds them.

use std::fmt;

/// `datetime.date`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// 1 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// `datetime.time`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Time {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// 0 to 999,999.
    pub microsecond: u32,
    /// Offset from UTC in microseconds (`utcoffset()`); `None` where the value has no zone.
    pub offset: Option<i64>,
}

/// `datetime.datetime`; the zone is the time's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateTime {
    /// The day.
    pub date: Date,
    /// The time of day with its zone.
    pub time: Time,
}

/// `datetime.timedelta`, normalized as Python does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    /// Days, negative for a negative length.
    pub days: i32,
    /// 0 to 86,399.
    pub seconds: u32,
    /// 0 to 999,999.
    pub microseconds: u32,
}

impl fmt::Display for Date {
    /// `isoformat()`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:04}-{:02}-{:02}",
            self.year, self.month, self.day
        )
    }
}

impl fmt::Display for Time {
    /// `isoformat()`: microseconds only where there are any.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:02}:{:02}:{:02}",
            self.hour, self.minute, self.second
        )?;
        if self.microsecond != 0 {
            write!(formatter, ".{:06}", self.microsecond)?;
        }
        self.offset
            .map_or(Ok(()), |offset| write_offset(formatter, offset))
    }
}

impl DateTime {
    /// `isoformat(sep=separator)`.
    pub fn isoformat(&self, separator: char) -> String {
        format!("{}{separator}{}", self.date, self.time)
    }
}

impl fmt::Display for DateTime {
    /// `str()`, which is `isoformat(sep=" ")`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.isoformat(' '))
    }
}

impl fmt::Display for Interval {
    /// `str()`: `1 day, 2:03:04.000005`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.days != 0 {
            let plural = if self.days.abs() == 1 { "" } else { "s" };
            write!(formatter, "{} day{plural}, ", self.days)?;
        }
        let (hours, rest) = (self.seconds / 3600, self.seconds % 3600);
        write!(formatter, "{hours}:{:02}:{:02}", rest / 60, rest % 60)?;
        if self.microseconds != 0 {
            write!(formatter, ".{:06}", self.microseconds)?;
        }
        Ok(())
    }
}

/// `+02:00`, with seconds and microseconds only where there are any.
fn write_offset(formatter: &mut fmt::Formatter<'_>, offset: i64) -> fmt::Result {
    let sign = if offset < 0 { '-' } else { '+' };
    let size = offset.unsigned_abs();
    let (seconds, microseconds) = (size / 1_000_000, size % 1_000_000);
    write!(
        formatter,
        "{sign}{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60
    )?;
    if seconds % 60 != 0 || microseconds != 0 {
        write!(formatter, ":{:02}", seconds % 60)?;
    }
    if microseconds != 0 {
        write!(formatter, ".{microseconds:06}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_print_as_python_prints_them() {
        let date = Date {
            year: 2024,
            month: 1,
            day: 2,
        };
        let time = Time {
            hour: 3,
            minute: 4,
            second: 5,
            microsecond: 60,
            offset: Some(-19_800_000_000),
        };
        let moment = DateTime { date, time };
        assert_eq!(moment.to_string(), "2024-01-02 03:04:05.000060-05:30");
        assert_eq!(moment.isoformat('T'), "2024-01-02T03:04:05.000060-05:30");
        let interval = Interval {
            days: -1,
            seconds: 3661,
            microseconds: 5,
        };
        assert_eq!(interval.to_string(), "-1 day, 1:01:01.000005");
    }
}
