//! One thing that is wrong with a set of revision files, and every place that belongs to it.
//!
//! Alembic stops at the first such thing with a sentence or a traceback; a survey goes on, and each
//! becomes a [`Defect`] that can be pointed at.

use std::path::{Path, PathBuf};

use super::error::{ErrorContext, RevisionError, ScriptError};
use super::revision::{Revision, RevisionId};

/// A line of a file, or the whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefectPlace {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1, where it is known.
    pub line: Option<u32>,
    /// The column in characters, from 1, where it is known.
    pub column: Option<u32>,
}

impl DefectPlace {
    /// A line of a file, or all of it.
    pub(crate) fn new(path: &Path, line: Option<u32>) -> Self {
        Self {
            path: path.to_owned(),
            line,
            column: None,
        }
    }

    /// The assignment to `revision`.
    pub(crate) fn of_revision(revision: &Revision) -> Self {
        let declaration = &revision.declaration;
        Self::new(&declaration.path, declaration.lines.revision)
    }

    /// The assignment to `down_revision`.
    pub(crate) fn of_down_revision(revision: &Revision) -> Self {
        let declaration = &revision.declaration;
        Self::new(&declaration.path, declaration.lines.down_revision)
    }

    /// The assignment to `depends_on`.
    pub(crate) fn of_depends_on(revision: &Revision) -> Self {
        let declaration = &revision.declaration;
        Self::new(&declaration.path, declaration.lines.depends_on)
    }

    /// The assignment to `branch_labels`.
    pub(crate) fn of_branch_labels(revision: &Revision) -> Self {
        let declaration = &revision.declaration;
        Self::new(&declaration.path, declaration.lines.branch_labels)
    }
}

/// One thing that is wrong.
#[derive(Debug)]
pub struct Defect {
    /// What it is; its `Display` is the sentence.
    pub error: ScriptError,
    /// The revision it concerns, where that is known.
    pub revision: Option<RevisionId>,
    /// Where it is.
    pub place: Option<DefectPlace>,
    /// Other places that belong to it, each with what is there.
    pub related: Vec<(String, DefectPlace)>,
}

impl Defect {
    /// A fact about the graph, at the declaration of `revision` that causes it.
    pub(crate) fn in_graph(fact: RevisionError, revision: &Revision, place: DefectPlace) -> Self {
        Self {
            error: ErrorContext::default().tell(fact),
            revision: Some(revision.id.clone()),
            place: Some(place),
            related: Vec::new(),
        }
    }

    /// Adds a place that belongs to it.
    pub(crate) fn with_related(mut self, label: impl Into<String>, place: DefectPlace) -> Self {
        self.related.push((label.into(), place));
        self
    }
}

impl From<ScriptError> for Defect {
    /// The place is the one the error knows.
    fn from(error: ScriptError) -> Self {
        let place = match &error {
            ScriptError::NoRevisionId { path, .. }
            | ScriptError::NoDownRevision(path)
            | ScriptError::Encoding { path, .. }
            | ScriptError::Unreadable { path, .. }
            | ScriptError::CompiledOnly(path)
            | ScriptError::PathMissing(path) => Some(DefectPlace::new(path, None)),
            ScriptError::HeaderValue { path, line, .. } => Some(DefectPlace::new(path, *line)),
            ScriptError::Python { path, report } => Some(match &report.origin {
                Some(origin) => {
                    let start = origin.line_column();
                    DefectPlace {
                        path: origin.file.path().to_owned(),
                        line: u32::try_from(start.line).ok(),
                        column: u32::try_from(start.column).ok(),
                    }
                }
                None => DefectPlace::new(path, None),
            }),
            ScriptError::Revision { .. } | ScriptError::Range { .. } => None,
        };
        Self {
            error,
            revision: None,
            place,
            related: Vec::new(),
        }
    }
}
