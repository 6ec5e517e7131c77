//! `init`, the counterpart of `alembic.command.init`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{OsStringValueParser, TypedValueParser};

/// Set up a new script directory.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct InitArgs {
    /// Folder of the scripts; it must be empty where it exists.
    #[arg(value_parser = OsStringValueParser::new().map(PathBuf::from))]
    pub directory: PathBuf,
    /// What to set up, one of those that `list_templates` names.
    #[arg(short, long, default_value = "generic")]
    pub template: String,
    /// Write empty __init__.py files, so that the folders are packages.
    #[arg(long)]
    pub package: bool,
}
