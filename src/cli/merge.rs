//! `merge`, the counterpart of `alembic.command.merge`.

use clap::Args;

/// Merge revisions together, by a new revision file with all of them as parents.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct MergeArgs {
    /// One or more revisions, or "heads" for all heads.
    #[arg(required = true, allow_negative_numbers = true)]
    pub revisions: Vec<String>,
    /// Message of the revision: its title, and part of its file's name.
    #[arg(short, long)]
    pub message: Option<String>,
    /// Branch label of the new revision.
    #[arg(long)]
    pub branch_label: Option<String>,
    /// Identifier of the revision, instead of a new random one.
    #[arg(long)]
    pub rev_id: Option<String>,
    /// Allow revisions that are not heads.
    #[arg(long)]
    pub splice: bool,
}
