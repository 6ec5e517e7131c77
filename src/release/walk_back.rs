//! The walk of a rollback: a clone goes back to the state that its rehearsal captured.
//!
//! Counterpart: "for already-committed changes: restore from the before-state snapshot
//! (clone-validated restore script)" of the rollback design. It is never production's: a database
//! that cannot be told from production is not touched.

use std::fs;
use std::path::Path;

use crate::db::{AdvisoryLock, DatabaseIdentity, LockKey};
use crate::governance::{
    Digest, EvidenceError, EvidenceFolder, FailureClass, Flow, Ledger, Opening, Outcome, Phase,
    RootCause, evidence_names, required_gates, verify,
};

use super::baseline::{BEFORE_STATE, SNAPSHOT};
use super::before_state::BeforeState;
use super::closing;
use super::obstacle::Obstacle;
use super::preconditions;
use super::record::Stop;
use super::rehearsal::{lock_place, protected};
use super::request::{WalkRequest, Walked, declared, finish, open};
use super::rollback::SnapshotRecord;
use super::rollback_proof::{FirstRollback, prove_rollback};
use super::run::Run;
use super::targets::{DatabasePart, Target, check_apart_from_declared};

/// Rolls a clone back to the state before that the evidence folder `rehearsal` holds.
///
/// A clone that is in that state already passes: a rollback can be repeated.
///
/// # Errors
/// Evidence cannot be kept: then there is no verdict.
pub fn roll_back(
    request: WalkRequest<'_>,
    folder: EvidenceFolder,
    rehearsal: &Path,
) -> Result<Walked, EvidenceError> {
    let plan = request.plan;
    let release = &plan.release;
    let clone = &release.clone_database;
    let opening = Opening {
        format: 1,
        flow: Flow::Rollback,
        release: release.name.clone(),
        plan: plan.digest(),
        tool: request.tool.clone(),
        arguments: request.arguments.clone(),
        target: declared(
            &clone.database,
            request.lookup,
            &clone.url_environment,
            None,
        ),
        required: required_gates(release, Flow::Rollback),
        evidence: evidence_names(release, Flow::Rollback),
        final_revision: plan.anchor.clone(),
    };
    let mut run = open(&request, folder, opening)?;
    let mut clone = None;
    // What a stop means stands in the ledger; the closing probes are taken all the same.
    let _stopped = walk(&mut run, &request, rehearsal, &mut clone);
    if let Some(clone) = &clone {
        let _stopped = close(&mut run, clone);
    }
    finish(run, &request)
}

fn walk(
    run: &mut Run<'_>,
    request: &WalkRequest<'_>,
    rehearsal: &Path,
    held: &mut Option<Target>,
) -> Result<(), Stop> {
    let (clone, protected, _lock) = run.phase(Phase::Preconditions, |run| {
        judge_preconditions(run, request)
    })?;
    let clone = &*held.insert(clone);
    run.phase(Phase::Rollback, |run| {
        let kept = kept_state(run, rehearsal);
        let (before, record) = run.expect("rollback-snapshot-verified", None, kept)?;
        prove_rollback(
            run,
            clone,
            &protected,
            &before,
            (record, ""),
            FirstRollback::MayBeDone,
        )
    })?;
    // The restored clone is another database of the same name.
    let settings = run.release().clone_database.database_settings();
    let restored = Target::reach_by(DatabasePart::Clone, &settings, clone.parameters().clone());
    if let Ok(restored) = restored {
        *held = Some(restored);
    }
    Ok(())
}

