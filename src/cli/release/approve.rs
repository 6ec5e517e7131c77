//! `release approve`: what an approver signs.

use std::path::PathBuf;

use clap::Args;

use super::ReleaseOptions;

/// Write what an approver signs, or say which approvals are there.
///
/// With --role and --approver the text of an approval is written into the folder of approvals, and
/// the command that signs it is shown: ssh-keygen -Y sign. Without them the approvals of that
/// folder are verified; one that is missing or does not hold ends with status 14.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ReleaseApproveArgs {
    /// Which release.
    #[command(flatten)]
    pub release: ReleaseOptions,
    /// The plan that is approved; another one than the files make now is refused.
    #[arg(long, value_name = "FILE")]
    pub plan: PathBuf,
    /// The role in which it is approved, such as execution or governance.
    #[arg(long, value_name = "ROLE", requires = "approver")]
    pub role: Option<String>,
    /// Who approves, as the allowed signers are named.
    #[arg(long, value_name = "PRINCIPAL", requires = "role")]
    pub approver: Option<String>,
    /// The evidence folder of the rehearsal it is approved on; a cutover accepts no other one then.
    #[arg(long, value_name = "FOLDER", requires = "role")]
    pub rehearsal: Option<PathBuf>,
    /// When the maintenance window begins, such as 2026-03-01T22:00:00Z.
    #[arg(long, value_name = "TIME", requires = "role")]
    pub window_from: Option<String>,
    /// When it ends.
    #[arg(long, value_name = "TIME", requires = "window_from")]
    pub window_to: Option<String>,
    /// From when on the approval holds; from now on where left out.
    #[arg(long, value_name = "TIME", requires = "role")]
    pub not_before: Option<String>,
    /// Until when it holds; as long as release.toml lets an approval live where left out.
    #[arg(long, value_name = "TIME", requires = "role")]
    pub not_after: Option<String>,
    /// Write the text here instead of into the folder of approvals; "-" is standard output.
    #[arg(long, value_name = "FILE", requires = "role")]
    pub output: Option<PathBuf>,
}
