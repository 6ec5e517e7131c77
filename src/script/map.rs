//! The revision graph: `alembic.script.revision.RevisionMap`, its facts about single revisions.
//!
//! petgraph stores it. Nodes are revisions in load order, so a [`RevisionIndex`] is also a rank.
//! An edge leads from a parent to its child; edges are added in reverse, because petgraph yields
//! the latest first: children thus come in load order and parents in the order they are written.
//! Where Alembic walks a Python set, whose order hangs on the hash seed, this is our fixed order.

use std::collections::HashMap;

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use super::revision::{Revision, RevisionId};

/// Names a revision within one [`RevisionMap`]; smaller means loaded earlier.
pub type RevisionIndex = NodeIndex<u32>;

/// Why a revision comes after another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// By `down_revision`: it takes its parent's row in the version table.
    DownRevision,
    /// By `depends_on`.
    Dependency,
    /// By `depends_on`, but an ancestor depends on the same revision already; the reading side
    /// knows it, the walk down does not follow it (`_normalized_resolved_dependencies`).
    ImpliedDependency,
}

/// Which relations a walk follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lineage {
    /// `down_revision` only.
    Versioned,
    /// `down_revision` and `depends_on`.
    WithDependencies,
}

/// All revisions of a project and how they follow one another.
#[derive(Debug)]
pub struct RevisionMap {
    pub(crate) graph: DiGraph<Revision, Relation, u32>,
    /// Identifiers and branch labels, as Alembic keeps both in one dictionary.
    pub(crate) names: HashMap<String, RevisionIndex>,
    /// Every declared label with its revision, in load order: the keys behind the identifiers.
    pub(crate) labels: Vec<(String, RevisionIndex)>,
    /// Own and inherited labels by revision, as positions in `labels`.
    pub(crate) effective_labels: Vec<Vec<usize>>,
    pub(crate) heads: Vec<RevisionIndex>,
    pub(crate) real_heads: Vec<RevisionIndex>,
    pub(crate) bases: Vec<RevisionIndex>,
}

impl RevisionMap {
    /// Number of revisions.
    pub fn len(&self) -> usize {
        self.graph.node_count()
    }

    /// Whether there is no revision at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every revision in load order.
    pub fn indices(&self) -> impl DoubleEndedIterator<Item = RevisionIndex> + use<> {
        self.graph.node_indices()
    }

    /// What the file of a revision declares.
    pub fn revision(&self, index: RevisionIndex) -> &Revision {
        &self.graph[index]
    }

    /// The identifier of a revision.
    pub fn id(&self, index: RevisionIndex) -> &RevisionId {
        &self.graph[index].id
    }

    /// The identifiers of several revisions.
    pub fn ids(&self, indices: &[RevisionIndex]) -> Vec<RevisionId> {
        indices
            .iter()
            .map(|index| self.id(*index).clone())
            .collect()
    }

    /// The revision with exactly this identifier; labels and partial identifiers do not count.
    pub fn find(&self, id: &str) -> Option<RevisionIndex> {
        let index = *self.names.get(id)?;
        (*self.id(index) == id).then_some(index)
    }

    /// Revisions no other names as `down_revision`, in load order.
    pub fn heads(&self) -> &[RevisionIndex] {
        &self.heads
    }

    /// Heads that no other revision depends on either (`_real_heads`).
    pub fn real_heads(&self) -> &[RevisionIndex] {
        &self.real_heads
    }

    /// Revisions without `down_revision`, in load order.
    pub fn bases(&self) -> &[RevisionIndex] {
        &self.bases
    }

