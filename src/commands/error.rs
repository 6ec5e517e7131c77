//! Errors of every room become a sentence, an exit status and, where there is more to say, a report.
//!
//! Alembic has two kinds: a `CommandError` is `FAILED: <sentence>` on standard output with status
//! 255; anything else is a traceback with status 1. The second kind is a report here.

use crate::authoring::{AuthoringError, EditorError};
use crate::config::{ConfigError, FailureKind};
use crate::db::{DbError, ParameterError, SandboxError};
use crate::python::PythonError;
use crate::runtime::{RunFailure, RuntimeError};
use crate::script::{ExitBehaviour, ScriptError};
use crate::snapshot::SnapshotError;

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
    /// Whether everything has been said by the command itself.
    told: bool,
}

impl CommandError {
    /// A `CommandError` of Alembic, or one in its manner: the sentence says it all.
    pub fn command(sentence: impl Into<String>) -> Self {
        Self {
            status: ExitStatus::Command,
            sentence: sentence.into(),
            report: None,
            told: false,
        }
    }

    /// A verdict with status 1 that the command has told in its own form.
    pub(super) fn verdict(line: impl Into<String>) -> Self {
        Self {
            status: ExitStatus::Unexpected,
            told: true,
            ..Self::command(line)
        }
    }

    /// A decision with a status of its own that the command has told in its own form.
    pub(super) fn decided(status: u8, line: impl Into<String>) -> Self {
        Self {
            status: ExitStatus::Chosen(status),
            ..Self::verdict(line)
        }
    }

    /// A command line that only the command itself can see is wrong, status 2.
    pub(super) fn usage(report: Report) -> Self {
        Self {
            status: ExitStatus::Usage,
            ..Self::unexpected(report)
        }
    }

    /// An error with a report, status 1.
    pub fn unexpected(report: Report) -> Self {
        Self {
            status: ExitStatus::Unexpected,
            sentence: report.to_string(),
            report: Some(Box::new(report)),
            told: false,
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
            told: self.told,
        }
    }

    /// An error of reading revision files, told by `report`; the sentence is Alembic's.
    pub(super) fn of_script(error: &ScriptError, report: Report) -> Self {
        let error = match error.exit_behaviour() {
            ExitBehaviour::Command => Self::command(error.to_string()),
            ExitBehaviour::Unexpected => Self {
                status: ExitStatus::Unexpected,
                ..Self::command(error.to_string())
            },
        };
        error.with_report(report)
    }

    /// Adds what standard error shows besides the sentence.
    #[must_use]
    pub fn with_report(mut self, report: Report) -> Self {
        self.report = Some(Box::new(report));
        self
    }

    /// Whether the command has told it in its own form.
    pub(super) fn is_told(&self) -> bool {
        self.told
    }

    /// The same with status 1, for a command that Alembic does not have.
    pub(super) fn without_word_of_alembic(self) -> Self {
        Self {
            status: ExitStatus::Unexpected,
            ..self
        }
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
        if self.told {
            return None;
        }
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

impl From<AuthoringError> for CommandError {
    fn from(error: AuthoringError) -> Self {
        let error = match error {
            AuthoringError::Script(error) => return Self::from(error),
            error => error,
        };
        let mut report = Report::new(error.to_string());
        let is_more_than_the_sentence = error.origin().is_some() || error.help().is_some();
        if let Some(origin) = error.origin() {
            report = report.at(origin, "here");
        }
        if let Some(help) = error.help() {
            report = report.with_help(help);
        }
        match error.exit_behaviour() {
            ExitBehaviour::Command if is_more_than_the_sentence => {
                Self::command(error.to_string()).with_report(report)
            }
            ExitBehaviour::Command => Self::command(error.to_string()),
            ExitBehaviour::Unexpected => Self::unexpected(report),
        }
    }
}

impl From<EditorError> for CommandError {
    fn from(error: EditorError) -> Self {
        Self::command(error.to_string())
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

impl From<SnapshotError> for CommandError {
    fn from(error: SnapshotError) -> Self {
        match error {
            SnapshotError::Database(error) => Self::from(error),
            error => Self::unexpected(Report::new(error.to_string())),
        }
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
