//! A walk over the phases: what begins, what is judged, what is recorded, and where it stops.
//!
//! Counterpart: the halt-and-contain protocol of the runbook. Everything that is found out goes
//! into the ledger and the evidence folder at once; a gate that fails ends the walk with a
//! [`Stop`], which carries nothing, so that nobody can make a verdict of it but the ledger's reader.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use jiff::Timestamp;

use crate::db::{Connection, StopSignals, Timeouts};
use crate::governance::{
    EvidenceError, EvidenceFolder, EvidenceKind, EvidenceLog, Executed, Flow, Ledger, Opening,
    Outcome, Phase, ReleaseFile, ReleasePlan, TargetIdentity,
};
use crate::snapshot::Explanation;

use super::migrations::Migrations;
use super::obstacle::Obstacle;
use super::record::{Display, Record, SharedRecord, Stop};
use super::targets::Target;

/// A walk over the phases of a release.
pub struct Run<'a> {
    plan: &'a ReleasePlan,
    migrations: &'a Migrations<'a>,
    root: &'a Path,
    record: SharedRecord,
    /// The processes of the sessions this run has opened.
    sessions: Vec<i32>,
    /// What the rehearsal executed, which a cutover must repeat.
    rehearsed: Option<Rc<[Executed]>>,
    /// What the tiers have made of the structure, which no migration has.
    made_by_tiers: Vec<Explanation>,
    /// The statements that the tiers have executed.
    tier_statements: Vec<String>,
    /// Whether the database that is changed is still there afterwards.
    lasting: Lasting,
}

/// Whether what a run changes outlives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lasting {
    /// It does, as far as is known.
    Yes,
    /// Its server ends with the run.
    No,
}

impl<'a> Run<'a> {
    /// Opens the ledger of `folder`.
    ///
    /// `root` is the folder of `release.toml`, from which its files are named.
    ///
    /// # Errors
    /// The folder has a ledger already, or cannot be written.
    pub fn open(
        plan: &'a ReleasePlan,
        migrations: &'a Migrations<'a>,
        root: &'a Path,
        folder: EvidenceFolder,
        opening: Opening,
        display: Box<dyn Display>,
        stop_signals: StopSignals,
    ) -> Result<Self, EvidenceError> {
        let record = Record::open(folder, opening, display, stop_signals)?;
        Ok(Self {
            plan,
            migrations,
            root,
            record: Rc::new(RefCell::new(record)),
            sessions: Vec::new(),
            rehearsed: None,
            made_by_tiers: Vec::new(),
            tier_statements: Vec::new(),
            lasting: Lasting::Yes,
        })
    }

