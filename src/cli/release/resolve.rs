//! `release resolve`: after a halt.

use std::path::PathBuf;

use clap::Args;

use super::ReleaseOptions;

/// Resolve a halt, so that the release may be run again.
///
/// Writes the text that an approver signs; with its signature beside it the halt is resolved. The
/// evidence of the halted run stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ReleaseResolveArgs {
    /// Which release.
    #[command(flatten)]
    pub release: ReleaseOptions,
    /// The evidence folder of the run that was halted.
    #[arg(long, value_name = "FOLDER")]
    pub evidence: PathBuf,
    /// Who resolves it, as the allowed signers are named.
    #[arg(long, value_name = "PRINCIPAL")]
    pub approver: Option<String>,
    /// What was done about it, in a sentence.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
}
