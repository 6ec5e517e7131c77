//! The state before: everything that a rollback has to bring back, and the proof that looking at it
//! changed nothing.
//!
//! Counterpart: "before-state capture, read-only, for every surface the apply touches … entry ==
//! exit" of the rollback design. It is captured twice, in two sessions; a state that two captures
//! do not agree on is none.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::obstacle::Obstacle;
use super::probes::{self, Answers};
use crate::db::Connection;
use crate::governance::{Digest, FailureClass, Probe, RootCause};
use crate::snapshot::{CaptureScope, Extent, ParityReport, ReadOnlyProof, Snapshot};

/// The version of the file's format.
const FORMAT: u32 = 1;

/// A database before a release, as it was found twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BeforeState {
    format: u32,
    /// The first capture.
    entry: Snapshot,
    /// What the second one came to.
    exit: ExitProof,
    /// The answers of the probes, equal in both.
    probes: Answers,
    /// The digests of the files that the release executes.
    files: BTreeMap<String, Digest>,
}

/// The second capture, which must be equal to the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExitProof {
    /// The digest of what was found.
    state: String,
    /// What the server said of its transaction.
    read_only: ReadOnlyProof,
}

/// A state held against the state before.
#[derive(Debug, Clone, PartialEq)]
pub struct StateComparison {
    /// What differs; for a person.
    pub report: ParityReport,
    /// The probes that answer otherwise.
    pub probes: Vec<String>,
    /// Whether both captures have the same digest.
    pub is_exact: bool,
    /// The digest of the state before.
    before: String,
    /// The digest of the state that was found.
    found: String,
}

impl BeforeState {
    /// Captures a database twice, each time in a session of its own.
    ///
    /// # Errors
    /// A capture or a probe fails, or the second finds something else than the first: then either
    /// the capture or somebody else has changed the database meanwhile.
    pub fn capture(
        connect: &mut dyn FnMut() -> Result<Connection, Obstacle>,
        scope: &CaptureScope,
        probes: &[Probe],
        files: &[(String, Digest)],
    ) -> Result<Self, Obstacle> {
        let (entry, answers) = look(&mut connect()?, scope, probes)?;
        let (exit, again) = look(&mut connect()?, scope, probes)?;
        if exit.state_digest() != entry.state_digest() {
            let report = ParityReport::of_snapshots(&entry, &exit, extent(scope), &[]);
            return Err(Obstacle::parity(format!(
                "the state before is not the same in two captures; stop whoever writes to the \
                 database\n{}",
                report.to_text()
            )));
        }
        if again != answers {
            return Err(Obstacle::parity(format!(
                "these probes answer otherwise when they are asked again: {}; a probe of a state \
                 must not hang on the time or on other sessions",
                different(&answers, &again).join(", ")
            )));
        }
        Ok(Self {
            format: FORMAT,
            exit: ExitProof {
                state: exit.state_digest(),
                read_only: exit.read_only_proof,
            },
            entry,
            probes: answers,
            files: files.iter().cloned().collect(),
        })
    }

    /// The first capture.
    pub fn snapshot(&self) -> &Snapshot {
        &self.entry
    }

    /// The answers of the probes.
    pub fn probes(&self) -> &Answers {
        &self.probes
    }

    /// The digest of what was found, without when and where.
    pub fn state_digest(&self) -> String {
        self.entry.state_digest()
    }

    /// The tables there were whose rows are not captured, and so may not be changed.
    pub fn uncaptured_tables(&self) -> BTreeSet<String> {
        let tables = self.entry.structure.tables.iter();
        tables
            .map(|table| table.name.clone())
            .filter(|name| !self.entry.contents.contains_key(name))
            .collect()
    }

    /// Looks at a database again and holds it against this state.
    ///
    /// # Errors
    /// The capture or a probe fails: then nothing is known.
    pub fn compare_with(
        &self,
        connection: &mut Connection,
        probes: &[Probe],
    ) -> Result<StateComparison, Obstacle> {
        let (found, answers) = look(connection, &self.entry.scope, probes)?;
        Ok(StateComparison {
            report: ParityReport::of_snapshots(&self.entry, &found, extent(&self.entry.scope), &[]),
            probes: different(&self.probes, &answers),
            is_exact: self.entry.state_digest() == found.state_digest(),
            before: self.entry.state_digest(),
            found: found.state_digest(),
        })
    }

