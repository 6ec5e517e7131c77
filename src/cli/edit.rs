//! `edit`, the counterpart of `alembic.command.edit`.

use clap::Args;

/// Edit revision files with the program that EDITOR or VISUAL names.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct EditArgs {
    /// Revision identifier or symbol.
    #[arg(allow_negative_numbers = true)]
    pub rev: String,
}
