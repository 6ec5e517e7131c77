//! `release`: which of its commands is meant.

use crate::cli::{ReleaseArgs, ReleaseCommand};

use crate::commands::error::CommandError;
use crate::commands::invocation::Invocation;
use crate::commands::report::Report;

use super::approve::approve;
use super::documents::{write_checklist, write_runbook};
use super::cutover::cutover;
use super::plan::plan;
use super::rehearse::rehearse_release;
use super::resolve::resolve;
use super::verify::verify_evidence;

/// Does what the command line asks for.
pub(in crate::commands) fn release(
    invocation: &Invocation,
    args: &ReleaseArgs,
) -> Result<(), CommandError> {
    match &args.command {
        ReleaseCommand::Plan(args) => plan(invocation, args),
        ReleaseCommand::Rehearse(args) => rehearse_release(invocation, args),
        ReleaseCommand::Approve(args) => approve(invocation, args),
        ReleaseCommand::Cutover(args) => cutover(invocation, args),
        ReleaseCommand::Rollback(_) => Err(absent("rollback")),
        ReleaseCommand::Verify(args) => verify_evidence(invocation, args),
        ReleaseCommand::Checklist(args) => write_checklist(invocation, args),
        ReleaseCommand::Runbook(args) => write_runbook(invocation, args),
        ReleaseCommand::Resolve(args) => resolve(invocation, args),
    }
}

/// A command that this build does not have.
fn absent(command: &str) -> CommandError {
    CommandError::unexpected(Report::new(format!(
        "this build does not have 'release {command}'"
    )))
}
