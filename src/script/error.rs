//! What can go wrong between a folder of files and a list of steps.
//!
//! Two tiers, as in Alembic: [`RevisionError`] states facts about the graph (the exceptions of
//! `alembic.script.revision`); [`ScriptError`] carries the sentence a user reads, which
//! `ScriptDirectory._catch_revision_errors` makes of such a fact in [`ErrorContext`].

use std::path::PathBuf;

use super::revision::{Declaration, RevisionId};
use crate::python::ErrorReport;

/// How a program ends on an error, as Alembic does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitBehaviour {
    /// A `CommandError`: `FAILED: <sentence>` on standard output, status 255.
    Command,
    /// An uncaught exception: the sentence on standard error, status 1.
    Unexpected,
}

/// A fact about the revision graph, or about an identifier asked of it.
#[derive(Debug, Clone, thiserror::Error)]
pub enum RevisionError {
    /// The lower end of a range is no ancestor of the upper one.
    #[error(
        "Revision {} is not an ancestor of revision {}",
        or_base(lower),
        or_base(upper)
    )]
    RangeNotAncestor {
        /// The lower end as it was given.
        lower: String,
        /// The upper end as it was given.
        upper: String,
    },
    /// One head was asked for and there are several.
    #[error(
        "Multiple heads are present for given argument '{argument}'; {}",
        comma(heads)
    )]
    MultipleHeads {
        /// The heads.
        heads: Vec<RevisionId>,
        /// The identifier that asked.
        argument: String,
    },
    /// An identifier names no revision, or more than one.
    #[error("Can't locate revision identified by '{argument}'")]
    Resolution {
        /// The part of the identifier that could not be resolved.
        argument: String,
        /// Why, in Alembic's own words, which its commands do not show.
        reason: String,
        /// The identifiers it could have meant, where it is ambiguous.
        candidates: Vec<String>,
    },
    /// A revision is its own parent.
    #[error("Self-loop is detected in revisions ({0})")]
    SelfLoop(RevisionId),
    /// A revision depends on itself.
    #[error("Dependency self-loop is detected in revisions ({0})")]
    DependencySelfLoop(RevisionId),
    /// Revisions are each other's ancestors by `down_revision`.
    #[error("Cycle is detected in revisions ({})", comma(.0))]
    Cycle(Vec<RevisionId>),
    /// Revisions are each other's ancestors by `down_revision` and `depends_on` together.
    #[error("Dependency cycle is detected in revisions ({})", comma(.0))]
    DependencyCycle(Vec<RevisionId>),
    /// An identifier contains a character that the identifier grammar needs.
    #[error("Character(s) '{characters}' not allowed in revision identifier '{revision}'")]
    IllegalCharacters {
        /// The identifier.
        revision: RevisionId,
        /// The offending characters, sorted and joined with commas.
        characters: String,
    },
    /// Two revisions claim one branch label, or a label is also an identifier.
    #[error("Branch name '{label}' in revision {revision} already used by revision {used_by}")]
    DuplicateLabel {
        /// The label.
        label: String,
        /// The revision that comes later in load order.
        revision: RevisionId,
        /// The revision that has it already.
        used_by: RevisionId,
    },
    /// Two files declare one identifier; Alembic silently keeps the one loaded last.
    #[error("Revision {revision} is present more than once: {first} and {second}")]
    DuplicateRevision {
        /// The identifier.
        revision: RevisionId,
        /// Where it is declared first.
        first: Box<Declaration>,
        /// Where it is declared again.
        second: Box<Declaration>,
    },
    /// A `down_revision` that no file declares.
    #[error(
        "Revision {missing} referenced from {revision} is not present (down_revision in {place})"
    )]
    MissingDownRevision {
        /// The identifier no file declares.
        missing: RevisionId,
        /// The revision that names it.
        revision: RevisionId,
        /// Where that one is declared.
        place: String,
    },
    /// A `depends_on` that is neither an identifier nor a label.
    #[error("Revision {missing} referenced from {revision} is not present (depends_on in {place})")]
    MissingDependency {
        /// The name nothing has.
        missing: String,
        /// The revision that names it.
        revision: RevisionId,
        /// Where that one is declared.
        place: String,
    },
    /// One of several revisions asked for together is an ancestor of another.
    #[error(
        "Requested revision {revision} overlaps with other requested revisions {}",
        comma(others)
    )]
    Overlap {
        /// The revision.
        revision: RevisionId,
        /// Those it overlaps with.
        others: Vec<RevisionId>,
    },
    /// A walk of single steps came to a fork.
    #[error("Ambiguous walk")]
    AmbiguousWalk,
    /// `+N` from a database with several rows.
    #[error("Ambiguous upgrade from multiple current revisions")]
    AmbiguousUpgrade,
    /// A relative identifier leads out of the graph.
    #[error("Relative revision {relative} didn't produce {count} migrations")]
    RelativeLength {
        /// The relative part as Alembic prints it.
        relative: String,
        /// Its absolute value.
        count: String,
    },
    /// A walk relative to a symbol leads out of the graph.
    #[error("Walked too far")]
    WalkedTooFar,
    /// A request on which Alembic itself stops with a failed assertion.
    #[error("{0}")]
    Assertion(String),
}

