//! Graphs for the unit tests of this room, written one revision a line.

use super::directory::ScriptDirectory;
use super::error::RevisionError;
use super::header::{HeaderLines, Loading};
use super::map::{RevisionIndex, RevisionMap};
use super::revision::{Declaration, Revision, RevisionId};

/// Two bases, a branch that merges again, labels and dependencies by identifier and by label.
pub(crate) const SHOP: &str = "
    aaaa1111:
    aaaa2222: aaaa1111
    bbbb1111: aaaa1111          | | core
    bbbb2222: bbbb1111
    bbbb3333: bbbb1111
    cccc1111: bbbb2222 bbbb3333
    dddd1111: aaaa2222          | | billing pay
    eeee1111:                   | bbbb2222 | plug
    eeee2222: eeee1111          | billing
";

/// Reads lines of the form `id: parents | dependencies | labels`.
pub(crate) fn revisions(text: &str) -> Vec<Revision> {
    text.lines()
        .filter_map(|line| line.trim().split_once(':'))
        .map(|(id, rest)| {
            let mut parts = rest.split('|').map(|part| {
                part.split_whitespace()
                    .map(str::to_owned)
                    .collect::<Vec<String>>()
            });
            let mut next = || parts.next().unwrap_or_default();
            Revision {
                id: id.into(),
                down_revisions: next().into_iter().map(RevisionId::from).collect(),
                dependencies: next(),
                branch_labels: next(),
                declaration: Declaration {
                    path: format!("/v/{id}.py").into(),
                    lines: HeaderLines::default(),
                },
                loading: Loading::Declares,
            }
        })
        .collect()
}

pub(crate) fn try_map(text: &str) -> Result<RevisionMap, RevisionError> {
    RevisionMap::new(revisions(text))
}

pub(crate) fn map(text: &str) -> RevisionMap {
    try_map(text).expect("the graph of a test is sound")
}

/// A directory whose docstrings are `msg <id>`.
pub(crate) fn directory(text: &str) -> ScriptDirectory {
    let map = map(text);
    let docstrings = map
        .indices()
        .map(|index| format!("msg {}", map.id(index)))
        .collect();
    ScriptDirectory::new(map, docstrings)
}

/// Identifiers separated by spaces, as rows.
pub(crate) fn rows(text: &str) -> Vec<RevisionId> {
    text.split_whitespace().map(RevisionId::from).collect()
}

pub(crate) fn spelled(map: &RevisionMap, indices: &[RevisionIndex]) -> String {
    let ids = map.ids(indices);
    let texts: Vec<&str> = ids.iter().map(RevisionId::as_str).collect();
    texts.join(" ")
}

/// Random graphs for property tests.
pub(crate) mod random {
    use std::collections::HashSet;

    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::{HeaderLines, Loading, Revision, RevisionId};
    use crate::script::map::{RevisionIndex, RevisionMap};
    use crate::script::revision::Declaration;

    /// Sound graphs: revisions with up to three parents and two dependencies among the earlier
    /// ones, every fifth with a label, in an order of loading that is not the order of making.
    pub(crate) fn graph() -> impl Strategy<Value = Vec<Revision>> {
        let choices = (
            prop::collection::vec(any::<Index>(), 0..=3),
            prop::collection::vec(any::<Index>(), 0..=2),
        );
        prop::collection::vec(choices, 1..40)
            .prop_map(|choices| {
                choices
                    .iter()
                    .enumerate()
                    .map(|(number, (parents, dependencies))| {
                        let earlier = |choice: &Index| choice.index(number);
                        if number == 0 {
                            return revision(0, Vec::new(), Vec::new());
                        }
                        revision(
                            number,
                            parents.iter().map(earlier).collect(),
                            dependencies.iter().map(earlier).collect(),
                        )
                    })
                    .collect::<Vec<_>>()
            })
            .prop_shuffle()
    }

    /// Graphs whose edges lead anywhere, so that most of them have cycles.
    pub(crate) fn any_graph() -> impl Strategy<Value = Vec<Revision>> {
        let edges = (
            prop::collection::vec(any::<Index>(), 0..=2),
            prop::collection::vec(any::<Index>(), 0..=1),
        );
        prop::collection::vec(edges, 1..7).prop_map(|edges| {
            let count = edges.len();
            let other_than = |number: usize, choices: &[Index]| {
                let chosen = choices.iter().map(|choice| choice.index(count));
                chosen.filter(|chosen| *chosen != number).collect()
            };
            edges
                .iter()
                .enumerate()
                .map(|(number, (parents, dependencies))| {
                    let dependencies = other_than(number, dependencies);
                    revision(number, other_than(number, parents), dependencies)
                })
                .collect()
        })
    }

    fn revision(number: usize, mut down: Vec<usize>, dependencies: Vec<usize>) -> Revision {
        let id = |number: usize| format!("r{number:03}");
        let label = |number: usize| format!("label{number}");
        down.sort_unstable();
        down.dedup();
        Revision {
            id: id(number).into(),
            down_revisions: down
                .into_iter()
                .map(|down| RevisionId::from(id(down)))
                .collect(),
            dependencies: dependencies
                .into_iter()
                .map(|other| match other % 5 {
                    0 => label(other),
                    _ => id(other),
                })
                .collect(),
            branch_labels: if number.is_multiple_of(5) {
                vec![label(number)]
            } else {
                Vec::new()
            },
            declaration: Declaration {
                path: id(number).into(),
                lines: HeaderLines::default(),
            },
            loading: Loading::Declares,
        }
    }

    /// The revisions and all they come after, found by asking each until nothing is new.
    pub(crate) fn closed(
        map: &RevisionMap,
        from: impl IntoIterator<Item = RevisionIndex>,
    ) -> HashSet<RevisionIndex> {
        let mut found: HashSet<RevisionIndex> = from.into_iter().collect();
        loop {
            let parents = found
                .iter()
                .flat_map(|index| map.all_down_revisions(*index));
            let more: HashSet<RevisionIndex> = found.iter().copied().chain(parents).collect();
            if more.len() == found.len() {
                return found;
            }
            found = more;
        }
    }

    /// The rows of a database where exactly these revisions are applied.
    pub(crate) fn rows_of(map: &RevisionMap, applied: &HashSet<RevisionIndex>) -> Vec<RevisionId> {
        map.indices()
            .filter(|index| applied.contains(index))
            .filter(|index| {
                !map.all_next_revisions(*index)
                    .any(|next| applied.contains(&next))
            })
            .map(|index| map.id(index).clone())
            .collect()
    }
}
