//! A command's scripts: what `--sql` and `sql` print, without a database.

use crate::ddl::Target;
use crate::host::environment::EnvironmentMode;
use crate::runtime::{ContextOptions, MigrationContext, MigrationStep, RuntimeError};
use crate::script::{RevisionId, RevisionIndex, ScriptDirectory};

use super::environment::learn;
use super::error::CommandError;
use super::evaluation::Evaluation;
use super::invocation::Invocation;
use super::project::Project;
use super::report::Report;

/// A migration context without a connection, configured as `env.py` configures it.
pub(super) struct OfflineContext {
    options: ContextOptions,
    target: Target,
    evaluation: Evaluation,
}

impl OfflineContext {
    /// Evaluates `env.py` in its offline mode.
    pub(super) fn configure(
        invocation: &Invocation,
        project: &Project,
        tag: Option<&str>,
    ) -> Result<Self, CommandError> {
        let decision = learn(invocation, project, EnvironmentMode::Offline, tag)?;
        if !decision.before.is_empty() || !decision.after.is_empty() {
            return Err(CommandError::unexpected(Report::new(
                "env.py executes statements while a script is written, which is not supported",
            )));
        }
        let evaluation = Evaluation::new(invocation, project, &decision)?;
        Ok(Self {
            options: decision.options,
            target: decision.script_target,
            evaluation,
        })
    }

    /// Logs what Alembic logs when the context is configured.
    pub(super) fn announce(&self, scripts: &ScriptDirectory) -> Result<(), CommandError> {
        self.with_context(scripts, |context| {
            context.log_configuration(self.target);
            Ok(())
        })
    }

    /// The script of a plan from a database with the rows `start`.
    pub(super) fn write_script(
        &self,
        scripts: &ScriptDirectory,
        start: &[RevisionId],
        plan: impl FnOnce(&[RevisionId]) -> Result<Vec<MigrationStep>, RuntimeError>,
    ) -> Result<String, CommandError> {
        self.with_context(scripts, |context| {
            context.write_script(start, self.target, plan)
        })
    }

    /// The script that creates the version table.
    pub(super) fn version_table_script(
        &self,
        scripts: &ScriptDirectory,
    ) -> Result<String, CommandError> {
        self.with_context(scripts, |context| context.version_table_script(self.target))
    }

    /// The script of one revision's `upgrade()` alone.
    pub(super) fn revision_script(
        &self,
        scripts: &ScriptDirectory,
        index: RevisionIndex,
    ) -> Result<String, RuntimeError> {
        let evaluation = &self.evaluation;
        let make_interpreter = |sink, print| evaluation.interpreter(sink, print);
        MigrationContext::new(scripts, self.options.clone(), &make_interpreter)
            .revision_script(index, self.target)
    }

    fn with_context<T>(
        &self,
        scripts: &ScriptDirectory,
        work: impl FnOnce(&MigrationContext<'_>) -> Result<T, RuntimeError>,
    ) -> Result<T, CommandError> {
        let evaluation = &self.evaluation;
        let make_interpreter = |sink, print| evaluation.interpreter(sink, print);
        let context = MigrationContext::new(scripts, self.options.clone(), &make_interpreter);
        Ok(work(&context)?)
    }
}
