//! The target of `--sql`: text, as `DefaultImpl.static_output` writes it.

use crate::ddl::Statement;
use crate::operations::Execution;
use crate::runtime::error::RuntimeError;

use super::target::StatementTarget;

/// Collects a script.
///
/// It is handed out whole, so that a plan with something unsupported in it leaves no half script
/// behind that somebody could run.
#[derive(Debug, Default)]
pub struct ScriptWriter {
    text: String,
}

impl ScriptWriter {
    /// The script so far, which is forgotten here.
    pub fn take_text(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    /// Adds a line that is no statement, with the empty line Alembic puts behind everything.
    pub fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push_str("\n\n");
    }

    /// Adds text as a migration printed it.
    pub fn print(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn statement(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push_str(";\n\n");
    }
}

impl StatementTarget for ScriptWriter {
    fn is_offline(&self) -> bool {
        true
    }

    fn run(&mut self, statement: &Statement) -> Result<(), RuntimeError> {
        self.statement(&statement.text);
        Ok(())
    }

    fn query(&mut self, statement: &Statement) -> Result<Execution, RuntimeError> {
        self.statement(&statement.text);
        Ok(Execution::Offline)
    }

    fn bookkeeping(&mut self, statement: &str) -> Result<Option<u64>, RuntimeError> {
        self.statement(statement);
        Ok(None)
    }

    fn begin(&mut self) -> Result<(), RuntimeError> {
        self.statement("BEGIN");
        Ok(())
    }

    fn commit(&mut self) -> Result<(), RuntimeError> {
        self.statement("COMMIT");
        Ok(())
    }
}
