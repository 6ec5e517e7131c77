//! The walk of a rehearsal: every phase on a clone, and the way back.
//!
//! Counterpart: the clone rehearsal's execution plan, phases 0 to 5, and the executor's reset. The
//! source is only read; the clone is all that is changed.

use crate::db::{AdvisoryLock, DatabaseIdentity, LockKey};
use crate::governance::{CloneMethod, EvidenceError, EvidenceFolder, Flow, Opening, Phase};

use super::baseline::{Baseline, prepare_rollback};
use super::closing;
use super::comparison::{judge_golden, judge_probes_after};
use super::isolation::IsolationProbe;
use super::obstacle::Obstacle;
use super::preconditions;
use super::provision::{ProvenClone, drop_clone, provision};
use super::record::Stop;
use super::request::{WalkRequest, Walked, declared, finish, open};
use super::rollback_proof::{FirstRollback, prove_rollback};
use super::run::Run;
use super::scratch::Scratch;
use super::smoke::smoke;
use super::stamp::stamp;
use super::targets::{DatabasePart, Lookup, Target};
use super::tiers::tiers;
use super::upgrade::upgrade;
use super::validate::validate;
use super::verify::verify;
use super::width::width;

/// What the walk has got hold of so far, for the closing probes.
#[derive(Default)]
struct Held {
    source: Option<Target>,
    production: Option<Target>,
    entry: Option<IsolationProbe>,
    clone: Option<Target>,
    lock: Option<AdvisoryLock>,
}

/// Rehearses a release.
///
/// # Errors
/// Evidence cannot be kept: then there is no verdict.
pub fn rehearse(request: WalkRequest<'_>, folder: EvidenceFolder) -> Result<Walked, EvidenceError> {
    let plan = request.plan;
    let release = &plan.release;
    let clone = &release.clone_database;
    let source = Target::reach(DatabasePart::Source, &release.source, request.lookup);
    let opening = Opening {
        format: 1,
        flow: Flow::Rehearsal,
        release: release.name.clone(),
        plan: plan.digest(),
        tool: request.tool.clone(),
        arguments: request.arguments.clone(),
        target: declared(
            &clone.database,
            request.lookup,
            &clone.url_environment,
            source.as_ref().ok(),
        ),
        required: plan.rehearsal_gates.clone(),
        evidence: plan.rehearsal_evidence.clone(),
        final_revision: plan.target.clone(),
    };
    let mut run = open(&request, folder, opening)?;
    let mut held = Held::default();
    let mut scratch = Scratch::new(request.environment.clone(), release);
    // What a stop means stands in the ledger; the closing probes are taken all the same.
    let _stopped = walk(&mut run, &request, source, &mut held, &mut scratch);
    let _stopped = close(&mut run, &held, &request);
    finish(run, &request)
}

fn walk(
    run: &mut Run<'_>,
    request: &WalkRequest<'_>,
    source: Result<Target, Obstacle>,
    held: &mut Held,
    scratch: &mut Scratch,
) -> Result<(), Stop> {
    run.phase(Phase::Preconditions, |run| {
        judge_preconditions(run, request, source, held)
    })?;
    let source = held.source.as_ref();
    let source = source.expect("the preconditions have reached the source");
    let clone = run.phase(Phase::Provision, |run| {
        provision(
            run,
            source,
            held.production.as_ref(),
            request.lookup,
            &request.environment,
        )
    })?;
    let ProvenClone { target, seclusion } = clone;
    let clone = &*held.clone.insert(target);
    let protected = protected(source, held.production.as_ref());
    let Baseline {
        before,
        snapshot,
        text,
    } = run.phase(Phase::Validate, |run| {
        validate(run, clone, scratch)?;
        prepare_rollback(run, clone, &protected)
    })?;
    let mut change = |run: &mut Run<'_>, phase, work: fn(&mut Run<'_>, &Target) -> _| {
        let lock = held.lock.as_mut();
        let lock = lock.expect("the preconditions have taken the lock");
        run.phase(phase, |run| {
            preconditions::judge_lock_held(run, lock)?;
            work(run, clone)
        })
    };
    change(run, Phase::Width, width)?;
    change(run, Phase::Stamp, stamp)?;
    change(run, Phase::Upgrade, upgrade)?;
    if !run.release().tiers.is_empty() {
        run.phase(Phase::Tiers, |run| tiers(run, clone, &before))?;
    }
    run.phase(Phase::Verify, |run| {
        verify(run, clone, scratch)?;
        judge_probes_after(run, clone)?;
        judge_golden(run, clone, request.lookup)
    })?;
    change(run, Phase::Smoke, smoke)?;
    let record = snapshot.record().clone();
    run.phase(Phase::Rollback, |run| {
        // The last moment of this clone: a rollback puts another database in its place.
        run.judge("clone-undisturbed", None, seclusion.exit(clone))?;
        let first = FirstRollback::MustRestore;
        prove_rollback(run, clone, &protected, &before, (record, &text), first)
    })?;
    // The restored clone is another database of the same name.
    let settings = run.release().clone_database.database_settings();
    let restored = Target::reach_by(DatabasePart::Clone, &settings, clone.parameters().clone());
    held.clone = Some(run.expect("rollback-restores", None, restored)?);
    Ok(())
}

