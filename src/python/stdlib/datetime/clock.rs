//! The real clock (`time.time`).

use std::time::{SystemTime, UNIX_EPOCH};

/// Microseconds since 1970-01-01 UTC.
pub(super) fn now() -> i128 {
    let signed =
        |duration: std::time::Duration| i128::try_from(duration.as_micros()).unwrap_or(i128::MAX);
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(duration) => signed(duration),
        Err(error) => -signed(error.duration()),
    }
}
