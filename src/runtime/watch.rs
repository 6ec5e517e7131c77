//! Somebody who watches an upgrade or a stamp on a server, statement by statement, and may stop it.
//!
//! Alembic's counterpart is `on_version_apply` together with SQLAlchemy's events
//! `before_cursor_execute` and `after_cursor_execute`. A watch that objects ends the run as a
//! server's error does: no `except` of a migration sees it, and what is open is rolled back.

use crate::db::{Completion, Connection, DbError};
use crate::script::RevisionId;
use crate::source::Origin;

/// Who asked for a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WatchedKind {
    /// The migration.
    Migration,
    /// The run itself: the version table, and what `env.py` sets up.
    Bookkeeping,
    /// The run itself, to begin or to end a transaction.
    Transaction,
    /// The run itself, to find something out; nothing is changed.
    Question,
}

/// A statement on its way to the server.
#[derive(Debug, Clone, Copy)]
pub struct WatchedStatement<'a> {
    /// The revision that is being applied; none between two.
    pub revision: Option<&'a RevisionId>,
    /// The text, which may hold several statements where a migration wrote them into one string.
    pub text: &'a str,
    /// The call in the migration, where one asked for it.
    pub origin: Option<&'a Origin>,
    /// Who asked for it.
    pub kind: WatchedKind,
}

/// Watches a run. An `Err` holds the reason in a sentence and ends the run with a rollback.
pub trait StatementWatch {
    /// Comes before a statement is sent. The connection may be asked what the statement will meet;
    /// whoever changes something by it changes the run.
    ///
    /// # Errors
    /// Why it must not be sent. An objection to the ROLLBACK of a run that has failed leaves the
    /// transaction open, to be undone by the end of the session.
    fn before(
        &mut self,
        statement: &WatchedStatement<'_>,
        connection: &mut Connection,
    ) -> Result<(), String>;

    /// Comes when the server has done it; `completions` has an entry for each statement of the
    /// text. The connection may be asked what the transaction has changed so far.
    ///
    /// # Errors
    /// Why what it did must not stay.
    fn after(
        &mut self,
        statement: &WatchedStatement<'_>,
        completions: &[Completion],
        connection: &mut Connection,
    ) -> Result<(), String>;

    /// Comes when the server has refused it.
    fn refused(&mut self, statement: &WatchedStatement<'_>, error: &DbError);

    /// Comes before an `autocommit_block()` commits what is open.
    ///
    /// # Errors
    /// Why it must not be committed.
    fn before_autocommit(
        &mut self,
        revision: Option<&RevisionId>,
        origin: &Origin,
    ) -> Result<(), String>;

    /// Comes before the run commits; the connection still sees what would be committed.
    ///
    /// # Errors
    /// Why it must not be committed.
    fn before_commit(&mut self, connection: &mut Connection) -> Result<(), String>;
}
