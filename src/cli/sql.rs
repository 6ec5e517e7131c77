//! `sql`: what will this file run? Alembic has no counterpart.

use clap::Args;

/// Print the SQL of single revision files, each on its own.
///
/// No database is asked, no version table written. A file whose SQL depends on the database is
/// reported with the place that asks.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct SqlArgs {
    /// Revision identifiers or symbols; all revisions where none is given.
    #[arg(value_name = "REVISION", allow_negative_numbers = true)]
    pub revisions: Vec<String>,
    /// Print one JSON object a line: revision, path, and sql or error.
    #[arg(long)]
    pub json: bool,
}
