//! The header of a revision file: its docstring and the four names Alembic reads from it.
//!
//! Alembic imports the file and asks the module (`Script.__init__`). Here most files are read by
//! the scanner of [`scan`](super::scan), and those it cannot be sure of by the evaluator behind
//! [`evaluate`](super::evaluate). Both answer with a [`ModuleHeader`].

use std::path::Path;

use super::error::ScriptError;
use super::revision::{Declaration, Revision, RevisionId};

/// A value as a header may hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeaderValue {
    /// `None`.
    None,
    /// A string.
    Text(String),
    /// A tuple, a list or a set; a missing element is `None`.
    Sequence(Vec<Option<String>>),
    /// A value that only the application knows: what it is, for the error.
    Unknown(String),
    /// A sequence of which only the application knows some elements.
    PartlyUnknown {
        /// The others.
        known: Vec<Option<String>>,
        /// What they are, for the error; one at least.
        unknown: Vec<String>,
    },
    /// Something else: what it is, for the error.
    Other(String),
}

/// A value and where it is assigned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// The value.
    pub value: HeaderValue,
    /// The line of the assignment, from 1, where it is known.
    pub line: Option<u32>,
}

/// The lines of the assignments, from 1, where they are known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HeaderLines {
    /// Of `revision`.
    pub revision: Option<u32>,
    /// Of `down_revision`.
    pub down_revision: Option<u32>,
    /// Of `branch_labels`.
    pub branch_labels: Option<u32>,
    /// Of `depends_on`.
    pub depends_on: Option<u32>,
}

/// What loading a revision file may do besides giving it names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Loading {
    /// Nothing: its top level does not mention `op` and calls nothing for its own sake.
    #[default]
    Declares,
    /// It may perform operations, as `op.execute(…)` outside of `upgrade()` does.
    MayOperate,
}

/// What the top level of a revision file says about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ModuleHeader {
    /// `__doc__`.
    pub docstring: Option<String>,
    /// `revision`.
    pub revision: Option<Declared>,
    /// `down_revision`.
    pub down_revision: Option<Declared>,
    /// `branch_labels`.
    pub branch_labels: Option<Declared>,
    /// `depends_on`.
    pub depends_on: Option<Declared>,
    /// Labels whose values cannot be known without the application, as sentences; the revision
    /// is loaded without them.
    pub unknown_labels: Vec<String>,
    /// What else its top level may do.
    pub loading: Loading,
}

/// The names a header consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HeaderName {
    Revision,
    DownRevision,
    BranchLabels,
    DependsOn,
}

impl HeaderName {
    pub(crate) const ALL: [Self; 4] = [
        Self::Revision,
        Self::DownRevision,
        Self::BranchLabels,
        Self::DependsOn,
    ];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Revision => "revision",
            Self::DownRevision => "down_revision",
            Self::BranchLabels => "branch_labels",
            Self::DependsOn => "depends_on",
        }
    }

    /// The name that a word is.
    pub(crate) fn named(word: &[u8]) -> Option<Self> {
        match word {
            b"revision" => Some(Self::Revision),
            b"down_revision" => Some(Self::DownRevision),
            b"branch_labels" => Some(Self::BranchLabels),
            b"depends_on" => Some(Self::DependsOn),
            _ => None,
        }
    }
}

impl ModuleHeader {
    /// The place for the value of `name`.
    pub(crate) fn declared_mut(&mut self, name: HeaderName) -> &mut Option<Declared> {
        match name {
            HeaderName::Revision => &mut self.revision,
            HeaderName::DownRevision => &mut self.down_revision,
            HeaderName::BranchLabels => &mut self.branch_labels,
            HeaderName::DependsOn => &mut self.depends_on,
        }
    }

    /// The value of `name`, where there is one.
    pub(crate) fn declared(&self, name: HeaderName) -> Option<&Declared> {
        match name {
            HeaderName::Revision => self.revision.as_ref(),
            HeaderName::DownRevision => self.down_revision.as_ref(),
            HeaderName::BranchLabels => self.branch_labels.as_ref(),
            HeaderName::DependsOn => self.depends_on.as_ref(),
        }
    }

