//! From declarations to the graph: `RevisionMap._revision_map` and what it calls.

use std::collections::HashMap;

use petgraph::Direction;
use petgraph::graph::DiGraph;
use petgraph::visit::EdgeRef;

use super::error::RevisionError;
use super::map::{Lineage, Relation, RevisionIndex, RevisionMap};
use super::revision::Revision;
use super::traversal::RevisionSet;

impl RevisionMap {
    /// Builds the graph of `revisions`, given in load order.
    ///
    /// Refuses what Alembic refuses (own parent, illegal characters, a label used twice, a parent
    /// or dependency that is not there, cycles), and besides two revisions with one identifier and
    /// the cycles that Alembic overlooks.
    pub fn new(revisions: Vec<Revision>) -> Result<Self, RevisionError> {
        for revision in &revisions {
            revision.verify()?;
        }
        let mut map = Self::with_identifiers(revisions)?;
        map.claim_labels()?;
        map.connect()?;
        map.find_ends();
        map.detect_cycles()?;
        map.normalize_dependencies();
        map.propagate_labels();
        Ok(map)
    }

    fn with_identifiers(revisions: Vec<Revision>) -> Result<Self, RevisionError> {
        let count = revisions.len();
        let mut map = Self {
            graph: DiGraph::with_capacity(count, count),
            names: HashMap::with_capacity(count),
            labels: Vec::new(),
            effective_labels: vec![Vec::new(); count],
            heads: Vec::new(),
            real_heads: Vec::new(),
            bases: Vec::new(),
        };
        for revision in revisions {
            let name = revision.id.as_str().to_owned();
            let index = map.graph.add_node(revision);
            if let Some(first) = map.names.insert(name, index) {
                return Err(RevisionError::DuplicateRevision {
                    revision: map.id(index).clone(),
                    first: Box::new(map.revision(first).declaration.clone()),
                    second: Box::new(map.revision(index).declaration.clone()),
                });
            }
        }
        Ok(map)
    }

    /// Enters the labels beside the identifiers (`_map_branch_labels`).
    fn claim_labels(&mut self) -> Result<(), RevisionError> {
        for index in self.indices() {
            for label in self.graph[index].branch_labels.clone() {
                if let Some(used_by) = self.names.insert(label.clone(), index) {
                    return Err(RevisionError::DuplicateLabel {
                        revision: self.id(index).clone(),
                        used_by: self.id(used_by).clone(),
                        label,
                    });
                }
                self.labels.push((label, index));
            }
        }
        Ok(())
    }

    /// Adds the edges (`_add_depends_on` and the loop over `_all_down_revisions`).
    fn connect(&mut self) -> Result<(), RevisionError> {
        for index in self.indices().rev() {
            let revision = &self.graph[index];
            let mut parents: Vec<(RevisionIndex, Relation)> =
                Vec::with_capacity(revision.down_revisions.len() + revision.dependencies.len());
            for parent in &revision.down_revisions {
                let found = self.find(parent.as_str()).ok_or_else(|| {
                    RevisionError::MissingDownRevision {
                        missing: parent.clone(),
                        revision: revision.id.clone(),
                        place: revision.declaration.to_string(),
                    }
                })?;
                parents.push((found, Relation::DownRevision));
            }
            for name in &revision.dependencies {
                let found =
                    self.names
                        .get(name)
                        .ok_or_else(|| RevisionError::MissingDependency {
                            missing: name.clone(),
                            revision: revision.id.clone(),
                            place: revision.declaration.to_string(),
                        })?;
                parents.push((*found, Relation::Dependency));
            }
            for position in (0..parents.len()).rev() {
                let (parent, relation) = parents[position];
                let named_before = parents[..position]
                    .iter()
                    .any(|(earlier, _)| *earlier == parent);
                if !named_before {
                    self.graph.add_edge(parent, index, relation);
                }
            }
        }
        Ok(())
    }

    fn find_ends(&mut self) {
        let select = |holds: &dyn Fn(RevisionIndex) -> bool| -> Vec<RevisionIndex> {
            self.indices().filter(|index| holds(*index)).collect()
        };
        let heads = select(&|index| self.is_head(index));
        let real_heads = select(&|index| self.is_real_head(index));
        let bases = select(&|index| self.revision(index).is_base());
        self.heads = heads;
        self.real_heads = real_heads;
        self.bases = bases;
    }

    /// Marks the dependencies that an ancestor has too (`_normalize_depends_on`).
    ///
    /// Only a revision that several depend on can be implied, so that the ancestors of a revision
    /// are looked at in that case alone.
    fn normalize_dependencies(&mut self) {
        let mut dependents: HashMap<RevisionIndex, Vec<RevisionIndex>> = HashMap::new();
        for index in self.indices() {
            for name in &self.graph[index].dependencies {
                dependents.entry(self.names[name]).or_default().push(index);
            }
        }
        let mut implied = Vec::new();
        for index in self.indices() {
            let mut shared = self
                .graph
                .edges_directed(index, Direction::Incoming)
                .filter(|edge| *edge.weight() == Relation::Dependency)
                .filter(|edge| dependents[&edge.source()].len() > 1)
                .peekable();
            if shared.peek().is_none() {
                continue;
            }
            let mut ancestors = self.ancestors(&[index], Lineage::Versioned);
            ancestors.remove(index);
            implied.extend(
                shared
                    .filter(|edge| {
                        dependents[&edge.source()]
                            .iter()
                            .any(|dependent| ancestors.contains(*dependent))
                    })
                    .map(|edge| edge.id()),
            );
        }
        for edge in implied {
            self.graph[edge] = Relation::ImpliedDependency;
        }
    }

    /// Hands labels on to descendants, and back to ancestors up to the point where the branch
    /// began (`_add_branches`).
    fn propagate_labels(&mut self) {
        let mut labelled: Vec<RevisionIndex> =
            self.labels.iter().map(|(_, index)| *index).collect();
        labelled.dedup();
        for index in &labelled {
            self.effective_labels[index.index()] = self.graph[*index].branch_labels.clone();
        }
        for index in labelled {
            let labels = self.effective_labels[index.index()].clone();
            let mut seen = RevisionSet::new(self.len());
            let mut todo = vec![index];
            let mut last = index;
            while let Some(node) = todo.pop() {
                if seen.insert(node) {
                    todo.extend(self.next_revisions(node));
                    self.add_labels(node, &labels);
                    last = node;
                }
            }
            let mut node = Some(last);
            while let Some(ancestor) = node {
                if self.is_real_branch_point(ancestor) || self.is_merge_point(ancestor) {
                    break;
                }
                self.add_labels(ancestor, &labels);
                node = self.down_revisions(ancestor).next();
            }
        }
    }

    fn add_labels(&mut self, index: RevisionIndex, labels: &[String]) {
        let own = &mut self.effective_labels[index.index()];
        for label in labels {
            if !own.contains(label) {
                own.push(label.clone());
            }
        }
    }
}
