//! What can go wrong while a plan is recorded, written or run.

use std::path::PathBuf;

use crate::db::DbError;
use crate::ddl::{DdlError, Statement};
use crate::python::PythonError;
use crate::script::{RevisionId, ScriptError};
use crate::source::Origin;

use super::version_width::VersionWidth;

/// An error of a run.
#[derive(Debug, thiserror::Error)]
pub enum RuntimeError {
    /// The path to the target could not be computed.
    #[error(transparent)]
    Script(#[from] ScriptError),
    /// The destination is applied already, and there is more on top of it.
    #[error(
        "The database is already past '{destination}' (at {}), and alembic-rs goes forward only; \
         nothing was changed",
        list(rows)
    )]
    Backward {
        /// The destination.
        destination: String,
        /// The rows of the version table.
        rows: Vec<RevisionId>,
    },
    /// Several revisions of a plan cannot be done.
    #[error("{} revisions cannot be run", .0.len())]
    Refused(Vec<RuntimeError>),
    /// The name of the version table cannot be written.
    #[error(transparent)]
    VersionTableName(#[from] DdlError),
    /// The `upgrade()` of a revision could not be evaluated.
    #[error("{revision}: {source}")]
    Evaluation {
        /// The revision.
        revision: RevisionId,
        /// Its file.
        path: PathBuf,
        /// The evaluator's error, with the place.
        source: PythonError,
    },
    /// An operation cannot be written as SQL.
    #[error("{source}")]
    Compilation {
        /// Why.
        source: DdlError,
        /// The call that asked for the operation.
        origin: Origin,
    },
    /// The server refused a statement of a migration.
    #[error("{source}")]
    Statement {
        /// The server's answer.
        source: DbError,
        /// The statement, with the call that asked for it.
        statement: Box<Statement>,
    },
    /// The server refused a statement of our own: a transaction's, or the version table's.
    #[error("{source}")]
    Bookkeeping {
        /// The server's answer.
        source: DbError,
        /// The statement.
        statement: String,
    },
    /// A value of an answer cannot be handed to the migration.
    #[error("the server's answer cannot be used: {reason}")]
    Answer {
        /// Why.
        reason: String,
        /// The call that asked.
        origin: Origin,
    },
    /// Whoever watches the run has stopped it.
    #[error("{reason}")]
    Stopped {
        /// Why.
        reason: String,
        /// The call in the migration that asked for the statement, where one did.
        origin: Option<Origin>,
    },
    /// The user has pressed Ctrl-C.
    #[error("interrupted")]
    Interrupted,
    /// A statement failed and the migration went on.
    #[error("the transaction has failed and cannot be committed")]
    TransactionFailed,
    /// A write to the version table met another number of rows than one.
    ///
    /// The sentence is Alembic's; the usual cause is a second upgrade of the same database.
    #[error(
        "Online migration expected to match one row when {action} in '{version_table}'; {found} found"
    )]
    RowCount {
        /// `updating 'a' to 'b'` or `deleting 'a'`.
        action: String,
        /// The version table.
        version_table: String,
        /// How many rows there were.
        found: u64,
    },
    /// A row that a step adds is there already.
    #[error("the version table already has a row '{0}'")]
    RowPresent(RevisionId),
    /// A row that a step moves or removes is not there.
    #[error("the version table has no row '{0}'")]
    RowAbsent(RevisionId),
    /// Every parent of a merge is already part of another branch's history.
    #[error(
        "no row of the version table can become '{0}': its parents belong to other rows' history"
    )]
    NothingToMerge(RevisionId),
    /// The version table's column is neither VARCHAR nor text.
    #[error(
        "{version_table}.version_num is of the type {found}, which may not hold the revision id \
         '{revision}'; make it {needed}"
    )]
    ColumnType {
        /// The version table.
        version_table: String,
        /// The column's type.
        found: String,
        /// The identifier.
        revision: RevisionId,
        /// A width that would do.
        needed: VersionWidth,
    },
}

fn list(ids: &[RevisionId]) -> String {
    ids.iter()
        .map(RevisionId::as_str)
        .collect::<Vec<_>>()
        .join(", ")
}
