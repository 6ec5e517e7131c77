//! `check`, the counterpart of `alembic.command.check`; understood in order to be refused.

use clap::Args;

/// Compare the models with the database (refused: the models are Python).
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct CheckArgs {}
