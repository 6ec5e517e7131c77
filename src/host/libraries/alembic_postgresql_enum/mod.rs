//! `alembic_postgresql_enum`: `op.sync_enum_values`, `op.add_enum_value` and what they are given.

mod defaults;
mod library;
mod operations;
mod references;
mod statements;

pub(super) use library::LIBRARY;
