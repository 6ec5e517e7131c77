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
    /// Those are the dependents that lie behind another dependent of the same revision.
    fn normalize_dependencies(&mut self) {
        let mut dependents: HashMap<RevisionIndex, Vec<RevisionIndex>> = HashMap::new();
        for index in self.indices() {
            for name in &self.graph[index].dependencies {
                dependents.entry(self.names[name]).or_default().push(index);
            }
        }
        let mut implied = Vec::new();
        for (parent, dependents) in dependents {
            if dependents.len() < 2 {
                continue;
            }
            let children: Vec<RevisionIndex> = dependents
                .iter()
                .flat_map(|dependent| self.next_revisions(*dependent))
                .collect();
            let behind_a_dependent = self.descendants(&children, Lineage::Versioned);
            implied.extend(
                self.graph
                    .edges_directed(parent, Direction::Outgoing)
                    .filter(|edge| *edge.weight() == Relation::Dependency)
                    .filter(|edge| behind_a_dependent.contains(edge.target()))
                    .map(|edge| edge.id()),
            );
        }
        for edge in implied {
            self.graph[edge] = Relation::ImpliedDependency;
        }
    }

    /// Hands labels on to descendants, and back to ancestors up to the point where the branch
    /// began (`_add_branches`).
    ///
    /// Alembic hands on inherited labels with a revision's own; they reach no revision that they
    /// do not reach by themselves.
    fn propagate_labels(&mut self) {
        for (label, (_, declared_by)) in self.labels.iter().enumerate() {
            self.effective_labels[declared_by.index()].push(label);
        }
        for label in 0..self.labels.len() {
            let (_, declared_by) = self.labels[label];
            let mut reached = RevisionSet::new(self.len());
            let mut todo = vec![declared_by];
            let mut last = declared_by;
            while let Some(index) = todo.pop() {
                if reached.insert(index) {
                    todo.extend(self.next_revisions(index));
                    last = index;
                }
            }
            let mut above = Some(last);
            while let Some(index) = above {
                if self.is_real_branch_point(index) || self.is_merge_point(index) {
                    break;
                }
                reached.insert(index);
                above = self.down_revisions(index).next();
            }
            reached.remove(declared_by);
            for index in reached.iter() {
                self.effective_labels[index.index()].push(label);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::script::fixture::{map, try_map};

    #[test]
    fn defects_are_refused_with_their_places() {
        for (graph, sentence) in [
            (
                "a: \n a:",
                "Revision a is present more than once: /v/a.py and /v/a.py",
            ),
            (
                "b: a",
                "Revision a referenced from b is not present (down_revision in /v/b.py)",
            ),
            (
                "b: | a",
                "Revision a referenced from b is not present (depends_on in /v/b.py)",
            ),
            (
                "a: | | x \n b: a | | x",
                "Branch name 'x' in revision b already used by revision a",
            ),
            (
                "a: \n b: a | | a",
                "Branch name 'a' in revision b already used by revision a",
            ),
            (
                "a-b@c:",
                "Character(s) '-, @' not allowed in revision identifier 'a-b@c'",
            ),
        ] {
            let refused = try_map(graph).err().map(|error| error.to_string());
            assert_eq!(refused.as_deref(), Some(sentence), "{graph}");
        }
    }

    /// Labels go to all descendants, and to ancestors up to the point where the branch began.
    #[test]
    fn labels_spread_over_their_branch() {
        let map = map("a: \n b: a \n c: b | | x \n d: c \n e: a \n f: d e | | y");
        let labelled: Vec<String> = map
            .indices()
            .map(|index| format!("{} {}", map.id(index), map.branch_labels(index).join(",")))
            .collect();
        assert_eq!(labelled, ["a ", "b ", "c x", "d x", "e ", "f y,x"]);
    }

    /// A dependency that an ancestor has already needs no row of its own.
    #[test]
    fn dependencies_of_ancestors_are_implied() {
        let map = map("a: \n b: | a \n c: b | a \n d: c | a");
        let parents = |id: &str| {
            let index = map.find(id).expect("the revision is in the graph");
            map.ids(&map.normalized_down_revisions(index).collect::<Vec<_>>())
        };
        assert_eq!(parents("b"), ["a"]);
        assert_eq!(parents("c"), ["b"]);
        assert_eq!(parents("d"), ["c"]);
    }
}
