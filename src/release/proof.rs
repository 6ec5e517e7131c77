//! Proofs by a new session: what a database is now, and that it is what it was.
//!
//! Counterpart: "rollback action: explicit ROLLBACK; then a new session verifies". That no error
//! was seen proves nothing; only what is captured again and compared does.

use std::fmt::Write as _;

use crate::db::catalog::Structure;
use crate::db::{Connection, DbError};
use crate::governance::{FailureClass, RootCause};
use crate::python::ErrorKind;
use crate::runtime::{RunFailure, RuntimeError};
use crate::script::RevisionId;
use crate::snapshot::{
    CaptureScope, Difference, ParityReport, Snapshot, StructureScope, Tables, compare,
    compare_contents, compare_counts,
};

use super::obstacle::Obstacle;
use super::record::Stop;
use super::run::Run;
use super::targets::Target;
use super::watch::Seen;

/// The structure of `target` without the version table, read in a session of its own.
pub(super) fn structure(run: &mut Run<'_>, gate: &str, target: &Target) -> Result<Structure, Stop> {
    let mut connection = run.session(gate, target)?;
    let read = read_structure(&mut connection);
    connection.close();
    let version_table = version_table(run);
    let structure = run.expect(gate, None, read)?;
    Ok(structure.without_table(&version_table))
}

/// The name of the version table, with its schema where it has one.
pub(super) fn version_table(run: &Run<'_>) -> String {
    let reference = &run.migrations().options.version_table.reference;
    let name = reference.name.text();
    match &reference.schema {
        Some(schema) => format!("{}.{name}", schema.text()),
        None => name.to_owned(),
    }
}

/// The structure in one read-only transaction.
pub(super) fn read_structure(connection: &mut Connection) -> Result<Structure, Obstacle> {
    let refused = |error: DbError| Obstacle::database("cannot read the structure", &error);
    connection
        .execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        .map_err(refused)?;
    let structure = Structure::read(connection).map_err(refused)?;
    connection.rollback().map_err(refused)?;
    Ok(structure)
}

/// What `target` is now: its structure, and rows and contents of `tables`.
///
/// # Errors
/// The session, or what cannot be captured.
pub(super) fn capture(
    run: &mut Run<'_>,
    target: &Target,
    tables: &[String],
) -> Result<Snapshot, Obstacle> {
    let mut connection = run.open_session(target)?;
    let scope = CaptureScope {
        structure: StructureScope::Captured,
        counts: Tables::Named(tables.to_vec()),
        contents: Tables::Named(tables.to_vec()),
    };
    let captured = Snapshot::capture(&mut connection, &scope);
    connection.close();
    captured.map_err(|error| Obstacle::gate(format!("the state cannot be captured: {error}")))
}

/// What differs between two captures of one database. A rollback does not take sequences back, so
/// that their positions are no part of it.
pub(super) fn changes(before: &Snapshot, after: &Snapshot) -> Vec<Difference> {
    let mut differences = compare(&before.structure, &after.structure);
    differences.extend(compare_counts(before, after));
    differences.extend(compare_contents(before, after));
    differences
}

/// Says of a failure what a new session finds of what it left behind.
pub(super) fn contained(
    run: &mut Run<'_>,
    target: &Target,
    before: &Snapshot,
    mut obstacle: Obstacle,
) -> Obstacle {
    let tables: Vec<String> = before.row_counts.keys().cloned().collect();
    let proven = capture(run, target, &tables).map(|after| changes(before, &after));
    let (fact, sentence) = match proven {
        Ok(changes) if changes.is_empty() => (
            "proven by a new session",
            "nothing was changed: a new session finds the structure, and the rows and contents of \
             every table that would have been changed, as they were before"
                .to_owned(),
        ),
        Ok(changes) => (
            "no",
            format!("THE DATABASE HAS CHANGED: {}", listed(&changes)),
        ),
        Err(unproven) => (
            "not known",
            format!("what became of the database is not known: {unproven}"),
        ),
    };
    obstacle.detail = format!("{}\n{sentence}", obstacle.detail);
    obstacle.with_fact("nothing_changed", fact)
}

