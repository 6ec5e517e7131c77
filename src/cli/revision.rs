//! `revision`, the counterpart of `alembic.command.revision`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{OsStringValueParser, TypedValueParser};

/// Create a new revision file.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct RevisionArgs {
    /// Message of the revision: its title, and part of its file's name.
    #[arg(short, long)]
    pub message: Option<String>,
    /// Compare the models with the database (refused: the models are Python).
    #[arg(long)]
    pub autogenerate: bool,
    /// Run env.py in its offline mode, where `revision_environment` has it run at all.
    #[arg(long)]
    pub sql: bool,
    /// Head to base the revision on, as an identifier or <branchname>@head.
    #[arg(long)]
    pub head: Option<String>,
    /// Allow a revision as --head that is not a head.
    #[arg(long)]
    pub splice: bool,
    /// Branch label of the new revision.
    #[arg(long)]
    pub branch_label: Option<String>,
    /// Version location for the file, one of those configured.
    #[arg(long, value_parser = OsStringValueParser::new().map(PathBuf::from))]
    pub version_path: Option<PathBuf>,
    /// Identifier of the revision, instead of a new random one.
    #[arg(long)]
    pub rev_id: Option<String>,
    /// Revision that must be run before this one without being its parent; may be repeated.
    #[arg(long, value_name = "REVISION")]
    pub depends_on: Vec<String>,
}
