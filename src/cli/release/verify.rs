//! `release verify`: an evidence folder, read by somebody who was not there.

use std::path::PathBuf;

use clap::Args;

/// Verify an evidence folder offline: every hash, and the decision once more.
///
/// Asks no database and needs no project. Ends with 0 where the folder is what was sealed and its
/// decision is PASS; with the decision's own status where the folder proves a BLOCKER; with 10
/// where a single byte is another.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ReleaseVerifyArgs {
    /// The folder.
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
    /// The plan the folder must be of.
    #[arg(long, value_name = "FILE")]
    pub plan: Option<PathBuf>,
    /// The seal that was told when the folder was sealed: the SHA-256 of its SHA256SUMS.
    #[arg(long, value_name = "DIGEST")]
    pub seal: Option<String>,
}
