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

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashSet};

    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::{HeadMaintainer, VersionWrite};
    use crate::runtime::MigrationStep;
    use crate::script::fixture::random::{self, closed, rows_of};
    use crate::script::{RevisionId, RevisionIndex, RevisionMap};

    type Rows = BTreeSet<RevisionId>;

    /// Does to a table what the statement of a write does; each must meet exactly one row.
    fn execute(rows: &mut Rows, write: &VersionWrite) -> Result<(), TestCaseError> {
        let (gone, come) = match write {
            VersionWrite::Insert(to) => (None, Some(to)),
            VersionWrite::Update { from, to } => (Some(from), Some(to)),
            VersionWrite::Delete(from) => (Some(from), None),
        };
        if let Some(gone) = gone {
            prop_assert!(rows.remove(gone), "{write:?} meets no row");
        }
        if let Some(come) = come {
            prop_assert!(rows.insert(come.clone()), "{write:?} meets a row");
        }
        Ok(())
    }

    /// Takes the steps to `target` on a table with these rows; the maintainer agrees with it.
    fn upgrade(map: &RevisionMap, rows: &mut Rows, target: &str) -> Result<(), TestCaseError> {
        let before: Vec<RevisionId> = rows.iter().cloned().collect();
        let steps = map.upgrade_steps(target, &before).expect("a destination");
        let mut maintainer = HeadMaintainer::new(before);
        for step in steps {
            let writes = maintainer
                .update_to_step(&MigrationStep::Upgrade(step), map)
                .expect("every step fits");
            for write in writes {
                execute(rows, &write)?;
            }
            let held: Rows = maintainer.heads().iter().cloned().collect();
            prop_assert_eq!(&held, &*rows);
        }
        Ok(())
    }

    fn chosen(map: &RevisionMap, choices: &[Index]) -> HashSet<RevisionIndex> {
        let indices: Vec<RevisionIndex> = map.indices().collect();
        closed(map, choices.iter().map(|choice| *choice.get(&indices)))
    }

    proptest! {
        /// After any upgrade the rows are the tips of what is applied, and each statement on the
        /// way met exactly one row.
        #[test]
        fn rows_are_the_tips_of_what_is_applied(
            revisions in random::graph(),
            applied in prop::collection::vec(any::<Index>(), 0..4),
            target in any::<Index>(),
        ) {
            let map = RevisionMap::new(revisions).expect("the strategy makes sound graphs");
            let mut applied = chosen(&map, &applied);
            let target = *target.get(&map.indices().collect::<Vec<_>>());
            let mut rows: Rows = rows_of(&map, &applied).into_iter().collect();
            upgrade(&map, &mut rows, map.id(target).as_str())?;
            applied.extend(closed(&map, [target]));
            prop_assert_eq!(rows, rows_of(&map, &applied).into_iter().collect::<Rows>());
        }

        /// Going somewhere with a halt on the way leads to where going straight on leads.
        #[test]
        fn two_legs_lead_where_one_leads(
            revisions in random::graph(),
            halts in prop::collection::vec(any::<Index>(), 1..4),
        ) {
            let map = RevisionMap::new(revisions).expect("the strategy makes sound graphs");
            let indices: Vec<RevisionIndex> = map.indices().collect();
            let (mut halting, mut straight) = (Rows::new(), Rows::new());
            for halt in halts {
                upgrade(&map, &mut halting, map.id(*halt.get(&indices)).as_str())?;
            }
            upgrade(&map, &mut halting, "heads")?;
            upgrade(&map, &mut straight, "heads")?;
            prop_assert_eq!(halting, straight);
        }

        /// A stamp of all heads leaves exactly them, whatever was there.
        #[test]
        fn stamping_all_heads_leaves_all_heads(
            revisions in random::graph(),
            applied in prop::collection::vec(any::<Index>(), 0..4),
        ) {
            let map = RevisionMap::new(revisions).expect("the strategy makes sound graphs");
            let before = rows_of(&map, &chosen(&map, &applied));
            let mut rows: Rows = before.iter().cloned().collect();
            let mut maintainer = HeadMaintainer::new(before.clone());
            let steps = map.stamp_steps(&["heads".to_owned()], &before).expect("heads");
            for step in steps {
                let writes = maintainer
                    .update_to_step(&MigrationStep::Stamp(step), &map)
                    .expect("every step fits");
                for write in writes {
                    execute(&mut rows, &write)?;
                }
            }
            prop_assert_eq!(rows, map.ids(map.real_heads()).into_iter().collect::<Rows>());
        }
    }
}
