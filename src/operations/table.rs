//! `op.create_table`, `op.drop_table`, `op.rename_table`.

use crate::schema::{Name, Table, TableReference};

/// `if_exists=True` and `if_not_exists=True`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ExistenceCheck {
    /// The server refuses what is there, or is not there, already.
    #[default]
    None,
    /// `IF EXISTS` or `IF NOT EXISTS`.
    IfNeeded,
}

/// `op.create_table`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateTableOp {
    /// The table with its columns, constraints and indexes.
    pub table: Table,
    /// `if_not_exists`.
    pub existence: ExistenceCheck,
}

/// `op.drop_table`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DropTableOp {
    /// Which table.
    pub table: TableReference,
    /// `if_exists`.
    pub existence: ExistenceCheck,
}

/// `op.rename_table`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenameTableOp {
    /// Which table; the schema stays.
    pub table: TableReference,
    /// Its name from now on.
    pub new_name: Name,
}
