//! Everything that is wrong with a revision graph, not only what comes first.
//!
//! [`RevisionMap::new`](super::RevisionMap::new) stops where Alembic stops. Here every revision is
//! looked at: what stands alone (`Revision.verify_rev_id`, `_map_branch_labels`), what it refers to
//! (`_add_depends_on` and its kind), and every cycle.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, VecDeque};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::defect::{Defect, DefectPlace};
use super::error::RevisionError;
use super::map::Lineage;
use super::revision::{Revision, RevisionId};

/// All defects of the graph of `revisions`, given in load order; none exactly where
/// [`RevisionMap::new`](super::RevisionMap::new) accepts them.
pub(crate) fn graph_defects(revisions: &[Revision]) -> Vec<Defect> {
    let mut defects = Vec::new();
    for revision in revisions {
        for fact in revision.faults() {
            let place = match &fact {
                RevisionError::SelfLoop(_) => DefectPlace::of_down_revision(revision),
                RevisionError::DependencySelfLoop(_) => DefectPlace::of_depends_on(revision),
                _ => DefectPlace::of_revision(revision),
            };
            defects.push(Defect::in_graph(fact, revision, place));
        }
    }
    let mut names = Names {
        revisions,
        known: HashMap::with_capacity(revisions.len()),
    };
    names.claim_identifiers(&mut defects);
    names.claim_labels(&mut defects);
    names.find_missing(&mut defects);
    names.find_cycles(&mut defects);
    defects
}

/// Identifiers and branch labels with the position of the revision each means first.
struct Names<'revisions> {
    revisions: &'revisions [Revision],
    known: HashMap<&'revisions str, usize>,
}

impl<'revisions> Names<'revisions> {
    fn claim_identifiers(&mut self, defects: &mut Vec<Defect>) {
        for (position, revision) in self.revisions.iter().enumerate() {
            let Some(first) = self.claim(revision.id.as_str(), position) else {
                continue;
            };
            let fact = RevisionError::DuplicateRevision {
                revision: revision.id.clone(),
                first: Box::new(first.declaration.clone()),
                second: Box::new(revision.declaration.clone()),
            };
            defects.push(
                Defect::in_graph(fact, revision, DefectPlace::of_revision(revision))
                    .with_related("it is declared here first", DefectPlace::of_revision(first)),
            );
        }
    }

    fn claim_labels(&mut self, defects: &mut Vec<Defect>) {
        for (position, revision) in self.revisions.iter().enumerate() {
            for label in &revision.branch_labels {
                let Some(used_by) = self.claim(label, position) else {
                    continue;
                };
                let fact = RevisionError::DuplicateLabel {
                    label: label.clone(),
                    revision: revision.id.clone(),
                    used_by: used_by.id.clone(),
                };
                let (what, place) = if used_by.id == label.as_str() {
                    (
                        "it is the id of this revision",
                        DefectPlace::of_revision(used_by),
                    )
                } else {
                    (
                        "it is used here first",
                        DefectPlace::of_branch_labels(used_by),
                    )
                };
                defects.push(
                    Defect::in_graph(fact, revision, DefectPlace::of_branch_labels(revision))
                        .with_related(what, place),
                );
            }
        }
    }

