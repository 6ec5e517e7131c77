//! `show`, the counterpart of `alembic.command.show`.

use clap::Args;

/// Show the revisions denoted by a symbol.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ShowArgs {
    /// Revision identifier or symbol.
    #[arg(allow_negative_numbers = true)]
    pub rev: String,
}