    /// The plan.
    pub fn plan(&self) -> &'a ReleasePlan {
        self.plan
    }

    /// `release.toml`, as the plan has it.
    pub fn release(&self) -> &'a ReleaseFile {
        &self.plan.release
    }

    /// The project's migrations.
    pub fn migrations(&self) -> &'a Migrations<'a> {
        self.migrations
    }

    /// The folder of `release.toml`.
    pub fn root(&self) -> &'a Path {
        self.root
    }

    /// Which walk it is.
    pub fn flow(&self) -> Flow {
        self.record.borrow().flow()
    }

    /// The phase it is in.
    pub fn current_phase(&self) -> Phase {
        self.record.borrow().phase()
    }

    /// The name of an evidence file of this walk.
    pub fn evidence(&self, kind: EvidenceKind<'_>) -> String {
        kind.file_name(self.release(), self.flow())
    }

    /// Where the evidence folder is.
    pub fn evidence_path(&self) -> PathBuf {
        self.record.borrow().folder().path().to_owned()
    }

    /// Asks the ledger as it is so far.
    pub fn ledger<Answer>(&self, ask: impl FnOnce(&Ledger) -> Answer) -> Answer {
        ask(self.record.borrow().ledger())
    }

    /// Whether a gate has failed.
    pub fn is_halted(&self) -> bool {
        self.record.borrow().is_halted()
    }

    /// What watches statements writes into.
    pub(super) fn record(&self) -> SharedRecord {
        Rc::clone(&self.record)
    }

    /// Holds every statement from here on against those of a rehearsal.
    pub fn repeat(&mut self, rehearsed: Vec<Executed>) {
        self.rehearsed = Some(rehearsed.into());
    }

    /// What the rehearsal executed, where this run has to repeat it.
    pub(super) fn rehearsed(&self) -> Option<&[Executed]> {
        self.rehearsed.as_deref()
    }

    /// Takes down that all that is changed is on a server that ends with this run.
    pub(super) fn change_nothing_lasting(&mut self) {
        self.lasting = Lasting::No;
    }

    /// Whether a database may be changed that is there after this run.
    pub(super) fn changes_what_lasts(&self) -> bool {
        self.lasting == Lasting::Yes
    }

    /// Takes down what the tiers have made of the structure.
    pub(super) fn explain_by_tiers(&mut self, differences: Vec<Explanation>) {
        self.made_by_tiers = differences;
    }

    /// Takes down the statements of a tier, as they were executed.
    pub(super) fn add_tier_statements(&mut self, statements: impl IntoIterator<Item = String>) {
        self.tier_statements.extend(statements);
    }

    /// The statements that the tiers have executed so far.
    pub(super) fn tier_statements(&self) -> &[String] {
        &self.tier_statements
    }

    /// What the tiers have made of the structure so far.
    pub(super) fn made_by_tiers(&self) -> &[Explanation] {
        &self.made_by_tiers
    }

    /// Says what is being done, for whoever waits.
    pub fn progress(&mut self, words: &str) {
        self.record.borrow_mut().progress(words);
    }

    /// Opens a session in a database, with the release's time limits, that counts as one of ours;
    /// `gate` fails where none is to be had.
    ///
    /// # Errors
    /// The server cannot be reached, or is no longer the one it was.
    pub fn session(&mut self, gate: &str, target: &Target) -> Result<Connection, Stop> {
        let connection = self.open_session(target);
        self.expect(gate, None, connection)
    }

    /// As [`session`](Self::session), for whoever judges a gate by more than that.
    ///
    /// # Errors
    /// The server cannot be reached, or is no longer the one it was.
    pub fn open_session(&mut self, target: &Target) -> Result<Connection, Obstacle> {
        let mut connection = target.connect()?;
        self.count_session(connection.backend_pid());
        let release = self.release();
        let timeouts = Timeouts {
            lock: release.lock_timeout.clone(),
            statement: release.statement_timeout.clone(),
            idle_in_transaction: None,
        };
        let limited = timeouts.apply(&mut connection);
        limited.map_err(|error| Obstacle::database("cannot limit a session's waits", &error))?;
        // Writes may be frozen by this very setting of the database or of the role, and the release
        // is what they are frozen for.
        let setting = match self.current_phase().is_read_only() {
            true => "SET default_transaction_read_only = on",
            false => "SET default_transaction_read_only = off",
        };
        connection.execute(setting).map_err(|error| {
            Obstacle::database("cannot make a session read only or not", &error)
        })?;
        Ok(connection)
    }

    /// Counts a session among this run's own, by its process.
    pub fn count_session(&mut self, process: Option<i32>) {
        self.sessions.extend(process);
    }

    /// The processes of all sessions this run has opened so far.
    pub fn sessions(&self) -> &[i32] {
        &self.sessions
    }

    /// Walks a phase: it begins, `work` is done, it ends, whatever came of it.
    ///
    /// # Errors
    /// That of `work`, or that the ledger cannot be written.
    pub fn phase<Found>(
        &mut self,
        phase: Phase,
        work: impl FnOnce(&mut Self) -> Result<Found, Stop>,
    ) -> Result<Found, Stop> {
        self.record.borrow_mut().begin(phase)?;
        let found = work(self);
        self.record.borrow_mut().end(phase)?;
        found
    }

    /// Judges a gate of the current phase: it passes with a sentence, or fails and halts the walk.
    ///
    /// `evidence` names the file that shows it.
    ///
    /// # Errors
    /// The gate has failed, or the ledger cannot be written.
    pub fn judge(
        &mut self,
        gate: &str,
        evidence: Option<&str>,
        found: Result<String, Obstacle>,
    ) -> Result<(), Stop> {
        self.require(gate, evidence, found, String::clone).map(drop)
    }

    /// As [`judge`](Self::judge), for a gate that finds a value; `detail` says it in a sentence.
    ///
    /// # Errors
    /// As [`judge`](Self::judge).
    pub fn require<Found>(
        &mut self,
        gate: &str,
        evidence: Option<&str>,
        found: Result<Found, Obstacle>,
        detail: impl FnOnce(&Found) -> String,
    ) -> Result<Found, Stop> {
        let found = self.expect(gate, evidence, found)?;
        let mut record = self.record.borrow_mut();
        record.judge(gate, Outcome::Passed, detail(&found), evidence)?;
        Ok(found)
    }

    /// Goes on with a value, or has the gate fail that it stands for. Nothing is judged where there
    /// is a value: the gate is judged later. A signal that asks the run to end fails the gate too.
    ///
    /// # Errors
    /// As [`judge`](Self::judge).
    pub fn expect<Found>(
        &mut self,
        gate: &str,
        evidence: Option<&str>,
        found: Result<Found, Obstacle>,
    ) -> Result<Found, Stop> {
        let found = match found {
            Ok(_) if self.record.borrow().stop_signal().is_some() => Err(Obstacle::gate(
                "what was found at this gate is no longer judged",
            )),
            found => found,
        };
        found.map_err(|obstacle| self.fail(gate, evidence, obstacle))
    }

    /// Declares a gate skipped. Whether the plan allows that is for the reader of the ledger.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn skip(&mut self, gate: &str, reason: &str) -> Result<(), Stop> {
        let mut record = self.record.borrow_mut();
        record.judge(gate, Outcome::Skipped, reason.to_owned(), None)
    }

    /// Judges a gate to have failed, which halts the walk.
    pub fn fail(&mut self, gate: &str, evidence: Option<&str>, obstacle: Obstacle) -> Stop {
        self.record.borrow_mut().fail(gate, evidence, obstacle)
    }

    /// Writes a whole evidence file.
    ///
    /// # Errors
    /// It cannot be written, or there is one of this name.
    pub fn write(&mut self, name: &str, text: &str) -> Result<(), Stop> {
        self.record.borrow_mut().write(name, text)
    }

    /// Keeps a document as it is, byte for byte.
    ///
    /// # Errors
    /// It cannot be written, there is one of this name, or a secret is in it.
    pub fn keep(&mut self, name: &str, bytes: &[u8]) -> Result<(), Stop> {
        self.record.borrow_mut().keep(name, bytes)
    }

    /// Begins an evidence file that grows while something happens.
    ///
    /// # Errors
    /// It cannot be written, or there is one of this name.
    pub fn log(&mut self, name: &str) -> Result<EvidenceLog, Stop> {
        self.record.borrow_mut().log(name)
    }

    /// Adds a line to such a file.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn line(&mut self, log: &mut EvidenceLog, text: &str) -> Result<(), Stop> {
        let written = log.line(text);
        self.record.borrow_mut().kept(written)
    }

    /// Completes such a file.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn finish(&mut self, log: EvidenceLog) -> Result<(), Stop> {
        self.record.borrow_mut().finish(log)
    }

    /// Adds a statement to the transcript.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn executed(&mut self, executed: Executed) -> Result<(), Stop> {
        self.record.borrow_mut().executed(executed)
    }

    /// Closes the ledger.
    ///
    /// # Errors
    /// Evidence could not be kept at some point: then there is no verdict at all.
    pub fn close(self) -> Result<(Ledger, EvidenceFolder), EvidenceError> {
        let record = Rc::into_inner(self.record)
            .expect("whoever watched statements is gone when the walk is over");
        record.into_inner().close()
    }
}

/// The first lines of an evidence file: what was run, where and when.
pub fn heading(command: &str, database: &TargetIdentity) -> String {
    format!(
        "$ alembic-rs {command}\n# database {} on {} (server {}, oid {})\n# at {}\n",
        database.database,
        database.server,
        database.system_identifier,
        database.database_oid,
        Timestamp::now()
    )
}
