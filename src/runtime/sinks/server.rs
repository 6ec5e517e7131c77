//! The target of an upgrade: a server, one statement after the other.

use std::cell::{RefCell, RefMut};
use std::fmt;
use std::rc::Rc;

use crate::db::{Cell, Connection, DbError, TransactionStatus};
use crate::ddl::Statement;
use crate::operations::Execution;
use crate::runtime::error::RuntimeError;
use crate::runtime::watch::{StatementWatch, WatchedKind, WatchedStatement};
use crate::script::RevisionId;
use crate::source::Origin;

use super::answer::query_result;
use super::target::StatementTarget;

/// What undoes a transaction.
const ROLLBACK: &str = "ROLLBACK";

/// Executes each statement as it comes, because what follows may read what it did.
pub struct Server {
    connection: Rc<RefCell<Connection>>,
    watch: Option<Rc<RefCell<dyn StatementWatch>>>,
    revision: Option<RevisionId>,
    in_transaction: bool,
    commits: usize,
}

impl Server {
    /// Statements go to `connection`.
    pub fn new(connection: Rc<RefCell<Connection>>) -> Self {
        Self {
            connection,
            watch: None,
            revision: None,
            in_transaction: false,
            commits: 0,
        }
    }

    /// Statements go to `connection` when `watch` does not object.
    pub fn watched(
        connection: Rc<RefCell<Connection>>,
        watch: Rc<RefCell<dyn StatementWatch>>,
    ) -> Self {
        Self {
            watch: Some(watch),
            ..Self::new(connection)
        }
    }

    /// The connection.
    pub fn connection(&self) -> RefMut<'_, Connection> {
        self.connection.borrow_mut()
    }

    /// Leaves the open transaction, if there is one.
    ///
    /// Nothing is reported: it is called on the way out of an error, and a server that cannot
    /// roll back any more has done so by itself.
    pub fn roll_back(&mut self) {
        if !self.is_idle() {
            let refused = |source| RuntimeError::Bookkeeping {
                source,
                statement: ROLLBACK.to_owned(),
            };
            let kind = WatchedKind::Transaction;
            let _ = self.send(ROLLBACK, None, kind, Connection::execute, refused);
        }
        self.in_transaction = false;
    }

    /// A migration may commit by itself, with `op.execute("COMMIT")`.
    fn notice_commits(&mut self) {
        if self.in_transaction && self.is_idle() {
            self.in_transaction = false;
            self.commits += 1;
        }
    }

    /// Ctrl-C between two statements ends the run as one within a statement does.
    fn refuse_when_interrupted(&self) -> Result<(), RuntimeError> {
        if self.connection().is_interrupted() {
            return Err(RuntimeError::Interrupted);
        }
        Ok(())
    }

    fn is_idle(&self) -> bool {
        self.connection().transaction_status() == TransactionStatus::Idle
    }

    /// Sends a text, and lets the watch see it before and after.
    fn send<Answer>(
        &self,
        text: &str,
        origin: Option<&Origin>,
        kind: WatchedKind,
        request: impl FnOnce(&mut Connection, &str) -> Result<Answer, DbError>,
        refused: impl FnOnce(DbError) -> RuntimeError,
    ) -> Result<Answer, RuntimeError> {
        let Some(watch) = &self.watch else {
            return request(&mut self.connection(), text).map_err(refused);
        };
        let mut watch = watch.borrow_mut();
        let statement = WatchedStatement {
            revision: self.revision.as_ref(),
            text,
            origin,
            kind,
        };
        let stopped = |reason| RuntimeError::Stopped {
            reason,
            origin: origin.cloned(),
        };
        let mut connection = self.connection();
        let verdict = watch.before(&statement, &mut connection);
        verdict.map_err(stopped)?;
        match request(&mut connection, text) {
            Ok(answer) => {
                let completions = connection.completions().to_vec();
                let verdict = watch.after(&statement, &completions, &mut connection);
                verdict.map_err(stopped)?;
                Ok(answer)
            }
            Err(error) => {
                watch.refused(&statement, &error);
                Err(refused(error))
            }
        }
    }

    /// Sends a statement of our own.
    fn send_own(&self, statement: &str, kind: WatchedKind) -> Result<Option<u64>, RuntimeError> {
        self.refuse_when_interrupted()?;
        let refused = |source| RuntimeError::Bookkeeping {
            source,
            statement: statement.to_owned(),
        };
        let completion = self.send(statement, None, kind, Connection::execute, refused)?;
        Ok(completion.rows_affected)
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Server")
            .field("connection", &self.connection)
            .field("revision", &self.revision)
            .finish_non_exhaustive()
    }
}

