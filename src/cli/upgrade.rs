//! `upgrade`, the counterpart of `alembic.command.upgrade`.

use clap::Args;

/// Upgrade to a later version.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct UpgradeArgs {
    /// Revision identifier; with --sql also a range, as from:to.
    #[arg(allow_negative_numbers = true)]
    pub revision: String,
    /// Print the SQL instead of running it.
    #[arg(long, alias = "s")]
    pub sql: bool,
    /// Arbitrary name for env.py to read with `get_tag_argument`.
    #[arg(long)]
    pub tag: Option<String>,
}
