//! The commands below `release`.

use clap::{Args, Subcommand};

use super::{
    ReleaseApproveArgs, ReleaseChecklistArgs, ReleaseCutoverArgs, ReleasePlanArgs,
    ReleaseRehearseArgs, ReleaseResolveArgs, ReleaseRollbackArgs, ReleaseRunbookArgs,
    ReleaseVerifyArgs,
};

/// Rehearse a migration on a clone, prove it, and run the identical transcript on production.
///
/// A file `release.toml` beside the configuration says what the release is. Each command ends with
/// 0 for PASS, 1 for an unexpected error, 2 for a wrong command line, 3 where the release has been
/// applied already, 10 for a gate, 11 for a difference of structure or rows, 12 for heads or the
/// path, 13 for a lock or a time limit, 14 for an approval, 15 for a halt that nobody resolved, and
/// for a run that a signal has stopped.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(subcommand_required = true, disable_help_subcommand = true)]
pub struct ReleaseArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: ReleaseCommand,
}

/// The commands of a governed release, in the order they are used.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
#[command(rename_all = "snake_case")]
pub enum ReleaseCommand {
    /// Make the plan: the path, every statement, the gates, and the hash that approvals sign.
    Plan(ReleasePlanArgs),
    /// Run the whole release on a clone and prove it; ends with PASS or BLOCKER.
    Rehearse(ReleaseRehearseArgs),
    /// Write what an approver signs, or say which approvals are there.
    Approve(ReleaseApproveArgs),
    /// Run the rehearsed release on production, behind approvals and attestations.
    Cutover(ReleaseCutoverArgs),
    /// Restore a clone to its state before, and prove it.
    Rollback(ReleaseRollbackArgs),
    /// Verify an evidence folder offline: every hash, and the decision once more.
    Verify(ReleaseVerifyArgs),
    /// Write the operator's checklist; boxes are ticked by evidence only.
    Checklist(ReleaseChecklistArgs),
    /// Write the runbook for approval.
    Runbook(ReleaseRunbookArgs),
    /// Resolve a halt, with an approver's signature, so that the release may go on.
    Resolve(ReleaseResolveArgs),
}
