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
