//! What becomes of a statement: the half of `DefaultImpl._exec` behind compilation.

use crate::ddl::{Statement, type_exists_query};
use crate::operations::{Execution, Operation};
use crate::runtime::error::RuntimeError;
use crate::schema::Name;
use crate::script::RevisionId;
use crate::source::Origin;

/// Takes compiled statements, one by one and in order.
pub trait StatementTarget {
    /// Whether a script is written, so that no answer can be read.
    fn is_offline(&self) -> bool;

    /// Hears which revision the statements belong to from here on; none between two.
    fn revision(&mut self, _revision: Option<&RevisionId>) {}

    /// Hears of an operation before its statements.
    fn operation(&mut self, _operation: &Operation, _origin: &Origin) {}

    /// Takes a statement whose answer nobody reads.
    fn run(&mut self, statement: &Statement) -> Result<(), RuntimeError>;

    /// Takes a statement whose answer the migration may read.
    fn query(&mut self, statement: &Statement) -> Result<Execution, RuntimeError>;

    /// Takes a statement of our own that changes rows; the number of rows, where it is known.
    fn bookkeeping(&mut self, statement: &str) -> Result<Option<u64>, RuntimeError>;

    /// Asks a question of our own that is answered by one boolean; `None` without a server.
    fn ask(&mut self, _question: &str) -> Result<Option<bool>, RuntimeError> {
        Ok(None)
    }

    /// Whether there is a type of this name; `None` where that cannot be known.
    fn type_exists(
        &mut self,
        name: &Name,
        schema: Option<&Name>,
    ) -> Result<Option<bool>, RuntimeError> {
        self.ask(&type_exists_query(name, schema))
    }

    /// Hears of the beginning of an `autocommit_block()`, before what is open is committed; an
    /// error keeps it from being committed.
    fn autocommit_begins(&mut self, _origin: &Origin) -> Result<(), RuntimeError> {
        Ok(())
    }

    /// Hears of the end of an `autocommit_block()`, before a transaction is opened.
    fn autocommit_ends(&mut self) {}

    /// Opens a transaction.
    fn begin(&mut self) -> Result<(), RuntimeError>;

    /// Commits the open transaction.
    fn commit(&mut self) -> Result<(), RuntimeError>;

    /// How often a statement of a migration has committed by itself.
    fn commits_of_migrations(&self) -> usize {
        0
    }
}
