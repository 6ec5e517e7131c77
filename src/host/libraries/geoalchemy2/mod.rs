//! `geoalchemy2`: spatial types, the indexes their columns bring, and the operations of
//! `geoalchemy2.alembic_helpers`.

mod arguments;
mod library;
mod operations;
mod spatial;

pub(super) use library::LIBRARY;
