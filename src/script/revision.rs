//! One revision as its file declares it: `alembic.script.revision.Revision` without the graph.
//!
//! What depends on the other revisions (children, heads, inherited labels) is asked of the
//! [`RevisionMap`](super::RevisionMap).

use std::borrow::Borrow;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::error::RevisionError;
use super::header::{HeaderLines, Loading};

/// Characters that mean something in an identifier such as `label@id+1` or `a:b`.
const ILLEGAL_CHARACTERS: [char; 4] = ['+', '-', ':', '@'];

/// The identifier of a revision, such as `27c6a30d7c24`; cheap to clone.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RevisionId(Arc<str>);

impl RevisionId {
    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for RevisionId {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for RevisionId {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl Borrow<str> for RevisionId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for RevisionId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for RevisionId {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for RevisionId {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Display for RevisionId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for RevisionId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", self.as_str())
    }
}

/// What one file declares about its place in the graph.
#[derive(Debug, Clone)]
pub struct Revision {
    /// `revision`.
    pub id: RevisionId,
    /// `down_revision`, as written; empty for a base.
    pub down_revisions: Vec<RevisionId>,
    /// `depends_on`, as written: identifiers or branch labels.
    pub dependencies: Vec<String>,
    /// `branch_labels`, as written; without those inherited from other revisions.
    pub branch_labels: Vec<String>,
    /// The file, and the lines of the declarations in it.
    pub declaration: Declaration,
    /// What loading the file may do.
    pub loading: Loading,
}

/// Where a revision is declared.
#[derive(Debug, Clone)]
pub struct Declaration {
    /// The file, its symbolic links resolved.
    pub path: PathBuf,
    /// The lines of the four assignments.
    pub lines: HeaderLines,
}

impl Declaration {
    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl fmt::Display for Declaration {
    /// `path:line` of the assignment to `revision`; the path alone where the name gave the id.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.path.display())?;
        match self.lines.revision {
            Some(line) => write!(formatter, ":{line}"),
            None => Ok(()),
        }
    }
}

impl Revision {
    /// Refuses what Alembic refuses of a single revision: being its own parent or its own
    /// dependency, and an identifier with a character of the identifier grammar in it.
    pub fn verify(&self) -> Result<(), RevisionError> {
        self.faults().into_iter().next().map_or(Ok(()), Err)
    }

    /// Everything [`verify`](Self::verify) would refuse.
    pub(crate) fn faults(&self) -> Vec<RevisionError> {
        let mut faults = Vec::new();
        if self.down_revisions.contains(&self.id) {
            faults.push(RevisionError::SelfLoop(self.id.clone()));
        }
        if self
            .dependencies
            .iter()
            .any(|name| self.id == name.as_str())
        {
            faults.push(RevisionError::DependencySelfLoop(self.id.clone()));
        }
        let illegal: Vec<String> = ILLEGAL_CHARACTERS
            .iter()
            .filter(|character| self.id.as_str().contains(**character))
            .map(char::to_string)
            .collect();
        if !illegal.is_empty() {
            faults.push(RevisionError::IllegalCharacters {
                revision: self.id.clone(),
                characters: illegal.join(", "),
            });
        }
        faults
    }

    /// Whether nothing comes before it by `down_revision`.
    pub fn is_base(&self) -> bool {
        self.down_revisions.is_empty()
    }

    /// Whether nothing comes before it, by `down_revision` or by `depends_on`.
    pub fn is_real_base(&self) -> bool {
        self.down_revisions.is_empty() && self.dependencies.is_empty()
    }

    /// Whether it has several parents by `down_revision`.
    pub fn is_merge_point(&self) -> bool {
        self.down_revisions.len() > 1
    }
}
