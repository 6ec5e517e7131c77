//! Findings as a person reads them, and where each form of report goes.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::ReportFormat;
use crate::findings::{
    Finding, Outcome, Place, Severity, Verdict, github_report, json_report, junit_report,
    sarif_report,
};
use crate::source::{Origin, SourceFile, Span};
use crate::ui::{plain_diagnostic, render_diagnostic, write_error_text};

use super::error::CommandError;
use super::invocation::Invocation;
use super::report::Report;

/// How many findings are shown to a person; the line with the verdict counts all of them.
const MOST_SHOWN: usize = 60;

/// Texts of files by their paths, for excerpts.
pub(super) type Sources = HashMap<PathBuf, Arc<SourceFile>>;

/// Writes the report of `verdict` and ends as it says.
///
/// Reports for programs go to standard output, or to the file; the line with the verdict is on
/// standard output wherever that leaves the report whole, else on standard error.
pub(super) fn deliver(
    invocation: &Invocation,
    verdict: &Verdict,
    sources: &Sources,
    format: ReportFormat,
    output: Option<&Path>,
) -> Result<(), CommandError> {
    let document = match format {
        ReportFormat::Text => None,
        ReportFormat::Json => Some(json_report(verdict)),
        ReportFormat::Github => Some(github_report(verdict)),
        ReportFormat::Sarif => Some(sarif_report(verdict)),
        ReportFormat::Junit => Some(junit_report(verdict)),
    };
    let printer = &invocation.printer;
    match (document, output) {
        (document, Some(path)) => {
            let text = document.unwrap_or_else(|| plain_text(verdict, sources));
            std::fs::write(path, text).map_err(|error| {
                let sentence = format!("{}: {error}", path.display());
                CommandError::unexpected(Report::new(sentence))
            })?;
            printer.line(&verdict.line);
        }
        (None, None) => {
            let environment = &invocation.environment;
            let color = environment.get("NO_COLOR").is_none_or(str::is_empty);
            for report in reports(verdict, sources) {
                render_diagnostic(&report, color);
                write_error_text("\n");
            }
            printer.line(&verdict.line);
        }
        (Some(annotations), None) if format == ReportFormat::Github => {
            printer.script(&annotations);
            printer.line(&verdict.line);
        }
        (Some(document), None) => {
            printer.script(&document);
            printer.flush();
            write_error_text(&format!("{}\n", verdict.line));
        }
    }
    match verdict.outcome {
        Outcome::Passed => Ok(()),
        Outcome::Failed => Err(CommandError::verdict(&verdict.line)),
    }
}

/// What paths in a report are relative to: the working directory for a person, for programs the
/// root of the repository around it.
pub(super) fn report_root(format: ReportFormat) -> PathBuf {
    let here = std::env::current_dir()
        .and_then(|folder| folder.canonicalize())
        .unwrap_or_default();
    match format {
        ReportFormat::Text => here,
        ReportFormat::Json | ReportFormat::Github | ReportFormat::Sarif | ReportFormat::Junit => {
            let root = here.ancestors().find(|folder| folder.join(".git").exists());
            root.unwrap_or(&here).to_owned()
        }
    }
}

/// What a person would read on a terminal, without its colours.
fn plain_text(verdict: &Verdict, sources: &Sources) -> String {
    let reports = reports(verdict, sources);
    let texts = reports
        .iter()
        .map(|report| format!("{}\n", plain_diagnostic(report)));
    texts.chain([format!("{}\n", verdict.line)]).collect()
}

fn reports(verdict: &Verdict, sources: &Sources) -> Vec<Report> {
    let open = &verdict.settled.open;
    let mut reports: Vec<Report> = open
        .iter()
        .take(MOST_SHOWN)
        .map(|finding| finding_report(finding, &verdict.root, sources))
        .collect();
    if let Some(more) = open.len().checked_sub(MOST_SHOWN).filter(|more| *more > 0) {
        reports.push(Report::advice(format!(
            "and {more} more; --format json has all of them"
        )));
    }
    reports
}

/// One finding with the line it speaks of.
fn finding_report(finding: &Finding, root: &Path, sources: &Sources) -> Report {
    let code = if finding.kind == finding.rule.name() {
        format!("{} {}", finding.rule.id(), finding.kind)
    } else {
        format!(
            "{} {}: {}",
            finding.rule.id(),
            finding.rule.name(),
            finding.kind
        )
    };
    let mut report = Report::new(&finding.message).with_code(code);
    report = match finding.severity {
        Severity::Note => report.weighing(miette::Severity::Advice),
        Severity::Warning => report.weighing(miette::Severity::Warning),
        Severity::Error => report,
    };
    if let Some(place) = &finding.place {
        report = located(report, place, root, sources);
    }
    for related in &finding.related {
        let note = Report::advice(&related.label);
        report = report.with_related(located(note, &related.place, root, sources));
    }
    match &finding.help {
        Some(help) => report.with_help(help),
        None => report,
    }
}

/// Shows a line of a file, or names the file where it is meant as a whole.
fn located(report: Report, place: &Place, root: &Path, sources: &Sources) -> Report {
    let name = place.path.strip_prefix(root).unwrap_or(&place.path);
    match (place.line, sources.get(&place.path)) {
        (Some(line), Some(source)) => {
            let file = Arc::new(SourceFile::new(name, source.text()));
            report.at(&origin(&file, line, place.column), "")
        }
        (Some(line), None) => report.with_note(format!("{}:{line}", name.display())),
        (None, _) => report.with_note(format!("{}", name.display())),
    }
}

/// The text of a line without its indentation, or from a column on.
pub(super) fn origin(file: &Arc<SourceFile>, line: usize, column: Option<usize>) -> Origin {
    let text = file.line(line);
    let skipped = match column.and_then(|column| column.checked_sub(1)) {
        Some(characters) => text
            .char_indices()
            .nth(characters)
            .map_or(text.len(), |(offset, _)| offset),
        None => text.len() - text.trim_start().len(),
    };
    let start = file.line_start(line) + skipped;
    let end = file.line_start(line) + text.trim_end().len();
    let offset = |position: usize| u32::try_from(position).unwrap_or(u32::MAX);
    Origin::new(
        Arc::clone(file),
        Span::new(offset(start), offset(end.max(start))),
    )
}
