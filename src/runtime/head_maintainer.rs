//! Which rows of the version table a step changes: `alembic.runtime.migration.HeadMaintainer`.
//!
//! Pure bookkeeping: it keeps the set of heads the database is at and answers with the writes;
//! the migration context performs them.

use crate::ddl::VersionTableStatements;
use crate::script::{RevisionId, RevisionMap};

use super::error::RuntimeError;
use super::step::MigrationStep;

/// One statement against the version table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VersionWrite {
    /// A row for a new branch.
    Insert(RevisionId),
    /// The row of the first becomes the row of the second.
    Update {
        /// The identifier the row has.
        from: RevisionId,
        /// The identifier it gets.
        to: RevisionId,
    },
    /// The row goes away.
    Delete(RevisionId),
}

impl VersionWrite {
    /// The identifier that is written, where one is.
    pub fn written(&self) -> Option<&RevisionId> {
        match self {
            Self::Insert(to) | Self::Update { to, .. } => Some(to),
            Self::Delete(_) => None,
        }
    }

    /// The write as a statement.
    pub fn statement(&self, statements: &VersionTableStatements) -> String {
        match self {
            Self::Insert(to) => statements.insert(to.as_str()),
            Self::Update { from, to } => statements.update(from.as_str(), to.as_str()),
            Self::Delete(from) => statements.delete(from.as_str()),
        }
    }

    /// What is done, as Alembic's error sentence has it.
    pub(super) fn action(&self) -> String {
        match self {
            Self::Insert(to) => format!("inserting '{to}'"),
            Self::Update { from, to } => format!("updating '{from}' to '{to}'"),
            Self::Delete(from) => format!("deleting '{from}'"),
        }
    }
}

/// The heads a database is at while steps are applied to it.
#[derive(Debug, Clone)]
pub struct HeadMaintainer {
    heads: Vec<RevisionId>,
}

impl HeadMaintainer {
    /// Begins with the rows the version table has.
    pub fn new(heads: impl IntoIterator<Item = RevisionId>) -> Self {
        let mut unique: Vec<RevisionId> = Vec::new();
        for head in heads {
            if !unique.contains(&head) {
                unique.push(head);
            }
        }
        Self { heads: unique }
    }

    /// The heads after the steps so far.
    pub fn heads(&self) -> &[RevisionId] {
        &self.heads
    }

    /// The writes that record `step`, in order; the heads are moved along.
    ///
    /// # Errors
    ///
    /// A step that does not fit the rows: its parent is not among them, or its own row is there
    /// already. Alembic stops there with a failed assertion or a `KeyError`.
    pub fn update_to_step(
        &mut self,
        step: &MigrationStep,
        map: &RevisionMap,
    ) -> Result<Vec<VersionWrite>, RuntimeError> {
        let writes = step.version_writes(&self.heads, map)?;
        for write in &writes {
            self.apply(write)?;
        }
        Ok(writes)
    }

    fn apply(&mut self, write: &VersionWrite) -> Result<(), RuntimeError> {
        match write {
            VersionWrite::Insert(to) => self.add(to),
            VersionWrite::Delete(from) => self.remove(from),
            VersionWrite::Update { from, to } => {
                if self.heads.contains(to) {
                    return Err(RuntimeError::RowPresent(to.clone()));
                }
                self.remove(from)?;
                self.add(to)
            }
        }
    }

    fn add(&mut self, head: &RevisionId) -> Result<(), RuntimeError> {
        if self.heads.contains(head) {
            return Err(RuntimeError::RowPresent(head.clone()));
        }
        self.heads.push(head.clone());
        Ok(())
    }

    fn remove(&mut self, head: &RevisionId) -> Result<(), RuntimeError> {
        let Some(index) = self.heads.iter().position(|present| present == head) else {
            return Err(RuntimeError::RowAbsent(head.clone()));
        };
        self.heads.remove(index);
        Ok(())
    }
}
