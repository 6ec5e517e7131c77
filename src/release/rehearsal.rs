//! The walk of a rehearsal: every phase on a clone, and the way back.
//!
//! Counterpart: the clone rehearsal's execution plan, phases 0 to 5, and the executor's reset. The
//! source is only read; the clone is all that is changed.

use crate::db::{AdvisoryLock, DatabaseIdentity, LockKey, Parameters};
use crate::governance::{CloneMethod, EvidenceError, EvidenceFolder, Flow, Opening, Phase};

use super::baseline::{Baseline, prepare_rollback};
use super::closing;
use super::comparison::{judge_golden, judge_probes_after, judge_surfaces};
use super::isolation::IsolationProbe;
use super::obstacle::Obstacle;
use super::preconditions;
use super::provision::{Making, ProvenClone, provision, taken_up};
use super::record::Stop;
use super::request::{WalkRequest, Walked, declared, finish, open};
use super::retirement::Leftovers;
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

/// What a rehearsal does about its clone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RehearsalMode {
    /// It makes the clone as `release.toml` says, and drops at the end of a PASS what nothing needs.
    Whole,
    /// It takes up the clone that an earlier run has left in its state before, walks everything in
    /// it, proves the rollback, and leaves the clone and its snapshot.
    RollbackOnly,
}

/// What the walk has got hold of so far, for the closing probes.
#[derive(Default)]
struct Held {
    source: Option<Target>,
    production: Option<Target>,
    entry: Option<IsolationProbe>,
    clone: Option<Target>,
    /// The state that the clone was proven to be back in.
    restored: Option<Baseline>,
    /// Where the lock is held: another database of the clone's server.
    place: Option<Parameters>,
    lock: Option<AdvisoryLock>,
}

/// Rehearses a release.
///
/// # Errors
/// Evidence cannot be kept: then there is no verdict.
pub fn rehearse(
    request: WalkRequest<'_>,
    folder: EvidenceFolder,
    mode: RehearsalMode,
) -> Result<Walked, EvidenceError> {
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
    let _stopped = walk(&mut run, &request, source, &mut held, &mut scratch, mode);
    let _stopped = close(&mut run, &held, mode);
    finish(run, &request)
}

fn walk(
    run: &mut Run<'_>,
    request: &WalkRequest<'_>,
    source: Result<Target, Obstacle>,
    held: &mut Held,
    scratch: &mut Scratch,
    mode: RehearsalMode,
) -> Result<(), Stop> {
    run.phase(Phase::Preconditions, |run| {
        judge_preconditions(run, request, source, held, mode)
    })?;
    let making = match mode {
        RehearsalMode::Whole => Making::Declared,
        RehearsalMode::RollbackOnly => Making::TakenUp,
    };
    let source = held.source.as_ref();
    let source = source.expect("the preconditions have reached the source");
    let clone = run.phase(Phase::Provision, |run| {
        provision(
            run,
            source,
            held.production.as_ref(),
            request.lookup,
            &request.environment,
            making,
        )
    })?;
    let ProvenClone { target, seclusion } = clone;
    let clone = &*held.clone.insert(target);
    let protected = protected(source, held.production.as_ref());
    let baseline = run.phase(Phase::Validate, |run| {
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
        run.phase(Phase::Tiers, |run| tiers(run, clone, &baseline.before))?;
    }
    run.phase(Phase::Verify, |run| {
        verify(run, clone, scratch)?;
        judge_probes_after(run, clone)?;
        judge_surfaces(run, clone, &baseline.before)?;
        judge_golden(run, clone, request.lookup)
    })?;
    change(run, Phase::Smoke, smoke)?;
    run.phase(Phase::Rollback, |run| {
        // The last moment of this clone: a rollback puts another database in its place.
        run.judge("clone-undisturbed", None, seclusion.exit(clone))?;
        let first = FirstRollback::MustRestore;
        let proven = (baseline.snapshot.record().clone(), baseline.text.as_str());
        prove_rollback(run, clone, &protected, &baseline.before, proven, first)
    })?;
    // The restored clone is another database of the same name.
    let settings = run.release().clone_database.database_settings();
    let restored = Target::reach_by(DatabasePart::Clone, &settings, clone.parameters().clone());
    held.clone = Some(run.expect("rollback-restores", None, restored)?);
    held.restored = Some(baseline);
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
    mode: RehearsalMode,
) -> Result<(), Stop> {
    preconditions::judge_plan(run, &request.plan_now, &request.tool)?;
    preconditions::judge_topology(run, &request.plan_now)?;
    preconditions::judge_documents(run)?;
    let source = run.expect("target-identity", None, source)?;
    let identity = identity(&source, request.lookup);
    run.judge("target-identity", None, identity)?;
    run.judge("session-encryption", None, source.check_encryption())?;
    let release = run.release();
    let clone = &release.clone_database;
    let place = lock_place(
        &source,
        request.lookup,
        &clone.url_environment,
        &clone.database,
    );
    let place = run.expect("no-foreign-lock", None, place)?;
    request.judge_state(run, Some(&place))?;
    let way = match (mode, clone.method) {
        (RehearsalMode::RollbackOnly, _) => Some(taken_up(clone, request.lookup)),
        (RehearsalMode::Whole, CloneMethod::Existing) => {
            Some((request.lookup)(&clone.url_environment))
        }
        (RehearsalMode::Whole, CloneMethod::Template | CloneMethod::Dump) => None,
    };
    if let Some(way) = way {
        let settings = clone.database_settings();
        let there = way.and_then(|way| Target::reach_by(DatabasePart::Clone, &settings, way));
        let there = run.expect("rerun-guard", None, there)?;
        preconditions::judge_first_run(run, &there)?;
    }
    preconditions::judge_first_run(run, &source)?;
    let key = LockKey::of_run_on(&clone.database);
    held.lock = Some(preconditions::judge_lock(run, &place, key)?);
    held.place = Some(place);
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
) -> Result<Parameters, Obstacle> {
    let parameters = lookup(variable)?;
    let taken = [clone, source.seen().database.as_str()];
    let database = ["postgres", parameters.database.as_str(), "template1"]
        .into_iter()
        .find(|database| !taken.contains(database))
        .unwrap_or("template1")
        .to_owned();
    Ok(Parameters {
        database,
        ..parameters
    })
}

/// The closing probes, as far as there is something to probe, and then the clone's leftovers.
fn close(run: &mut Run<'_>, held: &Held, mode: RehearsalMode) -> Result<(), Stop> {
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
        closing::judge_evidence(run)?;
        let (Some(clone), Some(baseline), Some(place)) = (&held.clone, &held.restored, &held.place)
        else {
            return Ok(());
        };
        let protected = protected(source, held.production.as_ref());
        let left = Leftovers {
            clone,
            protected: &protected,
            baseline,
        };
        match mode {
            RehearsalMode::RollbackOnly => left.retain(run),
            RehearsalMode::Whole => {
                left.drop_snapshot(run)?;
                if !run.release().clone_database.drop_afterwards {
                    return Ok(());
                }
                left.drop_clone(run, source, place)?;
                closing::judge_source_again(run, source, entry)
            }
        }
    })
}
