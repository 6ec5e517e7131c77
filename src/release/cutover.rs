//! The walk of a cutover: the rehearsed transcript on production, behind everything that was asked.
//!
//! Counterpart: the production cutover runbook, phases P0 to P4. Nothing is restored by itself: the
//! first gate that fails halts everything, and people decide.

use std::path::PathBuf;

use jiff::Timestamp;

use crate::db::{AdvisoryLock, LockKey};
use crate::governance::{
    EvidenceError, EvidenceFolder, FailureClass, Flow, Opening, Phase, RootCause, Window,
};

use super::baseline::judge_before_state;
use super::before_state::BeforeState;
use super::closing;
use super::comparison::judge_probes_after;
use super::cutover_leave::{self, Leave};
use super::obstacle::Obstacle;
use super::preconditions;
use super::record::Stop;
use super::request::{WalkRequest, Walked, declared, finish, open};
use super::run::Run;
use super::scratch::Scratch;
use super::stamp::stamp;
use super::targets::{DatabasePart, Target};
use super::tiers::tiers;
use super::upgrade::upgrade;
use super::validate::validate;
use super::verify::verify;
use super::width::width;

/// What a cutover is given besides.
#[derive(Debug)]
pub struct CutoverDemand {
    /// The evidence folder of the rehearsal.
    pub rehearsal: PathBuf,
    /// Who runs it, where somebody is named.
    pub operator: Option<String>,
    /// The files that are not as they were committed, in words; or why that is not known.
    pub departures: Result<Vec<String>, Obstacle>,
}

/// What the walk has got hold of so far.
#[derive(Default)]
struct Held {
    production: Option<Target>,
    lock: Option<AdvisoryLock>,
    window: Option<Window>,
}

/// Runs a release on production.
///
/// # Errors
/// Evidence cannot be kept: then there is no verdict.
pub fn cut_over(
    request: WalkRequest<'_>,
    demand: &CutoverDemand,
    folder: EvidenceFolder,
) -> Result<Walked, EvidenceError> {
    let plan = request.plan;
    let release = &plan.release;
    let production = match &release.production {
        Some(settings) => Target::reach(DatabasePart::Production, settings, request.lookup),
        None => Err(Obstacle::gate(
            "release.toml has no [production], so that there is nothing to cut over",
        )),
    };
    let target = match (&production, &release.production) {
        (Ok(production), _) => production.identity(),
        (Err(_), Some(settings)) => declared(
            &settings.database,
            request.lookup,
            &settings.url_environment,
            None,
        ),
        (Err(_), None) => declared("none", request.lookup, "[production]", None),
    };
    let opening = Opening {
        format: 1,
        flow: Flow::Cutover,
        release: release.name.clone(),
        plan: plan.digest(),
        tool: request.tool.clone(),
        arguments: request.arguments.clone(),
        target,
        required: plan.cutover_gates.clone(),
        evidence: plan.cutover_evidence.clone(),
        final_revision: plan.target.clone(),
    };
    let mut run = open(&request, folder, opening)?;
    let mut held = Held::default();
    let mut scratch = Scratch::new(request.environment.clone(), release);
    // What a stop means stands in the ledger; the closing probe is taken all the same.
    let _stopped = walk(
        &mut run,
        &request,
        demand,
        production,
        &mut held,
        &mut scratch,
    );
    let _stopped = close(&mut run, &held);
    finish(run, &request)
}

fn walk(
    run: &mut Run<'_>,
    request: &WalkRequest<'_>,
    demand: &CutoverDemand,
    production: Result<Target, Obstacle>,
    held: &mut Held,
    scratch: &mut Scratch,
) -> Result<(), Stop> {
    run.phase(Phase::Preconditions, |run| {
        judge_preconditions(run, request, demand, production, held)
    })?;
    let Held {
        production,
        lock,
        window,
    } = held;
    let production: &Target = production
        .as_ref()
        .expect("the preconditions have reached production");
    let lock = lock
        .as_mut()
        .expect("the preconditions have taken the lock");
    let window = window.expect("the preconditions have found the window");
    let before = run.phase(Phase::Validate, |run| {
        validate(run, production, scratch)?;
        judge_before_state(run, production)
    })?;
    let mut change = |run: &mut Run<'_>, phase, work: &dyn Fn(&mut Run<'_>) -> Result<(), Stop>| {
        run.phase(phase, |run| {
            judge_window(run, window)?;
            preconditions::judge_lock_held(run, lock)?;
            work(run)
        })
    };
    request.begin(run, &production.seen().database)?;
    change(run, Phase::Width, &|run| width(run, production))?;
    change(run, Phase::Stamp, &|run| stamp(run, production))?;
    change(run, Phase::Upgrade, &|run| upgrade(run, production))?;
    if !run.release().tiers.is_empty() {
        let before: &BeforeState = &before;
        change(run, Phase::Tiers, &|run| tiers(run, production, before))?;
    }
    run.phase(Phase::Verify, |run| {
        verify(run, production, scratch)?;
        judge_probes_after(run, production)
    })
}

/// Demands that the window is still open, before something is changed.
fn judge_window(run: &mut Run<'_>, window: Window) -> Result<(), Stop> {
    let now = Timestamp::now();
    if window.has(now) {
        return Ok(());
    }
    let obstacle = Obstacle::new(
        FailureClass::Approval,
        RootCause::SqlDrift,
        format!("it is {now}, and the maintenance window is {window}"),
    );
    Err(run.fail("maintenance-window", None, obstacle))
}

fn judge_preconditions(
    run: &mut Run<'_>,
    request: &WalkRequest<'_>,
    demand: &CutoverDemand,
    production: Result<Target, Obstacle>,
    held: &mut Held,
) -> Result<(), Stop> {
    preconditions::judge_plan(run, &request.plan_now, &request.tool)?;
    request.judge_state(run, production.as_ref().ok().map(Target::parameters))?;
    cutover_leave::judge_tree(run, &demand.departures)?;
    let rehearsed = cutover_leave::judge_rehearsal(run, &demand.rehearsal)?;
    run.repeat(rehearsed.statements);
    preconditions::judge_topology(run, &request.plan_now)?;
    preconditions::judge_documents(run)?;
    let Leave { window, .. } =
        cutover_leave::judge_leave(run, demand.operator.as_deref(), rehearsed.seal)?;
    held.window = Some(window);

    let production = run.expect("target-identity", None, production)?;
    run.judge("target-identity", None, production.check_identity())?;
    run.judge("session-encryption", None, production.check_encryption())?;
    let second = production.check_second_variable(request.lookup);
    if let Some(same) = run.expect("same-database-twice", None, second)? {
        run.judge("same-database-twice", None, Ok(same))?;
    }
    preconditions::judge_first_run(run, &production)?;
    let lock = preconditions::judge_lock(run, production.parameters(), LockKey::RELEASE)?;
    held.lock = Some(lock);
    cutover_leave::judge_freeze(run, &production)?;
    cutover_leave::judge_archive(run, &production)?;
    held.production = Some(production);
    Ok(())
}

/// What is found out at the end, after a halt as well.
fn close(run: &mut Run<'_>, held: &Held) -> Result<(), Stop> {
    let Some(production) = &held.production else {
        return Ok(());
    };
    run.phase(Phase::Closing, |run| {
        let halted = run.is_halted();
        closing::judge_sessions(run, production)?;
        if halted {
            return Ok(());
        }
        closing::judge_evidence(run)
    })
}
