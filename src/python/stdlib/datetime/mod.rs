//! `datetime`: dates, times, their differences and fixed time zones.

mod calendar;
mod clock;
mod date;
mod delta;
mod format;
mod local;
mod module;
mod moment;
mod parse;
mod strptime;
mod time;
mod zone;
mod zone_file;
mod zone_info;
mod zone_rule;

pub use date::Date;
pub use delta::TimeDelta;
pub use local::local_time;
pub(super) use module::module;
pub use moment::DateTime;
pub use time::Time;
pub use zone::TimeZone;
pub use zone_info::ZoneInfo;
