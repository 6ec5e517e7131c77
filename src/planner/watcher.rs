//! Listens to an evaluation and has every statement judged.

use crate::ddl::Statement;
use crate::operations::Operation;
use crate::runtime::sinks::Observer;
use crate::safety::{Examiner, JudgedStatement};
use crate::schema::Name;
use crate::source::Origin;

/// What is listened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// What was applied before: only the schema it left matters.
    History,
    /// The plan.
    Plan,
}

/// Listens to an evaluation.
#[derive(Debug)]
pub(super) struct Watcher {
    pub(super) examiner: Examiner,
    pub(super) phase: Phase,
    /// The statements since they were last taken.
    pub(super) judged: Vec<JudgedStatement>,
}

impl Observer for Watcher {
    fn operation(&mut self, operation: &Operation, origin: &Origin) {
        if self.phase == Phase::Plan {
            self.examiner.operation(operation, origin);
        }
    }

    fn statement(&mut self, statement: &Statement) {
        match self.phase {
            Phase::History => self.examiner.replay(&statement.text),
            Phase::Plan => {
                let judged = self.examiner.statement(statement);
                self.judged.extend(judged);
            }
        }
    }

    fn autocommit_begins(&mut self, origin: &Origin) {
        if self.phase == Phase::Plan {
            self.examiner.begin_autocommit(Some(origin));
        }
    }

    fn autocommit_ends(&mut self) {
        if self.phase == Phase::Plan {
            self.examiner.end_autocommit();
        }
    }

    fn type_exists(&mut self, name: &Name, schema: Option<&Name>) -> Option<bool> {
        self.examiner
            .has_enumeration(schema.map(Name::text), name.text())
    }
}
