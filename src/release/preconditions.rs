//! What must hold before anything begins: the plan, the program, the database, the lock.
//!
//! Counterpart: the hard gates of the rehearsal and the go/no-go list of the cutover, as far as
//! both share them. Nothing is changed here, and what cannot be found out has failed.

use std::time::Duration;

use crate::db::{AdvisoryLock, Connection, DatabaseIdentity, LockAttempt, LockKey, Parameters};
use crate::governance::{
    DocumentError, FailureClass, Flow, Progress, ReleasePlan, RootCause, ToolIdentity, checklist,
    runbook, transcripts_agree,
};
use crate::runtime::VersionTableState;

use super::guard::{self, Applied};
use super::obstacle::Obstacle;
use super::record::Stop;
use super::run::Run;
use super::targets::{Target, refused};

/// What the files make now, to be held against the plan that is run.
#[derive(Debug)]
pub enum PlanNow {
    /// A plan.
    Made(Box<ReleasePlan>),
    /// None can be made; the gate that this concerns, and why.
    Refused(&'static str, Obstacle),
}

/// Holds the plan against what the files make now and against the program that runs.
pub(super) fn judge_plan(
    run: &mut Run<'_>,
    now: &PlanNow,
    tool: &ToolIdentity,
) -> Result<(), Stop> {
    judge_plan_unchanged(run, now)?;
    let plan = run.plan();
    let same_tool = if plan.tool == *tool {
        Ok(format!(
            "alembic-rs {}, SHA-256 {}",
            tool.version, tool.sha256
        ))
    } else {
        Err(Obstacle::gate(format!(
            "the plan was made by alembic-rs {} (SHA-256 {}), and this is {} (SHA-256 {})",
            plan.tool.version, plan.tool.sha256, tool.version, tool.sha256
        )))
    };
    run.judge("tool-unchanged", None, same_tool)
}

/// Holds the plan against what the files make now.
pub(super) fn judge_plan_unchanged(run: &mut Run<'_>, now: &PlanNow) -> Result<(), Stop> {
    let plan = run.plan();
    let now = match now {
        PlanNow::Made(now) => now,
        PlanNow::Refused(gate, obstacle) => return Err(run.fail(gate, None, obstacle.clone())),
    };
    let unchanged = if now.digest() == plan.digest() {
        Ok(format!("the files make the plan {}", plan.digest()))
    } else {
        Err(Obstacle::gate(format!(
            "the files make another plan than the one that is to be run ({} instead of {}): {}\n\
             Remedy: check out what was approved, or plan and approve anew",
            now.digest(),
            plan.digest(),
            plan.difference(now).unwrap_or_default()
        )))
    };
    run.judge("plan-unchanged", None, unchanged)
}

/// Demands that the documents of the walk can be made, before there is anything to write of.
///
/// A rehearsal's must not have anything that could be typed on production.
pub(super) fn judge_documents(run: &mut Run<'_>) -> Result<(), Stop> {
    let found = documents(run, &Progress::none());
    run.judge("documents", None, found)
}

/// The checklist and the runbook of the walk, with one transcript.
pub(super) fn documents(run: &Run<'_>, progress: &Progress) -> Result<String, Obstacle> {
    let (plan, flow) = (run.plan(), run.flow());
    let made = || {
        let checklist = checklist(plan, flow, progress)?;
        transcripts_agree(&checklist, &runbook(plan, flow)?)
    };
    match flow {
        Flow::Rollback => Ok("a rollback has neither checklist nor runbook".to_owned()),
        Flow::Rehearsal | Flow::Cutover => made()
            .map(|()| "checklist and runbook have one transcript".to_owned())
            .map_err(|error: DocumentError| {
                Obstacle::gate(format!(
                    "the checklist or the runbook of this walk cannot be made: {error}"
                ))
            }),
    }
}

/// Demands one head, the target, and the approved path to it.
pub(super) fn judge_topology(run: &mut Run<'_>, now: &PlanNow) -> Result<(), Stop> {
    let plan = run.plan();
    let now = match now {
        PlanNow::Made(now) => now,
        PlanNow::Refused(gate, obstacle) => return Err(run.fail(gate, None, obstacle.clone())),
    };
    let single = if now.heads == [plan.target.clone()] {
        Ok(format!("one head, {}", plan.target))
    } else {
        Err(Obstacle::new(
            FailureClass::Topology,
            RootCause::MultipleHeadsConflict,
            format!(
                "the heads are [{}] instead of {} alone",
                now.heads.join(", "),
                plan.target
            ),
        ))
    };
    run.judge("single-head", None, single)?;
    let path = if now.path == plan.release.path {
        Ok(format!(
            "{} revisions: {}",
            now.path.len(),
            now.path.join(", ")
        ))
    } else {
        Err(Obstacle::new(
            FailureClass::Topology,
            RootCause::DependencyOrdering,
            format!(
                "the path is [{}], and [{}] is approved",
                now.path.join(", "),
                plan.release.path.join(", ")
            ),
        ))
    };
    run.judge("expected-path", None, path)
}

/// Whether the release has been applied to `target` already.
pub(super) fn judge_first_run(run: &mut Run<'_>, target: &Target) -> Result<(), Stop> {
    let found = asked(run, target);
    run.judge(
        "rerun-guard",
        None,
        found.map(|text| text.trim_end().replace('\n', "; ")),
    )
}

fn asked(run: &mut Run<'_>, target: &Target) -> Result<String, Obstacle> {
    let mut connection = run.open_session(target)?;
    let table = &run.migrations().options.version_table;
    let state = VersionTableState::read(&mut connection, table)
        .map_err(|error| Obstacle::gate(format!("the version table cannot be read: {error}")))?;
    let versions: Vec<String> = state.rows.iter().map(ToString::to_string).collect();
    let release = run.release();
    let applied = Applied {
        versions: &versions,
        path: &run.plan().path,
        tables: &release.objects.tables,
    };
    let found = guard::check(&mut connection, &applied, &release.guards);
    connection.close();
    let anchor = &run.plan().anchor;
    if found.is_ok() && !versions.is_empty() && versions != [anchor.as_str()] {
        return Err(Obstacle::new(
            FailureClass::Topology,
            RootCause::DependencyOrdering,
            format!(
                "the version table has the rows [{}]; a release begins with none, or with its \
                 anchor {anchor} alone",
                versions.join(", ")
            ),
        )
        .with_fact("current", versions.join(", ")));
    }
    found
}

/// Whether a server is the one that ends with this run, by its own word.
pub(super) fn is_server(
    run: &mut Run<'_>,
    parameters: &Parameters,
    system_identifier: &str,
) -> Result<bool, Obstacle> {
    let attempted = "cannot ask a server which one it is";
    let mut connection =
        Connection::connect(parameters).map_err(|error| refused(attempted, &error))?;
    run.count_session(connection.backend_pid());
    let identity = DatabaseIdentity::read(&mut connection)
        .map_err(|error| Obstacle::gate(format!("{attempted}: {error}")))?;
    connection.close();
    Ok(identity.system_identifier == system_identifier)
}

/// Takes the lock `key` that two releases of one database cannot both have; it holds as long as the
/// value lives.
///
/// # Errors
/// Somebody else has it, or it cannot be asked for.
pub(super) fn judge_lock(
    run: &mut Run<'_>,
    parameters: &Parameters,
    key: LockKey,
) -> Result<AdvisoryLock, Stop> {
    let attempt = AdvisoryLock::acquire(parameters, key, Duration::ZERO)
        .map_err(|error| Obstacle::database("cannot take the lock of the release", &error))
        .and_then(|attempt| match attempt {
            LockAttempt::Acquired(lock) => Ok(lock),
            LockAttempt::Held(holders) => {
                let holders: Vec<String> = holders.iter().map(ToString::to_string).collect();
                Err(Obstacle::new(
                    FailureClass::LockOrTimeout,
                    RootCause::LockTimeoutOrDeadlock,
                    format!("another release has the lock: {}", holders.join("; ")),
                ))
            }
        });
    let lock = run.require("no-foreign-lock", None, attempt, |_| {
        format!(
            "the lock of the release is ours, in \"{}\"",
            parameters.database
        )
    })?;
    run.count_session(lock.backend_pid());
    Ok(lock)
}

/// Demands that the lock is still ours, before something is changed.
pub(super) fn judge_lock_held(run: &mut Run<'_>, lock: &mut AdvisoryLock) -> Result<(), Stop> {
    let held = lock
        .is_held()
        .map_err(|error| Obstacle::database("the lock of the release is lost", &error))
        .and_then(|held| {
            if held {
                return Ok(());
            }
            Err(Obstacle::new(
                FailureClass::LockOrTimeout,
                RootCause::LockTimeoutOrDeadlock,
                "the lock of the release is no longer ours",
            ))
        });
    run.expect("no-foreign-lock", None, held)
}
