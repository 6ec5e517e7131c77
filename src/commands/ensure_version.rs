//! `ensure_version`: `alembic.command.ensure_version`.

use crate::cli::EnsureVersionArgs;
use crate::runtime::Purge;

use super::error::CommandError;
use super::invocation::Invocation;
use super::offline::OfflineContext;
use super::project::Project;
use super::session::Session;

/// Creates the version table where there is none.
pub(super) fn ensure_version(
    invocation: &Invocation,
    args: &EnsureVersionArgs,
) -> Result<(), CommandError> {
    let project = Project::open(invocation)?;
    let scripts = project.scripts()?;
    if args.sql {
        let context = OfflineContext::configure(invocation, &project, None)?;
        context.announce(&scripts)?;
        invocation
            .printer
            .script(&context.version_table_script(&scripts)?);
    } else {
        // A run without steps sees to the version table, and does nothing else.
        let session = Session::open(invocation, &project, None)?;
        session.run(invocation, &scripts, Purge::Keep, |_rows| Ok(Vec::new()))?;
    }
    Ok(())
}
