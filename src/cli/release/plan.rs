//! `release plan`: all that is decided before anything is run.

use std::path::PathBuf;

use clap::Args;

use super::ReleaseOptions;

/// Make the plan of a release: the path, every statement, the gates, and the plan's hash.
///
/// Needs no database: the statements are those that the revisions from the anchor to the target
/// execute. With --estimates the production database (else the source) is asked, in a read-only
/// transaction, how many rows the tables hold; nothing of that is part of the hash.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ReleasePlanArgs {
    /// Which release.
    #[command(flatten)]
    pub release: ReleaseOptions,
    /// Write the plan into a file; its SHA-256 is the plan's hash.
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Compare with a plan that was written before: another one ends with status 10.
    #[arg(long, value_name = "FILE")]
    pub compare: Option<PathBuf>,
    /// Ask the database, read only, how many rows the tables of the plan hold.
    #[arg(long)]
    pub estimates: bool,
    /// Print the plan as JSON instead of the summary.
    #[arg(long)]
    pub json: bool,
}
