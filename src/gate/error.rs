//! Why the gate cannot give a verdict at all.

use std::path::PathBuf;

/// A question the gate could not get answered.
#[derive(Debug, thiserror::Error)]
pub enum GateError {
    /// The program `git` does not start.
    #[error("git does not start: {0}")]
    NoGit(#[source] std::io::Error),
    /// A version location is in no git repository.
    #[error("{} cannot be compared: {answer}", folder.display())]
    NoRepository {
        /// The version location.
        folder: PathBuf,
        /// What git says.
        answer: String,
    },
    /// The version locations are in different repositories.
    #[error("the version locations are in two repositories: {} and {}", one.display(), other.display())]
    TwoRepositories {
        /// The first repository.
        one: PathBuf,
        /// Another one.
        other: PathBuf,
    },
    /// The base names no commit.
    #[error("there is no commit {reference:?} in {}", repository.display())]
    NoSuchCommit {
        /// What was asked for.
        reference: String,
        /// The repository.
        repository: PathBuf,
        /// Whether its history is cut off.
        history: History,
    },
    /// Nothing was committed yet.
    #[error("nothing was committed in {} yet", .0.display())]
    NothingCommitted(PathBuf),
    /// The two sides have no common ancestor that is known here.
    #[error("HEAD and {reference} have no common ancestor in this clone")]
    NoMergeBase {
        /// The other side.
        reference: String,
        /// Whether the clone's history is cut off.
        history: History,
    },
    /// A file goes through a program that is not run.
    #[error(
        "{} goes through the filter {filter}, a program that the gate does not run",
        path.display()
    )]
    Filtered {
        /// The file, from the repository's root.
        path: PathBuf,
        /// The filter's name in the attributes and in git's configuration.
        filter: String,
    },
    /// A clone without all objects, and fetching them would run programs.
    #[error("this clone lacks objects that git {command} needs")]
    NotFetched {
        /// The command.
        command: String,
    },
    /// git failed at something it should be able to do.
    #[error("git {command} failed: {answer}")]
    Git {
        /// The command.
        command: String,
        /// What git says.
        answer: String,
    },
    /// git said something that is not understood.
    #[error("the answer of git {command} is not understood")]
    Answer {
        /// The command.
        command: String,
    },
    /// A temporary folder could not be made.
    #[error("a temporary folder cannot be made: {0}")]
    Temporary(#[source] std::io::Error),
}

/// Whether a clone has the whole history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum History {
    /// It has.
    Whole,
    /// It was cloned with a depth.
    Shallow,
}

impl GateError {
    /// What to do about it.
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::NoGit(_) => "Install git, or run the gate without --base.".to_owned(),
            // The repository is another user's, and git's own answer says what to do.
            Self::NoRepository { answer, .. } if answer.contains("safe.directory") => return None,
            Self::NoRepository { .. } => "With --base the version locations must be in a git \
                 repository; without it only the files as they are now are looked at."
                .to_owned(),
            Self::TwoRepositories { .. } => {
                "Run the gate once for each repository, without --base for the other.".to_owned()
            }
            Self::NoSuchCommit {
                history: History::Shallow,
                ..
            }
            | Self::NoMergeBase {
                history: History::Shallow,
                ..
            } => "This clone is shallow. On GitHub give actions/checkout `fetch-depth: 0`, on \
                 GitLab set GIT_DEPTH to 0; elsewhere run `git fetch --unshallow`."
                .to_owned(),
            Self::NoSuchCommit {
                reference,
                history: History::Whole,
                ..
            } => match reference.strip_prefix("origin/") {
                Some(branch) => format!("Fetch it first: git fetch origin {branch}"),
                None => "Name a branch, a tag or a commit; a branch that was only fetched is \
                             called origin/<branch>."
                    .to_owned(),
            },
            Self::NoMergeBase {
                history: History::Whole,
                ..
            } => "The two histories are unrelated: there is nothing that merging them would keep."
                .to_owned(),
            Self::Filtered { .. } => {
                "Take the revision files out of the filter (`*.py -filter` in \
                 .gitattributes), or run the gate without --base."
                    .to_owned()
            }
            Self::NotFetched { .. } => {
                "This is a partial clone, and the gate fetches nothing. Clone \
                 without --filter, or run `git fetch --refetch --no-filter` first."
                    .to_owned()
            }
            Self::NothingCommitted(_) => "Commit first, or run the gate without --base.".to_owned(),
            Self::Git { .. } | Self::Answer { .. } | Self::Temporary(_) => return None,
        })
    }
}
