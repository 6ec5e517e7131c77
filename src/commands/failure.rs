//! Failures of a migration as reports: the call, the frames, the statement, what was committed.

use crate::db::{DbError, ErrorPosition, ServerError};
use crate::ddl::Statement;
use crate::host::command_error_message;
use crate::python::{ErrorKind, ErrorReport, Frame, PythonError};
use crate::runtime::{RunFailure, RuntimeError};
use crate::script::{RevisionError, RevisionId, ScriptError};
use crate::source::Origin;

use super::error::CommandError;
use super::report::Report;

/// What to do about something this program does not do.
const REFUSAL: &str = "alembic-rs refuses what it cannot do exactly as Alembic does. Rewrite the \
                       construct, or run this revision with Alembic itself.";

/// How many candidates for an ambiguous identifier are shown.
const CANDIDATES: usize = 20;

/// The report of an error while revision files were read, where there is more than its sentence.
pub(super) fn script_report(error: &ScriptError) -> Option<Report> {
    match error {
        ScriptError::Python { report, .. } => Some(evaluation_report(report)),
        ScriptError::Revision { fact, .. } => resolution_report(fact),
        _ => None,
    }
}

/// What an identifier could have meant; Alembic knows and does not say.
fn resolution_report(fact: &RevisionError) -> Option<Report> {
    let RevisionError::Resolution {
        argument,
        candidates,
        ..
    } = fact
    else {
        return None;
    };
    let shown = candidates.get(..CANDIDATES).unwrap_or(candidates);
    if shown.is_empty() {
        return None;
    }
    let mut report = Report::new(format!(
        "{} revisions or branch labels begin with '{argument}'",
        candidates.len()
    ));
    for candidate in shown {
        report = report.with_note(candidate.clone());
    }
    let hidden = candidates.len() - shown.len();
    if hidden > 0 {
        report = report.with_note(format!("and {hidden} more"));
    }
    Some(report.with_help("write more of the one that is meant"))
}

/// The report of an error that has come from another thread.
fn evaluation_report(error: &ErrorReport) -> Report {
    let mut report = Report::new(error.message.clone());
    if let Some(origin) = &error.origin {
        report = report.at(origin, "here");
    }
    let Some((_place, callers)) = error.frames.split_last() else {
        return report;
    };
    callers.iter().fold(report, |report, (function, origin)| {
        report.with_note(format!("called from {origin} in {function}"))
    })
}

/// The report of an error of the server or of the way to it.
pub(super) fn database_report(error: &DbError) -> Report {
    match error.server_error() {
        Some(server) => server_report(server),
        None => Report::new(error.to_string()),
    }
}

/// The report of an error of the evaluation of a file.
pub(super) fn python_report(error: &PythonError) -> Report {
    if let ErrorKind::Host(host) = error.kind()
        && let Some(runtime) = host.downcast_ref::<RuntimeError>()
    {
        return with_frames(runtime_report(runtime), error.frames());
    }
    let (label, help) = match error.kind() {
        ErrorKind::Exception(_) => ("raised here", None),
        ErrorKind::Unsupported { .. } => ("not supported", Some(REFUSAL)),
        ErrorKind::OpaqueUse { .. } => ("its value matters here", Some(REFUSAL)),
        ErrorKind::NeedsDatabase { .. } => ("asks the database", None),
        ErrorKind::Syntax { .. } | ErrorKind::Budget { .. } | ErrorKind::Host(_) => ("here", None),
    };
    let mut report = Report::new(error.to_string());
    if let Some(origin) = error.origin() {
        report = report.at(origin, label);
    }
    if let Some(help) = help {
        report = report.with_help(help);
    }
    with_frames(report, error.frames())
}

/// The report of an error of a run.
pub(super) fn runtime_report(error: &RuntimeError) -> Report {
    match error {
        RuntimeError::Script(error) => {
            script_report(error).unwrap_or_else(|| Report::new(error.to_string()))
        }
        RuntimeError::Evaluation { source, .. } => python_report(source),
        RuntimeError::Answer { origin, .. } => {
            Report::new(error.to_string()).at(origin, "asked here")
        }
        RuntimeError::Compilation { source, origin } => Report::new(source.to_string())
            .at(origin, "asked for here")
            .with_help(REFUSAL),
        RuntimeError::Statement { source, statement } => statement_report(source, statement),
        RuntimeError::Stopped {
            origin: Some(origin),
            ..
        } => Report::new(error.to_string()).at(origin, "asked for here"),
        RuntimeError::Bookkeeping { source, statement } => {
            database_report(source).with_note(format!("in: {statement}"))
        }
        RuntimeError::Refused(errors) => {
            let report = Report::new(format!("{} revisions cannot be run", errors.len()));
            errors.iter().fold(report, |report, error| {
                report.with_related(runtime_report(error))
            })
        }
        RuntimeError::Stopped { origin: None, .. }
        | RuntimeError::Backward { .. }
        | RuntimeError::VersionTableName(_)
        | RuntimeError::Interrupted
        | RuntimeError::TransactionFailed
        | RuntimeError::RowCount { .. }
        | RuntimeError::RowPresent(_)
        | RuntimeError::RowAbsent(_)
        | RuntimeError::NothingToMerge(_)
        | RuntimeError::ColumnType { .. } => Report::new(error.to_string()),
    }
}

