//! The clock of this machine: local time as the C library's `localtime` gives it.

use super::moment::DateTime;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;

/// What the clock of this machine shows at `microseconds` since the epoch.
///
/// Only where that is UTC; what other zones show is refused rather than guessed.
pub(super) fn moment(cx: &mut Interpreter, microseconds: i128) -> Result<DateTime, PythonError> {
    require_utc(cx)?;
    DateTime::from_clock(microseconds, None)
        .ok_or_else(|| PythonError::value_error("year is out of range"))
}

/// Microseconds since the epoch at which the clock of this machine shows `moment`.
pub(super) fn instant(cx: &mut Interpreter, moment: &DateTime) -> Result<i128, PythonError> {
    require_utc(cx)?;
    Ok(moment.clock_microseconds())
}

fn require_utc(cx: &mut Interpreter) -> Result<(), PythonError> {
    let zone = cx.environment().get("TZ").cloned();
    let is_utc = match zone.as_deref() {
        Some(name) => is_utc_name(name.trim_start_matches(':')),
        None => std::fs::read("/etc/localtime").map_or(true, |data| is_utc_data(&data)),
    };
    if is_utc {
        return Ok(());
    }
    Err(PythonError::unsupported(
        "local time on a machine that is not set to UTC; \
         use datetime.now(timezone.utc) or set the environment variable TZ to UTC",
    ))
}

fn is_utc_name(name: &str) -> bool {
    matches!(
        name,
        "" | "UTC" | "UTC0" | "GMT" | "GMT0" | "Z" | "Zulu" | "Etc/UTC" | "Etc/GMT" | "Etc/UCT"
    )
}

/// Whether the data of a `TZif` file ends with the rule of UTC and has no transitions before it.
fn is_utc_data(data: &[u8]) -> bool {
    let text = String::from_utf8_lossy(data);
    let rule = text.trim_end_matches('\n').rsplit('\n').next();
    // The count of transition times stands at the bytes 32 to 35 of the header.
    let transitions = data.get(32..36).is_some_and(|count| count != [0; 4]);
    data.starts_with(b"TZif") && !transitions && matches!(rule, Some("UTC0" | "GMT0" | "<UTC>0"))
}
