//! What a migration asks for: one typed operation per call of `alembic.op`.
//!
//! The counterpart of `alembic.operations.ops`, without autogenerate. An operation is a value; who
//! takes it (an offline script, a server, a recorder) is an [`OperationSink`].

mod alter_column;
mod bulk_insert;
mod column;
mod comment;
mod constraint;
mod execute;
mod identifier;
mod index;
mod operation;
mod sink;
mod table;

pub use alter_column::{AlterColumnOp, Change};
pub use bulk_insert::{BulkInsertOp, BulkRow, RowGrouping};
pub use column::{AddColumnOp, DropColumnOp, InlinePlacement};
pub use comment::{CreateTableCommentOp, DropTableCommentOp};
pub use constraint::{AddConstraintOp, ConstraintType, DropConstraintOp};
pub use execute::{
    DataDefinition, Executable, ExecuteSqlOp, ExecutionOptions, Parameters, StatementParameters,
    TableParts,
};
pub use identifier::{DialectInUse, IdentifierForm, IdentifierRequest};
pub use index::{CreateIndexOp, DropIndexOp};
pub use operation::Operation;
pub use sink::{Execution, OperationSink, QueryResult, RaisedAs, RelationKind, SinkError};
pub use table::{CreateTableOp, DropTableOp, ExistenceCheck, RenameTableOp};
