//! Errors of every room become a sentence, an exit status and, where there is more to say, a report.
//!
//! Alembic has two kinds: a `CommandError` is `FAILED: <sentence>` on standard output with status
//! 255; anything else is a traceback with status 1. The second kind is a report here.

use crate::config::{ConfigError, FailureKind};
use crate::db::{DbError, ParameterError, SandboxError};
use crate::python::PythonError;
use crate::runtime::{RunFailure, RuntimeError};
use crate::script::{ExitBehaviour, ScriptError};

use super::failure;
use super::report::Report;

/// How the process ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// 0.
    Success,
    /// 255: a `CommandError` (`sys.exit(-1)`).
    Command,
    /// 2: the command line is wrong.
    Usage,
    /// 1: anything else.
    Unexpected,
    /// What `sys.exit()` of `env.py` or of a migration asks for, or what a signal is told by.
    Chosen(u8),
}

impl ExitStatus {
    /// The number.
    pub fn code(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::Command => 255,
            Self::Usage => 2,
            Self::Unexpected => 1,
            Self::Chosen(status) => status,
        }
    }
}

/// 128 and the number of SIGINT.
const INTERRUPTED: u8 = 130;

/// Why a command did not do what was asked.
#[derive(Debug)]
pub struct CommandError {
    status: ExitStatus,
    sentence: String,
    report: Option<Box<Report>>,
}

impl CommandError {
    /// A `CommandError` of Alembic, or one in its manner: the sentence says it all.
    pub fn command(sentence: impl Into<String>) -> Self {
        Self {
            status: ExitStatus::Command,
            sentence: sentence.into(),
            report: None,
        }
    }

    /// An error with a report, status 1.
    pub fn unexpected(report: Report) -> Self {
        Self {
            status: ExitStatus::Unexpected,
            sentence: report.to_string(),
            report: Some(Box::new(report)),
        }
    }

    /// The project's own Python has ended the process, at the place the report shows.
    pub fn exited(status: u8, report: Report) -> Self {
        Self {
            status: ExitStatus::Chosen(status),
            ..Self::unexpected(report)
        }
    }

    /// The same report of a command that Ctrl-C has ended, with the status a shell gives it.
    #[must_use]
    pub fn interrupted(self) -> Self {
        let report = self
            .report
            .unwrap_or_else(|| Box::new(Report::new(self.sentence.clone())));
        Self {
            status: ExitStatus::Chosen(INTERRUPTED),
            sentence: self.sentence,
            report: Some(report),
        }
    }

    /// Adds what standard error shows besides the sentence.
    #[must_use]
    pub fn with_report(mut self, report: Report) -> Self {
        self.report = Some(Box::new(report));
        self
    }

    /// The exit status.
    pub fn status(&self) -> ExitStatus {
        self.status
    }

    /// What is wrong, in one sentence.
    pub fn sentence(&self) -> &str {
        &self.sentence
    }

    /// What standard error shows when the process ends with `status`.
    pub fn into_report(self, status: ExitStatus) -> Option<Report> {
        match (self.report, status) {
            (Some(report), _) => Some(*report),
            (None, ExitStatus::Command | ExitStatus::Success) => None,
            (None, ExitStatus::Usage | ExitStatus::Unexpected | ExitStatus::Chosen(_)) => {
                Some(Report::new(self.sentence))
            }
        }
    }
}

impl From<ConfigError> for CommandError {
    fn from(error: ConfigError) -> Self {
        match error.kind() {
            FailureKind::Command => Self::command(error.to_string()),
            FailureKind::Unexpected => Self::unexpected(Report::new(error.to_string())),
            FailureKind::Usage => Self {
                status: ExitStatus::Usage,
                ..Self::unexpected(Report::new(error.to_string()))
            },
        }
    }
}

impl From<ScriptError> for CommandError {
    fn from(error: ScriptError) -> Self {
        let report = failure::script_report(&error);
        match error.exit_behaviour() {
            ExitBehaviour::Command => Self {
                report: report.map(Box::new),
                ..Self::command(error.to_string())
            },
            ExitBehaviour::Unexpected => {
                Self::unexpected(report.unwrap_or_else(|| Report::new(error.to_string())))
            }
        }
    }
}

impl From<ParameterError> for CommandError {
    fn from(error: ParameterError) -> Self {
        Self::unexpected(Report::new(error.to_string()))
    }
}

impl From<SandboxError> for CommandError {
    fn from(error: SandboxError) -> Self {
        Self::unexpected(Report::new(error.to_string()))
    }
}

impl From<DbError> for CommandError {
    fn from(error: DbError) -> Self {
        Self::unexpected(failure::database_report(&error))
    }
}

impl From<PythonError> for CommandError {
    fn from(error: PythonError) -> Self {
        Self::unexpected(failure::python_report(&error))
    }
}

impl From<RuntimeError> for CommandError {
    fn from(error: RuntimeError) -> Self {
        match error {
            RuntimeError::Script(error) => Self::from(error),
            error @ (RuntimeError::RowCount { .. } | RuntimeError::Backward { .. }) => {
                Self::command(error.to_string())
            }
            RuntimeError::Evaluation { ref source, .. } => {
                failure::evaluation_error(source, failure::runtime_report(&error))
            }
            error => Self::unexpected(failure::runtime_report(&error)),
        }
    }
}

impl From<Box<RunFailure>> for CommandError {
    fn from(failure: Box<RunFailure>) -> Self {
        failure::run_failure(*failure)
    }
}
