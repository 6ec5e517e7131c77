//! What becomes of a statement: the half of `DefaultImpl._exec` behind compilation.

use crate::ddl::Statement;
use crate::operations::Execution;
use crate::runtime::error::RuntimeError;

/// Takes compiled statements, one by one and in order.
pub trait StatementTarget {
    /// Whether a script is written, so that no answer can be read.
    fn is_offline(&self) -> bool;

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

    /// Opens a transaction.
    fn begin(&mut self) -> Result<(), RuntimeError>;

    /// Commits the open transaction.
    fn commit(&mut self) -> Result<(), RuntimeError>;

    /// How often a statement of a migration has committed by itself.
    fn commits_of_migrations(&self) -> usize {
        0
    }
}
