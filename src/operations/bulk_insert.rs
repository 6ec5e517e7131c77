//! `op.bulk_insert`.

use crate::schema::statement::{AssignedValue, FromClause};

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

/// A row of `op.bulk_insert`: keys of columns and their values.
pub type BulkRow = Vec<(String, AssignedValue)>;

/// `op.bulk_insert`.
#[derive(Debug, Clone, PartialEq)]
pub struct BulkInsertOp {
    /// The table the rows go into.
    pub table: FromClause,
    /// The rows.
    pub rows: Vec<BulkRow>,
    /// `multiinsert`.
    pub grouping: RowGrouping,
}
