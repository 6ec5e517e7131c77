//! The controlled stamp: the database is put under lineage at the approved anchor.
//!
//! Counterpart: phase 2 of the rehearsal, P2 of the cutover. Only the anchor is ever stamped, never
//! a head, and nothing but a row of the version table may change.

use crate::governance::{EvidenceKind, FailureClass, RootCause};
use crate::runtime::{MigrationStep, RuntimeError, VersionTableState};
use crate::script::RevisionId;
use crate::snapshot::compare;

use super::migrations::Session;
use super::obstacle::Obstacle;
use super::proof;
use super::record::Stop;
use super::run::{Run, heading};
use super::table_name::qualified_table;
use super::targets::Target;
use super::watch::{Expected, ReleaseWatch};

/// Walks the phase on `target`.
///
/// # Errors
/// A gate has failed: the stamp, a change of the structure, or another current revision.
pub(super) fn stamp(run: &mut Run<'_>, target: &Target) -> Result<(), Stop> {
    let anchor = run.plan().anchor.clone();
    let stamp_log = run.evidence(EvidenceKind::Stamp);
    let current_log = run.evidence(EvidenceKind::CurrentAfterStamp);
    let version_table = qualified_table(&proof::version_table(run));
    let before = proof::capture(run, target, &[version_table]);
    let before = run.expect("stamp-anchor", None, before)?;

    let mut log = run.log(&stamp_log)?;
    let title = heading(&format!("stamp {anchor}"), &target.identity());
    run.line(&mut log, title.trim_end())?;
    let expected = Expected {
        step: "stamp",
        path: Vec::new(),
        rows: vec![anchor.clone()],
        version_table: run.migrations().options.version_table.clone(),
        volumes: None,
        autocommits: Vec::new(),
    };
    let watch = ReleaseWatch::new(run, log, expected);
    let session = Session::open(run, "stamp-anchor", target)?;
    let scripts = run.migrations().scripts;
    let outcome = session.run(run, &watch, |rows| {
        if !rows.is_empty() && rows != [RevisionId::from(anchor.as_str())] {
            return Err(RuntimeError::Backward {
                destination: anchor.clone(),
                rows: rows.to_vec(),
            });
        }
        let steps = scripts
            .map()
            .stamp_steps(std::slice::from_ref(&anchor), rows)?;
        Ok(steps.into_iter().map(MigrationStep::Stamp).collect())
    });
    let mut seen = ReleaseWatch::take(&watch);
    let stamped = match outcome {
        Ok(_) => seen
            .transcript
            .complete()
            .map(|()| format!("stamped {anchor}: {} statements", seen.transcript.len())),
        Err(failure) => {
            let (_, obstacle) = proof::obstacle_of_failure(&mut seen, &failure);
            Err(proof::contained(run, target, &before, obstacle))
        }
    };
    if let Err(obstacle) = &stamped {
        run.line(&mut seen.log, &format!("\nSTOP: {obstacle}"))?;
    }
    run.finish(seen.log)?;
    run.judge("stamp-anchor", Some(&stamp_log), stamped)?;

    let after = proof::structure(run, "stamp-no-ddl", target)?;
    let before = before.structure.without_table(&proof::version_table(run));
    let differences = compare(&before, &after);
    let unchanged = if differences.is_empty() {
        Ok(
            "the structure is the same before and after the stamp, but for the version table"
                .into(),
        )
    } else {
        Err(Obstacle::parity(format!(
            "the stamp has changed the structure: {}",
            proof::listed(&differences)
        )))
    };
    run.judge("stamp-no-ddl", Some(&stamp_log), unchanged)?;
    current_is(run, target, "current-is-anchor", &anchor, &current_log)
}

/// Reads the version table in a new session and demands that its rows are one revision.
///
/// # Errors
/// The gate has failed.
pub(super) fn current_is(
    run: &mut Run<'_>,
    target: &Target,
    gate: &str,
    revision: &str,
    evidence: &str,
) -> Result<(), Stop> {
    let mut connection = run.session(gate, target)?;
    let table = run.migrations().options.version_table.clone();
    let state = VersionTableState::read(&mut connection, &table)
        .map_err(|error| Obstacle::gate(format!("the version table cannot be read: {error}")));
    connection.close();
    let rows = match &state {
        Ok(state) => state.rows.as_slice(),
        Err(_) => &[],
    };
    let listing = run
        .migrations()
        .scripts
        .current_text(rows, crate::script::Verbosity::Line)
        .unwrap_or_else(|error| format!("{error}\n"));
    let text = format!("{}{listing}", heading("current", &target.identity()));
    run.write(evidence, &text)?;
    let found = state.and_then(|state| {
        if state.rows == [RevisionId::from(revision)] {
            return Ok(format!("the version table has one row, {revision}"));
        }
        let rows: Vec<&str> = state.rows.iter().map(RevisionId::as_str).collect();
        let obstacle = Obstacle::new(
            FailureClass::Topology,
            RootCause::DependencyOrdering,
            format!(
                "the version table has the rows [{}] instead of {revision}",
                rows.join(", ")
            ),
        );
        Err(obstacle.with_fact("current", rows.join(", ")))
    });
    run.judge(gate, Some(evidence), found)
}
