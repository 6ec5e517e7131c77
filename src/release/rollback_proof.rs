//! The rollback proof of a rehearsal: the clone goes back, exactly, and a second time nothing moves.
//!
//! Counterpart: "Rollback #1: baseline restored … Rollback #2: idempotent" of the executor
//! rehearsal, and the verification step of the rollback design.

use crate::db::DatabaseIdentity;
use crate::governance::EvidenceKind;

use super::before_state::BeforeState;
use super::obstacle::Obstacle;
use super::probes::Moment;
use super::record::Stop;
use super::rollback::{Rollback, RollbackAction, RolledBack, SnapshotRecord, VerifiedSnapshot};
use super::run::{Run, heading};
use super::targets::Target;

/// Whether a rollback that finds nothing to do is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FirstRollback {
    /// After a release: it must have something to undo, or nothing was proven.
    MustRestore,
    /// On demand: the clone may be in the state before already.
    MayBeDone,
}

/// Rolls the clone back twice, and judges the three gates of the phase.
///
/// `proven` is how the snapshot was proven, where that was in this run.
///
/// # Errors
/// The snapshot is not what was verified, the state before does not come back, or the second
/// rollback changes something.
pub(super) fn prove_rollback(
    run: &mut Run<'_>,
    clone: &Target,
    protected: &[DatabaseIdentity],
    before: &BeforeState,
    (record, proven): (SnapshotRecord, &str),
    first: FirstRollback,
) -> Result<(), Stop> {
    let evidence = run.evidence(EvidenceKind::Rollback);
    let probes = Moment::Before.probes(&run.release().probes);
    let rollback = Rollback {
        clone_database: clone.parameters(),
        protected,
        before,
        probes: &probes,
    };
    run.progress("rolling the clone back, twice");
    let mut text = heading("release rollback", &clone.identity());
    text.push_str(&before.to_text());
    for risk in &run.plan().risks {
        text.push_str(&format!("named risk: {risk}\n"));
    }
    text.push_str(proven);
    let proof = prove(rollback, record, first, &mut text);
    if let Some(obstacle) = proof.obstacle() {
        text.push_str(&format!("\nSTOP: {obstacle}\n"));
    }
    run.write(&evidence, &text)?;
    run.judge(
        "rollback-snapshot-verified",
        Some(&evidence),
        proof.verified,
    )?;
    for (gate, found) in [
        ("rollback-restores", proof.restored),
        ("rollback-idempotent", proof.idempotent),
    ] {
        let found = found.unwrap_or_else(|| Err(Obstacle::gate("it was not reached")));
        run.judge(gate, Some(&evidence), found)?;
    }
    Ok(())
}

/// What the three gates have found; what was not reached has no finding.
struct Proof {
    verified: Result<String, Obstacle>,
    restored: Option<Result<String, Obstacle>>,
    idempotent: Option<Result<String, Obstacle>>,
}

impl Proof {
    fn obstacle(&self) -> Option<&Obstacle> {
        let further = [&self.restored, &self.idempotent];
        let further = further.into_iter().flatten();
        std::iter::once(&self.verified)
            .chain(further)
            .find_map(|found| found.as_ref().err())
    }
}

fn prove(
    rollback: Rollback<'_>,
    record: SnapshotRecord,
    first: FirstRollback,
    text: &mut String,
) -> Proof {
    let mut proof = Proof {
        verified: Ok(format!(
            "the snapshot \"{}\", verified at {}, still holds the state before",
            record.database,
            record
                .verified_at
                .map_or("no time".to_owned(), |at| at.to_string())
        )),
        restored: None,
        idempotent: None,
    };
    if first == FirstRollback::MayBeDone {
        match rollback.has_snapshot(&record) {
            Ok(true) => {}
            Ok(false) => return without_snapshot(rollback, &record, text),
            Err(obstacle) => {
                proof.verified = Err(obstacle);
                return proof;
            }
        }
    }
    let snapshot = match rollback.take_up(record) {
        Ok(snapshot) => snapshot,
        Err(obstacle) => {
            proof.verified = Err(obstacle);
            return proof;
        }
    };
    let mut once = |number: usize, snapshot: &VerifiedSnapshot| {
        let done = rollback.roll_back(snapshot);
        if let Ok(RolledBack { text: seen, .. }) = &done {
            text.push_str(&format!("\nrollback #{number}\n{seen}"));
        }
        done
    };
    let restored = once(1, &snapshot).and_then(|done| match (done.action, first) {
        (RollbackAction::Restored, _) => {
            Ok("restored; a new session finds the state before, exactly".to_owned())
        }
        (RollbackAction::NothingToDo, FirstRollback::MayBeDone) => {
            Ok("a new session finds the state before, exactly; there was nothing to do".to_owned())
        }
        (RollbackAction::NothingToDo, FirstRollback::MustRestore) => Err(Obstacle::gate(
            "the release has left the clone in its state before, so that a rollback proves nothing",
        )),
    });
    let failed = restored.is_err();
    proof.restored = Some(restored);
    if failed {
        return proof;
    }
    proof.idempotent = Some(once(2, &snapshot).and_then(|done| match done.action {
        RollbackAction::NothingToDo => {
            Ok("the second rollback found nothing to do and changed nothing".to_owned())
        }
        RollbackAction::Restored => Err(Obstacle::parity(
            "the second rollback found another state than the first had left",
        )),
    }));
    proof
}

/// The proof where the snapshot was dropped: nothing can be restored, and nothing needs to be as
/// long as the clone is in the state before.
fn without_snapshot(rollback: Rollback<'_>, record: &SnapshotRecord, text: &mut String) -> Proof {
    let mut look = |number: usize| {
        let seen = rollback.find_state_before();
        if let Ok(seen) = &seen {
            text.push_str(&format!("\nrollback #{number}\nnothing to do:\n{seen}"));
        }
        seen
    };
    let gone = &record.database;
    let first = look(1).map_err(|mut obstacle| {
        obstacle.detail = format!(
            "the snapshot \"{gone}\" is gone, and nothing else is restored from: {}\nRemedy: \
             rehearse again, which makes the clone and its snapshot anew; a snapshot is dropped \
             when its rehearsal has passed, unless that was run with --rollback-only",
            obstacle.detail
        );
        obstacle
    });
    if let Err(obstacle) = first {
        return Proof {
            verified: Err(obstacle),
            restored: None,
            idempotent: None,
        };
    }
    Proof {
        verified: Ok(format!(
            "nothing is restored: the snapshot \"{gone}\" is gone, and none is needed"
        )),
        restored: Some(Ok(
            "a new session finds the state before, exactly; there was nothing to do".to_owned(),
        )),
        idempotent: Some(
            look(2).map(|_| "the second look finds the same; nothing was changed".to_owned()),
        ),
    }
}