    /// Makes the revision of the file `path`, whose name stands in for a missing `revision` where
    /// it is an identifier of the form Alembic 0.1 wrote: hexadecimal digits and nothing else.
    pub(crate) fn into_revision(self, path: &Path) -> Result<Revision, ScriptError> {
        let line = |name| self.declared(name).and_then(|declared| declared.line);
        let lines = HeaderLines {
            revision: line(HeaderName::Revision),
            down_revision: line(HeaderName::DownRevision),
            branch_labels: line(HeaderName::BranchLabels),
            depends_on: line(HeaderName::DependsOn),
        };
        let refused = |name: HeaderName, reason: &str| ScriptError::HeaderValue {
            path: path.to_owned(),
            line: line(name),
            name: name.as_str(),
            reason: reason.to_owned(),
        };
        let id = match self
            .declared(HeaderName::Revision)
            .map(|declared| &declared.value)
        {
            None => legacy_identifier(path)?,
            Some(HeaderValue::Text(text)) if text.is_empty() => {
                return Err(refused(HeaderName::Revision, "is an empty string"));
            }
            Some(HeaderValue::Text(text)) => text.clone(),
            Some(HeaderValue::None) => {
                return Err(refused(HeaderName::Revision, "is None, not a string"));
            }
            Some(HeaderValue::Sequence(_) | HeaderValue::PartlyUnknown { .. }) => {
                return Err(refused(HeaderName::Revision, "is a sequence, not a string"));
            }
            Some(HeaderValue::Unknown(what) | HeaderValue::Other(what)) => {
                return Err(refused(
                    HeaderName::Revision,
                    &format!("is {what}, not a string"),
                ));
            }
        };
        let texts = |name: HeaderName| -> Result<Vec<String>, ScriptError> {
            match self.declared(name).map(|declared| &declared.value) {
                None | Some(HeaderValue::None) => Ok(Vec::new()),
                Some(HeaderValue::Text(text)) => Ok(vec![text.clone()]),
                // Alembic unpacks a single parent or dependency, None among them.
                Some(HeaderValue::Sequence(elements))
                    if elements[..] == [None] && name != HeaderName::BranchLabels =>
                {
                    Ok(Vec::new())
                }
                Some(HeaderValue::Sequence(elements)) => elements
                    .iter()
                    .cloned()
                    .collect::<Option<Vec<String>>>()
                    .ok_or_else(|| refused(name, "holds None where a string belongs")),
                Some(HeaderValue::PartlyUnknown { unknown, .. }) => {
                    Err(refused(name, &format!("holds {}", unknown.join(", "))))
                }
                Some(HeaderValue::Unknown(what) | HeaderValue::Other(what)) => Err(refused(
                    name,
                    &format!("is {what}, not None, a string or a sequence of strings"),
                )),
            }
        };
        if self.down_revision.is_none() {
            return Err(ScriptError::NoDownRevision(path.to_owned()));
        }
        Ok(Revision {
            down_revisions: texts(HeaderName::DownRevision)?
                .into_iter()
                .map(RevisionId::from)
                .collect(),
            dependencies: texts(HeaderName::DependsOn)?,
            branch_labels: texts(HeaderName::BranchLabels)?,
            id: id.into(),
            declaration: Declaration {
                path: path.to_owned(),
                lines,
            },
            loading: self.loading,
        })
    }
}

/// The identifier in a file name such as `27c6a30d7c24.py`.
fn legacy_identifier(path: &Path) -> Result<String, ScriptError> {
    let file_name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    match file_name.strip_suffix(".py") {
        Some(stem)
            if !stem.is_empty()
                && stem
                    .bytes()
                    .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) =>
        {
            Ok(stem.to_owned())
        }
        Some(_) | None => Err(ScriptError::NoRevisionId {
            file_name,
            path: path.to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Declared, HeaderValue, ModuleHeader};

    fn header(revision: Option<HeaderValue>, down_revision: Option<HeaderValue>) -> ModuleHeader {
        let declared = |value: Option<HeaderValue>| {
            value.map(|value| Declared {
                value,
                line: Some(7),
            })
        };
        ModuleHeader {
            revision: declared(revision),
            down_revision: declared(down_revision),
            ..ModuleHeader::default()
        }
    }

    #[test]
    fn a_hexadecimal_name_stands_in_for_a_missing_identifier() {
        let base = || header(None, Some(HeaderValue::None));
        let named = |name: &str| {
            base()
                .into_revision(Path::new(name))
                .map(|revision| revision.id.to_string())
                .map_err(|error| error.to_string())
        };
        assert_eq!(named("/v/27c6a30d.py").as_deref(), Ok("27c6a30d"));
        assert_eq!(
            named("/v/helper.py"),
            Err(
                "Could not determine revision id from filename helper.py. Be sure the 'revision' \
                 variable is declared inside the script (please see 'Upgrading from Alembic 0.1 \
                 to 0.2' in the documentation)."
                    .to_owned()
            )
        );
    }

    #[test]
    fn values_that_cannot_be_used_are_refused_with_their_line() {
        let refused = |header: ModuleHeader| {
            header
                .into_revision(Path::new("/v/a.py"))
                .map_err(|error| error.to_string())
                .err()
        };
        let named = || Some(HeaderValue::Text("a".to_owned()));
        let number = Some(HeaderValue::Other("of type 'int'".to_owned()));
        assert_eq!(
            refused(header(number, Some(HeaderValue::None))).as_deref(),
            Some("/v/a.py:7: revision is of type 'int', not a string")
        );
        let mixed = HeaderValue::Sequence(vec![Some("x".to_owned()), None]);
        assert_eq!(
            refused(header(named(), Some(mixed))).as_deref(),
            Some("/v/a.py:7: down_revision holds None where a string belongs")
        );
        assert_eq!(
            refused(header(named(), None)).as_deref(),
            Some(
                "/v/a.py: no 'down_revision' is declared; write 'down_revision = None' for a base"
            )
        );
    }
}
