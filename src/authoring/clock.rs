//! When a revision is made: `ScriptDirectory._generate_create_date`.

use std::time::{SystemTime, UNIX_EPOCH};

use super::error::AuthoringError;
use crate::python::{DateTime, ZoneInfo, local_time};

/// Where the time comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that stands still, at so many microseconds since 1970-01-01 UTC.
    Stopped(i128),
}

impl Clock {
    /// Microseconds since 1970-01-01 UTC.
    fn now(self) -> i128 {
        let signed = |duration: std::time::Duration| {
            i128::try_from(duration.as_micros()).unwrap_or(i128::MAX)
        };
        match self {
            Self::System => match SystemTime::now().duration_since(UNIX_EPOCH) {
                Ok(duration) => signed(duration),
                Err(error) => -signed(error.duration()),
            },
            Self::Stopped(microseconds) => microseconds,
        }
    }
}

/// Whose clock dates are given by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DateZone {
    /// `timezone` of the configuration: a zone by name.
    pub configured: Option<String>,
    /// The variable `TZ`, which says what local time is where nothing is configured.
    pub variable: Option<String>,
}

/// The date of a new revision.
#[derive(Debug, Clone)]
pub(super) struct CreationDate {
    /// As clocks show it: with a zone where one is configured, and else without.
    pub(super) moment: DateTime,
    /// Whole seconds since 1970-01-01 UTC.
    pub(super) epoch: i64,
}

impl CreationDate {
    /// The date at this instant.
    pub(super) fn read(clock: Clock, zone: &DateZone) -> Result<Self, AuthoringError> {
        let now = clock.now();
        let moment = match &zone.configured {
            Some(name) => ZoneInfo::named(name)
                .or_else(|| ZoneInfo::named(&name.to_uppercase()))
                .and_then(|zone| zone.at(now))
                .ok_or_else(|| AuthoringError::UnknownTimeZone(name.clone()))?,
            None => local_time(zone.variable.as_deref(), now)
                .map_err(|error| AuthoringError::LocalTime(error.to_string()))?,
        };
        let epoch = i64::try_from(now / 1_000_000).unwrap_or(i64::MAX);
        Ok(Self { moment, epoch })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(zone: DateZone) -> Result<String, String> {
        let date = CreationDate::read(Clock::Stopped(1_720_000_000_123_456), &zone);
        date.map(|date| date.moment.iso(" "))
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_configured_zone_is_shown_and_local_time_is_not() {
        let configured = |name: &str| DateZone {
            configured: Some(name.to_owned()),
            variable: Some("Asia/Tokyo".to_owned()),
        };
        assert_eq!(
            shown(configured("Europe/Berlin")).as_deref(),
            Ok("2024-07-03 11:46:40.123456+02:00")
        );
        // Names are tried in capitals too.
        assert_eq!(
            shown(configured("utc")).as_deref(),
            Ok("2024-07-03 09:46:40.123456+00:00")
        );
        assert_eq!(
            shown(configured("europe/berlin")),
            Err("Can't locate timezone: europe/berlin".to_owned())
        );
        let local = DateZone {
            configured: None,
            variable: Some("Asia/Tokyo".to_owned()),
        };
        assert_eq!(shown(local).as_deref(), Ok("2024-07-03 18:46:40.123456"));
    }
}
