//! `op.bulk_insert`.

use crate::schema::{Column, Expression, TableReference};

/// The argument `multiinsert`: how the rows are sent to a server.
///
/// An offline script has one INSERT for each row in both cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowGrouping {
    /// `True`: one statement for many rows.
    #[default]
    Together,
    /// `False`: a statement for each row.
    Separate,
}

/// `op.bulk_insert`.
#[derive(Debug, Clone, PartialEq)]
pub struct BulkInsertOp {
    /// The table the rows go into.
    pub table: TableReference,
    /// Its columns, as far as they were declared.
    pub columns: Vec<Column>,
    /// The rows: keys of columns and their values; a plain value is a bind parameter.
    pub rows: Vec<Vec<(String, Expression)>>,
    /// `multiinsert`.
    pub grouping: RowGrouping,
}
