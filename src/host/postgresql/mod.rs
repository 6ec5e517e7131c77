//! `sqlalchemy.dialects.postgresql`: its types and constraints.

pub(crate) mod exclude;
pub(crate) mod types;
