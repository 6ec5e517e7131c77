//! That a clone is an exact copy: its structure, the number of its rows, what is in them, and how
//! far its sequences have counted.
//!
//! Counterpart: "clone is exact copy at T0" (row 17). A dump is compared with the very snapshot
//! that was dumped; a template and a clone that somebody else has made with the source as it is
//! now. Sequences belong to no snapshot: those of a source in use go on while it is dumped, so that
//! a dump may have any position between the one before it and the one after it.

use std::collections::{BTreeMap, BTreeSet};

use super::obstacle::Obstacle;
use super::row_counts::row_counts;
use super::table_name::unquoted_table;
use super::targets::refused;
use crate::db::ReadOnlySession;
use crate::db::catalog::Structure;
use crate::db::contents::{SequencePosition, sequence_positions};
use crate::snapshot::{CaptureScope, Snapshot, Weight, compare};

/// The positions of sequences, by their qualified names.
pub(super) type Positions = BTreeMap<String, SequencePosition>;

/// A database at one moment.
pub(super) struct Capture {
    snapshot: Snapshot,
    /// Where the sequences were when copying began.
    earlier: Positions,
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
            earlier: snapshot.sequences.clone(),
            snapshot,
            counts: row_counts(connection, tables)?,
        })
    }

    /// The same, where copying began earlier, when the sequences were at `positions`.
    pub(super) fn copied_since(mut self, positions: Positions) -> Self {
        self.earlier = positions;
        self
    }
}

/// Where the sequences of a session's database are now.
pub(super) fn positions(session: &mut ReadOnlySession) -> Result<Positions, Obstacle> {
    let positions = sequence_positions(session.connection())
        .map_err(|error| refused("cannot read the positions of the sequences", &error))?;
    Ok(positions.into_iter().collect())
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
    let earlier = &source.earlier;
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
    let sequences: BTreeSet<&String> = source
        .sequences
        .keys()
        .chain(copy.sequences.keys())
        .collect();
    for sequence in &sequences {
        let positions = [
            earlier.get(*sequence),
            source.sequences.get(*sequence),
            copy.sequences.get(*sequence),
        ];
        let owner = source.structure.sequences.iter();
        let owner = owner
            .filter(|one| one.name == **sequence)
            .find_map(|one| one.owned_by.as_ref());
        if owner.is_some_and(|owner| is_tolerated(&owner.table)) {
            notes.push(format!(
                "position of {sequence}: not compared, its table's rows may differ"
            ));
        } else if !is_position_of_copy(positions) {
            let [_, source, copy] = positions.map(told);
            differences.push(format!(
                "sequence {sequence}: {source} in the source, {copy} in the clone"
            ));
        } else if positions[0] != positions[1] {
            let [earlier, source, copy] = positions.map(told);
            notes.push(format!(
                "sequence {sequence}: went from {earlier} to {source} while it was copied, {copy} \
                 in the clone"
            ));
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
         rows and contents equal: {compared} of {} table(s), {rows} row(s) in the source\n\
         positions equal: {} sequence(s); they are part of no snapshot and were read after the rows\n",
        source.structure.tables.len(),
        source.structure.views.len(),
        source.structure.sequences.len(),
        source.structure.routines.len(),
        source.structure.enumerations.len(),
        tables.len(),
        sequences.len()
    );
    for note in notes {
        text.push_str(&format!("note: {note}\n"));
    }
    Ok(text)
}

/// Whether a copy that was made between two positions of a sequence may have the third.
///
/// The direction is not asked: what lies between both was there in between. A sequence that began
/// again meanwhile is none that could be told.
fn is_position_of_copy(positions: [Option<&SequencePosition>; 3]) -> bool {
    let [Some(earlier), Some(later), Some(copy)] = positions else {
        return false;
    };
    if copy == earlier || copy == later {
        return true;
    }
    let (least, most) = (
        earlier.last_value.min(later.last_value),
        earlier.last_value.max(later.last_value),
    );
    earlier != later && copy.is_called && (least..=most).contains(&copy.last_value)
}

fn told(position: Option<&SequencePosition>) -> String {
    position.map_or("no position".to_owned(), |position| {
        let state = if position.is_called {
            "given out"
        } else {
            "to be given out"
        };
        format!("{} {state}", position.last_value)
    })
}

/// What a copy takes along: subscriptions stay behind, or it would follow somebody else's changes.
fn copied(structure: &Structure) -> Structure {
    let mut structure = structure.clone();
    structure
        .others
        .retain(|other| other.kind != "subscription");
    structure
}

#[cfg(test)]
mod tests {
    use super::{SequencePosition, is_position_of_copy};

    #[test]
    fn a_copy_has_a_position_that_its_source_had_while_it_was_copied() {
        let at = |last_value, is_called| SequencePosition {
            last_value,
            is_called,
        };
        let unmoved = [at(7, true), at(7, true)];
        let moved = [at(1, false), at(9, true)];
        let backwards = [at(-1, true), at(-4, true)];
        for (between, copy, holds) in [
            (unmoved, at(7, true), true),
            (unmoved, at(7, false), false),
            (unmoved, at(6, true), false),
            (moved, at(1, false), true),
            (moved, at(1, true), true),
            (moved, at(5, true), true),
            (moved, at(5, false), false),
            (moved, at(10, true), false),
            (backwards, at(-2, true), true),
            (backwards, at(0, true), false),
        ] {
            let [earlier, later] = &between;
            let found = is_position_of_copy([Some(earlier), Some(later), Some(&copy)]);
            assert_eq!(found, holds, "{between:?} {copy:?}");
        }
        assert!(!is_position_of_copy([
            None,
            Some(&unmoved[0]),
            Some(&unmoved[0])
        ]));
    }
}
