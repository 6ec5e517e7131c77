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
    use super::*;
    use crate::script::fixture::map;
    use crate::script::{BranchMove, StampDirection, StampStep};

    // Expected writes are those of HeadMaintainer in Alembic 1.20.1, its three writing methods
    // replaced by ones that record.

    const GRAPH: &str = "
        aaaa:
        bbbb: aaaa
        cccc: aaaa
        dddd: bbbb cccc
        eeee:
        ffff: eeee      | bbbb
        gggg: dddd ffff
    ";

    /// The writes and the heads after them, or the error.
    fn recorded(step: &MigrationStep, heads: &[&str], map: &RevisionMap) -> String {
        let mut maintainer = HeadMaintainer::new(heads.iter().map(|head| RevisionId::from(*head)));
        let writes = match maintainer.update_to_step(step, map) {
            Ok(writes) => writes,
            Err(error) => return error.to_string(),
        };
        let mut parts: Vec<String> = writes.iter().map(VersionWrite::action).collect();
        let mut after: Vec<&str> = maintainer.heads().iter().map(RevisionId::as_str).collect();
        after.sort_unstable();
        parts.push(after.join(" "));
        parts.join(", ")
    }

    fn upgraded(to: &str, heads: &[&str]) -> String {
        let map = map(GRAPH);
        let index = map.find(to).expect("the graph has the revision");
        recorded(&MigrationStep::Upgrade(index), heads, &map)
    }

    #[test]
    fn an_upgrade_inserts_moves_or_merges_rows() {
        for (to, heads, expected) in [
            ("aaaa", &[][..], "inserting 'aaaa', aaaa"),
            ("bbbb", &["aaaa"], "updating 'aaaa' to 'bbbb', bbbb"),
            ("cccc", &["bbbb"], "inserting 'cccc', bbbb cccc"),
            (
                "dddd",
                &["bbbb", "cccc"],
                "deleting 'bbbb', updating 'cccc' to 'dddd', dddd",
            ),
            ("dddd", &["cccc"], "updating 'cccc' to 'dddd', dddd"),
            (
                "gggg",
                &["dddd", "ffff"],
                "deleting 'dddd', updating 'ffff' to 'gggg', gggg",
            ),
        ] {
            assert_eq!(upgraded(to, heads), expected, "{to} from {heads:?}");
        }
    }

    #[test]
    fn a_dependency_is_a_parent_unless_another_row_holds_it() {
        for (to, heads, expected) in [
            (
                "ffff",
                &["bbbb", "eeee"][..],
                "deleting 'eeee', updating 'bbbb' to 'ffff', ffff",
            ),
            (
                "ffff",
                &["eeee", "dddd"],
                "updating 'eeee' to 'ffff', dddd ffff",
            ),
            ("ffff", &["eeee"], "updating 'eeee' to 'ffff', ffff"),
            (
                "dddd",
                &["bbbb", "cccc", "ffff"],
                "updating 'cccc' to 'dddd', bbbb dddd ffff",
            ),
        ] {
            assert_eq!(upgraded(to, heads), expected, "{to} from {heads:?}");
        }
    }

    #[test]
    fn a_row_that_is_there_already_is_an_error() {
        assert_eq!(
            upgraded("bbbb", &["bbbb"]),
            "the version table already has a row 'bbbb'"
        );
    }

    #[test]
    fn a_stamp_inserts_moves_or_deletes_rows() {
        use BranchMove::{No, Yes};
        use StampDirection::{Down, Up};
        let map = map(GRAPH);
        let ids = |names: &[&str]| names.iter().map(|name| RevisionId::from(*name)).collect();
        for (from, to, direction, branch_move, heads, expected) in [
            (
                &[][..],
                &["bbbb"][..],
                Up,
                Yes,
                &["eeee"][..],
                "inserting 'bbbb', bbbb eeee",
            ),
            (
                &["aaaa"],
                &["bbbb"],
                Up,
                No,
                &["aaaa"],
                "updating 'aaaa' to 'bbbb', bbbb",
            ),
            (
                &["bbbb", "cccc"],
                &["dddd"],
                Up,
                No,
                &["bbbb", "cccc"],
                "deleting 'bbbb', updating 'cccc' to 'dddd', dddd",
            ),
            (
                &["bbbb"],
                &[],
                Down,
                Yes,
                &["bbbb", "eeee"],
                "deleting 'bbbb', eeee",
            ),
            (
                &["dddd"],
                &["aaaa"],
                Down,
                No,
                &["dddd"],
                "updating 'dddd' to 'aaaa', aaaa",
            ),
            (
                &["dddd", "ffff"],
                &["aaaa"],
                Down,
                No,
                &["dddd", "ffff"],
                "deleting 'dddd', updating 'ffff' to 'aaaa', aaaa",
            ),
            (
                &["aaaa"],
                &["eeee"],
                Up,
                Yes,
                &["bbbb"],
                "inserting 'eeee', bbbb eeee",
            ),
        ] {
            let step = MigrationStep::Stamp(StampStep {
                from: ids(from),
                to: ids(to),
                direction,
                branch_move,
            });
            assert_eq!(recorded(&step, heads, &map), expected, "{from:?} -> {to:?}");
        }
    }
}

#[cfg(test)]
mod properties {
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
