//! Names in `release.toml`: which of them can stand in the name of a file or of a gate.

use std::collections::BTreeSet;

use super::fault::{Faults, Step};

/// Whether a name can be part of the name of a file and of a gate, on every system.
pub(super) fn is_plain(name: &str) -> bool {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "_-".contains(character);
    !name.is_empty() && name.len() <= 100 && name.chars().all(is_plain)
}

/// Whether a name is one table, with its schema or without.
pub(super) fn is_table(name: &str) -> bool {
    let parts: Vec<&str> = name.split('.').collect();
    let is_part = |part: &&str| {
        !part.is_empty()
            && part.chars().all(|character| {
                !character.is_whitespace() && !character.is_control() && character != '"'
            })
    };
    parts.len() <= 2 && parts.iter().all(is_part)
}

/// A table's name without the schema that it has anyhow.
pub(super) fn without_public(table: &str) -> &str {
    table.strip_prefix("public.").unwrap_or(table)
}

/// Whether a name is that of an environment variable.
pub(super) fn is_variable(name: &str) -> bool {
    let is_part = |character: char| character.is_ascii_alphanumeric() || character == '_';
    name.chars().all(is_part)
        && name.starts_with(|character: char| !character.is_ascii_digit())
        && !name.is_empty()
}

/// Notes a text without a visible character, or with one that would change a document's lines.
pub(super) fn says_something(faults: &mut Faults<'_>, steps: &[Step], text: &str) {
    let key = key(steps);
    if text.trim().is_empty() {
        faults.add(
            steps,
            format!("'{key}' is empty"),
            format!("Say something in '{key}', or leave it out where that is allowed."),
        );
    } else if text
        .replace("\r\n", "\n")
        .chars()
        .any(|character| character.is_control() && character != '\n' && character != '\t')
    {
        faults.add(
            steps,
            format!("'{key}' has a control character"),
            "Write it with visible characters only.",
        );
    }
}

/// Like [`says_something`], for what has to stand in one line.
pub(super) fn says_in_one_line(faults: &mut Faults<'_>, steps: &[Step], text: &str) {
    if text.contains('\n') {
        let key = key(steps);
        faults.add(
            steps,
            format!("'{key}' has more than one line"),
            "Write it in one line.",
        );
    } else {
        says_something(faults, steps, text);
    }
}

/// Notes every name that was there before; `steps` of each.
pub(super) fn are_different<'name>(
    faults: &mut Faults<'_>,
    names: impl IntoIterator<Item = (&'name str, Vec<Step>)>,
) {
    let mut seen = BTreeSet::new();
    for (name, steps) in names {
        if !seen.insert(name) {
            faults.add(
                &steps,
                format!("'{name}' is there twice"),
                "Leave one of them out, or give it a name of its own.",
            );
        }
    }
}

/// Notes tables that are named twice, or not as tables are.
pub(super) fn are_tables(faults: &mut Faults<'_>, steps: &[Step], tables: &[String]) {
    let place = |index: usize| -> Vec<Step> {
        steps
            .iter()
            .copied()
            .chain([Step::Element(index)])
            .collect()
    };
    for (index, table) in tables.iter().enumerate() {
        if !is_table(table) {
            faults.add(
                &place(index),
                format!("'{table}' is no name of a table"),
                "Write schema.table, or a table of the schema public alone, without quotes.",
            );
        }
    }
    let names = tables.iter().enumerate();
    are_different(
        faults,
        names.map(|(index, table)| (without_public(table), place(index))),
    );
}

/// The last key of the way to a value.
fn key(steps: &[Step]) -> &'static str {
    let last = steps.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(*key),
        Step::Element(_) => None,
    });
    last.unwrap_or_default()
}
