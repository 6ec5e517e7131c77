//! `op.add_column`, `op.drop_column`.

use crate::schema::{Column, Name, TableReference};

use super::table::ExistenceCheck;

/// Whether a constraint stands inside ADD COLUMN or follows in a statement of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InlinePlacement {
    /// A statement of its own (for a primary key: none at all).
    #[default]
    Separate,
    /// Inside ADD COLUMN.
    Inline,
}

/// `op.add_column`.
#[derive(Debug, Clone, PartialEq)]
pub struct AddColumnOp {
    /// The table that gets it.
    pub table: TableReference,
    /// The column.
    pub column: Column,
    /// `if_not_exists`.
    pub existence: ExistenceCheck,
    /// `inline_references`.
    pub references: InlinePlacement,
    /// `inline_primary_key`.
    pub primary_key: InlinePlacement,
}

/// `op.drop_column`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DropColumnOp {
    /// The table that loses it.
    pub table: TableReference,
    /// The column.
    pub column_name: Name,
    /// `if_exists`.
    pub existence: ExistenceCheck,
}
