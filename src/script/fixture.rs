//! Graphs for the unit tests of this room, written one revision a line.

use super::directory::ScriptDirectory;
use super::error::RevisionError;
use super::header::HeaderLines;
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

/// Random sound graphs for property tests.
pub(crate) mod random {
    use proptest::prelude::*;

    use super::{HeaderLines, Revision, RevisionId};
    use crate::script::revision::Declaration;

    /// Revisions with up to three parents and two dependencies among the earlier ones, in an order
    /// of loading that is not the order of making.
    pub(crate) fn graph() -> impl Strategy<Value = Vec<Revision>> {
        let choices = (
            prop::collection::vec(any::<prop::sample::Index>(), 0..=3),
            prop::collection::vec(any::<prop::sample::Index>(), 0..=2),
        );
        prop::collection::vec(choices, 1..40)
            .prop_map(|choices| {
                let id = |number: usize| format!("r{number:03}");
                choices
                    .iter()
                    .enumerate()
                    .map(|(number, (parents, dependencies))| {
                        let earlier = |choice: &prop::sample::Index| id(choice.index(number));
                        let mut down: Vec<String> = Vec::new();
                        let mut other: Vec<String> = Vec::new();
                        if number > 0 {
                            down.extend(parents.iter().map(earlier));
                            other.extend(dependencies.iter().map(earlier));
                        }
                        down.sort();
                        down.dedup();
                        Revision {
                            id: id(number).into(),
                            down_revisions: down.into_iter().map(RevisionId::from).collect(),
                            dependencies: other,
                            branch_labels: Vec::new(),
                            declaration: Declaration {
                                path: id(number).into(),
                                lines: HeaderLines::default(),
                            },
                        }
                    })
                    .collect::<Vec<_>>()
            })
            .prop_shuffle()
    }
}
