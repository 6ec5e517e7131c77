//! Alembic and SQLAlchemy as Python objects: the one bridge between `python` and
//! `schema`/`operations`.
//!
//! The counterpart of `alembic.op`, `alembic.context` and `sqlalchemy` as seen from migration
//! files, and of what `env.py` makes its connection with. Each call checks its arguments, builds
//! the value of `schema` or `operations` it stands for, and hands operations to the
//! [`OperationSink`](crate::operations::OperationSink). An argument is honoured, known to have no
//! effect on PostgreSQL, or refused by its name.

mod alembic_config;
mod alembic_context;
mod connection;
mod dialect;
mod dialect_arguments;
pub mod environment;
mod evaluate;
mod host_context;
mod identifier_preparer;
mod implementation;
mod inserted_key;
mod install;
mod libraries;
mod migration_context;
mod native_class;
mod native_values;
mod op;
mod postgresql;
mod raise;
mod result;
mod row;
mod sa;
#[cfg(test)]
mod testing;
mod values;

pub use evaluate::{evaluate_upgrade, module_name, refuse_operations_while_loading, run_upgrade};
pub use host_context::{ContextSettings, HostContext, KnownConfiguration, OperationWhileLoading};
pub use install::install;
pub use libraries::{BuiltIn, built_in};
pub use raise::command_error_message;
