//! `release rollback`: a clone as it was before.

use std::path::PathBuf;

use clap::Args;

use super::ReleaseOptions;

/// Restore a clone to its state before, from a snapshot that was verified, and prove it.
///
/// Never on production. A second run finds nothing to do and ends with status 0.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ReleaseRollbackArgs {
    /// Which release.
    #[command(flatten)]
    pub release: ReleaseOptions,
    /// The plan; another one than the files make now is refused.
    #[arg(long, value_name = "FILE")]
    pub plan: Option<PathBuf>,
    /// The evidence folder of the rehearsal, which holds the verified snapshot.
    #[arg(long, value_name = "FOLDER")]
    pub rehearsal: PathBuf,
    /// The folder for the evidence; it must not exist or be empty.
    #[arg(long, value_name = "FOLDER")]
    pub evidence: PathBuf,
    /// Who runs it, as the allowed signers are named.
    #[arg(long, value_name = "PRINCIPAL")]
    pub operator: Option<String>,
    /// Confirms the run by the name of the database it changes.
    #[arg(long, value_name = "DATABASE")]
    pub go: Option<String>,
}
