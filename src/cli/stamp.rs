//! `stamp`, the counterpart of `alembic.command.stamp`.

use clap::Args;

/// Write revisions into the version table without running any migration.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct StampArgs {
    /// One or more revisions, or "heads" for all heads.
    #[arg(required = true, allow_negative_numbers = true)]
    pub revisions: Vec<String>,
    /// Print the SQL instead of running it.
    #[arg(long, alias = "s")]
    pub sql: bool,
    /// Arbitrary name for env.py to read with `get_tag_argument`.
    #[arg(long)]
    pub tag: Option<String>,
    /// Unconditionally erase the version table before stamping.
    #[arg(long)]
    pub purge: bool,
}
