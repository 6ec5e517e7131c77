//! SELECT and what stands behind FROM become text: the part of SQLAlchemy's `SQLCompiler` that
//! knows of statements inside of statements.

mod columns;
mod common_table;
mod compound;
mod from_clause;
mod labels;
mod limits;
mod locking;
mod scope;
mod select;

pub(super) use common_table::Following;
pub(super) use labels::Labels;
pub(super) use scope::{Level, NameClass, Scope};
pub(super) use select::SelectForm;
