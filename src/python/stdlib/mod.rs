//! Python's standard library, as far as migrations use it.
//!
//! One file or folder per module; [`install::standard_module`] knows them by name. A module's name
//! that is not provided is opaque, so that importing it is harmless and using it is an error.

mod convert;
mod datetime;
mod install;
mod native;
mod signature;

pub use datetime::{Date, DateTime, Time, TimeDelta, TimeZone};
pub(crate) use install::standard_module;
