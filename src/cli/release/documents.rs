//! `release checklist` and `release runbook`: the documents of a release.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::ReleaseOptions;

/// Write the operator's checklist.
///
/// It and the runbook are made of one plan and have one transcript. A box is ticked where the
/// evidence of a run shows it, never by hand.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ReleaseChecklistArgs {
    /// What every document takes.
    #[command(flatten)]
    pub document: DocumentOptions,
    /// Compare the transcript with that of a runbook that was written before; another one ends
    /// with status 10.
    #[arg(long, value_name = "FILE")]
    pub same_as: Option<PathBuf>,
}

/// Write the runbook for approval.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ReleaseRunbookArgs {
    /// What every document takes.
    #[command(flatten)]
    pub document: DocumentOptions,
}

/// What every document takes.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct DocumentOptions {
    /// Which release.
    #[command(flatten)]
    pub release: ReleaseOptions,
    /// The plan it is made of; made of the files where left out.
    #[arg(long, value_name = "FILE")]
    pub plan: Option<PathBuf>,
    /// Which walk the document is of.
    #[arg(long, value_enum, value_name = "FLOW", default_value_t)]
    pub flow: DocumentFlow,
    /// The evidence folder of a run, which ticks the boxes.
    #[arg(long, value_name = "FOLDER")]
    pub evidence: Option<PathBuf>,
    /// Write it into a file instead of to standard output.
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Which walk a document is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum DocumentFlow {
    /// On a clone.
    Rehearsal,
    /// On production.
    #[default]
    Cutover,
}
