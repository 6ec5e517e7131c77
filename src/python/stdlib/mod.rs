//! Python's standard library, as far as migrations use it: one file or folder per module.
//!
//! A module is made when it is first imported. A name it lacks is opaque, so that importing it is
//! harmless and using it is an error that says so.

mod asyncio;
mod base64;
mod collections;
mod contextlib;
mod convert;
mod copy;
mod csv;
mod dataclasses;
mod datetime;
mod decimal;
mod entropy;
pub(crate) mod enumeration;
mod functools;
mod hashlib;
mod importlib;
mod io;
mod itertools;
mod json;
mod logging;
mod math;
mod native;
mod operator;
mod os;
mod pathlib;
mod re;
mod refused;
mod registry;
mod signature;
mod string;
mod sys;
#[cfg(test)]
mod testing;
mod text_file;
mod textwrap;
mod time;
mod types;
pub(crate) mod typing;
mod urllib;
mod uuid;
mod warnings;

pub use datetime::{Date, DateTime, Time, TimeDelta, TimeZone, ZoneInfo, local_time};
pub use decimal::Decimal;
pub use uuid::Uuid;

pub(crate) use registry::{class_maker, module};
pub(crate) use text_file::open_function;
