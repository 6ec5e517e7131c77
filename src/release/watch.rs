//! Watches what migrations execute on a release's behalf: the transcript, the path, the volumes.
//!
//! Counterpart: the abort gates of the upgrade, evaluated after each statement and before COMMIT.
//! The first objection is kept with the gate it belongs to; the run undoes everything.

use std::cell::RefCell;
use std::rc::Rc;

use crate::db::{Completion, Connection, DbError, TransactionStatus};
use crate::governance::{AbortGate, AutocommitLeave, EvidenceLog, FailureClass, RootCause};
use crate::runtime::{
    StatementWatch, VersionTable, VersionTableState, WatchedKind, WatchedStatement,
};
use crate::script::RevisionId;
use crate::source::Origin;

use super::obstacle::Obstacle;
use super::planning::may_be_committed_by_itself;
use super::record::SharedRecord;
use super::run::Run;
use super::transcript::Transcript;
use super::volumes::Volumes;

/// What is expected of the migrations that are watched.
pub(super) struct Expected {
    /// The step of statements that belong to no revision.
    pub(super) step: &'static str,
    /// The revisions in the order they must run.
    pub(super) path: Vec<String>,
    /// The rows of the version table when the run commits.
    pub(super) rows: Vec<String>,
    /// The version table.
    pub(super) version_table: VersionTable,
    /// What rows may be changed; nothing is counted without it.
    pub(super) volumes: Option<Volumes>,
    /// Whose `autocommit_block()` may commit what came before it.
    pub(super) autocommits: Vec<AutocommitLeave>,
}

/// Where a run is with an `autocommit_block()`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Block {
    /// In none.
    Outside,
    /// What came before it is about to be committed.
    Committing,
    /// In it: each statement is committed by itself.
    Inside,
}

/// What was seen.
pub(super) struct Seen {
    /// The log, to be completed.
    pub(super) log: EvidenceLog,
    /// The transcript.
    pub(super) transcript: Transcript,
    /// What was expected, and has been counted.
    pub(super) expected: Expected,
    /// The gate that stopped the run, and why.
    pub(super) stopped: Option<(&'static str, Obstacle)>,
    /// The server's refusal.
    pub(super) refused: Option<Obstacle>,
    /// The revisions that have committed what came before a block of theirs.
    pub(super) committed: Vec<String>,
    block: Block,
    /// How many revisions of the path have begun.
    begun: usize,
    record: SharedRecord,
}

/// A watch that gives back what it saw when the run is over.
pub(super) struct ReleaseWatch(Option<Seen>);

impl ReleaseWatch {
    /// A watch over the phase that `run` is in.
    pub(super) fn new(run: &Run<'_>, log: EvidenceLog, expected: Expected) -> Rc<RefCell<Self>> {
        Rc::new(RefCell::new(Self(Some(Seen {
            log,
            transcript: Transcript::of(run),
            expected,
            stopped: None,
            refused: None,
            committed: Vec::new(),
            block: Block::Outside,
            begun: 0,
            record: run.record(),
        }))))
    }

    /// What it saw. The evaluator may keep the watch alive, so that it is emptied here.
    pub(super) fn take(watch: &Rc<RefCell<Self>>) -> Seen {
        let seen = watch.borrow_mut().0.take();
        seen.expect("a watch is emptied once, when its run is over")
    }

    fn seen(&mut self) -> &mut Seen {
        self.0
            .as_mut()
            .expect("no statement is sent after the run is over")
    }
}

impl Seen {
    /// Remembers an objection, and says it.
    fn object(&mut self, gate: &'static str, obstacle: Obstacle) -> String {
        let sentence = obstacle.detail.clone();
        self.stopped.get_or_insert((gate, obstacle));
        sentence
    }

    fn line(&mut self, text: &str) -> Result<(), String> {
        let written = self.log.line(text);
        let kept = self.record.borrow_mut().kept(written);
        kept.map_err(|_stop| "the evidence cannot be kept".to_owned())
    }

    fn step(&self, statement: &WatchedStatement<'_>) -> String {
        let revision = statement.revision.map(RevisionId::as_str);
        revision.unwrap_or(self.expected.step).to_owned()
    }

