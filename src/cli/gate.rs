//! `gate`: may these revisions go in? Alembic has no counterpart.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Check whether the revision files may go in: for CI and pre-commit hooks.
///
/// Needs no Python, no database and no env.py. One head, no cycles, no missing or doubled
/// revisions, files that load; with --base, nothing that was merged before is changed, and the
/// heads are counted on the merge of both sides. Ends with 0 or 1 and one line that says why.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct GateArgs {
    /// Branch or commit that this goes into, such as origin/main: the revisions on it must stay as
    /// they are, and the heads are counted after merging it with the working tree.
    #[arg(long, value_name = "REF")]
    pub base: Option<String>,
    /// A head there should be, instead of just one of any name; may be repeated. "base" where the
    /// history is to be empty.
    #[arg(long, value_name = "ID")]
    pub expect_head: Vec<String>,
    /// The most characters an id may have; Alembic's version column takes 32.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub max_id_length: Option<u32>,
    /// Fail on warnings too.
    #[arg(long)]
    pub strict: bool,
    /// The form of the report.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: ReportFormat,
    /// Write the report into a file; the line with the verdict is printed all the same.
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// The forms of a report of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ReportFormat {
    /// For people, on standard error.
    #[default]
    Text,
    /// For programs, with a versioned schema.
    Json,
    /// Annotations of GitHub Actions.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Test results as XML, for GitLab and others.
    Junit,
}