    /// Takes a name for the revision at `position`; gives the one that has it already.
    fn claim(&mut self, name: &'revisions str, position: usize) -> Option<&'revisions Revision> {
        match self.known.entry(name) {
            Entry::Occupied(first) => Some(&self.revisions[*first.get()]),
            Entry::Vacant(vacant) => {
                vacant.insert(position);
                None
            }
        }
    }

    /// The revision whose identifier is exactly this.
    fn find(&self, id: &str) -> Option<usize> {
        let position = *self.known.get(id)?;
        (self.revisions[position].id == *id).then_some(position)
    }

    fn find_missing(&self, defects: &mut Vec<Defect>) {
        for revision in self.revisions {
            for parent in &revision.down_revisions {
                if self.find(parent.as_str()).is_none() {
                    let fact = RevisionError::MissingDownRevision {
                        missing: parent.clone(),
                        revision: revision.id.clone(),
                        place: revision.declaration.to_string(),
                    };
                    let place = DefectPlace::of_down_revision(revision);
                    defects.push(Defect::in_graph(fact, revision, place));
                }
            }
            for name in &revision.dependencies {
                if !self.known.contains_key(name.as_str()) {
                    let fact = RevisionError::MissingDependency {
                        missing: name.clone(),
                        revision: revision.id.clone(),
                        place: revision.declaration.to_string(),
                    };
                    let place = DefectPlace::of_depends_on(revision);
                    defects.push(Defect::in_graph(fact, revision, place));
                }
            }
        }
    }

    /// One defect for each strongly connected component: first those by `down_revision`, then
    /// those that only `depends_on` closes.
    fn find_cycles(&self, defects: &mut Vec<Defect>) {
        let mut reported: BTreeSet<Vec<NodeIndex>> = BTreeSet::new();
        for lineage in [Lineage::Versioned, Lineage::WithDependencies] {
            let graph = self.graph(lineage);
            let mut components: Vec<Vec<NodeIndex>> = kosaraju_scc(&graph)
                .into_iter()
                .filter(|component| component.len() > 1)
                .collect();
            for component in &mut components {
                component.sort_unstable();
            }
            components.sort_unstable();
            for component in components {
                if reported.insert(component.clone()) {
                    defects.push(self.cycle(&graph, &component, lineage));
                }
            }
        }
    }

    /// Edges lead from a revision to what it names.
    fn graph(&self, lineage: Lineage) -> DiGraph<(), (), u32> {
        let mut graph = DiGraph::with_capacity(self.revisions.len(), self.revisions.len());
        for _ in self.revisions {
            graph.add_node(());
        }
        for (position, revision) in self.revisions.iter().enumerate() {
            let parents = revision.down_revisions.iter();
            let mut named: Vec<usize> = parents
                .filter_map(|parent| self.find(parent.as_str()))
                .collect();
            if lineage == Lineage::WithDependencies {
                let dependencies = revision.dependencies.iter();
                named.extend(dependencies.filter_map(|name| self.known.get(name.as_str())));
            }
            for parent in named {
                graph.add_edge(NodeIndex::new(position), NodeIndex::new(parent), ());
            }
        }
        graph
    }

    fn cycle(
        &self,
        graph: &DiGraph<(), (), u32>,
        component: &[NodeIndex],
        lineage: Lineage,
    ) -> Defect {
        let revision = |index: NodeIndex| &self.revisions[index.index()];
        let mut ids: Vec<RevisionId> = component
            .iter()
            .map(|index| revision(*index).id.clone())
            .collect();
        ids.sort();
        let fact = match lineage {
            Lineage::Versioned => RevisionError::Cycle(ids),
            Lineage::WithDependencies => RevisionError::DependencyCycle(ids),
        };
        let round = shortest_round(graph, component);
        let place = |from: &Revision, to: &Revision| {
            if from.down_revisions.contains(&to.id) {
                DefectPlace::of_down_revision(from)
            } else {
                DefectPlace::of_depends_on(from)
            }
        };
        let mut steps = round.iter().zip(round.iter().cycle().skip(1));
        let (first, second) = steps
            .next()
            .map_or((component[0], component[0]), |(from, to)| (*from, *to));
        let (first, second) = (revision(first), revision(second));
        let defect = Defect::in_graph(fact, first, place(first, second));
        steps.fold(defect, |defect, (from, to)| {
            let (from, to) = (revision(*from), revision(*to));
            let label = format!("{} follows {}", from.id, to.id);
            defect.with_related(label, place(from, to))
        })
    }
}

/// The shortest way from the component's first member through others back to it.
fn shortest_round(graph: &DiGraph<(), (), u32>, component: &[NodeIndex]) -> Vec<NodeIndex> {
    let Some(&start) = component.first() else {
        return Vec::new();
    };
    let mut came_from: HashMap<NodeIndex, NodeIndex> = HashMap::new();
    let mut waiting = VecDeque::from([start]);
    while let Some(index) = waiting.pop_front() {
        for next in graph.neighbors(index) {
            if next == start && index != start {
                let mut round = vec![index];
                let mut last = index;
                while let Some(before) = came_from.get(&last) {
                    round.push(*before);
                    last = *before;
                }
                round.reverse();
                return round;
            }
            if next != start && component.binary_search(&next).is_ok() {
                came_from.entry(next).or_insert_with(|| {
                    waiting.push_back(next);
                    index
                });
            }
        }
    }
    vec![start]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::graph_defects;
    use crate::script::fixture::{random, revisions};
    use crate::script::revision::Revision;
    use crate::script::{RevisionId, RevisionMap};

    fn told(text: &str) -> Vec<String> {
        let defects = graph_defects(&revisions(text));
        defects
            .iter()
            .map(|defect| defect.error.to_string())
            .collect()
    }

    #[test]
    fn every_defect_is_told() {
        assert_eq!(
            told(
                "a: \n a: \n b: gone a | lost \n c: c \n d: | d \n e-f: a \n \
                 g: h \n h: i \n i: a g \n j: | k \n k: j \n l: a | | x \n m: l | | x m"
            ),
            [
                "Self-loop is detected in revisions (c)",
                "Dependency self-loop is detected in revisions (d)",
                "Character(s) '-' not allowed in revision identifier 'e-f'",
                "Revision a is present more than once: /v/a.py and /v/a.py",
                "Branch name 'x' in revision m already used by revision l",
                "Branch name 'm' in revision m already used by revision m",
                "Revision gone referenced from b is not present (down_revision in /v/b.py)",
                "Revision lost referenced from b is not present (depends_on in /v/b.py)",
                "Cycle is detected in revisions (g, h, i)",
                "Dependency cycle is detected in revisions (j, k)",
            ]
        );
    }

    /// A cycle is shown as a way through its members, the shortest there is.
    #[test]
    fn a_cycle_is_shown_step_by_step() {
        let defects = graph_defects(&revisions("a: \n b: a d \n c: b \n d: c b \n e: d"));
        let steps = |index: usize| -> Vec<&str> {
            let defect: &super::Defect = &defects[index];
            defect
                .related
                .iter()
                .map(|(label, _)| label.as_str())
                .collect()
        };
        assert_eq!(defects.len(), 1);
        assert_eq!(steps(0), ["d follows b"]);
    }

    proptest! {
        /// The survey and the map agree on which graphs are sound, however they are broken.
        #[test]
        fn the_map_accepts_exactly_what_has_no_defect(
            mut graph in random::graph(),
            breaks in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..5_u8), 0..3),
        ) {
            for (which, other, how) in breaks {
                let name = graph[other.index(graph.len())].id.to_string();
                let revision: &mut Revision = which.get_mut(&mut graph);
                match how {
                    0 => revision.down_revisions.push(RevisionId::from(name)),
                    1 => revision.dependencies.push(name),
                    2 => revision.branch_labels.push(name),
                    3 => revision.id = name.into(),
                    _ => revision.dependencies.push("nowhere".to_owned()),
                }
            }
            let sound = graph_defects(&graph).is_empty();
            prop_assert_eq!(sound, RevisionMap::new(graph).is_ok());
        }
    }
}
