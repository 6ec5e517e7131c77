//! The smoke validation: a row of each expected table, inserted and read, and rolled back.
//!
//! Counterpart: phase 5 of the rehearsal, "minimal insert/select". The rows are made of what the
//! catalog says of the columns; parents that a row needs are inserted before it. Nothing stays: the
//! counts before and after are compared.

use std::fmt::Write as _;

use crate::db::Connection;
use crate::governance::EvidenceKind;

use super::obstacle::Obstacle;
use super::record::Stop;
use super::row_counts::row_counts;
use super::run::{Run, heading};
use super::smoke_row::insert_row;
use super::targets::Target;

/// Walks the phase on `target`.
///
/// # Errors
/// The gate has failed.
pub(super) fn smoke(run: &mut Run<'_>, target: &Target) -> Result<(), Stop> {
    let evidence = run.evidence(EvidenceKind::Smoke);
    let title = heading("release: smoke validation", &target.identity());
    if let Some(reason) = run.release().skip_smoke.clone() {
        run.write(&evidence, &format!("{title}skipped: {reason}\n"))?;
        return run.skip("smoke", &reason);
    }
    let tables = run.release().objects.tables.clone();
    let mut connection = run.session("smoke", target)?;
    let mut text = title;
    let found = tried(&mut connection, &tables, &mut text);
    connection.close();
    if let Err(obstacle) = &found {
        let _ = writeln!(text, "STOP: {obstacle}");
    }
    run.write(&evidence, &text)?;
    run.judge("smoke", Some(&evidence), found)
}

fn tried(
    connection: &mut Connection,
    tables: &[String],
    text: &mut String,
) -> Result<String, Obstacle> {
    let refused = |error| Obstacle::database("cannot begin or end the transaction", &error);
    let before = row_counts(connection, tables)?;
    connection.begin().map_err(refused)?;
    let inserted = tables.iter().try_for_each(|table| {
        let statements = insert_row(connection, table)?;
        for statement in statements {
            let _ = writeln!(text, "| {statement}");
        }
        let now = row_counts(connection, std::slice::from_ref(table))?;
        let more = now
            .iter()
            .all(|(name, rows)| before.get(name).is_some_and(|before| rows > before));
        if !more {
            return Err(Obstacle::gate(format!(
                "the row that was inserted into {table} cannot be read"
            )));
        }
        let _ = writeln!(text, "{table}: a row was inserted and read");
        Ok(())
    });
    connection.rollback().map_err(refused)?;
    let _ = writeln!(text, "| ROLLBACK");
    inserted?;
    let after = row_counts(connection, tables)?;
    if before != after {
        return Err(Obstacle::gate(format!(
            "the row counts are not those before: {before:?} and {after:?}"
        )));
    }
    for (table, rows) in &after {
        let _ = writeln!(text, "{table}: {rows} rows before and after");
    }
    Ok(format!(
        "a row of each of {} tables was inserted, read and rolled back",
        tables.len()
    ))
}
