//! `plan`: what an upgrade would do. Alembic has no counterpart.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::gate::ReportFormat;

/// Show what an upgrade would do, and do nothing: steps, SQL, locks, risks.
///
/// Every pending revision is evaluated and its statements are judged: which tables they lock and
/// how, what they scan or rewrite, what cannot run in a transaction. With TO alone the plan starts
/// at the rows of the database, which is only read; with FROM:TO or --offline no database is
/// needed.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct PlanArgs {
    /// Where to, "heads" where nothing is given; or a range, as from:to. Several starting
    /// revisions have commas between them (a,b:head), "base:" is an empty database.
    #[arg(value_name = "[FROM:]TO", allow_negative_numbers = true)]
    pub revision: Option<String>,
    /// Start at base instead of asking the database.
    #[arg(long)]
    pub offline: bool,
    /// Show the first line of each statement only.
    #[arg(long)]
    pub no_sql: bool,
    /// Show the locks, the findings and the sums, without the steps.
    #[arg(long)]
    pub summary: bool,
    /// End with status 1 when there are findings of this weight or more; without it, only when a
    /// revision would be refused.
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    /// The same as --format json.
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// The form of the report.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: ReportFormat,
    /// Write the report into a file; the line with the sums is printed all the same.
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// From which weight on findings fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// What will fail.
    Error,
    /// What somebody should look at.
    Warning,
    /// What is good to know.
    Note,
}
