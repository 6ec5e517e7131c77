//! `branches`, the counterpart of `alembic.command.branches`.

use clap::Args;

/// Show current branch points.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct BranchesArgs {
    /// Use more verbose output.
    #[arg(short, long)]
    pub verbose: bool,
}
