//! What an upgrade shows in the end.
//!
//! Alembic prints nothing, and so does this program on a database of the user's. In a sandbox,
//! where the point is to see what the migrations make, it prints what is there now.

use crate::db::catalog::Overview;
use crate::runtime::RunOutcome;
use crate::script::RevisionId;

use super::error::CommandError;
use super::invocation::Invocation;
use super::session::Session;

/// Shows what a sandbox contains after `outcome`; prints nothing for another database.
pub(super) fn show_result(
    invocation: &Invocation,
    session: &Session,
    outcome: &RunOutcome,
) -> Result<(), CommandError> {
    let Some(sandbox) = session.sandbox() else {
        return Ok(());
    };
    let overview = Overview::read(&mut session.connection().borrow_mut())?;
    let printer = &invocation.printer;
    let heads: Vec<&str> = outcome.heads.iter().map(RevisionId::as_str).collect();
    let applied = i64::try_from(outcome.applied.len()).unwrap_or(i64::MAX);
    let revisions = counted(applied, "revision", "revisions");
    let position = if heads.is_empty() {
        "no revision".to_owned()
    } else {
        heads.join(", ")
    };
    printer.line(&format!(
        "Applied {revisions}; the database is at {position}."
    ));
    let width = overview
        .tables
        .iter()
        .map(|table| table.name.chars().count())
        .chain(
            overview
                .enumerations
                .iter()
                .map(|one| one.name.chars().count()),
        )
        .max()
        .unwrap_or_default();
    for table in &overview.tables {
        printer.line(&format!(
            "  table  {:width$}  {}, {}, {}",
            table.name,
            counted(table.columns, "column", "columns"),
            counted(table.indexes, "index", "indexes"),
            counted(table.foreign_keys, "foreign key", "foreign keys"),
        ));
    }
    for one in &overview.enumerations {
        printer.line(&format!("  enum   {:width$}  {}", one.name, one.labels));
    }
    if let Some(command) = sandbox.stop_command() {
        printer.line(&format!(
            "The server keeps running; stop it with: {command}"
        ));
    }
    Ok(())
}

/// A number with its noun.
fn counted(count: i64, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn one_is_not_several() {
        assert_eq!(counted(0, "index", "indexes"), "0 indexes");
        assert_eq!(counted(1, "index", "indexes"), "1 index");
        assert_eq!(counted(2, "index", "indexes"), "2 indexes");
    }
}
