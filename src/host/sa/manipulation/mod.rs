//! `insert()`, `update()` and `delete()` as Python objects: the counterpart of
//! `sqlalchemy.sql.dml` and `sqlalchemy.dialects.postgresql.dml`.

mod clauses;
mod common_table;
mod computed;
mod delete;
mod insert;
mod methods;
mod on_conflict;
mod returning;
mod row_values;
mod statement;
mod target;
mod update;

pub(crate) use clauses::{require_known_option, require_known_options};
pub(crate) use computed::{ComputedColumns, complete_bulk_rows, computed_columns};
pub(crate) use insert::postgresql_insert;
pub(crate) use row_values::assigned_value;
pub(crate) use statement::{
    manipulation_functions, manipulation_of, server_statement, table_method,
};