impl RevisionError {
    /// Whether Alembic reports the fact as a `CommandError` or dies of it.
    pub fn exit_behaviour(&self) -> ExitBehaviour {
        match self {
            Self::MissingDownRevision { .. }
            | Self::MissingDependency { .. }
            | Self::Assertion(_) => ExitBehaviour::Unexpected,
            Self::RangeNotAncestor { .. }
            | Self::MultipleHeads { .. }
            | Self::Resolution { .. }
            | Self::SelfLoop(_)
            | Self::DependencySelfLoop(_)
            | Self::Cycle(_)
            | Self::DependencyCycle(_)
            | Self::IllegalCharacters { .. }
            | Self::DuplicateLabel { .. }
            | Self::DuplicateRevision { .. }
            | Self::Overlap { .. }
            | Self::AmbiguousWalk
            | Self::AmbiguousUpgrade
            | Self::RelativeLength { .. }
            | Self::WalkedTooFar => ExitBehaviour::Command,
        }
    }
}

/// An error of the script directory, its `Display` the sentence a user reads.
#[derive(Debug, thiserror::Error)]
pub enum ScriptError {
    /// A fact about the graph, told as the command at hand tells it.
    #[error("{sentence}")]
    Revision {
        /// The sentence.
        sentence: String,
        /// The fact.
        #[source]
        fact: RevisionError,
    },
    /// The script directory is not there.
    #[error(
        "Path doesn't exist: {}.  Please use the 'init' command to create a new scripts folder.",
        .0.display()
    )]
    PathMissing(PathBuf),
    /// A file without `revision` whose name is no identifier either.
    #[error(
        "Could not determine revision id from filename {file_name}. Be sure the 'revision' \
         variable is declared inside the script (please see 'Upgrading from Alembic 0.1 to 0.2' \
         in the documentation)."
    )]
    NoRevisionId {
        /// The name of the file.
        file_name: String,
        /// The file.
        path: PathBuf,
    },
    /// A file without `down_revision`.
    #[error("{}: no 'down_revision' is declared; write 'down_revision = None' for a base", .0.display())]
    NoDownRevision(PathBuf),
    /// One of the four names has a value that cannot be used.
    #[error("{}{}: {name} {reason}", path.display(), at_line(*line))]
    HeaderValue {
        /// The file.
        path: PathBuf,
        /// The line of the assignment, where it is known.
        line: Option<u32>,
        /// `revision`, `down_revision`, `branch_labels` or `depends_on`.
        name: &'static str,
        /// What is wrong with the value.
        reason: String,
    },
    /// The bytes of a file are not text in the encoding it declares.
    #[error("{}: {reason}", path.display())]
    Encoding {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A file or folder could not be read.
    #[error("{}: {source}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// The operating system's answer.
        source: std::io::Error,
    },
    /// `sourceless` asks for a revision that exists as bytecode only.
    #[error("{}: compiled Python without its source cannot be read (sourceless = true)", .0.display())]
    CompiledOnly(PathBuf),
    /// The top level of a file does not parse or could not be evaluated.
    #[error("{}{}: {}", path.display(), at_line(line_in(report)), report.message)]
    Python {
        /// The file.
        path: PathBuf,
        /// What the evaluator says, with the place.
        report: Box<ErrorReport>,
    },
    /// `a:b:c`, or a range that is none.
    #[error("{sentence}")]
    Range {
        /// The sentence.
        sentence: String,
        /// How it ends.
        exit: ExitBehaviour,
    },
}

