//! `alembic_utils`: entities of PostgreSQL that are replaced as a whole, and the operations that do
//! so.

mod construction;
mod entity;
mod entity_kind;
mod grant;
mod library;
mod operations;
mod parsing;
mod statements;
mod text;

pub(super) use library::LIBRARY;
