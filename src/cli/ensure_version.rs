//! `ensure_version`, the counterpart of `alembic.command.ensure_version`.

use clap::Args;

/// Create the version table if it does not exist.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct EnsureVersionArgs {
    /// Print the SQL instead of running it.
    #[arg(long, alias = "s")]
    pub sql: bool,
}
