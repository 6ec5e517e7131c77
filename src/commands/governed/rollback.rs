//! `release rollback`: a clone goes back to its state before, from a verified snapshot.

use crate::cli::ReleaseRollbackArgs;
use crate::commands::error::CommandError;
use crate::commands::invocation::Invocation;
use crate::commands::report::Report;
use crate::release::roll_back;

use super::databases::Databases;
use super::prepared::Prepared;
use super::walk;

/// Rolls the clone back; ends with the status of the decision.
pub(super) fn roll_back_release(
    invocation: &Invocation,
    args: &ReleaseRollbackArgs,
) -> Result<(), CommandError> {
    let prepared = Prepared::open(invocation, &args.release)?;
    let plan = walk::chosen_plan(&prepared, args.plan.as_deref())?;
    confirm(args, &plan.release.clone_database.database)?;
    let databases = Databases::open(invocation, &plan.release, None)?;
    walk::run(
        invocation,
        &prepared,
        &databases,
        &plan,
        &args.evidence,
        |request, folder| roll_back(request, folder, &args.rehearsal),
    )
}

/// Demands that the command line names the database that is made anew.
fn confirm(args: &ReleaseRollbackArgs, clone: &str) -> Result<(), CommandError> {
    let sentence = match args.go.as_deref() {
        Some(named) if named == clone => return Ok(()),
        Some(named) => format!("--go names \"{named}\", and the clone is \"{clone}\""),
        None => format!("the clone \"{clone}\" would be made anew, and nobody has confirmed that"),
    };
    let help = format!("Add --go {clone}");
    Err(CommandError::usage(Report::new(sentence).with_help(help)))
}