impl ScriptError {
    /// How the program ends.
    pub fn exit_behaviour(&self) -> ExitBehaviour {
        match self {
            Self::Revision { fact, .. } => fact.exit_behaviour(),
            Self::PathMissing(_) | Self::NoRevisionId { .. } => ExitBehaviour::Command,
            Self::NoDownRevision(_)
            | Self::HeaderValue { .. }
            | Self::Encoding { .. }
            | Self::Unreadable { .. }
            | Self::CompiledOnly(_)
            | Self::Python { .. } => ExitBehaviour::Unexpected,
            Self::Range { exit, .. } => *exit,
        }
    }
}

/// The words a command supplies for facts about the graph.
#[derive(Debug, Clone, Default)]
pub struct ErrorContext {
    /// The sentence for a range whose ends are unrelated; `{start}` and `{end}` are filled in.
    pub ancestor: Option<&'static str>,
    /// The sentence for several heads.
    pub multiple_heads: Option<&'static str>,
    /// The lower end as the user gave it.
    pub start: Option<String>,
    /// The upper end as the user gave it.
    pub end: Option<String>,
}

impl ErrorContext {
    /// Makes the sentence of `fact` (`_catch_revision_errors`).
    pub fn tell(&self, fact: RevisionError) -> ScriptError {
        let sentence = match &fact {
            RevisionError::RangeNotAncestor { lower, upper } => {
                let start = self.start.as_deref().unwrap_or(lower);
                let end = self.end.as_deref().unwrap_or(upper);
                self.ancestor
                    .unwrap_or(
                        "Requested range {start}:{end} does not refer to ancestor/descendant \
                         revisions along the same branch",
                    )
                    .replace("{start}", start)
                    .replace("{end}", end)
            }
            RevisionError::MultipleHeads { argument, .. } => {
                let argument = match self.end.as_deref() {
                    Some(end) if !end.is_empty() => end,
                    Some(_) | None => argument,
                };
                match self.multiple_heads {
                    Some(sentence) => sentence.to_owned(),
                    None => format!(
                        "Multiple head revisions are present for given argument '{argument}'; \
                         please specify a specific target revision, '<branchname>@{argument}' to \
                         narrow to a specific head, or 'heads' for all heads"
                    ),
                }
            }
            RevisionError::Resolution { .. }
            | RevisionError::SelfLoop(_)
            | RevisionError::DependencySelfLoop(_)
            | RevisionError::Cycle(_)
            | RevisionError::DependencyCycle(_)
            | RevisionError::IllegalCharacters { .. }
            | RevisionError::DuplicateLabel { .. }
            | RevisionError::DuplicateRevision { .. }
            | RevisionError::MissingDownRevision { .. }
            | RevisionError::MissingDependency { .. }
            | RevisionError::Overlap { .. }
            | RevisionError::AmbiguousWalk
            | RevisionError::AmbiguousUpgrade
            | RevisionError::RelativeLength { .. }
            | RevisionError::WalkedTooFar
            | RevisionError::Assertion(_) => fact.to_string(),
        };
        ScriptError::Revision { sentence, fact }
    }
}

/// Identifiers joined the way Alembic joins them.
fn comma(revisions: &[RevisionId]) -> String {
    let texts: Vec<&str> = revisions.iter().map(RevisionId::as_str).collect();
    texts.join(", ")
}

fn or_base(identifier: &str) -> &str {
    if identifier.is_empty() {
        "base"
    } else {
        identifier
    }
}

fn at_line(line: Option<u32>) -> String {
    line.map_or_else(String::new, |line| format!(":{line}"))
}

fn line_in(report: &ErrorReport) -> Option<u32> {
    let origin = report.origin.as_ref()?;
    u32::try_from(origin.line_column().line).ok()
}