    /// Whether the files are still those of the capture.
    ///
    /// # Errors
    /// The first that is another one, or cannot be read.
    pub fn check_files(&self, folder: &Path) -> Result<(), Obstacle> {
        for (file, expected) in &self.files {
            let found = Digest::of_file(&folder.join(file)).map_err(|error| {
                Obstacle::gate(format!("cannot read {file}, which was captured: {error}"))
            })?;
            if found != *expected {
                return Err(Obstacle::gate(format!(
                    "{file} is another file than before: its SHA-256 is {found}, it was {expected}"
                ))
                .with_fact("file", file.clone()));
            }
        }
        Ok(())
    }

    /// The text of the file: JSON with a line break at its end.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self)
            .expect("a state holds nothing that JSON cannot write");
        text.push('\n');
        text
    }

    /// Reads such a text; one without a proof that holds is refused.
    ///
    /// # Errors
    /// It is no state, of another format, or its two captures do not prove anything.
    pub fn of_json(text: &str) -> Result<Self, Obstacle> {
        let refused = |reason: String| {
            Obstacle::new(
                FailureClass::Gate,
                RootCause::SqlDrift,
                format!("the state before cannot be used: {reason}"),
            )
        };
        let state: Self = serde_json::from_str(text).map_err(|error| refused(error.to_string()))?;
        if state.format != FORMAT {
            return Err(refused(format!(
                "its format is {}, and this program reads {FORMAT}",
                state.format
            )));
        }
        if !state.entry.read_only_proof.holds() || !state.exit.read_only.holds() {
            return Err(refused(
                "it was not captured in transactions that only read".to_owned(),
            ));
        }
        if state.exit.state != state.entry.state_digest() {
            return Err(refused(
                "its second capture does not agree with its first".to_owned(),
            ));
        }
        Ok(state)
    }

    /// What was captured, for the evidence.
    pub fn to_text(&self) -> String {
        let rows: u64 = self.entry.row_counts.values().sum();
        let mut text = format!(
            "state before: {}\nentry == exit: two captures agree; neither got a transaction id\n\
             rows counted: {rows} in {} tables; contents hashed: {} tables; positions: {} \
             sequences\n",
            self.entry.state_digest(),
            self.entry.row_counts.len(),
            self.entry.contents.len(),
            self.entry.sequences.len()
        );
        for (name, answer) in &self.probes {
            text.push_str(&format!(
                "probe {name}: {}\n",
                answer.replace('\n', "\n    ")
            ));
        }
        for (file, digest) in &self.files {
            text.push_str(&format!("file {file}: {digest}\n"));
        }
        text
    }
}

impl StateComparison {
    /// Whether the state is the state before, byte for byte: nothing less is a rollback.
    pub fn holds(&self) -> bool {
        self.is_exact && self.probes.is_empty() && self.report.holds()
    }

    /// The state's digests and every difference, for the evidence.
    pub fn to_text(&self) -> String {
        let mut text = format!(
            "state before: {}\nstate found:  {}\n{}\n",
            self.before,
            self.found,
            self.report.to_text()
        );
        for probe in &self.probes {
            text.push_str(&format!("probe {probe} answers otherwise\n"));
        }
        text.push_str(if self.holds() {
            "the state is the state before, exactly\n"
        } else {
            "THE STATE IS NOT THE STATE BEFORE\n"
        });
        text
    }

    /// The obstacle that it is where it does not hold; `what` is what was looked at.
    ///
    /// # Errors
    /// It does not hold.
    pub fn require(&self, what: &str) -> Result<(), Obstacle> {
        if self.holds() {
            return Ok(());
        }
        Err(Obstacle::parity(format!(
            "{what} is not the state before: {} differences of structure, rows or contents, {} \
             probes that answer otherwise",
            self.report.unexplained.len(),
            self.probes.len()
        ))
        .with_fact("state_before", self.before.clone())
        .with_fact("state_found", self.found.clone()))
    }
}

/// A capture and the answers of the probes.
fn look(
    connection: &mut Connection,
    scope: &CaptureScope,
    probes: &[Probe],
) -> Result<(Snapshot, Answers), Obstacle> {
    let snapshot = Snapshot::capture(connection, scope).map_err(|error| {
        Obstacle::gate(format!(
            "the state of the database cannot be captured: {error}"
        ))
    })?;
    Ok((snapshot, probes::ask(connection, probes)?))
}

fn extent(scope: &CaptureScope) -> Extent {
    use crate::snapshot::Tables;
    match (&scope.counts, &scope.contents) {
        (Tables::None, _) => Extent::Structure,
        (Tables::All | Tables::Named(_), Tables::None) => Extent::RowCounts,
        (Tables::All | Tables::Named(_), Tables::All | Tables::Named(_)) => Extent::Contents,
    }
}

/// The names that do not have the same answer in both.
fn different(before: &Answers, after: &Answers) -> Vec<String> {
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name))
        .cloned()
        .collect()
}
