//! A plan, evaluated revision by revision while somebody watches; nothing is executed.

use std::cell::RefCell;
use std::rc::Rc;

use crate::ddl::Target;
use crate::python::{ErrorKind, Interpreter};
use crate::script::RevisionIndex;

use super::error::RuntimeError;
use super::migration_context::MigrationContext;
use super::outcome::StepCheck;
use super::sinks::{Observed, Observer};
use super::walk::evaluate_step;

/// Evaluates revisions one by one for an [`Observer`].
pub struct Observation<'a> {
    context: &'a MigrationContext<'a>,
    interpreter: Interpreter,
}

impl<'a> Observation<'a> {
    /// Evaluations whose events go to `observer`.
    pub fn new(context: &'a MigrationContext<'a>, observer: Rc<RefCell<dyn Observer>>) -> Self {
        let sink = context.sink(Observed::new(observer), Target::Server);
        Self {
            interpreter: (context.make_interpreter)(sink, Box::new(|_| {})),
            context,
        }
    }

    /// Evaluates the `upgrade()` of a revision as an upgrade would.
    pub fn step(&mut self, index: RevisionIndex) -> StepCheck {
        match evaluate_step(self.context, &mut self.interpreter, index) {
            Ok(()) => StepCheck::Complete,
            Err(RuntimeError::Evaluation { source, .. })
                if matches!(source.kind(), ErrorKind::NeedsDatabase { .. }) =>
            {
                StepCheck::NeedsDatabase(source)
            }
            Err(error) => StepCheck::Refused(error),
        }
    }
}
