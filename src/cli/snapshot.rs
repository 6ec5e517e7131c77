//! `snapshot`: a database at one moment, in a file. Alembic has no counterpart.

use std::path::PathBuf;

use clap::Args;

/// Write down what a database is at this moment: its structure, and with --counts and --contents
/// what its tables hold.
///
/// The database is read in one transaction that can change nothing, which the server confirms at
/// its end. The file is JSON; `parity` compares it with other snapshots and with databases.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct SnapshotArgs {
    /// Write the snapshot into a file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Count the rows: of "all" tables, of "none", or of some, with commas between them.
    #[arg(
        long,
        value_name = "TABLES",
        value_delimiter = ',',
        default_value = "none"
    )]
    pub counts: Vec<String>,
    /// Hash the rows: of "all" tables, of "none", or of some, with commas between them.
    #[arg(
        long,
        value_name = "TABLES",
        value_delimiter = ',',
        default_value = "none"
    )]
    pub contents: Vec<String>,
}
