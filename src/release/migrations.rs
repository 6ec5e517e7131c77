//! The project's migrations as a release runs them: `env.py`'s options and a way to evaluate.

use crate::runtime::{ContextOptions, MakeInterpreter, MigrationContext, TransactionMode};
use crate::script::ScriptDirectory;

/// What every phase that evaluates revisions needs.
pub struct Migrations<'a> {
    /// The revisions.
    pub scripts: &'a ScriptDirectory,
    /// What `env.py` passes to `context.configure()`.
    pub options: ContextOptions,
    /// What `env.py` executes on its connection before a run.
    pub before: Vec<String>,
    /// What it executes after one.
    pub after: Vec<String>,
    /// Makes an interpreter for a run.
    pub make_interpreter: &'a MakeInterpreter<'a>,
}

impl Migrations<'_> {
    /// A context in which a run is one transaction, whatever `env.py` says: what a gate stops must
    /// be undone as a whole.
    pub fn context(&self) -> MigrationContext<'_> {
        let options = ContextOptions {
            transaction_mode: TransactionMode::WholeRun,
            ..self.options.clone()
        };
        MigrationContext::new(self.scripts, options, self.make_interpreter)
    }
}
