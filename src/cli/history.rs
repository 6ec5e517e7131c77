//! `history`, the counterpart of `alembic.command.history`.

use clap::Args;

/// List revision files in chronological order.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct HistoryArgs {
    /// Revision range, as [start]:[end]; one that begins with a minus is attached: -r-3:current.
    #[arg(
        short,
        long,
        alias = "r",
        value_name = "RANGE",
        allow_negative_numbers = true
    )]
    pub rev_range: Option<String>,
    /// Use more verbose output.
    #[arg(short, long)]
    pub verbose: bool,
    /// Indicate the current revision.
    #[arg(short, long)]
    pub indicate_current: bool,
}
