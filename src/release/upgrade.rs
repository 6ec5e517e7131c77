//! The forward upgrade: the approved path in one transaction, watched, and undone as a whole.
//!
//! Counterpart: phase 3 of the rehearsal, P3 of the cutover. Whatever stops it, the transaction is
//! left by an explicit ROLLBACK, and a new session proves that the database is as it was.

use std::collections::BTreeSet;

use crate::governance::{EvidenceKind, FailureClass, RootCause};
use crate::runtime::{MigrationStep, RunFailure, RuntimeError};
use crate::script::{RevisionId, RevisionIndex};
use crate::snapshot::Snapshot;

use super::migrations::Session;
use super::obstacle::Obstacle;
use super::proof;
use super::record::Stop;
use super::run::{Run, heading};
use super::table_name::qualified_table;
use super::targets::Target;
use super::volumes::Volumes;
use super::watch::{Expected, ReleaseWatch, Seen};

/// Walks the phase on `target`.
///
/// # Errors
/// A gate has failed: another path, a statement that was refused or is not the rehearsed one, rows
/// out of bounds.
pub(super) fn upgrade(run: &mut Run<'_>, target: &Target) -> Result<(), Stop> {
    let name = run.evidence(EvidenceKind::Upgrade);
    let steps = planned_steps(run);
    let steps = run.expect("upgrade-path", None, steps)?;
    let before = capture_before(run, target);
    let before = run.expect("upgrade-completes", None, before)?;
    let session = Session::open(run, "upgrade-completes", target)?;
    let version_table = proof::version_table(run);
    let volumes = Volumes::begin(
        &mut session.connection(),
        &run.release().backfills,
        &version_table,
    );
    let volumes = run.expect("backfill-volume", None, volumes)?;

    let mut log = run.log(&name)?;
    let title = heading(
        &format!("upgrade {}", run.plan().target),
        &target.identity(),
    );
    run.line(&mut log, title.trim_end())?;
    let expected = Expected {
        step: "upgrade",
        path: run.plan().path.clone(),
        rows: vec![run.plan().target.clone()],
        version_table: run.migrations().options.version_table.clone(),
        volumes: Some(volumes),
        autocommits: run.release().autocommits.clone(),
    };
    let watch = ReleaseWatch::new(run, log, expected);
    let anchor = RevisionId::from(run.plan().anchor.as_str());
    let outcome = session.run(run, &watch, |rows| {
        if rows != [anchor.clone()] {
            return Err(RuntimeError::Backward {
                destination: anchor.to_string(),
                rows: rows.to_vec(),
            });
        }
        Ok(steps.into_iter().map(MigrationStep::Upgrade).collect())
    });
    let seen = ReleaseWatch::take(&watch);
    match outcome {
        Ok(outcome) => {
            let applied: Vec<String> = outcome.applied.iter().map(ToString::to_string).collect();
            judge_success(run, &name, seen, &applied)
        }
        Err(failure) => Err(contain(run, target, &name, seen, &failure, &before)),
    }
}

/// The steps from the anchor, which must be the approved path.
fn planned_steps(run: &Run<'_>) -> Result<Vec<RevisionIndex>, Obstacle> {
    let plan = run.plan();
    let map = run.migrations().scripts.map();
    let anchor = [RevisionId::from(plan.anchor.as_str())];
    let steps = map
        .upgrade_steps(&plan.target, &anchor)
        .map_err(|error| other_path(error.to_string()))?;
    let found: Vec<&str> = steps.iter().map(|step| map.id(*step).as_str()).collect();
    if found != plan.path {
        return Err(other_path(format!(
            "the path from {} to {} is [{}], and [{}] is approved",
            plan.anchor,
            plan.target,
            found.join(", "),
            plan.path.join(", ")
        )));
    }
    Ok(steps)
}

fn other_path(detail: String) -> Obstacle {
    Obstacle::new(
        FailureClass::Topology,
        RootCause::DependencyOrdering,
        detail,
    )
}

/// The structure, and the rows of every table that the path's statements change.
fn capture_before(run: &mut Run<'_>, target: &Target) -> Result<Snapshot, Obstacle> {
    let changed = changed_tables(run, target)?;
    proof::capture(run, target, &changed)
}

/// The tables that are there whose rows the path's statements change, the version table among them.
pub(super) fn changed_tables(run: &mut Run<'_>, target: &Target) -> Result<Vec<String>, Obstacle> {
    let structure = {
        let mut connection = run.open_session(target)?;
        let structure = proof::read_structure(&mut connection);
        connection.close();
        structure?
    };
    let changed: BTreeSet<String> = run
        .plan()
        .statements
        .iter()
        .flat_map(|statement| &statement.changes)
        .map(|table| qualified_table(table))
        .chain([qualified_table(&proof::version_table(run))])
        .filter(|table| structure.table(table).is_some())
        .collect();
    Ok(changed.into_iter().collect())
}

fn judge_success(
    run: &mut Run<'_>,
    name: &str,
    seen: Seen,
    applied: &[String],
) -> Result<(), Stop> {
    let volumes = seen.expected.volumes.as_ref().map(Volumes::complete);
    let repeated = seen.transcript.complete();
    let statements = seen.transcript.len();
    let transactions = match seen.committed.as_slice() {
        [] => "one transaction".to_owned(),
        blocks => format!(
            "{} transactions, divided by an autocommit_block() of {}, as release.toml allows",
            blocks.len() + 1,
            blocks.join(", ")
        ),
    };
    run.finish(seen.log)?;
    let path = if applied == run.plan().path {
        Ok(format!("ran {}", applied.join(", ")))
    } else {
        Err(other_path(format!("ran [{}]", applied.join(", "))))
    };
    run.judge("upgrade-path", Some(name), path)?;
    run.judge(
        "upgrade-completes",
        Some(name),
        Ok(format!(
            "{statements} statements, committed as {transactions}"
        )),
    )?;
    let volumes = volumes.unwrap_or_else(|| Err(Obstacle::gate("no rows were counted")));
    run.judge("backfill-volume", Some(name), volumes)?;
    if run.rehearsed().is_some() {
        let repeated =
            repeated.map(|()| format!("all {statements} statements are those of the rehearsal"));
        run.judge("transcript-identity", Some(name), repeated)?;
    }
    Ok(())
}

/// Proves by a new session what became of the database, and fails the gate.
fn contain(
    run: &mut Run<'_>,
    target: &Target,
    name: &str,
    mut seen: Seen,
    failure: &RunFailure,
    before: &Snapshot,
) -> Stop {
    let (gate, mut obstacle) = proof::obstacle_of_failure(&mut seen, failure);
    if !seen.committed.is_empty() {
        obstacle.detail.push_str(&format!(
            "\nan autocommit_block() of {} has committed what came before it, as release.toml \
             allows: no ROLLBACK takes that back\nRemedy: restore the state before, by `release \
             rollback` on a clone and by point-in-time recovery on production",
            seen.committed.join(", ")
        ));
    }
    let obstacle = proof::contained(run, target, before, obstacle);
    let lines = format!(
        "\nSTOP at {}: {obstacle}",
        gate.unwrap_or("upgrade-completes")
    );
    let logged = run
        .line(&mut seen.log, &lines)
        .and_then(|()| run.finish(seen.log));
    match logged {
        Ok(()) => run.fail(gate.unwrap_or("upgrade-completes"), Some(name), obstacle),
        Err(stop) => stop,
    }
}
