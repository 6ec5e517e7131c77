//! `release rehearse`: the whole release on a clone.

use std::path::PathBuf;

use clap::Args;

use super::ReleaseOptions;

/// Run the whole release on a clone and prove it.
///
/// The clone is made or proven to be a copy, validated, widened, stamped at the anchor, upgraded,
/// verified and tried out; then its state before is restored, twice. The source is only read. The
/// evidence folder ends with a decision: PASS or BLOCKER. After a PASS the snapshot of the state
/// before is dropped, because the clone is in that state.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ReleaseRehearseArgs {
    /// Which release.
    #[command(flatten)]
    pub release: ReleaseOptions,
    /// The plan that is to be run; another one than the files make now is refused.
    #[arg(long, value_name = "FILE")]
    pub plan: Option<PathBuf>,
    /// The folder for the evidence; it must not exist or be empty.
    #[arg(long, value_name = "FOLDER")]
    pub evidence: PathBuf,
    /// Who runs it, as the allowed signers are named.
    #[arg(long, value_name = "PRINCIPAL")]
    pub operator: Option<String>,
    /// Take up the clone that an earlier rehearsal has left, walk everything in it, prove the
    /// rollback, and keep the clone and its snapshot.
    #[arg(long)]
    pub rollback_only: bool,
    /// With --sandbox: SQL that makes the source database in the private server.
    #[arg(long, value_name = "FILE")]
    pub source_sql: Option<PathBuf>,
}
