//! The target of the evaluation before an upgrade: nothing is run, everything is checked.

use crate::ddl::Statement;
use crate::operations::Execution;
use crate::runtime::error::RuntimeError;

use super::target::StatementTarget;

/// Keeps the statements of one revision.
#[derive(Debug, Default)]
pub struct Recorder {
    statements: Vec<Statement>,
}

impl Recorder {
    /// The statements since the last call.
    pub fn take(&mut self) -> Vec<Statement> {
        std::mem::take(&mut self.statements)
    }
}

impl StatementTarget for Recorder {
    fn is_offline(&self) -> bool {
        false
    }

    fn run(&mut self, statement: &Statement) -> Result<(), RuntimeError> {
        self.statements.push(statement.clone());
        Ok(())
    }

    /// What the server would answer is not known: evaluation goes on until somebody asks.
    fn query(&mut self, statement: &Statement) -> Result<Execution, RuntimeError> {
        self.statements.push(statement.clone());
        Ok(Execution::NeedsDatabase)
    }

    fn bookkeeping(&mut self, _statement: &str) -> Result<Option<u64>, RuntimeError> {
        Ok(None)
    }

    fn begin(&mut self) -> Result<(), RuntimeError> {
        Ok(())
    }

    fn commit(&mut self) -> Result<(), RuntimeError> {
        Ok(())
    }
}
