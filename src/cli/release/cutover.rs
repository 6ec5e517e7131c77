//! `release cutover`: the rehearsed release on production.

use std::path::PathBuf;

use clap::Args;

use super::ReleaseOptions;

/// Run the rehearsed release on production.
///
/// Refuses without a rehearsal that passed, the same plan, files and program, approvals and
/// attestations that hold now, and a window that is open. Every statement is compared with the
/// rehearsal's before it is executed. The first gate that fails halts everything.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ReleaseCutoverArgs {
    /// Which release.
    #[command(flatten)]
    pub release: ReleaseOptions,
    /// The plan that was approved; another one than the files make now is refused.
    #[arg(long, value_name = "FILE")]
    pub plan: PathBuf,
    /// The evidence folder of the rehearsal that passed.
    #[arg(long, value_name = "FOLDER")]
    pub rehearsal: PathBuf,
    /// The folder for the evidence; it must not exist or be empty.
    #[arg(long, value_name = "FOLDER")]
    pub evidence: PathBuf,
    /// Who runs it, as the allowed signers are named; by default whoever approved as execution.
    #[arg(long, value_name = "PRINCIPAL")]
    pub operator: Option<String>,
    /// Confirms the run by the name of the database it changes; asked for where left out.
    #[arg(long, value_name = "DATABASE")]
    pub go: Option<String>,
}
