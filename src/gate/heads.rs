//! The heads: how many there are, where they part, on which side of a merge each one is.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::sides::{Merge, Side};
use super::topology::{line_of, topology};
use crate::findings::{Finding, Place};
use crate::script::{Lineage, Position, RevisionIndex, RevisionMap};

/// Symbols that are no expectation.
const WHATEVER: [&str; 3] = ["head", "heads", "current"];

/// How many heads are named in one sentence.
const MOST_NAMED: usize = 6;

/// Who has a file, in words for the end of a sentence.
pub(super) struct Whereabouts<'merge>(pub(super) Option<&'merge Merge>);

impl Whereabouts<'_> {
    fn side(&self, path: &Path) -> Option<Side> {
        let sides: &HashMap<PathBuf, Side> = &self.0?.sides;
        sides.get(path).copied()
    }

    /// A revision with its file, and who has it.
    fn named(&self, map: &RevisionMap, index: RevisionIndex) -> String {
        let path = &map.revision(index).declaration.path;
        let words = self.words(path);
        let words = if words.is_empty() {
            words
        } else {
            format!(", {words}")
        };
        format!("{} ({}{words})", map.id(index), file_name(path))
    }

    fn words(&self, path: &Path) -> String {
        match (self.side(path), self.0) {
            (Some(Side::Here), _) => "new here".to_owned(),
            (Some(Side::There), Some(merge)) => format!("only on {}", merge.reference),
            (Some(Side::Both), Some(merge)) => format!("here and on {}", merge.reference),
            _ => String::new(),
        }
    }
}

/// Whether the heads are those that are expected: one, unless others are named.
pub(super) fn head_findings(
    map: &RevisionMap,
    expected: &[String],
    folders: &[PathBuf],
    merge: Option<&Merge>,
) -> Vec<Finding> {
    let whereabouts = Whereabouts(merge);
    let empty_is_expected = expected.iter().any(|text| text == "base");
    if map.is_empty() {
        let folder = folders.first().map_or(Path::new("."), PathBuf::as_path);
        return if empty_is_expected {
            Vec::new()
        } else {
            vec![
                topology(
                    "no-revisions",
                    "there is no revision file in the version locations",
                )
                .at(Place::file(folder))
                .never_allowable()
                .with_help(
                    "Is this the right folder? An empty history is expected with \
                         --expect-head base.",
                ),
            ]
        };
    }
    if expected.is_empty() {
        return match map.heads() {
            [] | [_] => Vec::new(),
            heads => vec![several_heads(map, heads, &whereabouts)],
        };
    }
    let mut findings = Vec::new();
    let mut wanted: Vec<RevisionIndex> = Vec::new();
    for text in expected.iter().filter(|text| *text != "base") {
        if WHATEVER.contains(&text.as_str()) {
            let message = format!("{text} is whatever head there is: name the id that is expected");
            return vec![topology("unexpected-heads", message).never_allowable()];
        }
        let positions = map.get_revisions(text).unwrap_or_default();
        let found: Vec<RevisionIndex> = positions
            .into_iter()
            .filter_map(|position| match position {
                Position::Revision(index) => Some(index),
                Position::Base | Position::Nowhere => None,
            })
            .collect();
        if found.is_empty() {
            let message = format!("the expected head {text} is no revision of this history");
            findings.push(topology("unexpected-heads", message));
        }
        for index in found {
            if !map.is_head(index) {
                let followers: Vec<RevisionIndex> = map.next_revisions(index).collect();
                let revision = map.revision(index);
                let message = format!(
                    "the expected head {} is followed by {}",
                    revision.id,
                    names(map, &followers)
                );
                findings.push(
                    topology("unexpected-heads", message)
                        .at(line_of(
                            &revision.declaration,
                            revision.declaration.lines.revision,
                        ))
                        .in_revision(revision.id.as_str()),
                );
            }
            wanted.push(index);
        }
    }
    for head in map.heads().iter().filter(|head| !wanted.contains(head)) {
        let revision = map.revision(*head);
        findings.push(
            topology(
                "unexpected-heads",
                format!(
                    "{} is a head and is not expected to be one{}",
                    revision.id,
                    in_brackets(&whereabouts.words(&revision.declaration.path))
                ),
            )
            .at(line_of(
                &revision.declaration,
                revision.declaration.lines.revision,
            ))
            .in_revision(revision.id.as_str()),
        );
    }
    findings
}

