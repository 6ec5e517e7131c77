//! Values inside SQL text.
//!
//! Two writers, as in the original: SQLAlchemy's literal processors, used in DDL and in scripts,
//! and the way psycopg2 writes the values of a statement it sends.

mod driver;
mod enumeration;
mod json;
mod number;
mod processor;
mod python_repr;

pub(super) use driver::render_driver_value;
pub(super) use processor::{render_string, render_value};
