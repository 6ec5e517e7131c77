//! `snapshot`: a database at one moment, in a file.

use crate::cli::{Side, SnapshotArgs};
use crate::commands::error::CommandError;
use crate::commands::invocation::Invocation;
use crate::commands::report::Report;
use crate::snapshot::{CaptureScope, Snapshot, StructureScope, Tables};

use super::side::captured;

/// Captures the project's database, and writes the file.
pub(in crate::commands) fn snapshot(
    invocation: &Invocation,
    args: &SnapshotArgs,
) -> Result<(), CommandError> {
    let scope = CaptureScope {
        structure: StructureScope::Captured,
        counts: tables("--counts", &args.counts)?,
        contents: tables("--contents", &args.contents)?,
    };
    let snapshot = captured(invocation, &Side::Database, &scope)
        .map_err(CommandError::without_word_of_alembic)?
        .snapshot;
    let printer = &invocation.printer;
    let Some(path) = &args.output else {
        printer.script(&snapshot.to_json());
        return Ok(());
    };
    snapshot.write(path)?;
    printer.line(&summary(&snapshot));
    printer.line(&format!("{}  {}", snapshot.digest(), path.display()));
    Ok(())
}

/// What was captured, in a line.
fn summary(snapshot: &Snapshot) -> String {
    let number = |count: usize, one: &str, several: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {several}"),
    };
    format!(
        "Captured {} of database {}: {} counted, {} hashed; nothing was changed",
        number(snapshot.structure.tables.len(), "table", "tables"),
        snapshot.database.name,
        snapshot.row_counts.len(),
        snapshot.contents.len(),
    )
}

/// `all`, `none`, or names.
fn tables(option: &str, names: &[String]) -> Result<Tables, CommandError> {
    match names {
        [word] if word == "all" => Ok(Tables::All),
        [word] if word == "none" => Ok(Tables::None),
        names if names.iter().any(|name| name == "all" || name == "none") => {
            Err(CommandError::usage(Report::new(format!(
                "{option} takes \"all\", \"none\" or names of tables, not several of them"
            ))))
        }
        names if names.iter().any(|name| name.trim().is_empty()) => Err(CommandError::usage(
            Report::new(format!("{option} is given a table without a name")),
        )),
        names => Ok(Tables::Named(names.to_vec())),
    }
}
