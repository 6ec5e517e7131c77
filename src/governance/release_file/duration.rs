//! Spans of time as `release.toml` writes them.

use jiff::{SignedDuration, Span, SpanRelativeTo};

/// Reads a span of time such as `2h`, `90min` or `3 days`; a day has 24 hours, a week seven days.
///
/// `None` where the text is none, or none that is longer than nothing; months and years have no
/// fixed length and are none.
pub fn parse_duration(text: &str) -> Option<SignedDuration> {
    let span: Span = text.trim().parse().ok()?;
    let duration = span.to_duration(SpanRelativeTo::days_are_24_hours()).ok()?;
    (duration > SignedDuration::ZERO).then_some(duration)
}

/// What is wrong with a time limit of PostgreSQL such as `5s` or `15min`; `None` where nothing is.
///
/// The units are those of PostgreSQL's manual, "Numeric with Unit"; a bare number is milliseconds.
pub(super) fn time_limit_fault(text: &str) -> Option<&'static str> {
    let trimmed = text.trim();
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = trimmed.split_at(digits);
    if digits == 0 || !["", "us", "ms", "s", "min", "h", "d"].contains(&unit.trim_start()) {
        return Some("it is no time limit of PostgreSQL");
    }
    let Ok(number) = number.parse::<i32>() else {
        return Some("it is longer than PostgreSQL allows");
    };
    (number == 0).then_some("0 means to wait for ever")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_time_are_read() {
        assert_eq!(parse_duration("2h"), Some(SignedDuration::from_hours(2)));
        assert_eq!(
            parse_duration("3 days"),
            Some(SignedDuration::from_hours(72))
        );
        assert_eq!(
            parse_duration("1h 30min"),
            Some(SignedDuration::from_mins(90))
        );
        for text in ["", "2", "0h", "-2h", "1 month", "soon", "2h\0"] {
            assert_eq!(parse_duration(text), None, "{text}");
        }
    }

    #[test]
    fn time_limits_are_those_of_postgresql() {
        for text in ["5s", "15min", "1500", "1 h"] {
            assert_eq!(time_limit_fault(text), None, "{text}");
        }
        for text in [
            "",
            "0",
            "0s",
            "5 minutes",
            "-1",
            "99999999999s",
            "5s; DROP TABLE a",
        ] {
            assert!(time_limit_fault(text).is_some(), "{text}");
        }
    }
}
