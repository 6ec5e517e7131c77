//! One entry of an upgrade or a stamp: `alembic.runtime.migration.MigrationStep` and its two kinds.

use std::fmt::Write as _;

use crate::script::{
    BranchMove, Lineage, RevisionId, RevisionIndex, RevisionMap, StampDirection, StampStep,
};

use super::error::RuntimeError;
use super::head_maintainer::VersionWrite;

/// A step on the way from what the version table says to the target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MigrationStep {
    /// Runs the `upgrade()` of a revision.
    Upgrade(RevisionIndex),
    /// Changes rows only.
    Stamp(StampStep),
}

impl MigrationStep {
    /// What comes after `-- Running` in a script: `upgrade <from> -> <to>`.
    ///
    /// Parents by `depends_on` are not named, as in Alembic (`from_revisions_no_deps`).
    pub fn short_log(&self, map: &RevisionMap) -> String {
        match self {
            Self::Upgrade(index) => {
                let parents = map.down_revisions(*index).map(|parent| map.id(parent));
                format!("upgrade {} -> {}", comma_separated(parents), map.id(*index))
            }
            Self::Stamp(step) => format!(
                "stamp_revision {} -> {}",
                comma_separated(&step.from),
                comma_separated(&step.to)
            ),
        }
    }

    /// What comes after `Running` in the log: the title of the revision follows the step.
    pub fn log_line(&self, map: &RevisionMap, title: Option<&str>) -> String {
        let mut line = self.short_log(map);
        if let Some(title) = title.filter(|title| !title.is_empty()) {
            let _ = write!(line, ", {title}");
        }
        line
    }

    /// The writes that record the step in a version table with the rows `heads`.
    pub(super) fn version_writes(
        &self,
        heads: &[RevisionId],
        map: &RevisionMap,
    ) -> Result<Vec<VersionWrite>, RuntimeError> {
        match self {
            Self::Upgrade(index) => upgrade_writes(*index, heads, map),
            Self::Stamp(step) => Ok(stamp_writes(step, heads)),
        }
    }
}

/// `RevisionStep`: a new row, a merge of rows, or the parent's row moved along.
fn upgrade_writes(
    index: RevisionIndex,
    heads: &[RevisionId],
    map: &RevisionMap,
) -> Result<Vec<VersionWrite>, RuntimeError> {
    let to = map.id(index).clone();
    let parents: Vec<RevisionId> = map
        .normalized_down_revisions(index)
        .map(|parent| map.id(parent).clone())
        .collect();
    let present: Vec<&RevisionId> = parents
        .iter()
        .filter(|parent| heads.contains(parent))
        .collect();
    match present.as_slice() {
        [] => Ok(vec![VersionWrite::Insert(to)]),
        [from] => Ok(vec![VersionWrite::Update {
            from: (*from).clone(),
            to,
        }]),
        present => merge_writes(present, to, heads, map),
    }
}

/// `RevisionStep.merge_branch_idents`: the parents' rows go, the last one becomes the new row.
///
/// A parent that another row's history contains keeps no row of its own and needs no write.
fn merge_writes(
    parents: &[&RevisionId],
    to: RevisionId,
    heads: &[RevisionId],
    map: &RevisionMap,
) -> Result<Vec<VersionWrite>, RuntimeError> {
    let others: Vec<RevisionIndex> = heads
        .iter()
        .filter(|head| !parents.contains(head))
        .filter_map(|head| map.find(head.as_str()))
        .collect();
    let covered = map.ancestors(&others, Lineage::WithDependencies);
    let mut merged: Vec<&RevisionId> = parents
        .iter()
        .copied()
        .filter(|parent| {
            map.find(parent.as_str())
                .is_none_or(|index| !covered.contains(index))
        })
        .collect();
    let last = merged
        .pop()
        .ok_or_else(|| RuntimeError::NothingToMerge(to.clone()))?;
    let mut writes: Vec<VersionWrite> = merged
        .into_iter()
        .map(|parent| VersionWrite::Delete(parent.clone()))
        .collect();
    writes.push(VersionWrite::Update {
        from: last.clone(),
        to,
    });
    Ok(writes)
}

/// `StampStep`: a row for a new branch, rows that go, or rows that become one.
///
/// A stamp of several revisions may find that a step before took the row it starts from. Then what
/// is left of its rows moves; with none left, a row is new. Alembic inserts in the second case and
/// fails in the first.
fn stamp_writes(step: &StampStep, heads: &[RevisionId]) -> Vec<VersionWrite> {
    match (step.direction, step.branch_move) {
        (StampDirection::Down, BranchMove::Yes) => {
            let gone = step.from.iter().cloned();
            gone.map(VersionWrite::Delete).collect()
        }
        (StampDirection::Up, BranchMove::Yes) => {
            let new = step.to.iter().cloned();
            new.map(VersionWrite::Insert).collect()
        }
        (StampDirection::Up | StampDirection::Down, BranchMove::No) => {
            let mut moved: Vec<&RevisionId> =
                step.from.iter().filter(|id| heads.contains(id)).collect();
            let last = moved.pop();
            let gone = moved.into_iter().cloned().map(VersionWrite::Delete);
            let come = step.to.iter().map(|to| match last {
                Some(from) => VersionWrite::Update {
                    from: from.clone(),
                    to: to.clone(),
                },
                None => VersionWrite::Insert(to.clone()),
            });
            gone.chain(come).collect()
        }
    }
}

/// Identifiers as log lines list them.
fn comma_separated<'i>(ids: impl IntoIterator<Item = &'i RevisionId>) -> String {
    let mut list = String::new();
    for (index, id) in ids.into_iter().enumerate() {
        if index > 0 {
            list.push_str(", ");
        }
        list.push_str(id.as_str());
    }
    list
}
