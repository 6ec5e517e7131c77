//! The width of `alembic_version.version_num`: looked at, corrected, looked at again.
//!
//! Counterpart: phase P1 of the cutover, "lineage table integrity alignment". Alembic makes the
//! column 32 characters wide, and its stamp of a longer identifier fails.

use std::fmt::Write as _;

use crate::db::Connection;
use crate::ddl::Target as DdlTarget;
use crate::governance::EvidenceKind;
use crate::runtime::{ColumnWidth, VersionTable, VersionTableState, VersionWidth};

use super::obstacle::Obstacle;
use super::record::Stop;
use super::run::{Run, heading};
use super::targets::Target;
use super::transcript::Transcript;

/// The step of the transcript.
const STEP: &str = "width";

/// Walks the phase on `target`.
///
/// # Errors
/// A gate has failed: the column cannot be read, is no `VARCHAR`, is wider than approved, or does
/// not have exactly the approved width in the end.
pub(super) fn width(run: &mut Run<'_>, target: &Target) -> Result<(), Stop> {
    let wanted = VersionWidth::new(run.release().width);
    let table = run.migrations().options.version_table.clone();
    let precheck = run.evidence(EvidenceKind::WidthPrecheck);
    let correction = run.evidence(EvidenceKind::WidthCorrection);

    let mut connection = run.session("width-precheck", target)?;
    let before = read(&mut connection, &table);
    let text = format!(
        "{}{}wanted: {wanted}, exactly\nlongest identifier of the history: {} characters\n",
        heading("release: width precheck", &target.identity()),
        described(&before),
        longest(run),
    );
    run.write(&precheck, &text)?;
    let correctable = before.and_then(|state| correctable(&state, wanted).map(|()| state));
    let before = run.require("width-precheck", Some(&precheck), correctable, |state| {
        described(&Ok(state.clone())).trim_end().replace('\n', "; ")
    })?;

    let mut transcript = Transcript::of(run);
    let mut log = run.log(&correction)?;
    let title = heading("release: width correction", &target.identity());
    run.line(&mut log, title.trim_end())?;
    let corrected = correct(&mut transcript, &mut connection, &table, &before, wanted);
    connection.close();
    let mut again = run.session("width-correction", target)?;
    let after = read(&mut again, &table);
    again.close();
    match &corrected {
        Ok(statements) if statements.is_empty() => {
            run.line(&mut log, "nothing to correct")?;
        }
        Ok(statements) => run.line(&mut log, &statements.join("\n"))?,
        Err(obstacle) => run.line(&mut log, &format!("stopped: {obstacle}"))?,
    }
    run.line(&mut log, described(&after).trim_end())?;
    run.finish(log)?;
    let unchanged = match &after {
        Ok(after) if *after == before => "nothing was changed: a new session finds the version \
                                          table as it was before"
            .to_owned(),
        after => format!("a new session finds: {}", described(after).trim_end()),
    };
    let corrected = corrected.map_err(|mut obstacle| {
        obstacle.detail = format!("{}\n{unchanged}", obstacle.detail);
        obstacle
    });
    let found = corrected
        .and_then(|_| transcript.complete())
        .and(after)
        .and_then(|state| match state.width {
            Some(ColumnWidth::Limited(width)) if width == wanted => {
                Ok(format!("version_num is {width} by a new session"))
            }
            other => Err(Obstacle::gate(format!(
                "version_num is {} after the correction, and {wanted} is approved",
                shown(other.as_ref())
            ))),
        });
    run.judge("width-correction", Some(&correction), found)
}

/// What the version table is now.
fn read(connection: &mut Connection, table: &VersionTable) -> Result<VersionTableState, Obstacle> {
    VersionTableState::read(connection, table)
        .map_err(|error| Obstacle::gate(format!("the version table cannot be read: {error}")))
}

/// Whether the column can be made as wide as approved without losing anything.
fn correctable(state: &VersionTableState, wanted: VersionWidth) -> Result<(), Obstacle> {
    match &state.width {
        None => Ok(()),
        Some(ColumnWidth::Limited(width)) if *width <= wanted => Ok(()),
        other => Err(Obstacle::gate(format!(
            "version_num is {}, and {wanted} is approved; it is not made narrower\n\
             Remedy: set width in release.toml to what is there, and rehearse again",
            shown(other.as_ref())
        ))),
    }
}

/// Makes or widens the column in a transaction of its own; returns the statements.
fn correct(
    transcript: &mut Transcript,
    connection: &mut Connection,
    table: &VersionTable,
    before: &VersionTableState,
    wanted: VersionWidth,
) -> Result<Vec<String>, Obstacle> {
    let statements = table
        .statements(DdlTarget::Server)
        .map_err(|error| Obstacle::gate(format!("the version table cannot be named: {error}")))?;
    let statement = match &before.width {
        None => statements.create(wanted.characters()),
        Some(ColumnWidth::Limited(width)) if *width == wanted => return Ok(Vec::new()),
        Some(_) => statements.widen(wanted.characters()),
    };
    let all = ["BEGIN".to_owned(), statement, "COMMIT".to_owned()];
    for statement in &all {
        if let Err(obstacle) = send(transcript, connection, statement) {
            // Explicitly, also where the next statement was never sent.
            let undone = connection.rollback();
            return Err(match undone {
                Ok(()) => obstacle.with_fact("rollback", "sent"),
                Err(error) => obstacle.with_fact("rollback", error.to_string()),
            });
        }
    }
    Ok(all.to_vec())
}

/// Sends a statement of the transcript.
fn send(
    transcript: &mut Transcript,
    connection: &mut Connection,
    statement: &str,
) -> Result<(), Obstacle> {
    transcript.allow(STEP, statement)?;
    match connection.execute(statement) {
        Ok(completion) => {
            let rows = completion.rows_affected;
            kept(transcript.executed(STEP, statement, rows, None))
        }
        Err(error) => {
            let sqlstate = error.server_error().map(|error| error.sqlstate.code());
            kept(transcript.executed(STEP, statement, None, sqlstate))?;
            Err(Obstacle::database("cannot correct the width", &error)
                .with_fact("statement", statement))
        }
    }
}

/// A ledger that cannot be written stops the run by itself; this only ends what is being done.
pub(super) fn kept(kept: Result<(), Stop>) -> Result<(), Obstacle> {
    kept.map_err(|_stop| Obstacle::gate("the ledger cannot be written"))
}

fn longest(run: &Run<'_>) -> usize {
    let map = run.migrations().scripts.map();
    map.indices()
        .map(|index| map.id(index).as_str().chars().count())
        .max()
        .unwrap_or(0)
}

fn described(state: &Result<VersionTableState, Obstacle>) -> String {
    let mut text = String::new();
    match state {
        Ok(state) => {
            let _ = writeln!(text, "version_num: {}", shown(state.width.as_ref()));
            let rows: Vec<&str> = state
                .rows
                .iter()
                .map(crate::script::RevisionId::as_str)
                .collect();
            let rows = if rows.is_empty() {
                "none".to_owned()
            } else {
                rows.join(", ")
            };
            let _ = writeln!(text, "rows: {rows}");
        }
        Err(obstacle) => {
            let _ = writeln!(text, "unreadable: {obstacle}");
        }
    }
    text
}

fn shown(width: Option<&ColumnWidth>) -> String {
    match width {
        None => "not there: there is no version table".to_owned(),
        Some(ColumnWidth::Limited(width)) => width.to_string(),
        Some(ColumnWidth::Unlimited) => "of unlimited width".to_owned(),
        Some(ColumnWidth::Other(name)) => format!("of the type {name}"),
    }
}
