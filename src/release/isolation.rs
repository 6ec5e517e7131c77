//! That a database which was only to be read is as it was: probed at the entry and at the exit.
//!
//! Counterpart: "production read-only throughout; post-rehearsal probe == entry baseline" (rows
//! 111, 118). Each probe is one session in one read-only transaction that never got a transaction
//! id; what it saw at the entry must be what it sees at the exit.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;

use super::obstacle::Obstacle;
use super::probes::{self, Answers};
use super::row_counts::row_counts;
use super::targets::{Target, described, refused};
use crate::db::{Connection, Counters, DbError, ReadOnlyProof, ReadOnlySession};
use crate::governance::{Probe, TargetIdentity};

/// What one probe of a database has seen.
#[derive(Debug, Clone, PartialEq)]
pub struct IsolationProbe {
    identity: TargetIdentity,
    place: String,
    at: Timestamp,
    answers: Answers,
    counts: BTreeMap<String, u64>,
    counters: Counters,
    proof: ReadOnlyProof,
}

impl IsolationProbe {
    /// Probes `target`: the answers of the probes that are meant for it, and the rows of `tables`.
    ///
    /// # Errors
    /// A probe without an answer, a table that cannot be counted, a session that got a transaction
    /// id.
    pub fn take(target: &Target, tables: &[String], probes: &[Probe]) -> Result<Self, Obstacle> {
        let failed = |error: DbError| refused("cannot probe the database", &error);
        let at = Timestamp::now();
        let mut session = ReadOnlySession::begin(target.connect()?).map_err(failed)?;
        let (answers, counts, counters) = ask(session.connection(), tables, probes)?;
        let proof = session.finish().map_err(failed)?;
        if !proof.holds() {
            return Err(Obstacle::gate(format!(
                "the session that was to read only was given the transaction id {}: a probe or a \
                 function it calls has written",
                proof.transaction_id.as_deref().unwrap_or("?")
            )));
        }
        Ok(Self {
            identity: target.identity(),
            place: described(target.seen()),
            at,
            answers,
            counts,
            counters,
            proof,
        })
    }

    /// Whether the exit is as the entry; returns both, for the evidence.
    ///
    /// The counters of the database are told and not compared: they count what others do as well,
    /// and a source may be in use. That our own sessions wrote nothing is their own proof.
    ///
    /// # Errors
    /// What differs.
    pub fn compare(&self, exit: &Self) -> Result<String, Obstacle> {
        if !self.identity.is_same_database(&exit.identity) {
            return Err(Obstacle::gate(format!(
                "entry and exit are probes of two databases: {} and {}",
                self.place, exit.place
            )));
        }
        let mut differences = differing(&self.answers, &exit.answers, "probe");
        let text_of = |counts: &BTreeMap<String, u64>| -> Answers {
            counts
                .iter()
                .map(|(table, rows)| (table.clone(), rows.to_string()))
                .collect()
        };
        differences.extend(differing(
            &text_of(&self.counts),
            &text_of(&exit.counts),
            "rows of",
        ));
        let text = format!("ENTRY\n{self}\nEXIT\n{exit}");
        if differences.is_empty() {
            return Ok(text);
        }
        Err(Obstacle::gate(format!(
            "the database is not as it was at the entry: {}\n{text}",
            differences.join("; ")
        )))
    }
}

impl fmt::Display for IsolationProbe {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{} at {}", self.place, self.at)?;
        for (name, answer) in &self.answers {
            writeln!(formatter, "probe {name} = {answer}")?;
        }
        for (table, rows) in &self.counts {
            writeln!(formatter, "rows of {table} = {rows}")?;
        }
        writeln!(formatter, "counters: {}", self.counters)?;
        writeln!(
            formatter,
            "process {}, snapshot {}, transaction_read_only on, transaction id assigned: none",
            self.proof.process, self.proof.snapshot
        )
    }
}

fn ask(
    connection: &mut Connection,
    tables: &[String],
    probes: &[Probe],
) -> Result<(Answers, BTreeMap<String, u64>, Counters), Obstacle> {
    let meant = probes.iter().filter(|probe| probe.isolation);
    let answers = probes::ask_within(connection, meant)?;
    let counts = row_counts(connection, tables)?;
    let counters =
        Counters::read(connection).map_err(|error| refused("cannot read the counters", &error))?;
    Ok((answers, counts, counters))
}

fn differing(entry: &Answers, exit: &Answers, what: &str) -> Vec<String> {
    let shown = |value: Option<&String>| value.map_or("nothing".to_owned(), Clone::clone);
    let mut names: Vec<&String> = entry.keys().chain(exit.keys()).collect();
    names.sort_unstable();
    names.dedup();
    names
        .into_iter()
        .filter(|name| entry.get(*name) != exit.get(*name))
        .map(|name| {
            format!(
                "{what} {name}: {} at the entry, {} at the exit",
                shown(entry.get(name)),
                shown(exit.get(name))
            )
        })
        .collect()
}