    /// The parents by `down_revision`, in the order they are written.
    pub fn down_revisions(&self, index: RevisionIndex) -> impl Iterator<Item = RevisionIndex> + '_ {
        self.related(index, Direction::Incoming, |relation| {
            relation == Relation::DownRevision
        })
    }

    /// Every parent, implied dependencies too (`_all_down_revisions`).
    pub fn all_down_revisions(
        &self,
        index: RevisionIndex,
    ) -> impl Iterator<Item = RevisionIndex> + '_ {
        self.related(index, Direction::Incoming, |_| true)
    }

    /// The parents whose rows matter in the version table (`_normalized_down_revisions`).
    pub fn normalized_down_revisions(
        &self,
        index: RevisionIndex,
    ) -> impl Iterator<Item = RevisionIndex> + '_ {
        self.related(index, Direction::Incoming, |relation| {
            relation != Relation::ImpliedDependency
        })
    }

    /// The children by `down_revision` (`nextrev`), in load order.
    pub fn next_revisions(&self, index: RevisionIndex) -> impl Iterator<Item = RevisionIndex> + '_ {
        self.related(index, Direction::Outgoing, |relation| {
            relation == Relation::DownRevision
        })
    }

    /// The children by `down_revision` and by `depends_on` (`_all_nextrev`), in load order.
    pub fn all_next_revisions(
        &self,
        index: RevisionIndex,
    ) -> impl Iterator<Item = RevisionIndex> + '_ {
        self.related(index, Direction::Outgoing, |_| true)
    }

    /// The branch labels of a revision: its own first, then the inherited ones in the load order
    /// of the revisions that declare them.
    pub fn branch_labels(&self, index: RevisionIndex) -> Vec<&str> {
        self.effective_labels[index.index()]
            .iter()
            .map(|label| self.labels[*label].0.as_str())
            .collect()
    }

    /// Whether no revision follows by `down_revision`.
    pub fn is_head(&self, index: RevisionIndex) -> bool {
        self.next_revisions(index).next().is_none()
    }

    /// Whether no revision follows at all.
    pub fn is_real_head(&self, index: RevisionIndex) -> bool {
        self.all_next_revisions(index).next().is_none()
    }

    /// Whether several revisions follow by `down_revision`.
    pub fn is_branch_point(&self, index: RevisionIndex) -> bool {
        self.next_revisions(index).nth(1).is_some()
    }

    /// Whether several revisions follow, dependents counted.
    pub fn is_real_branch_point(&self, index: RevisionIndex) -> bool {
        self.all_next_revisions(index).nth(1).is_some()
    }

    /// Whether it has several parents by `down_revision`.
    pub fn is_merge_point(&self, index: RevisionIndex) -> bool {
        self.revision(index).is_merge_point()
    }

    fn related(
        &self,
        index: RevisionIndex,
        direction: Direction,
        follows: impl Fn(Relation) -> bool,
    ) -> impl Iterator<Item = RevisionIndex> {
        self.graph
            .edges_directed(index, direction)
            .filter(move |edge| follows(*edge.weight()))
            .map(move |edge| match direction {
                Direction::Incoming => edge.source(),
                Direction::Outgoing => edge.target(),
            })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::{RevisionIndex, RevisionMap};
    use crate::script::Revision;
    use crate::script::fixture::random;

    /// Everything that Alembic answers alike in whatever order the files come.
    fn facts(map: &RevisionMap) -> BTreeSet<String> {
        let names = |indices: &mut dyn Iterator<Item = RevisionIndex>| {
            let names: BTreeSet<String> = indices.map(|index| map.id(index).to_string()).collect();
            names
        };
        let ends = [map.heads(), map.real_heads(), map.bases()]
            .map(|ends| names(&mut ends.iter().copied()));
        let mut facts = BTreeSet::from([format!("{ends:?}")]);
        for index in map.indices() {
            let labels: BTreeSet<&str> = map.branch_labels(index).into_iter().collect();
            let parents = names(&mut map.normalized_down_revisions(index));
            let children = names(&mut map.all_next_revisions(index));
            let id = map.id(index).as_str();
            let part = id.get(..3).unwrap_or_default();
            let found = map.get_revision(part).ok().flatten();
            let found = found.map(|found| map.id(found).to_string());
            let steps = map.upgrade_steps(id, &[]).unwrap_or_default();
            let steps = names(&mut steps.into_iter());
            facts.insert(format!(
                "{id} {labels:?} {parents:?} {children:?} {part}={found:?} {steps:?}"
            ));
        }
        facts
    }

    proptest! {
        /// Heads are the revisions that no file names as its parent.
        #[test]
        fn heads_have_no_children(revisions in random::graph()) {
            let named: BTreeSet<String> = revisions
                .iter()
                .flat_map(|one| one.down_revisions.iter().map(ToString::to_string))
                .collect();
            let expected: Vec<String> = revisions
                .iter()
                .map(|one| one.id.to_string())
                .filter(|id| !named.contains(id))
                .collect();
            let map = RevisionMap::new(revisions).expect("the strategy makes sound graphs");
            let heads: Vec<String> =
                map.heads().iter().map(|head| map.id(*head).to_string()).collect();
            prop_assert_eq!(heads, expected);
        }

        /// What follows what does not hang on the order in which files are listed.
        #[test]
        fn the_order_of_files_changes_no_fact(revisions in random::graph()) {
            let mut sorted: Vec<Revision> = revisions.clone();
            sorted.sort_by(|one, other| one.id.cmp(&other.id));
            let map = |revisions| RevisionMap::new(revisions).expect("the strategy is sound");
            prop_assert_eq!(facts(&map(revisions)), facts(&map(sorted)));
        }
    }
}
