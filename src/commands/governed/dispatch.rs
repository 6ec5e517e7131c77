//! `release`: which of its commands is meant.

use crate::cli::{ReleaseArgs, ReleaseCommand};

use crate::commands::error::CommandError;
use crate::commands::invocation::Invocation;

use super::approve::approve;
use super::cutover::cutover;
use super::documents::{write_checklist, write_runbook};
use super::plan::plan;
use super::rehearse::rehearse_release;
use super::resolve::resolve;
use super::rollback::roll_back_release;
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
        ReleaseCommand::Rollback(args) => roll_back_release(invocation, args),
        ReleaseCommand::Verify(args) => verify_evidence(invocation, args),
        ReleaseCommand::Checklist(args) => write_checklist(invocation, args),
        ReleaseCommand::Runbook(args) => write_runbook(invocation, args),
        ReleaseCommand::Resolve(args) => resolve(invocation, args),
    }
}
