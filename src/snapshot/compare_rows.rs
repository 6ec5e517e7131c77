//! What differs between the rows of two snapshots.

use std::collections::{BTreeMap, BTreeSet};

use super::difference::{Difference, Dimension, Weight};
use super::file::Snapshot;

/// The row counts that differ. A table that only one of the snapshots has counted differs.
pub fn compare_counts(expected: &Snapshot, found: &Snapshot) -> Vec<Difference> {
    let text = |count: &u64| format!("{count} rows");
    compare_maps(
        (Dimension::RowCounts, "table"),
        &expected.row_counts,
        &found.row_counts,
        text,
    )
}

/// The contents that differ. A table that only one of the snapshots has hashed differs, and all
/// do where the servers are of two major versions: their hashes cannot be compared.
pub fn compare_contents(expected: &Snapshot, found: &Snapshot) -> Vec<Difference> {
    let major = |snapshot: &Snapshot| snapshot.database.server_version_number / 10_000;
    if major(expected) != major(found) {
        let hashed = |snapshot: &Snapshot| {
            let version = &snapshot.database.server_version;
            Some(format!("hashed by PostgreSQL {version}"))
        };
        return vec![Difference {
            object: "contents".to_owned(),
            dimension: Dimension::Contents,
            aspect: "hash functions".to_owned(),
            expected: hashed(expected),
            found: hashed(found),
            weight: Weight::Difference,
        }];
    }
    compare_maps(
        (Dimension::Contents, "table"),
        &expected.contents,
        &found.contents,
        |hash| format!("{} rows, hash {}", hash.rows, hash.sum),
    )
}

/// The positions of sequences that differ.
pub fn compare_sequences(expected: &Snapshot, found: &Snapshot) -> Vec<Difference> {
    compare_maps(
        (Dimension::SequencePositions, "sequence"),
        &expected.sequences,
        &found.sequences,
        |position| {
            let called = if position.is_called {
                "given out"
            } else {
                "to be given out"
            };
            format!("{} {called}", position.last_value)
        },
    )
}

fn compare_maps<T: PartialEq>(
    (dimension, kind): (Dimension, &str),
    expected: &BTreeMap<String, T>,
    found: &BTreeMap<String, T>,
    text: impl Fn(&T) -> String,
) -> Vec<Difference> {
    let names: BTreeSet<&String> = expected.keys().chain(found.keys()).collect();
    names
        .into_iter()
        .filter(|name| expected.get(*name) != found.get(*name))
        .map(|name| Difference {
            object: format!("{kind} {name}"),
            dimension,
            aspect: dimension.to_string(),
            expected: expected.get(name).map(&text),
            found: found.get(name).map(&text),
            weight: Weight::Difference,
        })
        .collect()
}
