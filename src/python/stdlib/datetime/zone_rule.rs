//! Rules of time zones as the variable `TZ` writes them, such as `CET-1CEST,M3.5.0,M10.5.0/3`
//! (POSIX, `tzset`).

use std::rc::Rc;

use super::calendar;

/// What a clock of a zone shows for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LocalTime {
    /// Seconds ahead of UTC.
    pub(super) offset: i64,
    /// The abbreviation, such as `CEST`.
    pub(super) name: Rc<str>,
}

/// A rule for all years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ZoneRule {
    /// The time in winter.
    standard: LocalTime,
    summer: Option<Summer>,
}

/// Summer time: how far ahead of UTC, from when to when.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Summer {
    time: LocalTime,
    start: Change,
    end: Change,
}

/// A moment of each year at which the clock is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Change {
    day: Day,
    /// Seconds after midnight on the clock before the change; may be negative or beyond a day.
    time: i64,
}

/// How the day of a change is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Day {
    /// `Mm.w.d`: the weekday `d` (Sunday is 0) of the week `w`, of which 5 is the last.
    Weekday { month: i64, week: i64, weekday: i64 },
    /// `Jn`: the day of the year from 1, the 29th of February never counted.
    Julian(i64),
    /// `n`: the day of the year from 0.
    OfYear(i64),
}

impl ZoneRule {
    /// UTC all the year.
    pub(super) fn utc() -> Self {
        Self {
            standard: LocalTime {
                offset: 0,
                name: "UTC".into(),
            },
            summer: None,
        }
    }

    /// Reads a rule; nothing where it is malformed.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader(text);
        let name = reader.name()?;
        let standard = LocalTime {
            offset: -reader.clock()?,
            name,
        };
        if reader.0.is_empty() {
            return Some(Self {
                standard,
                summer: None,
            });
        }
        let name = reader.name()?;
        let offset = match reader.0.starts_with([',']) || reader.0.is_empty() {
            true => standard.offset + 3600,
            false => -reader.clock()?,
        };
        // Without dates the system would guess those of the United States.
        let start = reader.change()?;
        let end = reader.change()?;
        reader.0.is_empty().then_some(Self {
            standard,
            summer: Some(Summer {
                time: LocalTime { offset, name },
                start,
                end,
            }),
        })
    }

    /// What clocks show at `instant`, in seconds since 1970-01-01 UTC.
    pub(super) fn at(&self, instant: i64) -> &LocalTime {
        let Some(summer) = &self.summer else {
            return &self.standard;
        };
        let day = (instant + self.standard.offset).div_euclid(86_400) + calendar::EPOCH_ORDINAL;
        let (year, _, _) = calendar::from_ordinal(day);
        let start = summer.start.instant(year) - self.standard.offset;
        let end = summer.end.instant(year) - summer.time.offset;
        let is_summer = if start < end {
            (start..end).contains(&instant)
        } else {
            // South of the equator summer goes over the end of the year.
            !(end..start).contains(&instant)
        };
        if is_summer {
            &summer.time
        } else {
            &self.standard
        }
    }
}

impl Change {
    /// Seconds since 1970-01-01 on the clock before the change.
    fn instant(&self, year: i64) -> i64 {
        let first = calendar::ordinal(year, 1, 1);
        let day = match self.day {
            Day::OfYear(day) => first + day,
            Day::Julian(day) => {
                let behind_february = calendar::is_leap(year) && day > 59;
                first + day - 1 + i64::from(behind_february)
            }
            Day::Weekday {
                month,
                week,
                weekday,
            } => {
                let first = calendar::ordinal(year, month, 1);
                // Ordinals count from a Monday, so Sunday is 0 modulo 7.
                let ahead = (weekday - first).rem_euclid(7);
                let day = ahead + (week - 1) * 7;
                let last = calendar::days_in_month(year, month) - 1;
                first + if day > last { day - 7 } else { day }
            }
        };
        (day - calendar::EPOCH_ORDINAL) * 86_400 + self.time
    }
}

/// What is left to be read.
struct Reader<'a>(&'a str);

impl Reader<'_> {
    fn accept(&mut self, expected: char) -> bool {
        match self.0.strip_prefix(expected) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    /// `CET` or `<+03>`.
    fn name(&mut self) -> Option<Rc<str>> {
        let length = match self.0.strip_prefix('<') {
            Some(rest) => rest.find('>')? + 2,
            None => self
                .0
                .find(|next: char| !next.is_ascii_alphabetic())
                .unwrap_or(self.0.len()),
        };
        if length < 3 {
            return None;
        }
        let (name, rest) = self.0.split_at(length);
        self.0 = rest;
        Some(name.trim_matches(['<', '>']).into())
    }

    fn number(&mut self) -> Option<i64> {
        let length = self
            .0
            .find(|next: char| !next.is_ascii_digit())
            .unwrap_or(self.0.len());
        let number = self.0[..length].parse::<u16>().ok()?;
        self.0 = &self.0[length..];
        Some(i64::from(number))
    }

    /// `[±]hh[:mm[:ss]]` in seconds.
    fn clock(&mut self) -> Option<i64> {
        let negative = self.accept('-');
        if !negative {
            self.accept('+');
        }
        let mut seconds = self.number()? * 3600;
        for unit in [60, 1] {
            if self.accept(':') {
                seconds += self.number()? * unit;
            }
        }
        Some(if negative { -seconds } else { seconds })
    }

    /// `,date[/time]`.
    fn change(&mut self) -> Option<Change> {
        if !self.accept(',') {
            return None;
        }
        let day = if self.accept('M') {
            let month = self.number()?;
            let week = self.accept('.').then(|| self.number())??;
            let weekday = self.accept('.').then(|| self.number())??;
            let valid =
                (1..=12).contains(&month) && (1..=5).contains(&week) && (0..=6).contains(&weekday);
            if !valid {
                return None;
            }
            Day::Weekday {
                month,
                week,
                weekday,
            }
        } else if self.accept('J') {
            Day::Julian(self.number()?)
        } else {
            Day::OfYear(self.number()?)
        };
        let time = if self.accept('/') {
            self.clock()?
        } else {
            7200
        };
        Some(Change { day, time })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summer_time_comes_and_goes() {
        // python3.11 with TZ set: datetime.fromtimestamp(instant).astimezone().utcoffset()
        for (rule, instant, offset) in [
            ("CET-1CEST,M3.5.0,M10.5.0/3", 1_711_846_799, 3600),
            ("CET-1CEST,M3.5.0,M10.5.0/3", 1_711_846_800, 7200),
            ("CET-1CEST,M3.5.0,M10.5.0/3", 1_729_990_799, 7200),
            ("CET-1CEST,M3.5.0,M10.5.0/3", 1_729_990_800, 3600),
            ("EST5EDT,M3.2.0,M11.1.0", 1_720_000_000, -14_400),
            (
                "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
                1_704_067_200,
                39_600,
            ),
            (
                "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
                1_720_000_000,
                37_800,
            ),
            ("UTC0", 0, 0),
        ] {
            let parsed = ZoneRule::parse(rule).unwrap();
            assert_eq!(parsed.at(instant).offset, offset, "{rule} at {instant}");
        }
        for malformed in ["", "CET", "CET-1CEST,M3.5", "C-1", "CET-1CEST"] {
            assert_eq!(ZoneRule::parse(malformed), None, "{malformed}");
        }
    }
}
