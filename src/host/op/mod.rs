//! `alembic.op`: one file per family of operations.

mod batch;
mod column;
mod constraint;
mod custom;
mod execute;
mod index;
mod module;
mod names;
mod table;
mod target;

pub(crate) use custom::install_custom_operations;
pub(crate) use execute::execute;
pub(crate) use module::operations_module;
pub(crate) use names::get_context;
pub(crate) use table::{create_table, drop_table};
pub(crate) use target::{OperationFunction, Signature, Target, table_reference};