/// Differences in one line.
///
/// A report's text lists all of them; this is the sentence of a gate.
pub(super) fn listed(differences: &[Difference]) -> String {
    const SHOWN: usize = 10;
    let mut text = String::new();
    for difference in differences.iter().take(SHOWN) {
        let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
        let _ = write!(
            text,
            "{}{} ({}): {} instead of {}",
            if text.is_empty() { "" } else { "; " },
            difference.object,
            difference.aspect,
            shown(&difference.found),
            shown(&difference.expected),
        );
    }
    if differences.len() > SHOWN {
        let _ = write!(text, "; and {} more", differences.len() - SHOWN);
    }
    text
}

/// What a report comes to, in one sentence.
pub(super) fn summary(report: &ParityReport) -> String {
    let compared: usize = report.compared.values().map(|both| both.expected).sum();
    let mut text = format!(
        "{compared} objects compared, {} differences unexplained, {} explained, {} notes",
        report.unexplained.len(),
        report.explained.len(),
        report.notes.len()
    );
    if !report.unexplained.is_empty() {
        let _ = write!(text, "\n{}", listed(&report.unexplained));
    }
    for explanation in &report.unused_explanations {
        let _ = write!(
            text,
            "\nnothing was explained by: {} ({})",
            explanation.object, explanation.reason
        );
    }
    text
}

/// What a failed run comes to: the gate that stopped it where one did, and the obstacle.
pub(super) fn obstacle_of_failure(
    seen: &mut Seen,
    failure: &RunFailure,
) -> (Option<&'static str>, Obstacle) {
    let (gate, mut obstacle) = match (seen.stopped.take(), seen.refused.take()) {
        (Some((gate, obstacle)), _) => (Some(gate), obstacle),
        (None, Some(obstacle)) => (None, obstacle),
        (None, None) => (None, of_error(&failure.error)),
    };
    if let Some(revision) = &failure.revision {
        obstacle = obstacle.with_fact("revision", revision.as_str());
    }
    if !failure.committed.is_empty() || !failure.partly_committed.is_empty() {
        let list = |ids: &[RevisionId]| {
            let ids: Vec<&str> = ids.iter().map(RevisionId::as_str).collect();
            ids.join(", ")
        };
        let _ = write!(
            obstacle.detail,
            "\ncommitted: [{}]; committed in part: [{}]",
            list(&failure.committed),
            list(&failure.partly_committed)
        );
    }
    (gate, obstacle)
}

/// An error that neither the server nor a gate has said.
pub(super) fn of_error(error: &RuntimeError) -> Obstacle {
    match error {
        RuntimeError::Script(_) | RuntimeError::Backward { .. } => Obstacle::new(
            FailureClass::Topology,
            RootCause::DependencyOrdering,
            error.to_string(),
        ),
        RuntimeError::RowPresent(_)
        | RuntimeError::RowAbsent(_)
        | RuntimeError::NothingToMerge(_)
        | RuntimeError::RowCount { .. } => Obstacle::new(
            FailureClass::Topology,
            RootCause::DependencyOrdering,
            error.to_string(),
        ),
        RuntimeError::Statement { source, .. } | RuntimeError::Bookkeeping { source, .. } => {
            Obstacle::database("a statement failed", source)
        }
        RuntimeError::Evaluation { source, .. } => {
            if let ErrorKind::Host(inner) = source.kind()
                && let Some(inner) = inner.downcast_ref::<RuntimeError>()
            {
                return of_error(inner);
            }
            let obstacle = Obstacle::gate(error.to_string());
            match source.origin() {
                Some(origin) => obstacle
                    .with_fact("file", origin.file.path().display().to_string())
                    .with_fact("line", origin.line_column().line.to_string()),
                None => obstacle,
            }
        }
        RuntimeError::Refused(_)
        | RuntimeError::VersionTableName(_)
        | RuntimeError::Compilation { .. }
        | RuntimeError::Answer { .. }
        | RuntimeError::Stopped { .. }
        | RuntimeError::Interrupted
        | RuntimeError::TransactionFailed
        | RuntimeError::ColumnType { .. } => Obstacle::gate(error.to_string()),
    }
}
