//! `branches`: `alembic.command.branches`.

use crate::cli::BranchesArgs;

use super::error::CommandError;
use super::heads::verbosity;
use super::invocation::Invocation;
use super::project::Project;

/// Prints the branch points with their children.
pub(super) fn branches(invocation: &Invocation, args: &BranchesArgs) -> Result<(), CommandError> {
    let scripts = Project::open(invocation)?.scripts()?;
    invocation
        .printer
        .text(&scripts.branches_text(verbosity(args.verbose))?);
    Ok(())
}
