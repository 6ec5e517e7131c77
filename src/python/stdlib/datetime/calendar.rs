//! The proleptic Gregorian calendar (`_days_before_year` and its kin in `Lib/datetime.py`).

/// The first year.
pub(super) const FIRST_YEAR: i64 = 1;
/// The last year.
pub(super) const LAST_YEAR: i64 = 9999;
/// The ordinal of 9999-12-31.
pub(super) const LAST_ORDINAL: i64 = 3_652_059;
/// The ordinal of 1970-01-01.
pub(super) const EPOCH_ORDINAL: i64 = 719_163;

/// Weekdays from Monday, as the C locale writes them.
pub(super) const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
/// Months from January.
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

/// Whether a year has a 29th of February.
pub(super) fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Number of days of a month, counted from 1.
pub(super) fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days of a year before a month.
pub(super) fn days_before_month(year: i64, month: i64) -> i64 {
    (1..month).map(|month| days_in_month(year, month)).sum()
}

/// Days before a year, counted from 0001-01-01.
pub(super) fn days_before_year(year: i64) -> i64 {
    let past = year - 1;
    past * 365 + past.div_euclid(4) - past.div_euclid(100) + past.div_euclid(400)
}

/// The ordinal of a date; 0001-01-01 has 1.
pub(super) fn ordinal(year: i64, month: i64, day: i64) -> i64 {
    days_before_year(year) + days_before_month(year, month) + day
}

/// The year, month and day of an ordinal.
pub(super) fn from_ordinal(ordinal: i64) -> (i64, i64, i64) {
    let mut year = (ordinal - 1).div_euclid(366) + 1;
    while days_before_year(year + 1) < ordinal {
        // At most a week of years is left, as 400 years have 97 leap days.
        year += (ordinal - days_before_year(year + 1) - 1) / 366 + 1;
    }
    let mut day = ordinal - days_before_year(year);
    let mut month = 1;
    while day > days_in_month(year, month) {
        day -= days_in_month(year, month);
        month += 1;
    }
    (year, month, day)
}

/// The ordinal of the Monday of the first ISO week of a year.
pub(super) fn first_iso_monday(year: i64) -> i64 {
    let first = ordinal(year, 1, 1);
    let weekday = (first + 6) % 7;
    let monday = first - weekday;
    if weekday > 3 { monday + 7 } else { monday }
}

/// The ISO year and week an ordinal belongs to.
pub(super) fn iso_week(ordinal: i64) -> (i64, i64) {
    let (mut year, _, _) = from_ordinal(ordinal);
    if ordinal >= first_iso_monday(year + 1) {
        year += 1;
    } else if ordinal < first_iso_monday(year) {
        year -= 1;
    }
    (year, (ordinal - first_iso_monday(year)) / 7 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_and_dates_are_each_others_inverse() {
        assert_eq!(ordinal(1970, 1, 1), EPOCH_ORDINAL);
        assert_eq!(ordinal(9999, 12, 31), LAST_ORDINAL);
        for number in (1..=LAST_ORDINAL)
            .step_by(13)
            .chain([1, 365, 366, 1461, LAST_ORDINAL])
        {
            let (year, month, day) = from_ordinal(number);
            assert_eq!(ordinal(year, month, day), number);
            assert!((1..=days_in_month(year, month)).contains(&day));
        }
    }

    #[test]
    fn iso_weeks_around_new_year() {
        assert_eq!(iso_week(ordinal(2021, 1, 3)), (2020, 53));
        assert_eq!(iso_week(ordinal(2018, 12, 31)), (2019, 1));
    }
}
