//! `release rehearse`: the whole release on a clone, with a verdict.

use crate::cli::ReleaseRehearseArgs;
use crate::commands::error::CommandError;
use crate::commands::invocation::Invocation;
use crate::release::{RehearsalMode, rehearse};

use super::databases::Databases;
use super::prepared::Prepared;
use super::walk;

/// Rehearses the release; ends with the status of the decision.
pub(super) fn rehearse_release(
    invocation: &Invocation,
    args: &ReleaseRehearseArgs,
) -> Result<(), CommandError> {
    let prepared = Prepared::open(invocation, &args.release)?;
    let plan = walk::chosen_plan(&prepared, args.plan.as_deref())?;
    let mode = if args.rollback_only {
        RehearsalMode::RollbackOnly
    } else {
        RehearsalMode::Whole
    };
    let databases = Databases::open(invocation, &plan.release, args.source_sql.as_deref())?;
    walk::run(
        invocation,
        &prepared,
        &databases,
        &plan,
        &args.evidence,
        |request, folder| rehearse(request, folder, mode),
    )
}
