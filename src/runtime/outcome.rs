//! What a run did, and what was left when it failed.

use crate::python::PythonError;
use crate::script::RevisionId;

use super::error::RuntimeError;

/// A run that went through.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RunOutcome {
    /// The revisions that were applied, in order; empty for a stamp.
    pub applied: Vec<RevisionId>,
    /// The rows of the version table afterwards.
    pub heads: Vec<RevisionId>,
}

/// A run that did not: the error, and what of it stays in the database.
///
/// An upgrade that fails is only as good as its account of what was and was not committed.
#[derive(Debug)]
pub struct RunFailure {
    /// Why it ended.
    pub error: RuntimeError,
    /// The revision that was being applied, where one was.
    pub revision: Option<RevisionId>,
    /// Revisions that are applied and committed.
    pub committed: Vec<RevisionId>,
    /// Revisions of which an `autocommit_block()` committed a part, and whose row is not written.
    pub partly_committed: Vec<RevisionId>,
    /// The rows of the version table, as far as they were committed.
    pub heads: Vec<RevisionId>,
}

impl From<RuntimeError> for RunFailure {
    /// A failure before anything was changed.
    fn from(error: RuntimeError) -> Self {
        Self {
            error,
            revision: None,
            committed: Vec::new(),
            partly_committed: Vec::new(),
            heads: Vec::new(),
        }
    }
}

/// What is known of a step before it runs.
#[derive(Debug)]
pub enum StepCheck {
    /// Every statement is known.
    Complete,
    /// From some place on, only the database can tell; what comes before it is known.
    NeedsDatabase(PythonError),
    /// It cannot be run.
    Refused(RuntimeError),
}

/// A step that was evaluated without a database.
#[derive(Debug)]
pub struct RecordedStep {
    /// The revision.
    pub revision: RevisionId,
    /// Its statements, as far as they are known.
    pub statements: Vec<crate::ddl::Statement>,
    /// Whether they are all.
    pub check: StepCheck,
}
