//! The module `datetime` itself.

use super::zone::TimeZone;
use super::{calendar, date, delta, moment, time, zone};
use crate::python::interpreter::Interpreter;
use crate::python::stdlib::native::ModuleBuilder;
use crate::python::value::Value;

/// Makes the module.
pub(in crate::python::stdlib) fn module(cx: &mut Interpreter) -> Value {
    let date = date::class(cx);
    let moment = moment::class(cx, &date);
    let (tzinfo, timezone) = zone::classes(cx);
    ModuleBuilder::new("datetime")
        .class(&date)
        .class(&moment)
        .class(&time::class(cx))
        .class(&delta::class(cx))
        .class(&tzinfo)
        .class(&timezone)
        .value("UTC", Value::host(TimeZone::UTC))
        .value("MINYEAR", calendar::FIRST_YEAR.into())
        .value("MAXYEAR", calendar::LAST_YEAR.into())
        .finish()
}

#[cfg(test)]
mod tests {
    use crate::python::stdlib::testing::check;

    const SETUP: &str = "from datetime import *\na = datetime(2020, 1, 31, 10, 20, 30, 456789)\n\
                         utc = timezone.utc\neast = timezone(timedelta(hours=2))";

    #[test]
    fn arithmetic_and_comparison() {
        check(
            SETUP,
            &[
                (
                    "a + timedelta(days=1, seconds=3.5)",
                    "datetime.datetime(2020, 2, 1, 10, 20, 33, 956789)",
                ),
                (
                    "date(2020, 3, 1) - date(2020, 2, 1)",
                    "datetime.timedelta(days=29)",
                ),
                (
                    "date.max + timedelta(1)",
                    "OverflowError: date value out of range",
                ),
                (
                    "timedelta(1) / timedelta(hours=1), timedelta(1) // timedelta(hours=7)",
                    "(24.0, 3)",
                ),
                (
                    "timedelta(hours=1.1), timedelta(milliseconds=0.0005)",
                    "(datetime.timedelta(seconds=3960), datetime.timedelta(0))",
                ),
                (
                    "str(timedelta(days=-1, seconds=5)), str(timedelta(days=2, microseconds=7))",
                    "('-1 day, 0:00:05', '2 days, 0:00:00.000007')",
                ),
                (
                    "datetime(2020, 1, 1, tzinfo=utc) == datetime(2020, 1, 1, 2, tzinfo=east)",
                    "True",
                ),
                (
                    "datetime(2020, 1, 1) < datetime(2020, 1, 1, tzinfo=utc)",
                    "TypeError: can't compare offset-naive and offset-aware datetimes",
                ),
                (
                    "a == a.date(), isinstance(a, date), {a: 1}[a + timedelta(0)]",
                    "(False, True, 1)",
                ),
            ],
        );
    }

    #[test]
    fn texts_and_back() {
        check(
            SETUP,
            &[
                (
                    "str(a), a.isoformat(timespec='minutes')",
                    "('2020-01-31 10:20:30.456789', '2020-01-31T10:20')",
                ),
                (
                    "datetime(2020, 1, 1, tzinfo=east)",
                    "datetime.datetime(2020, 1, 1, 0, 0, tzinfo=datetime.timezone(datetime.timedelta(seconds=7200)))",
                ),
                (
                    "a.strftime('%Y-%m-%d %H:%M:%S.%f %j %a %B %p %I %y %% %U %W %V')",
                    "'2020-01-31 10:20:30.456789 031 Fri January AM 10 20 % 04 04 05'",
                ),
                (
                    "datetime.strptime('Jan 5 20 03:04 PM +0130', '%b %d %y %I:%M %p %z').isoformat()",
                    "'2020-01-05T15:04:00+01:30'",
                ),
                (
                    "datetime.strptime('2020-01-02 x', '%Y-%m-%d')",
                    "ValueError: unconverted data remains:  x",
                ),
                (
                    "datetime.fromisoformat('20200102T030405Z')",
                    "datetime.datetime(2020, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)",
                ),
                (
                    "datetime.fromisoformat('nope')",
                    "ValueError: Invalid isoformat string: 'nope'",
                ),
                (
                    "datetime.fromtimestamp(1234567890.123456, utc).isoformat()",
                    "'2009-02-13T23:31:30.123456+00:00'",
                ),
                (
                    "date(2020, 2, 30)",
                    "ValueError: day is out of range for month",
                ),
            ],
        );
    }
}