    /// Takes down where an `autocommit_block()` begins and ends.
    fn follow_block(
        &mut self,
        statement: &WatchedStatement<'_>,
        connection: &mut Connection,
    ) -> Result<(), String> {
        match (self.block, statement.text) {
            (Block::Committing, "COMMIT") => {
                self.block = Block::Inside;
                self.committed.push(self.step(statement));
            }
            (Block::Inside, "BEGIN") => {
                self.block = Block::Outside;
                let counted = self.expected.volumes.as_mut();
                if let Some(Err(obstacle)) = counted.map(|volumes| volumes.rebase(connection)) {
                    return Err(self.object("backfill-volume", obstacle));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The revisions begin in the approved order.
    fn follow_path(&mut self, revision: &str) -> Result<(), String> {
        let path = &self.expected.path;
        if self.begun > 0 && path.get(self.begun - 1).is_some_and(|one| one == revision) {
            return Ok(());
        }
        if path.get(self.begun).is_some_and(|next| next == revision) {
            self.begun += 1;
            return self.line(&format!("\n== {revision}"));
        }
        let expected = path
            .get(self.begun)
            .map_or("no further one", String::as_str);
        let obstacle = Obstacle::new(
            FailureClass::Topology,
            RootCause::DependencyOrdering,
            format!("the revision {revision} would run where {expected} is approved"),
        );
        Err(self.object("upgrade-path", obstacle))
    }
}

/// Adds where a statement stands.
fn located(obstacle: Obstacle, statement: &WatchedStatement<'_>) -> Obstacle {
    let mut obstacle = obstacle.with_fact("statement", statement.text);
    if let Some(revision) = statement.revision {
        obstacle = obstacle.with_fact("revision", revision.as_str());
    }
    match statement.origin {
        Some(origin) => obstacle
            .with_fact("file", origin.file.path().display().to_string())
            .with_fact("line", origin.line_column().line.to_string()),
        None => obstacle,
    }
}

/// A text of SQL in a log: the bar tells it from what the run itself says.
pub(super) fn echo(sql: &str) -> String {
    format!("| {}", sql.replace('\n', "\n| "))
}

impl StatementWatch for ReleaseWatch {
    fn before(
        &mut self,
        statement: &WatchedStatement<'_>,
        connection: &mut Connection,
    ) -> Result<(), String> {
        let seen = self.seen();
        if statement.kind == WatchedKind::Question {
            return Ok(());
        }
        if let Some(revision) = statement.revision {
            seen.follow_path(revision.as_str())?;
        }
        let step = seen.step(statement);
        if seen.block == Block::Inside
            && statement.kind == WatchedKind::Migration
            && !may_be_committed_by_itself(statement.text)
        {
            let obstacle = Obstacle::gate(
                "in an autocommit_block() stands what may change rows, which would be committed \
                 before anybody has counted them; remedy: move it out of the block",
            );
            return Err(seen.object("upgrade-completes", located(obstacle, statement)));
        }
        if statement.kind == WatchedKind::Transaction && statement.text == "ROLLBACK" {
            return seen.line("\n-- undone explicitly\n| ROLLBACK;");
        }
        if let Err(obstacle) = seen.transcript.allow(&step, statement.text) {
            return Err(seen.object("transcript-identity", located(obstacle, statement)));
        }
        let place = statement.origin.map_or(String::new(), ToString::to_string);
        seen.line(&format!("-- {step} {place}\n{};", echo(statement.text)))?;
        let is_counted = statement.kind == WatchedKind::Migration && seen.block == Block::Outside;
        let Some(volumes) = seen.expected.volumes.as_ref().filter(|_| is_counted) else {
            return Ok(());
        };
        match volumes.before(&step, statement.text, connection) {
            Ok(Some(line)) => seen.line(&format!("-- {line}")),
            Ok(None) => Ok(()),
            Err(obstacle) => Err(seen.object("backfill-volume", located(obstacle, statement))),
        }
    }

    fn after(
        &mut self,
        statement: &WatchedStatement<'_>,
        completions: &[Completion],
        connection: &mut Connection,
    ) -> Result<(), String> {
        if statement.kind == WatchedKind::Question {
            return Ok(());
        }
        let seen = self.seen();
        let step = seen.step(statement);
        let tags: Vec<&str> = completions
            .iter()
            .filter_map(|completion| completion.command_tag.as_deref())
            .collect();
        let rows = completions
            .iter()
            .filter_map(|completion| completion.rows_affected)
            .reduce(u64::saturating_add);
        seen.transcript
            .executed(&step, statement.text, rows, None)
            .map_err(|_stop| "the ledger cannot be written".to_owned())?;
        seen.line(&format!("-- {}", tags.join(", ")))?;
        if statement.kind == WatchedKind::Transaction {
            return seen.follow_block(statement, connection);
        }
        if statement.kind != WatchedKind::Migration || seen.block == Block::Inside {
            return Ok(());
        }
        if connection.transaction_status() != TransactionStatus::InTransaction {
            let obstacle = Obstacle::gate(
                "the statement has ended the transaction that everything belongs to; what came \
                 before it may be committed",
            );
            return Err(seen.object("upgrade-completes", located(obstacle, statement)));
        }
        let Some(volumes) = &mut seen.expected.volumes else {
            return Ok(());
        };
        match volumes.after(&step, statement.text, connection) {
            Ok(lines) => lines
                .into_iter()
                .try_for_each(|line| seen.line(&format!("-- {line}"))),
            Err(obstacle) => Err(seen.object("backfill-volume", located(obstacle, statement))),
        }
    }

    fn refused(&mut self, statement: &WatchedStatement<'_>, error: &DbError) {
        let seen = self.seen();
        let step = seen.step(statement);
        let sqlstate = error.server_error().map(|error| error.sqlstate.code());
        let obstacle =
            Obstacle::database(format!("the server refused a statement of {step}"), error);
        let mut obstacle = located(obstacle, statement);
        if let Some(gate) = sqlstate.and_then(|state| AbortGate::of_sqlstate(state, statement.text))
        {
            obstacle.detail = format!("{gate}: {}", obstacle.detail);
            obstacle = obstacle.with_fact("abort_gate", gate.to_string());
        }
        // What cannot be written here is found out when the log is completed.
        let _ = seen.line(&format!("-- refused: {error}"));
        let _ = seen
            .transcript
            .executed(&step, statement.text, None, sqlstate);
        seen.refused.get_or_insert(obstacle);
    }

    fn before_autocommit(
        &mut self,
        revision: Option<&RevisionId>,
        origin: &Origin,
    ) -> Result<(), String> {
        let seen = self.seen();
        let revision = revision.map_or("", RevisionId::as_str);
        let mut leaves = seen.expected.autocommits.iter();
        if let Some(leave) = leaves.find(|leave| leave.revision == revision) {
            let line = format!(
                "\n-- an autocommit_block() of {revision}, at {origin}: {} (answered for by {})",
                leave.reason, leave.approved_by
            );
            seen.block = Block::Committing;
            return seen.line(&line);
        }
        let obstacle = Obstacle::gate(format!(
            "{revision} wants an autocommit block, at {origin}: what came before it would be \
             committed and could not be undone; remedy: move it into a release of its own, or give \
             it leave by an [[autocommit]] of release.toml"
        ));
        Err(seen.object("upgrade-completes", obstacle))
    }

    fn before_commit(&mut self, connection: &mut Connection) -> Result<(), String> {
        let seen = self.seen();
        if seen.block == Block::Committing {
            // A part of the path: what it comes to is asked when the rest is committed.
            return Ok(());
        }
        let found = VersionTableState::read(connection, &seen.expected.version_table);
        let mut rows: Vec<String> = match found {
            Ok(state) => state.rows.iter().map(ToString::to_string).collect(),
            Err(error) => {
                let obstacle = Obstacle::gate(format!("the version table cannot be read: {error}"));
                return Err(seen.object("upgrade-completes", obstacle));
            }
        };
        rows.sort();
        let mut expected = seen.expected.rows.clone();
        expected.sort();
        if rows != expected {
            let obstacle = Obstacle::new(
                FailureClass::Topology,
                RootCause::DependencyOrdering,
                format!(
                    "the version table would have the rows [{}] instead of [{}]",
                    rows.join(", "),
                    expected.join(", ")
                ),
            );
            return Err(seen.object("upgrade-path", obstacle));
        }
        if seen.begun != seen.expected.path.len() {
            let missing = &seen.expected.path[seen.begun..];
            // A revision without statements, such as a merge, begins with its version row.
            let obstacle = Obstacle::new(
                FailureClass::Topology,
                RootCause::DependencyOrdering,
                format!("these revisions were not run: {}", missing.join(", ")),
            );
            return Err(seen.object("upgrade-path", obstacle));
        }
        if let Some(volumes) = &seen.expected.volumes
            && let Err(obstacle) = volumes.complete()
        {
            return Err(seen.object("backfill-volume", obstacle));
        }
        Ok(())
    }
}
