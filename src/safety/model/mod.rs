//! The schema as far as it is known, and what statements make of it.

mod change;
mod schema;

pub(super) use schema::{ConstraintKind, Descent, Provenance};
pub use schema::{Model, Size};
