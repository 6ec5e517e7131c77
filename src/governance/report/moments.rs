//! Moments and spans of time, as people read them.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A moment to the second, in UTC.
pub(super) fn moment(at: Timestamp) -> String {
    let at = at.to_zoned(TimeZone::UTC);
    at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}

/// How long something took.
pub(super) fn span(from: Timestamp, until: Timestamp) -> String {
    let milliseconds = milliseconds(from, until);
    match milliseconds {
        0..1_000 => format!("{milliseconds} ms"),
        1_000..60_000 => format!("{}.{} s", milliseconds / 1_000, milliseconds % 1_000 / 100),
        60_000..3_600_000 => {
            let seconds = milliseconds / 1_000;
            format!("{} min {} s", seconds / 60, seconds % 60)
        }
        _ => {
            let minutes = milliseconds / 60_000;
            format!("{} h {} min", minutes / 60, minutes % 60)
        }
    }
}

/// The milliseconds between two moments; 0 where the second is not later.
pub(super) fn milliseconds(from: Timestamp, until: Timestamp) -> u64 {
    u64::try_from(until.as_millisecond() - from.as_millisecond()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{moment, span};

    #[test]
    fn a_span_is_told_in_the_unit_that_fits() {
        let spans = [0, 999, 1_000, 61_500, 7_260_000].map(|milliseconds| {
            let until = Timestamp::from_millisecond(milliseconds).expect("a moment");
            span(Timestamp::UNIX_EPOCH, until)
        });
        assert_eq!(spans, ["0 ms", "999 ms", "1.0 s", "1 min 1 s", "2 h 1 min"]);
        assert_eq!(moment(Timestamp::UNIX_EPOCH), "1970-01-01 00:00:00 UTC");
    }
}
