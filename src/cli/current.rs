//! `current`, the counterpart of `alembic.command.current`.

use clap::Args;

/// Display the current revision for a database.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct CurrentArgs {
    /// End with an error unless all head revisions are applied to the database.
    #[arg(short, long)]
    pub check_heads: bool,
    /// Use more verbose output.
    #[arg(short, long)]
    pub verbose: bool,
}
