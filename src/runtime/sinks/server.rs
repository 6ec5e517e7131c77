//! The target of an upgrade: a server, one statement after the other.

use std::cell::{RefCell, RefMut};
use std::rc::Rc;

use crate::db::{Connection, DbError};
use crate::ddl::Statement;
use crate::operations::{Execution, QueryResult};
use crate::runtime::error::RuntimeError;

use super::target::StatementTarget;

/// Executes each statement as it comes, because what follows may read what it did.
#[derive(Debug)]
pub struct Server {
    connection: Rc<RefCell<Connection>>,
}

impl Server {
    /// Statements go to `connection`.
    pub fn new(connection: Rc<RefCell<Connection>>) -> Self {
        Self { connection }
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
        if self.connection().in_transaction() {
            let _ = self.connection().execute("ROLLBACK");
        }
    }

    fn transaction_statement(&mut self, sql: &str) -> Result<(), RuntimeError> {
        self.bookkeeping(sql).map(|_rows| ())
    }
}

/// An error of a statement a migration asked for.
fn refused(source: DbError, statement: &Statement) -> RuntimeError {
    RuntimeError::Statement { source, statement: Box::new(statement.clone()) }
}

impl StatementTarget for Server {
    fn is_offline(&self) -> bool {
        false
    }

    fn run(&mut self, statement: &Statement) -> Result<(), RuntimeError> {
        let result = self.connection().execute(&statement.text);
        result.map(|_completion| ()).map_err(|source| refused(source, statement))
    }

    fn query(&mut self, statement: &Statement) -> Result<Execution, RuntimeError> {
        let result = self.connection().query(&statement.text);
        let rows = result.map_err(|source| refused(source, statement))?;
        Ok(Execution::Result(QueryResult {
            columns: rows.columns.iter().map(|column| column.name.clone()).collect(),
            rows: rows.rows.into_iter().map(|row| row.into_iter().map(literal).collect()).collect(),
            row_count: rows.rows_affected,
        }))
    }

    fn bookkeeping(&mut self, statement: &str) -> Result<Option<u64>, RuntimeError> {
        let result = self.connection().execute(statement);
        let completion = result.map_err(|source| RuntimeError::Bookkeeping {
            source,
            statement: statement.to_owned(),
        })?;
        Ok(completion.rows_affected)
    }

    fn begin(&mut self) -> Result<(), RuntimeError> {
        self.transaction_statement("BEGIN")
    }

    fn commit(&mut self) -> Result<(), RuntimeError> {
        self.transaction_statement("COMMIT")
    }
}
