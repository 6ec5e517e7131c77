//! The target of an upgrade: a server, one statement after the other.

use std::cell::{RefCell, RefMut};
use std::rc::Rc;

use crate::db::{Cell, Connection, DbError, TransactionStatus};
use crate::ddl::Statement;
use crate::operations::Execution;
use crate::runtime::error::RuntimeError;

use super::answer::query_result;
use super::target::StatementTarget;

/// Executes each statement as it comes, because what follows may read what it did.
#[derive(Debug)]
pub struct Server {
    connection: Rc<RefCell<Connection>>,
    in_transaction: bool,
    commits: usize,
}

impl Server {
    /// Statements go to `connection`.
    pub fn new(connection: Rc<RefCell<Connection>>) -> Self {
        Self {
            connection,
            in_transaction: false,
            commits: 0,
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
            let _ = self.connection().rollback();
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

    fn run(&mut self, statement: &Statement) -> Result<(), RuntimeError> {
        self.refuse_when_interrupted()?;
        let result = self.connection().execute(&statement.text);
        result.map_err(|source| refused(source, statement))?;
        self.notice_commits();
        Ok(())
    }

    fn query(&mut self, statement: &Statement) -> Result<Execution, RuntimeError> {
        self.refuse_when_interrupted()?;
        let result = self.connection().query(&statement.text);
        let rows = result.map_err(|source| refused(source, statement))?;
        self.notice_commits();
        let result = query_result(rows).map_err(|reason| RuntimeError::Answer {
            reason,
            origin: statement.origin.clone(),
        })?;
        Ok(Execution::Result(result))
    }

    fn bookkeeping(&mut self, statement: &str) -> Result<Option<u64>, RuntimeError> {
        self.refuse_when_interrupted()?;
        let result = self.connection().execute(statement);
        let completion = result.map_err(|source| RuntimeError::Bookkeeping {
            source,
            statement: statement.to_owned(),
        })?;
        Ok(completion.rows_affected)
    }

    fn ask(&mut self, question: &str) -> Result<Option<bool>, RuntimeError> {
        let result = self.connection().query(question);
        let rows = result.map_err(|source| RuntimeError::Bookkeeping {
            source,
            statement: question.to_owned(),
        })?;
        Ok(Some(rows.single() == Some(&Cell::Bool(true))))
    }

    fn begin(&mut self) -> Result<(), RuntimeError> {
        self.bookkeeping("BEGIN")?;
        self.in_transaction = true;
        Ok(())
    }

    /// A transaction that has failed is rolled back by the server when it is asked to commit.
    fn commit(&mut self) -> Result<(), RuntimeError> {
        if self.connection().transaction_status() == TransactionStatus::Failed {
            return Err(RuntimeError::TransactionFailed);
        }
        if !self.is_idle() {
            self.bookkeeping("COMMIT")?;
        }
        self.in_transaction = false;
        Ok(())
    }

    fn commits_of_migrations(&self) -> usize {
        self.commits
    }
}
