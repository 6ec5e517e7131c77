//! `check`: refused, because the models it would look at are Python.

use super::error::CommandError;

/// Refuses.
pub(super) fn check() -> Result<(), CommandError> {
    Err(CommandError::command(
        "alembic-rs has no application to import the models of, and so nothing to compare the \
         database with; run 'alembic check' where the application is installed, or 'alembic-rs \
         current --check-heads' to see whether all revisions are applied",
    ))
}
