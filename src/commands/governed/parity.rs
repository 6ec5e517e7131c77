//! `parity`: whether two databases are equal.

use serde_json::json;

use crate::cli::{ParityArgs, Side};
use crate::commands::error::CommandError;
use crate::commands::invocation::Invocation;
use crate::commands::report::Report;
use crate::db::catalog::Structure;
use crate::snapshot::{
    CaptureScope, Extent, ParityReport, Snapshot, StructureScope, Tables, read_explanations,
};

use super::side::{Captured, captured};

/// The exit status of databases that are not equal.
const NOT_EQUAL: u8 = 11;

/// Compares two databases and reports what differs.
pub(in crate::commands) fn parity(
    invocation: &Invocation,
    args: &ParityArgs,
) -> Result<(), CommandError> {
    let (extent, scope) = extent(args)?;
    let explanations = match &args.explain {
        Some(path) => read_explanations(path)?,
        None => Vec::new(),
    };
    let side =
        |side| captured(invocation, side, &scope).map_err(CommandError::without_word_of_alembic);
    let mut expected = side(&args.expected)?;
    let mut found = side(&args.found)?;
    let left_out = leave_out_version_table(&mut expected, &mut found);
    let report =
        ParityReport::of_snapshots(&expected.snapshot, &found.snapshot, extent, &explanations);
    let printer = &invocation.printer;
    if args.json {
        printer.script(&json(&expected, &found, left_out.as_deref(), &report));
    } else {
        printer.line(&format!("expected  {}", expected.title));
        printer.line(&format!("found     {}", found.title));
        if let Some(table) = &left_out {
            printer.line(&format!(
                "The version table {table} is left out: it is bookkeeping."
            ));
        }
        printer.line("");
        printer.script(&report.to_text());
    }
    if report.holds() {
        Ok(())
    } else {
        Err(CommandError::decided(NOT_EQUAL, report.verdict()))
    }
}

/// What is compared, and what has to be captured for it.
fn extent(args: &ParityArgs) -> Result<(Extent, CaptureScope), CommandError> {
    let (extent, counts, contents) = match (args.counts, args.contents) {
        (_, true) => (Extent::Contents, Tables::All, Tables::All),
        (true, false) => (Extent::RowCounts, Tables::All, Tables::None),
        (false, false) => (Extent::Structure, Tables::None, Tables::None),
    };
    let is_history = |side: &Side| matches!(side, Side::History(_));
    if extent > Extent::Structure && (is_history(&args.expected) || is_history(&args.found)) {
        return Err(CommandError::usage(Report::new(
            "a history has a structure and no rows of its own; leave --counts and --contents out",
        )));
    }
    let scope = CaptureScope {
        structure: StructureScope::Captured,
        counts,
        contents,
    };
    Ok((extent, scope))
}

/// Takes the version table out of both sides where one is a history: a database that was made
/// otherwise has none, or one of another width, and its structure is the same.
fn leave_out_version_table(expected: &mut Captured, found: &mut Captured) -> Option<String> {
    let table = expected
        .version_table
        .clone()
        .or_else(|| found.version_table.clone())?;
    let without = |snapshot: &mut Snapshot| {
        let structure: Structure = std::mem::take(&mut snapshot.structure);
        snapshot.structure = structure.without_table(&table);
    };
    without(&mut expected.snapshot);
    without(&mut found.snapshot);
    Some(table)
}

fn json(
    expected: &Captured,
    found: &Captured,
    left_out: Option<&str>,
    report: &ParityReport,
) -> String {
    let document = json!({
        "format": 1,
        "holds": report.holds(),
        "expected": expected.title,
        "found": found.title,
        "version_table_left_out": left_out,
        "report": report,
    });
    format!("{document:#}\n")
}
