//! The sum of all operations.

use super::{
    AddColumnOp, AddConstraintOp, AlterColumnOp, BulkInsertOp, CreateIndexOp, CreateTableCommentOp,
    CreateTableOp, DropColumnOp, DropConstraintOp, DropIndexOp, DropTableCommentOp, DropTableOp,
    ExecuteSqlOp, RenameTableOp,
};

/// One thing a migration asks for.
///
/// Matched exhaustively wherever it is handled, so that the compiler finds every place a new
/// operation has to be thought of. Where it was asked for travels beside it, as the origin given
/// to the sink.
#[derive(Debug, Clone, PartialEq)]
pub enum Operation {
    /// `op.create_table`.
    CreateTable(Box<CreateTableOp>),
    /// `op.drop_table`.
    DropTable(DropTableOp),
    /// `op.rename_table`.
    RenameTable(RenameTableOp),
    /// `op.add_column`.
    AddColumn(Box<AddColumnOp>),
    /// `op.drop_column`.
    DropColumn(DropColumnOp),
    /// `op.alter_column`.
    AlterColumn(Box<AlterColumnOp>),
    /// `op.create_index`.
    CreateIndex(Box<CreateIndexOp>),
    /// `op.drop_index`.
    DropIndex(DropIndexOp),
    /// `op.create_primary_key`, `create_unique_constraint`, `create_foreign_key`,
    /// `create_check_constraint`, `create_exclude_constraint`.
    AddConstraint(Box<AddConstraintOp>),
    /// `op.drop_constraint`.
    DropConstraint(DropConstraintOp),
    /// `op.create_table_comment`.
    CreateTableComment(CreateTableCommentOp),
    /// `op.drop_table_comment`.
    DropTableComment(DropTableCommentOp),
    /// `op.execute` and what a connection executes without reading an answer.
    ExecuteSql(Box<ExecuteSqlOp>),
    /// `op.bulk_insert`.
    BulkInsert(Box<BulkInsertOp>),
}

impl Operation {
    /// Whether it is one statement of a structure, without values: what keeps it from being written
    /// is known, and comes before anything is executed.
    pub fn is_one_plain_statement(&self) -> bool {
        match self {
            Self::RenameTable(_)
            | Self::DropColumn(_)
            | Self::DropIndex(_)
            | Self::DropConstraint(_)
            | Self::DropTableComment(_) => true,
            Self::CreateTable(_)
            | Self::DropTable(_)
            | Self::AddColumn(_)
            | Self::AlterColumn(_)
            | Self::CreateIndex(_)
            | Self::AddConstraint(_)
            | Self::CreateTableComment(_)
            | Self::ExecuteSql(_)
            | Self::BulkInsert(_) => false,
        }
    }
}
