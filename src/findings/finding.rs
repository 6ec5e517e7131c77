//! One rule broken at one place.

use std::cmp::Ordering;
use std::path::PathBuf;

use super::rule::{Rule, Severity};
use crate::source::Origin;

/// Where a finding points; lines and columns start at 1, columns count characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as it was opened.
    pub path: PathBuf,
    /// The line, where one is meant rather than the whole file.
    pub line: Option<usize>,
    /// The column in that line.
    pub column: Option<usize>,
}

impl Place {
    /// A whole file.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            line: None,
            column: None,
        }
    }

    /// A line of a file.
    pub fn line(path: impl Into<PathBuf>, line: usize) -> Self {
        Self {
            line: Some(line),
            ..Self::file(path)
        }
    }
}

impl From<&Origin> for Place {
    fn from(origin: &Origin) -> Self {
        let start = origin.line_column();
        Self {
            path: origin.file.path().to_path_buf(),
            line: Some(start.line),
            column: Some(start.column),
        }
    }
}

/// Whether a project may accept a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowable {
    /// It may.
    Yes,
    /// It may not: nothing could run, or nobody would know.
    Never,
}

/// A second place that a finding is about, such as the other file with the same id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// What is there.
    pub label: String,
    /// Where.
    pub place: Place,
}

/// One rule broken at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// Which of the things the rule watches it is, in kebab case; the rule's name where it watches
    /// one thing only.
    pub kind: &'static str,
    /// How much it weighs here.
    pub severity: Severity,
    /// What is the case: one sentence that names the thing.
    pub message: String,
    /// Where, as far as it is in a file at all.
    pub place: Option<Place>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// The remedy, where there is one.
    pub help: Option<String>,
    /// The id of the revision it concerns.
    pub revision: Option<String>,
    /// Whether the project may accept it.
    pub allowable: Allowable,
}

impl Finding {
    /// A finding of `rule` with the rule's own weight and name.
    pub fn new(rule: Rule, message: impl Into<String>) -> Self {
        Self {
            rule,
            kind: rule.name(),
            severity: rule.severity(),
            message: message.into(),
            place: None,
            related: Vec::new(),
            help: None,
            revision: None,
            allowable: Allowable::Yes,
        }
    }

    /// Says which of the things the rule watches it is.
    #[must_use]
    pub fn of_kind(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }

    /// Gives it another weight than the rule's.
    #[must_use]
    pub fn weighing(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Puts it at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Adds a place that belongs to it.
    #[must_use]
    pub fn with_related(mut self, label: impl Into<String>, place: Place) -> Self {
        self.related.push(Related {
            label: label.into(),
            place,
        });
        self
    }

    /// Adds the remedy.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Names the revision.
    #[must_use]
    pub fn in_revision(mut self, revision: impl Into<String>) -> Self {
        self.revision = Some(revision.into());
        self
    }

    /// Says that no allowance can accept it.
    #[must_use]
    pub fn never_allowable(mut self) -> Self {
        self.allowable = Allowable::Never;
        self
    }

    /// The order of reports: by path, line, column and rule; what is in no file comes first.
    pub fn reading_order(&self, other: &Self) -> Ordering {
        let key = |finding: &Self| (finding.rule, finding.kind);
        self.place
            .cmp(&other.place)
            .then_with(|| key(self).cmp(&key(other)))
            .then_with(|| self.message.cmp(&other.message))
    }
}
