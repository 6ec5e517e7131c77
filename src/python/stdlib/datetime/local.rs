//! The clock of this machine: local time as the C library's `localtime` gives it.

use super::moment::DateTime;
use super::zone_file::ZoneFile;
use super::zone_rule::ZoneRule;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;

/// The folder of the time zone database.
const DATABASE: &str = "/usr/share/zoneinfo";
/// The zone of a machine on which `TZ` says nothing.
const SYSTEM_ZONE: &str = "/etc/localtime";

/// Microseconds of a day; no clock is set by more than that.
const DAY: i128 = 86_400_000_000;

/// The zone of this machine.
enum Zone {
    Rule(ZoneRule),
    File(ZoneFile),
}

impl Zone {
    /// The zone `TZ` names, or the system's.
    fn of_machine(cx: &Interpreter) -> Result<Self, PythonError> {
        Self::of_variable(cx.environment().get("TZ").map(String::as_str))
    }

    /// The zone that the value of `TZ` names, or the system's.
    fn of_variable(name: Option<&str>) -> Result<Self, PythonError> {
        let Some(name) = name else {
            // A machine without the file is at UTC.
            return match std::fs::read(SYSTEM_ZONE) {
                Ok(bytes) => Self::of_file(SYSTEM_ZONE, &bytes),
                Err(_) => Ok(Self::Rule(ZoneRule::utc())),
            };
        };
        let name = name.trim_start_matches(':');
        if name.is_empty() {
            return Ok(Self::Rule(ZoneRule::utc()));
        }
        let path = if name.starts_with('/') {
            name.to_string()
        } else {
            format!("{DATABASE}/{name}")
        };
        match (std::fs::read(&path), ZoneRule::parse(name)) {
            (Ok(bytes), _) => Self::of_file(&path, &bytes),
            (Err(_), Some(rule)) => Ok(Self::Rule(rule)),
            (Err(_), None) if matches!(name, "UTC" | "GMT" | "Etc/UTC") => {
                Ok(Self::Rule(ZoneRule::utc()))
            }
            (Err(_), None) => Err(PythonError::unsupported(format!(
                "local time, as the time zone {name} is not known here"
            ))),
        }
    }

    fn of_file(path: &str, bytes: &[u8]) -> Result<Self, PythonError> {
        match ZoneFile::parse(bytes) {
            Some(file) => Ok(Self::File(file)),
            None => Err(PythonError::unsupported(format!(
                "local time, as {path} is no time zone file of the second version"
            ))),
        }
    }

    /// Microseconds ahead of UTC at so many microseconds since the epoch.
    fn offset_at(&self, microseconds: i128) -> i128 {
        let seconds = i64::try_from(microseconds.div_euclid(1_000_000)).unwrap_or(i64::MAX / 2);
        let offset = match self {
            Self::Rule(rule) => rule.at(seconds),
            Self::File(file) => file.at(seconds),
        }
        .offset;
        i128::from(offset) * 1_000_000
    }
}

/// What the clock of this machine shows at `microseconds` since the epoch.
pub(super) fn moment(cx: &mut Interpreter, microseconds: i128) -> Result<DateTime, PythonError> {
    let out_of_range = || PythonError::value_error("year is out of range");
    // Checked before the zone is asked, which counts in years.
    DateTime::from_clock(microseconds, None).ok_or_else(out_of_range)?;
    let zone = Zone::of_machine(cx)?;
    let offset = zone.offset_at(microseconds);
    let set_back = zone.offset_at(microseconds - DAY) - offset;
    if set_back > 0 && zone.offset_at(microseconds - set_back) != offset {
        return Err(PythonError::unsupported(
            "local time in the hour that comes twice because the clock was set back",
        ));
    }
    DateTime::from_clock(microseconds + offset, None).ok_or_else(out_of_range)
}

/// What a clock shows where `TZ` has the value `variable`, as `datetime.now()` without a zone.
///
/// # Errors
/// Where the zone is not known here.
pub fn local_time(variable: Option<&str>, microseconds: i128) -> Result<DateTime, PythonError> {
    let offset = Zone::of_variable(variable)?.offset_at(microseconds);
    DateTime::from_clock(microseconds + offset, None)
        .ok_or_else(|| PythonError::value_error("year is out of range"))
}

/// Microseconds since the epoch at which the clock of this machine shows `moment`.
///
/// Of two such instants it is the first; one the clock skips is as if it had not been changed.
pub(super) fn instant(cx: &mut Interpreter, moment: &DateTime) -> Result<i128, PythonError> {
    Ok(instant_in(&Zone::of_machine(cx)?, moment))
}

/// Microseconds since the epoch of `moment` in UTC, by the offset the clock has at its instant.
///
/// Differs from [`instant`] only for moments the clock skips, as `astimezone` does from `timestamp`.
pub(super) fn universal(cx: &mut Interpreter, moment: &DateTime) -> Result<i128, PythonError> {
    let zone = Zone::of_machine(cx)?;
    let offset = zone.offset_at(instant_in(&zone, moment));
    Ok(moment.clock_microseconds() - offset)
}

fn instant_in(zone: &Zone, moment: &DateTime) -> i128 {
    let clock = moment.clock_microseconds();
    let shown = |instant: i128| instant + zone.offset_at(instant);
    let offset = zone.offset_at(clock);
    let first = clock - offset;
    let second = if shown(first) == clock {
        let earlier = zone.offset_at(first - DAY);
        if earlier == offset {
            return first;
        }
        clock - earlier
    } else {
        clock - zone.offset_at(first)
    };
    if shown(second) == clock {
        second
    } else if shown(first) == clock {
        first
    } else {
        first.max(second)
    }
}