/// The databases that nothing may replace.
pub(super) fn protected(source: &Target, production: Option<&Target>) -> Vec<DatabaseIdentity> {
    let targets = std::iter::once(source).chain(production);
    targets.map(|target| target.seen().clone()).collect()
}

fn judge_preconditions(
    run: &mut Run<'_>,
    request: &WalkRequest<'_>,
    source: Result<Target, Obstacle>,
    held: &mut Held,
) -> Result<(), Stop> {
    preconditions::judge_plan(run, &request.plan_now, &request.tool)?;
    preconditions::judge_topology(run, &request.plan_now)?;
    let source = run.expect("target-identity", None, source)?;
    let identity = identity(&source, request.lookup);
    run.judge("target-identity", None, identity)?;
    run.judge("session-encryption", None, source.check_encryption())?;
    request.judge_state(run)?;
    let release = run.release();
    let clone = &release.clone_database;
    if clone.method == CloneMethod::Existing {
        let settings = clone.database_settings();
        let there = Target::reach(DatabasePart::Clone, &settings, request.lookup);
        let there = run.expect("rerun-guard", None, there)?;
        preconditions::judge_first_run(run, &there)?;
    }
    preconditions::judge_first_run(run, &source)?;
    let place = lock_place(
        &source,
        request.lookup,
        &clone.url_environment,
        &clone.database,
    );
    let place = run.expect("no-foreign-lock", None, place)?;
    let key = LockKey::of_run_on(&clone.database);
    held.lock = Some(preconditions::judge_lock(run, &place, key)?);
    held.production = release.production.as_ref().and_then(|production| {
        // A rehearsal does without production's URL; what it then knows of it is declared.
        Target::reach(DatabasePart::Production, production, request.lookup).ok()
    });
    run.progress("probing the source");
    let entry = IsolationProbe::take(&source, &release.row_counts.tables, &release.probes);
    held.entry = Some(run.expect("source-untouched", None, entry)?);
    held.source = Some(source);
    request.begin(run, &clone.database)
}

/// The source is the one that is meant, by both of its variables.
fn identity(source: &Target, lookup: &Lookup<'_>) -> Result<String, Obstacle> {
    let mut text = source.check_identity()?;
    if let Some(second) = source.check_second_variable(lookup)? {
        text.push_str("; ");
        text.push_str(&second);
    }
    Ok(text)
}

/// Where the lock of a rehearsal is held: on the clone's server, in a database that is neither
/// copied nor replaced.
pub(super) fn lock_place(
    source: &Target,
    lookup: &Lookup<'_>,
    variable: &str,
    clone: &str,
) -> Result<crate::db::Parameters, Obstacle> {
    let parameters = lookup(variable)?;
    let taken = [clone, source.seen().database.as_str()];
    let database = ["postgres", parameters.database.as_str(), "template1"]
        .into_iter()
        .find(|database| !taken.contains(database))
        .unwrap_or("template1")
        .to_owned();
    Ok(crate::db::Parameters {
        database,
        ..parameters
    })
}

/// The closing probes, as far as there is something to probe.
fn close(run: &mut Run<'_>, held: &Held, request: &WalkRequest<'_>) -> Result<(), Stop> {
    let (Some(source), Some(entry)) = (&held.source, &held.entry) else {
        return Ok(());
    };
    run.phase(Phase::Closing, |run| {
        let halted = run.is_halted();
        closing::judge_source(run, source, entry)?;
        closing::judge_sessions(run, held.clone.as_ref().unwrap_or(source))?;
        if halted {
            return Ok(());
        }
        drop_clone(
            run,
            source,
            held.production.as_ref(),
            request.lookup,
            &request.environment,
        )?;
        closing::judge_evidence(run)
    })
}
