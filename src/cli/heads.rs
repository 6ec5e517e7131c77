//! `heads`, the counterpart of `alembic.command.heads`.

use clap::Args;

/// Show current available heads in the script directory.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct HeadsArgs {
    /// Use more verbose output.
    #[arg(short, long)]
    pub verbose: bool,
    /// Treat dependency versions as down revisions.
    #[arg(long, alias = "r")]
    pub resolve_dependencies: bool,
}
