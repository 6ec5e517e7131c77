//! `graph`, which Alembic has not: the history as a picture.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Draw the revision history: in the terminal, or as Mermaid, DOT or SVG.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct GraphArgs {
    /// What to draw it as.
    #[arg(short, long, value_enum, default_value_t = GraphFormat::Text)]
    pub format: GraphFormat,
    /// Revision range, as [start]:[end]; one that begins with a minus is attached: -r-3:current.
    #[arg(short, long, value_name = "RANGE")]
    pub rev_range: Option<String>,
    /// Ask the database which revisions are current and which are pending.
    #[arg(short = 'i', long = "current", visible_alias = "indicate-current")]
    pub indicate_current: bool,
    /// Draw only the newest revisions, as many as this.
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Draw long runs of revisions without branches as one row each.
    #[arg(long)]
    pub collapse: bool,
    /// Show parents, files and dates too (text only; SVG has them in tooltips).
    #[arg(short, long)]
    pub verbose: bool,
    /// Draw lines with ASCII characters, as it is done where the output is no UTF-8 terminal.
    #[arg(long, conflicts_with = "unicode")]
    pub ascii: bool,
    /// Draw lines with box drawing characters, even where the output is no UTF-8 terminal.
    #[arg(long)]
    pub unicode: bool,
    /// Write to a file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// The formats of `graph`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GraphFormat {
    /// Lines and words, as `git log --graph` draws.
    Text,
    /// A Mermaid flowchart.
    Mermaid,
    /// The language of Graphviz.
    Dot,
    /// One file that opens in a browser.
    Svg,
}
