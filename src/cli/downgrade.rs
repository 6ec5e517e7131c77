//! `downgrade`, the counterpart of `alembic.command.downgrade`; understood in order to be refused.

use clap::Args;

/// Revert to a previous version (refused: this program goes forward only).
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct DowngradeArgs {
    /// Revision identifier.
    #[arg(allow_negative_numbers = true)]
    pub revision: String,
    /// Print the SQL instead of running it.
    #[arg(long, alias = "s")]
    pub sql: bool,
    /// Arbitrary name for env.py to read with `get_tag_argument`.
    #[arg(long)]
    pub tag: Option<String>,
}
