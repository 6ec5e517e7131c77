//! Why nothing was written.

use std::path::{Path, PathBuf};

use crate::mako::TemplateError;
use crate::python::ErrorReport;
use crate::script::{ExitBehaviour, RevisionError, RevisionId, ScriptError};
use crate::source::Origin;

/// An error of writing revision files and script directories, its `Display` the sentence a user
/// reads.
#[derive(Debug, thiserror::Error)]
pub enum AuthoringError {
    /// The graph, or an identifier asked of it.
    #[error(transparent)]
    Script(#[from] ScriptError),
    /// An identifier that Alembic would not load.
    #[error(transparent)]
    Identifier(RevisionError),
    /// An identifier that nobody could ever name, or that is no file name.
    #[error("'{id}' cannot be a revision identifier: {reason}")]
    UnusableIdentifier {
        /// The identifier.
        id: RevisionId,
        /// Why, as a clause.
        reason: &'static str,
    },
    /// An identifier or a branch label that a revision has already.
    #[error("'{name}' is already the {kind} of the revision in {}", path.display())]
    NameInUse {
        /// The name.
        name: String,
        /// What it is to the other revision.
        kind: &'static str,
        /// The other revision's file.
        path: PathBuf,
    },
    /// One head was given twice.
    #[error("Duplicate head revisions specified")]
    DuplicateHeads,
    /// The revision to build on has children.
    #[error(
        "Revision {0} is not a head revision; please specify --splice to create a new branch from \
         this revision"
    )]
    NotAHead(RevisionId),
    /// There are several version locations, and no parent whose location could be taken.
    #[error("Multiple version locations present, please specify --version-path")]
    SeveralVersionLocations,
    /// `--version-path` is no version location.
    #[error("Path {} is not represented in current version locations", .0.display())]
    UnknownVersionPath(PathBuf),
    /// `timezone` names no zone of the database.
    #[error("Can't locate timezone: {0}")]
    UnknownTimeZone(String),
    /// The machine's own time zone is not known.
    #[error("the time of a new revision is not known: {0}")]
    LocalTime(String),
    /// `file_template` is no format, or not for these values.
    #[error("file_template '{template}': {reason}")]
    FileTemplate {
        /// The template.
        template: String,
        /// Python's own words.
        reason: String,
    },
    /// The file would have a name that Alembic passes over.
    #[error("a revision file called '{0}' would never be loaded")]
    UnloadableName(String),
    /// `env.py` gives the template a variable that every template has.
    #[error("env.py gives the template the variable '{0}', which it has already")]
    TakenVariable(String),
    /// There is no `script.py.mako`.
    #[error("there is no template for revisions: {} does not exist", .0.display())]
    NoTemplate(PathBuf),
    /// The template is none, or could not be rendered.
    #[error("Template rendering failed: {}", .0.sentence())]
    Template(#[from] TemplateError),
    /// What was rendered is no revision file.
    #[error("the template makes a file that is not Python: {}", .0.message)]
    NotPython(Box<ErrorReport>),
    /// A post write hook made something else of the revision file.
    #[error("a post write hook has made a file that is not Python: {}", .0.message)]
    SpoiledByHook(Box<ErrorReport>),
    /// A post write hook took the revision file away.
    #[error("a post write hook has removed the new file {}", .0.display())]
    RemovedByHook(PathBuf),
    /// The template leaves the branch label out.
    #[error(
        "Version {revision} specified branch_labels {label}, however the migration file {} does \
         not have them; have you upgraded your script.py.mako to include the 'branch_labels' \
         section?",
        path.display()
    )]
    LabelsMissing {
        /// The revision.
        revision: RevisionId,
        /// The label asked for.
        label: String,
        /// The file.
        path: PathBuf,
    },
    /// The template writes another identifier than the one asked for.
    #[error(
        "the template declares revision '{declared}' where '{asked}' was asked for; every file it \
         makes would be the same revision"
    )]
    OtherIdentifier {
        /// What the rendered file says.
        declared: RevisionId,
        /// What it should say.
        asked: RevisionId,
    },
    /// `output_encoding` is not one of the encodings known here.
    #[error("output_encoding '{0}' is not supported; utf-8, ascii and latin-1 are")]
    UnknownEncoding(String),
    /// The text has characters that the encoding lacks.
    #[error("Template rendering failed: output_encoding '{encoding}' has no '{character}'")]
    NotEncodable {
        /// The encoding.
        encoding: String,
        /// The first character it lacks.
        character: char,
    },
    /// A file is already there.
    #[error("{} already exists", .0.display())]
    Exists(PathBuf),
    /// `init` into a folder that is in use.
    #[error("Directory {0} already exists and is not empty")]
    DirectoryNotEmpty(String),
    /// `init` with a template that there is none of.
    #[error("No such template '{name}'; there are {known}")]
    NoSuchTemplate {
        /// What was asked for.
        name: String,
        /// The templates, joined with commas.
        known: String,
    },
    /// A post write hook that cannot be run.
    #[error("{sentence}")]
    Hook {
        /// The sentence.
        sentence: String,
        /// What could be done about it.
        help: Option<String>,
    },
    /// The operating system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The operating system's answer.
        source: std::io::Error,
    },
    /// There is no good randomness for an identifier.
    #[error("no new revision identifier can be made: /dev/urandom: {0}")]
    Randomness(std::io::Error),
}

impl AuthoringError {
    /// The error of an operation on `path`.
    pub(super) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }

    /// How the program ends: as Alembic does where Alembic meets the same error.
    pub fn exit_behaviour(&self) -> ExitBehaviour {
        match self {
            Self::Script(error) => error.exit_behaviour(),
            Self::Identifier(error) => error.exit_behaviour(),
            Self::Template(TemplateError::Evaluation { .. }) => ExitBehaviour::Command,
            Self::UnusableIdentifier { .. }
            | Self::NameInUse { .. }
            | Self::DuplicateHeads
            | Self::NotAHead(_)
            | Self::SeveralVersionLocations
            | Self::UnknownVersionPath(_)
            | Self::UnknownTimeZone(_)
            | Self::UnloadableName(_)
            | Self::LabelsMissing { .. }
            | Self::OtherIdentifier { .. }
            | Self::NotEncodable { .. }
            | Self::Exists(_)
            | Self::DirectoryNotEmpty(_)
            | Self::NoSuchTemplate { .. }
            | Self::Hook { .. } => ExitBehaviour::Command,
            Self::Template(TemplateError::Malformed { .. } | TemplateError::Unsupported { .. })
            | Self::LocalTime(_)
            | Self::FileTemplate { .. }
            | Self::TakenVariable(_)
            | Self::NoTemplate(_)
            | Self::NotPython(_)
            | Self::SpoiledByHook(_)
            | Self::RemovedByHook(_)
            | Self::UnknownEncoding(_)
            | Self::Io { .. }
            | Self::Randomness(_) => ExitBehaviour::Unexpected,
        }
    }

    /// The place in the template or in what it made, where there is one.
    pub fn origin(&self) -> Option<&Origin> {
        match self {
            Self::Template(error) => Some(error.origin()),
            Self::NotPython(report) | Self::SpoiledByHook(report) => report.origin.as_ref(),
            _ => None,
        }
    }

    /// What could be done about it, where something is known.
    pub fn help(&self) -> Option<&str> {
        match self {
            Self::Template(error) => error.help(),
            Self::Hook { help, .. } => help.as_deref(),
            _ => None,
        }
    }
}