/// The error of a run that failed, with what became of the database.
pub(super) fn run_failure(failure: RunFailure) -> CommandError {
    match failure.error {
        error @ (RuntimeError::Script(_) | RuntimeError::Backward { .. }) => {
            CommandError::from(error)
        }
        RuntimeError::Evaluation { ref source, .. } => {
            let report = runtime_report(&failure.error).with_help(account(&failure));
            evaluation_error(source, report)
        }
        RuntimeError::RowCount { .. } => {
            let account = account(&failure);
            CommandError::command(failure.error.to_string())
                .with_report(Report::new(failure.error.to_string()).with_help(account))
        }
        ref error => {
            let account = account(&failure);
            CommandError::unexpected(runtime_report(error).with_help(account))
        }
    }
}

/// How a migration that ended with `error` ends the command; the report says where that was.
pub(super) fn evaluation_error(error: &PythonError, report: Report) -> CommandError {
    match (command_error_message(error), error.exit_status()) {
        (Some(message), _) => CommandError::command(message).with_report(report),
        (None, Some(status)) => CommandError::exited(status, report),
        (None, None) => CommandError::unexpected(report),
    }
}

/// What was and was not committed.
fn account(failure: &RunFailure) -> String {
    let mut sentences = Vec::new();
    if failure.committed.is_empty() && failure.partly_committed.is_empty() {
        sentences.push("Nothing was committed.".to_owned());
    }
    if !failure.committed.is_empty() {
        sentences.push(format!("Committed: {}.", list(&failure.committed)));
    }
    if let Some(revision) = &failure.revision
        && !failure.partly_committed.contains(revision)
        && !failure.committed.is_empty()
    {
        sentences.push(format!("Rolled back: {revision}."));
    }
    if !failure.partly_committed.is_empty() {
        sentences.push(format!(
            "Partly committed by an autocommit block, and not recorded: {}.",
            list(&failure.partly_committed)
        ));
    }
    if !failure.heads.is_empty() {
        sentences.push(format!("The database is at {}.", list(&failure.heads)));
    }
    sentences.join(" ")
}

fn list(ids: &[RevisionId]) -> String {
    ids.iter()
        .map(RevisionId::as_str)
        .collect::<Vec<_>>()
        .join(", ")
}

/// The server's answer to a statement of a migration.
fn statement_report(error: &DbError, statement: &Statement) -> Report {
    let report = database_report(error).at(&statement.origin, "this call");
    let text = &statement.text;
    let range = error
        .server_error()
        .and_then(|server| server.position.as_ref())
        .and_then(|position| marked(text, position));
    let excerpt = Report::advice("the statement it ran");
    report.with_related(match range {
        Some(range) => excerpt.in_text("SQL", text, range, "the server points here"),
        None => excerpt.in_text("SQL", text, 0..first_line(text), ""),
    })
}

fn server_report(server: &ServerError) -> Report {
    let mut report =
        Report::new(server.message.clone()).with_code(format!("SQLSTATE {}", server.sqlstate));
    if let Some(detail) = &server.detail {
        report = report.with_note(format!("detail: {detail}"));
    }
    if let Some(hint) = &server.hint {
        report = report.with_note(format!("hint: {hint}"));
    }
    if let Some(context) = &server.where_ {
        report = report.with_note(format!("context: {context}"));
    }
    report
}

/// The word at the server's position, as a range of bytes.
fn marked(text: &str, position: &ErrorPosition) -> Option<std::ops::Range<usize>> {
    let ErrorPosition::Statement(position) = position else {
        return None;
    };
    let skipped = usize::try_from(*position).ok()?.checked_sub(1)?;
    let start = text.char_indices().nth(skipped)?.0;
    let rest = &text[start..];
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
    let length = match rest.find(|c| !is_word(c)) {
        Some(0) => rest.chars().next().map_or(0, char::len_utf8),
        Some(length) => length,
        None => rest.len(),
    };
    Some(start..start + length)
}

fn first_line(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}

/// Adds the calls that led to the place, outermost first; the last frame is the place itself.
fn with_frames(report: Report, frames: &[Frame]) -> Report {
    let Some((_place, callers)) = frames.split_last() else {
        return report;
    };
    callers.iter().fold(report, |report, frame| {
        report.with_note(format!(
            "called from {} in {}",
            frame.origin, frame.function
        ))
    })
}

/// The innermost place an error speaks of.
pub(super) fn innermost_place(error: &RuntimeError) -> Option<&Origin> {
    match error {
        RuntimeError::Evaluation { source, .. } => source.origin(),
        RuntimeError::Compilation { origin, .. } | RuntimeError::Answer { origin, .. } => {
            Some(origin)
        }
        RuntimeError::Statement { statement, .. } => Some(&statement.origin),
        RuntimeError::Stopped { origin, .. } => origin.as_ref(),
        RuntimeError::Script(_)
        | RuntimeError::Backward { .. }
        | RuntimeError::Bookkeeping { .. }
        | RuntimeError::Refused(_)
        | RuntimeError::VersionTableName(_)
        | RuntimeError::Interrupted
        | RuntimeError::TransactionFailed
        | RuntimeError::RowCount { .. }
        | RuntimeError::RowPresent(_)
        | RuntimeError::RowAbsent(_)
        | RuntimeError::NothingToMerge(_)
        | RuntimeError::ColumnType { .. } => None,
    }
}
