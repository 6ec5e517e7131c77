//! `insert()`, `update()` and `delete()` as Python objects: the counterpart of
//! `sqlalchemy.sql.dml` and `sqlalchemy.dialects.postgresql.dml`.

mod clauses;
mod common_table;
mod delete;
mod insert;
mod on_conflict;
mod returning;
mod row_values;
mod statement;
mod target;
mod update;

pub(crate) use insert::postgresql_insert;
pub(crate) use statement::{manipulation_functions, manipulation_of, table_method};
