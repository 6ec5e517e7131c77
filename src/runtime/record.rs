//! Evaluation without a database: what a plan will execute, and what it cannot.

use crate::ddl::Target;
use crate::python::ErrorKind;
use crate::script::RevisionIndex;

use super::error::RuntimeError;
use super::migration_context::MigrationContext;
use super::outcome::{RecordedStep, StepCheck};
use super::sinks::{Recorder, ScriptWriter};
use super::step::MigrationStep;
use super::walk::evaluate_step;

impl MigrationContext<'_> {
    /// Evaluates every revision of a plan as an upgrade would, and executes nothing.
    ///
    /// # Errors
    ///
    /// Only where no interpreter can be made; what is wrong with a step is part of its record.
    pub fn record(&self, steps: &[MigrationStep]) -> Result<Vec<RecordedStep>, RuntimeError> {
        let sink = self.sink(Recorder::default(), Target::Server);
        let mut interpreter = (self.make_interpreter)(sink.clone(), Box::new(|_| {}));
        let mut recorded = Vec::with_capacity(steps.len());
        for step in steps {
            let MigrationStep::Upgrade(index) = step else {
                continue;
            };
            let check = match evaluate_step(self, &mut interpreter, *index) {
                Ok(()) => StepCheck::Complete,
                Err(RuntimeError::Evaluation { source, .. })
                    if matches!(source.kind(), ErrorKind::NeedsDatabase { .. }) =>
                {
                    StepCheck::NeedsDatabase(source)
                }
                Err(error) => StepCheck::Refused(error),
            };
            recorded.push(RecordedStep {
                revision: self.map().id(*index).clone(),
                statements: sink.borrow_mut().target().take(),
                check,
            });
        }
        Ok(recorded)
    }

    /// The script of one revision's `upgrade()` alone, without the version table.
    ///
    /// # Errors
    ///
    /// What cannot be evaluated or written.
    pub fn revision_script(
        &self,
        index: RevisionIndex,
        target: Target,
    ) -> Result<String, RuntimeError> {
        let sink = self.sink(ScriptWriter::default(), target);
        let mut interpreter = (self.make_interpreter)(sink.clone(), Box::new(|_| {}));
        evaluate_step(self, &mut interpreter, index)?;
        let text = sink.borrow_mut().target().take_text();
        Ok(text)
    }
}
