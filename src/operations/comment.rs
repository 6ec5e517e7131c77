//! `op.create_table_comment`, `op.drop_table_comment`.

use crate::schema::TableReference;

/// `op.create_table_comment`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreateTableCommentOp {
    /// The table.
    pub table: TableReference,
    /// The comment.
    pub comment: Option<String>,
}

/// `op.drop_table_comment`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DropTableCommentOp {
    /// The table.
    pub table: TableReference,
}
