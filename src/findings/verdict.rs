//! What a run of checks came to: the input of every report.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::allowance::Settled;
use super::finding::{Finding, Place};
use super::rule::Severity;

/// Whether the checks are content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// They are.
    Passed,
    /// They are not.
    Failed,
}

/// What a run of checks came to.
#[derive(Debug)]
pub struct Verdict {
    /// The command that checked, such as `gate`.
    pub command: &'static str,
    /// Whether the checks are content.
    pub outcome: Outcome,
    /// One line that says so and why.
    pub line: String,
    /// What was found, and what of it is allowed.
    pub settled: Settled,
    /// The folder that paths in reports are relative to.
    pub root: PathBuf,
    /// What the command has to say besides, for the reports that machines read.
    pub facts: Map<String, Value>,
}

impl Verdict {
    /// How many findings of a weight stand.
    pub fn count(&self, severity: Severity) -> usize {
        let open = &self.settled.open;
        open.iter()
            .filter(|finding| finding.severity == severity)
            .count()
    }

    /// A path as reports show it: from the root, with slashes; absolute where it is elsewhere.
    pub(super) fn path(&self, path: &Path) -> String {
        let Ok(inside) = path.strip_prefix(&self.root) else {
            return path.display().to_string();
        };
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        if parts.is_empty() {
            ".".to_owned()
        } else {
            parts.join("/")
        }
    }
}

/// A finding's sentence with the places that belong to it and its remedy, for reports that have one
/// field for all of it.
pub(super) fn whole_message(verdict: &Verdict, finding: &Finding) -> String {
    let mut text = finding.message.clone();
    for related in &finding.related {
        text.push_str(&format!(
            "\n{}: {}",
            related.label,
            spelled(verdict, &related.place)
        ));
    }
    if let Some(help) = &finding.help {
        text.push('\n');
        text.push_str(help);
    }
    text
}

/// `path:line`.
pub(super) fn spelled(verdict: &Verdict, place: &Place) -> String {
    match place.line {
        Some(line) => format!("{}:{line}", verdict.path(&place.path)),
        None => verdict.path(&place.path),
    }
}