fn several_heads(
    map: &RevisionMap,
    heads: &[RevisionIndex],
    whereabouts: &Whereabouts<'_>,
) -> Finding {
    let side = |index: RevisionIndex| whereabouts.side(&map.revision(index).declaration.path);
    let merged = whereabouts.0.map_or_else(String::new, |merge| {
        format!(" after merging with {}", merge.reference)
    });
    let fork = fork_points(map, heads);
    let behind = if fork.is_empty() {
        "; they have no ancestor in common".to_owned()
    } else {
        format!("; they part after {}", names(map, &fork))
    };
    let named: Vec<String> = heads
        .iter()
        .take(MOST_NAMED)
        .map(|head| whereabouts.named(map, *head))
        .collect();
    let more = match heads.len() - named.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!(
        "{} heads{merged}: {}{more}{behind}",
        heads.len(),
        named.join(", ")
    );
    // What is new here is what the author can still change.
    let first = heads
        .iter()
        .copied()
        .find(|head| side(*head) == Some(Side::Here))
        .unwrap_or(heads[0]);
    let declaration = &map.revision(first).declaration;
    let mut finding = topology("several-heads", message)
        .at(line_of(declaration, declaration.lines.down_revision))
        .in_revision(map.id(first).as_str());
    for head in heads.iter().filter(|head| **head != first) {
        let declaration = &map.revision(*head).declaration;
        let label = format!(
            "{}{}",
            map.id(*head),
            in_brackets(&whereabouts.words(&declaration.path))
        );
        let place = line_of(declaration, declaration.lines.down_revision);
        finding = finding.with_related(label, place);
    }
    for point in &fork {
        let declaration = &map.revision(*point).declaration;
        let place = line_of(declaration, declaration.lines.revision);
        finding = finding.with_related(format!("{}: here they part", map.id(*point)), place);
    }
    finding.with_help(remedy(map, heads, first, whereabouts))
}

/// The command that joins the heads, and where one of them is new, how to do without.
fn remedy(
    map: &RevisionMap,
    heads: &[RevisionIndex],
    first: RevisionIndex,
    whereabouts: &Whereabouts<'_>,
) -> String {
    let pair = pair_to_merge_first(map, heads);
    let merged = pair.as_ref().map_or(heads, |pair| &pair[..]);
    let ids: Vec<&str> = merged.iter().map(|head| map.id(*head).as_str()).collect();
    let mut command = format!(
        "alembic-rs merge -m \"merge {}\" {}",
        ids.join(" and "),
        ids.join(" ")
    );
    if let [front, behind] = ids[..]
        && pair.is_some()
    {
        command.push_str(&format!(
            "\nand the result with the others after that: {front} depends on {behind}, and \
             Alembic cannot upgrade through one merge of them all."
        ));
    }
    let side = |index: RevisionIndex| whereabouts.side(&map.revision(index).declaration.path);
    match whereabouts.0 {
        None => format!("Join them: {command}"),
        Some(merge) => {
            let theirs = heads.iter().find(|head| side(**head) == Some(Side::There));
            let join = match theirs {
                Some(_) => format!(
                    "Merge {} into this branch, then: {command}",
                    merge.reference
                ),
                None => format!("Join them: {command}"),
            };
            let other = theirs.or_else(|| heads.iter().find(|head| **head != first));
            match (side(first), other) {
                (Some(Side::Here), Some(other)) => format!(
                    "{join}\nOr let the one that is new follow the other: down_revision = {:?} \
                     in {}",
                    map.id(*other).as_str(),
                    file_name(&map.revision(first).declaration.path)
                ),
                _ => join,
            }
        }
    }
}

/// Of three heads and more, one that depends on another, and that other: no single merge of them
/// all can be upgraded through, because the row of the second is gone by then.
fn pair_to_merge_first(map: &RevisionMap, heads: &[RevisionIndex]) -> Option<[RevisionIndex; 2]> {
    if heads.len() < 3 {
        return None;
    }
    heads.iter().find_map(|front| {
        let before = map.ancestors(&[*front], Lineage::WithDependencies);
        let behind = heads
            .iter()
            .find(|head| *head != front && before.contains(**head))?;
        Some([*front, *behind])
    })
}

/// The latest revisions that come before all of these.
fn fork_points(map: &RevisionMap, heads: &[RevisionIndex]) -> Vec<RevisionIndex> {
    let before: Vec<_> = heads
        .iter()
        .map(|head| map.ancestors(&[*head], Lineage::Versioned))
        .collect();
    let common = |index: RevisionIndex| before.iter().all(|set| set.contains(index));
    map.indices()
        .filter(|index| common(*index) && !map.next_revisions(*index).any(common))
        .collect()
}

fn names(map: &RevisionMap, indices: &[RevisionIndex]) -> String {
    let names: Vec<&str> = indices
        .iter()
        .map(|index| map.id(*index).as_str())
        .collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

fn in_brackets(words: &str) -> String {
    if words.is_empty() {
        String::new()
    } else {
        format!(" ({words})")
    }
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
