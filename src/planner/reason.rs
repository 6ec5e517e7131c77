//! Why a revision is part of a plan.

use std::collections::HashSet;
use std::fmt;

use crate::script::{RevisionId, RevisionIndex, RevisionMap};

/// One reason for a revision to be part of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The plan leads to it.
    Destination,
    /// The next of its line in the plan comes after it.
    Ancestor(Vec<RevisionId>),
    /// Others of the plan name it in `depends_on`.
    Dependency(Vec<RevisionId>),
    /// It joins branches.
    Merge(Vec<RevisionId>),
    /// A branch label begins with it.
    BranchLabel(Vec<String>),
}

impl Reason {
    /// The kind in a word, for programs.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Destination => "destination",
            Self::Ancestor(_) => "ancestor",
            Self::Dependency(_) => "dependency",
            Self::Merge(_) => "merge",
            Self::BranchLabel(_) => "branch_label",
        }
    }

    /// The revisions or labels it speaks of.
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::Destination => Vec::new(),
            Self::Ancestor(ids) | Self::Dependency(ids) | Self::Merge(ids) => {
                ids.iter().map(RevisionId::as_str).collect()
            }
            Self::BranchLabel(labels) => labels.iter().map(String::as_str).collect(),
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.names().join(", ");
        match self {
            Self::Destination => formatter.write_str("asked for"),
            Self::Ancestor(_) => write!(formatter, "comes before {names}"),
            Self::Dependency(ids) if ids.len() == 1 => write!(formatter, "{names} depends on it"),
            Self::Dependency(_) => write!(formatter, "{names} depend on it"),
            Self::Merge(_) => write!(formatter, "merges {names}"),
            Self::BranchLabel(_) => write!(formatter, "begins the branch {names}"),
        }
    }
}

/// Why a revision is part of the plan with the revisions `planned`.
pub(super) fn reasons(
    map: &RevisionMap,
    index: RevisionIndex,
    planned: &HashSet<RevisionIndex>,
) -> Vec<Reason> {
    let ids = |indices: &[RevisionIndex]| map.ids(indices);
    let of_plan = |index: &RevisionIndex| planned.contains(index);
    let children: Vec<RevisionIndex> = map.next_revisions(index).filter(of_plan).collect();
    let dependents: Vec<RevisionIndex> = map
        .all_next_revisions(index)
        .filter(of_plan)
        .filter(|other| !children.contains(other))
        .collect();
    let mut reasons = Vec::new();
    if children.is_empty() && dependents.is_empty() {
        reasons.push(Reason::Destination);
    }
    if !children.is_empty() {
        reasons.push(Reason::Ancestor(ids(&children)));
    }
    if !dependents.is_empty() {
        reasons.push(Reason::Dependency(ids(&dependents)));
    }
    let revision = map.revision(index);
    if revision.is_merge_point() {
        reasons.push(Reason::Merge(revision.down_revisions.clone()));
    }
    if !revision.branch_labels.is_empty() {
        reasons.push(Reason::BranchLabel(revision.branch_labels.clone()));
    }
    reasons
}