/// An error of a statement a migration asked for.
fn refused(source: DbError, statement: &Statement) -> RuntimeError {
    RuntimeError::Statement {
        source,
        statement: Box::new(statement.clone()),
    }
}

impl StatementTarget for Server {
    fn is_offline(&self) -> bool {
        false
    }

    fn revision(&mut self, revision: Option<&RevisionId>) {
        self.revision = revision.cloned();
    }

    fn run(&mut self, statement: &Statement) -> Result<(), RuntimeError> {
        self.refuse_when_interrupted()?;
        self.send(
            &statement.text,
            Some(&statement.origin),
            WatchedKind::Migration,
            Connection::execute,
            |source| refused(source, statement),
        )?;
        self.notice_commits();
        Ok(())
    }

    fn query(&mut self, statement: &Statement) -> Result<Execution, RuntimeError> {
        self.refuse_when_interrupted()?;
        let rows = self.send(
            &statement.text,
            Some(&statement.origin),
            WatchedKind::Migration,
            Connection::query,
            |source| refused(source, statement),
        )?;
        self.notice_commits();
        let result = query_result(rows).map_err(|reason| RuntimeError::Answer {
            reason,
            origin: statement.origin.clone(),
        })?;
        Ok(Execution::Result(result))
    }

    fn bookkeeping(&mut self, statement: &str) -> Result<Option<u64>, RuntimeError> {
        self.send_own(statement, WatchedKind::Bookkeeping)
    }

    fn ask(&mut self, question: &str) -> Result<Option<bool>, RuntimeError> {
        let refused = |source| RuntimeError::Bookkeeping {
            source,
            statement: question.to_owned(),
        };
        let kind = WatchedKind::Question;
        let rows = self.send(question, None, kind, Connection::query, refused)?;
        Ok(Some(rows.single() == Some(&Cell::Bool(true))))
    }

    fn autocommit_begins(&mut self, origin: &Origin) -> Result<(), RuntimeError> {
        let Some(watch) = &self.watch else {
            return Ok(());
        };
        let verdict = watch
            .borrow_mut()
            .before_autocommit(self.revision.as_ref(), origin);
        verdict.map_err(|reason| RuntimeError::Stopped {
            reason,
            origin: Some(origin.clone()),
        })
    }

    fn begin(&mut self) -> Result<(), RuntimeError> {
        self.send_own("BEGIN", WatchedKind::Transaction)?;
        self.in_transaction = true;
        Ok(())
    }

    /// A transaction that has failed is rolled back by the server when it is asked to commit.
    fn commit(&mut self) -> Result<(), RuntimeError> {
        if self.connection().transaction_status() == TransactionStatus::Failed {
            return Err(RuntimeError::TransactionFailed);
        }
        if !self.is_idle() {
            if let Some(watch) = &self.watch {
                let verdict = watch.borrow_mut().before_commit(&mut self.connection());
                verdict.map_err(|reason| RuntimeError::Stopped {
                    reason,
                    origin: None,
                })?;
            }
            self.send_own("COMMIT", WatchedKind::Transaction)?;
        }
        self.in_transaction = false;
        Ok(())
    }

    fn commits_of_migrations(&self) -> usize {
        self.commits
    }
}
