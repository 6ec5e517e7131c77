//! What is being written, for whoever watches: `alembic.util.messaging.status`.

use std::fmt;
use std::path::Path;

/// One thing that is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// A folder is made.
    CreatingDirectory(&'a Path),
    /// A file is written.
    Generating(&'a Path),
    /// Something is written at the end of a file.
    Appending(&'a Path),
    /// An empty file is made.
    Adding(&'a Path),
    /// A post write hook runs: its name as Python shows it. What it prints follows the message.
    Hook(&'a str),
}

impl fmt::Display for Step<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CreatingDirectory(path) => {
                write!(formatter, "Creating directory {}", path.display())
            }
            Self::Generating(path) => write!(formatter, "Generating {}", path.display()),
            Self::Appending(path) => {
                write!(formatter, "Appending to existing {}", path.display())
            }
            Self::Adding(path) => write!(formatter, "Adding {}", path.display()),
            Self::Hook(name) => write!(formatter, "Running post write hook {name}"),
        }
    }
}

/// How a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepEnd {
    /// As it should.
    Done,
    /// With an error.
    Failed,
}

/// Told of each step before it begins and after it ended.
pub trait Progress {
    /// A step begins; what it writes itself appears behind this.
    fn begin(&self, step: Step<'_>);

    /// It ended.
    fn end(&self, step: Step<'_>, end: StepEnd);

    /// Something is to be said besides (`alembic.util.messaging.msg`).
    fn message(&self, text: &str);
}

/// Does `work`, which is `step`.
pub(super) fn tracked<T, E>(
    progress: &dyn Progress,
    step: Step<'_>,
    work: impl FnOnce() -> Result<T, E>,
) -> Result<T, E> {
    progress.begin(step);
    let result = work();
    let end = match &result {
        Ok(_) => StepEnd::Done,
        Err(_) => StepEnd::Failed,
    };
    progress.end(step, end);
    result
}