/// The plan, the clone and what it must not be, and the lock.
fn judge_preconditions(
    run: &mut Run<'_>,
    request: &WalkRequest<'_>,
) -> Result<(Target, Vec<DatabaseIdentity>, AdvisoryLock), Stop> {
    preconditions::judge_plan_unchanged(run, &request.plan_now)?;
    let release = run.release();
    let settings = release.clone_database.database_settings();
    let parameters =
        (request.lookup)(&settings.url_environment).map(|parameters| crate::db::Parameters {
            database: settings.database.clone(),
            ..parameters
        });
    let clone = parameters
        .and_then(|parameters| Target::reach_by(DatabasePart::Clone, &settings, parameters));
    let clone = run.expect("target-identity", None, clone)?;
    run.judge("target-identity", None, clone.check_identity())?;

    let source = Target::reach(DatabasePart::Source, &release.source, request.lookup);
    let source = run.expect("clone-not-production", None, source)?;
    let production = release.production.as_ref();
    let reached = production.and_then(|settings| {
        Target::reach(DatabasePart::Production, settings, request.lookup).ok()
    });
    let apart = clone.check_apart_from(&[&source]).and_then(|text| {
        let further = match (&reached, production) {
            (Some(production), _) => clone.check_apart_from(&[production])?,
            (None, Some(settings)) => check_apart_from_declared(&clone, settings)?,
            (None, None) => "the release has no production".to_owned(),
        };
        Ok(format!("{text}; {further}"))
    });
    run.judge("clone-not-production", None, apart)?;

    let place = lock_place(
        &source,
        request.lookup,
        &settings.url_environment,
        &settings.database,
    );
    let place = run.expect("no-foreign-lock", None, place)?;
    let key = LockKey::of_run_on(&settings.database);
    let lock = preconditions::judge_lock(run, &place, key)?;
    let protected = protected(&source, reached.as_ref());
    Ok((clone, protected, lock))
}

/// The state before and the snapshot's record, of a folder of evidence.
///
/// It is either what was sealed, or what a run that was killed has left: then its ledger is whole,
/// but not closed, and the two files are those that it has recorded.
fn kept_state(run: &Run<'_>, rehearsal: &Path) -> Result<(BeforeState, SnapshotRecord), Obstacle> {
    let refused = |reason: String| {
        Obstacle::new(
            FailureClass::Gate,
            RootCause::SqlDrift,
            format!(
                "nothing can be rolled back by the evidence in {}: {reason}",
                rehearsal.display()
            ),
        )
    };
    let ledger = Ledger::read(rehearsal).map_err(|error| refused(error.to_string()))?;
    if !verify(rehearsal, None).holds() && !was_killed(rehearsal, &ledger) {
        return Err(refused(
            "it is not what was sealed; see 'release verify'".to_owned(),
        ));
    }
    let is_ours = ledger.opening().is_some_and(|opening| {
        opening.flow == Flow::Rehearsal
            && opening.plan == run.plan().digest()
            && opening.target.database == run.release().clone_database.database
    });
    if !is_ours {
        return Err(refused(
            "it is not that of a rehearsal of this plan on this clone".to_owned(),
        ));
    }
    let mut verified = ledger
        .judgements()
        .filter(|judged| judged.gate == "rollback-snapshot-verified")
        .map(|judged| &judged.outcome)
        .peekable();
    if verified.peek() != Some(&&Outcome::Passed) {
        return Err(refused(
            "its ledger does not say that the snapshot was verified by restoring it".to_owned(),
        ));
    }
    let read = |name: &str| {
        let bytes = fs::read(rehearsal.join(name))
            .map_err(|error| refused(format!("{name} cannot be read: {error}")))?;
        let digest = Digest::of(&bytes);
        let mut recorded = ledger.recorded();
        if !recorded.any(|file| file.name == name && file.sha256 == digest) {
            return Err(refused(format!("{name} is not what the ledger recorded")));
        }
        String::from_utf8(bytes).map_err(|_| refused(format!("{name} is no text")))
    };
    let before = BeforeState::of_json(&read(BEFORE_STATE)?)?;
    let record = SnapshotRecord::of_json(&read(SNAPSHOT)?)?;
    Ok((before, record))
}

/// Whether a folder is what a killed run has left: never closed, and never sealed.
fn was_killed(folder: &Path, ledger: &Ledger) -> bool {
    let is_sealed = folder.join("SHA256SUMS").exists() || folder.join("manifest.json").exists();
    !ledger.is_closed() && !is_sealed
}

fn close(run: &mut Run<'_>, clone: &Target) -> Result<(), Stop> {
    run.phase(Phase::Closing, |run| {
        let halted = run.is_halted();
        closing::judge_sessions(run, clone)?;
        if halted {
            return Ok(());
        }
        closing::judge_evidence(run)
    })
}
