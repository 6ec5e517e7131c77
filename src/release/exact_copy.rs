//! That a clone is an exact copy: its structure, the number of its rows, and what is in them.
//!
//! Counterpart: "clone is exact copy at T0" (row 17). A dump is compared with the very snapshot
//! that was dumped; a template and a clone that somebody else has made with the source as it is
//! now.

use std::collections::{BTreeMap, BTreeSet};

use super::obstacle::Obstacle;
use super::row_counts::row_counts;
use super::table_name::unquoted_table;
use super::targets::refused;
use crate::db::ReadOnlySession;
use crate::db::catalog::Structure;
use crate::snapshot::{CaptureScope, Snapshot, Weight, compare};

/// A database at one moment.
pub(super) struct Capture {
    snapshot: Snapshot,
    /// The rows of the tables that `release.toml` names, by the names it uses.
    pub(super) counts: BTreeMap<String, u64>,
}

impl Capture {
    /// Captures everything in the transaction of `session`.
    pub(super) fn take(session: &mut ReadOnlySession, tables: &[String]) -> Result<Self, Obstacle> {
        let connection = session.connection();
        let snapshot = Snapshot::capture_within(connection, &CaptureScope::everything())
            .map_err(|error| Obstacle::gate(format!("cannot capture the database: {error}")))?;
        Ok(Self {
            snapshot,
            counts: row_counts(connection, tables)?,
        })
    }
}

/// Ends a session that has only read, and demands the proof; returns it in a line.
pub(super) fn proven(session: ReadOnlySession, of: &str) -> Result<String, Obstacle> {
    let proof = session
        .finish()
        .map_err(|error| refused(format!("the session on the {of} cannot be ended"), &error))?;
    if !proof.holds() {
        return Err(Obstacle::gate(format!(
            "the session on the {of} was to read only and was given a transaction id"
        )));
    }
    Ok(format!(
        "session on the {of}: process {}, snapshot {}, read only, no transaction id assigned",
        proof.process, proof.snapshot
    ))
}

/// Compares a copy with its source; returns what was compared, for the evidence.
///
/// `tolerated` are tables whose rows may differ, for a reason that is judged elsewhere.
///
/// # Errors
/// Every difference.
pub(super) fn compare_copy(
    source: &Capture,
    copy: &Capture,
    tolerated: &BTreeSet<String>,
) -> Result<String, Obstacle> {
    let (source, copy) = (&source.snapshot, &copy.snapshot);
    let mut differences = Vec::new();
    let mut notes = Vec::new();
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
    for difference in compare(&copied(&source.structure), &copied(&copy.structure)) {
        let line = format!(
            "{}: {} in the source, {} in the clone",
            difference.object,
            shown(&difference.expected),
            shown(&difference.found)
        );
        match difference.weight {
            Weight::Difference => differences.push(line),
            Weight::Note => notes.push(line),
        }
    }
    let is_tolerated = |table: &str| tolerated.contains(&unquoted_table(table));
    let tables: BTreeSet<&String> = source.contents.keys().chain(copy.contents.keys()).collect();
    let mut compared = 0;
    for table in &tables {
        let rows = [source, copy].map(|side| side.row_counts.get(*table));
        let hashes = [source, copy].map(|side| side.contents.get(*table));
        if is_tolerated(table) {
            notes.push(format!(
                "rows of {table}: not compared here, see the row counts"
            ));
        } else if rows[0] != rows[1] || rows[0].is_none() {
            let [source, copy] = rows.map(|rows| rows.map_or("no".to_owned(), u64::to_string));
            differences.push(format!(
                "{table}: {source} row(s) in the source, {copy} in the clone"
            ));
        } else if hashes[0] != hashes[1] || hashes[0].is_none() {
            differences.push(format!("{table}: other contents in as many rows"));
        } else {
            compared += 1;
        }
    }
    if !differences.is_empty() {
        return Err(Obstacle::parity(format!(
            "the clone is no exact copy of the source:\n  {}\nRemedy: make it anew; writes to the \
             source must be frozen unless `method = \"dump\"`",
            differences.join("\n  ")
        )));
    }
    let rows: u64 = source.row_counts.values().sum();
    let mut text = format!(
        "structure equal: {} table(s), {} view(s), {} sequence(s), {} routine(s), {} enum type(s)\n\
         rows and contents equal: {compared} of {} table(s), {rows} row(s) in the source\n",
        source.structure.tables.len(),
        source.structure.views.len(),
        source.structure.sequences.len(),
        source.structure.routines.len(),
        source.structure.enumerations.len(),
        tables.len()
    );
    for note in notes {
        text.push_str(&format!("note: {note}\n"));
    }
    Ok(text)
}

/// What a copy takes along: subscriptions stay behind, or it would follow somebody else's changes.
fn copied(structure: &Structure) -> Structure {
    let mut structure = structure.clone();
    structure
        .others
        .retain(|other| other.kind != "subscription");
    structure
}
