//! `datetime` and `time` (`Lib/datetime.py`).

mod calendar;
mod class;
mod clock;
mod date;
mod delta;
mod moment;
mod parsing;
mod pattern;
mod time_module;
mod time_of_day;
mod zone;

pub(super) use class::fill;
pub(super) use time_module::fill as fill_time;
