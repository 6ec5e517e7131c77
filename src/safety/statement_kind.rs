//! What kind of statement a text is, and whose rows it changes: the chapters of PostgreSQL's "SQL
//! Commands", as the rules of a governed release divide them.

use super::relation::RelationName;

/// A kind of statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatementKind {
    /// It only reads.
    Query,
    /// It changes rows, as its [`RowsChanged`] say.
    Rows,
    /// CREATE, ALTER, DROP, COMMENT and their like.
    Definition,
    /// GRANT, REVOKE, roles and ownership.
    Privilege,
    /// BEGIN, COMMIT, ROLLBACK and their like.
    TransactionControl,
    /// SET, LOCK, SAVEPOINT and others that end with the session or the transaction.
    Session,
    /// What could not be read, or may do anything: DO, CALL, COPY, a function nobody knows.
    Unknown,
}

/// How rows of a table are changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowsVerb {
    /// INSERT of rows that the statement lists.
    InsertValues,
    /// INSERT of the rows of a query.
    InsertQuery,
    /// INSERT with ON CONFLICT.
    Upsert,
    /// UPDATE.
    Update,
    /// DELETE.
    Delete,
    /// TRUNCATE.
    Truncate,
    /// MERGE.
    Merge,
}

/// A table whose rows a statement changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowsChanged {
    /// The table.
    pub table: RelationName,
    /// How.
    pub verb: RowsVerb,
}

/// One statement of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownStatement {
    /// As it was written, without the semicolon.
    pub text: String,
    /// Its kind.
    pub kind: StatementKind,
    /// Whose rows it changes, in the order of the text.
    pub changes: Vec<RowsChanged>,
}
