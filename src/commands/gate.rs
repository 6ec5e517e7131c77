//! `gate`: whether the revision files may go in.

use std::path::Path;

use serde_json::{Map, json};

use crate::cli::{GateArgs, ReportFormat};
use crate::findings::{Allowances, Finding, Outcome, Settled, Severity, Verdict};
use crate::gate::{Examination, GateError, Request, VERSION_COLUMN};

use super::error::CommandError;
use super::finding_reports::{deliver, report_root};
use super::invocation::Invocation;
use super::project::Project;
use super::report::Report;

/// Examines the revision files, reports what is found, and ends with 0 or 1.
pub(super) fn gate(invocation: &Invocation, args: &GateArgs) -> Result<(), CommandError> {
    examine(invocation, args).map_err(|error| {
        if !error.is_told() {
            let line = format!("gate: failed: {}", error.sentence().replace('\n', " "));
            match args.format {
                ReportFormat::Text | ReportFormat::Github => invocation.printer.line(&line),
                ReportFormat::Json | ReportFormat::Sarif | ReportFormat::Junit => {}
            }
        }
        error.without_word_of_alembic()
    })
}

fn examine(invocation: &Invocation, args: &GateArgs) -> Result<(), CommandError> {
    let project = Project::open(invocation)?;
    let native = &project.settings.native;
    let mut allowances = Allowances::default();
    if let Some((path, rules)) = &native.allow {
        allowances.configure(path, rules);
    }
    let asked = args.max_id_length.map(|length| length as usize);
    let request = Request {
        location: project.script_location(),
        expected_heads: args.expect_head.clone(),
        base: args.base.clone(),
        max_id_length: asked.or(native.max_id_length).unwrap_or(VERSION_COLUMN),
    };
    let mut examination = Examination::make(&request, &mut allowances)?;
    let settled = allowances.settle(std::mem::take(&mut examination.findings));
    let outcome = outcome(&settled, args);
    let mut facts = Map::new();
    facts.insert("revisions".to_owned(), json!(examination.revisions));
    facts.insert("heads".to_owned(), json!(examination.heads));
    facts.insert("base".to_owned(), json!(request.base));
    let verdict = Verdict {
        command: "gate",
        outcome,
        line: line(outcome, &settled, &examination, &request),
        settled,
        root: report_root(args.format),
        facts,
    };
    deliver(
        invocation,
        &verdict,
        &examination.sources,
        args.format,
        args.output.as_deref(),
    )
}

/// Errors fail; warnings do where that was asked for.
fn outcome(settled: &Settled, args: &GateArgs) -> Outcome {
    let least = if args.strict {
        Severity::Warning
    } else {
        Severity::Error
    };
    match settled.open.iter().any(|finding| finding.severity >= least) {
        true => Outcome::Failed,
        false => Outcome::Passed,
    }
}

/// The one line.
fn line(
    outcome: Outcome,
    settled: &Settled,
    examination: &Examination,
    request: &Request,
) -> String {
    let count = |severity| {
        let open = settled.open.iter();
        open.filter(|finding| finding.severity == severity).count()
    };
    let merged = match &request.base {
        Some(base) => format!(" with {base}"),
        None => String::new(),
    };
    let mut parts = Vec::new();
    match outcome {
        Outcome::Passed => {
            parts.push(format!(
                "{}{merged}, {} ({})",
                number(examination.revisions, "revision", "revisions"),
                number(examination.heads.len(), "head", "heads"),
                list(&examination.heads)
            ));
            if examination.revisions == 0 {
                parts = vec![format!("no revisions{merged}")];
            }
        }
        Outcome::Failed => parts.extend(reasons(settled)),
    }
    if count(Severity::Warning) > 0 {
        parts.push(number(count(Severity::Warning), "warning", "warnings"));
    }
    if !settled.allowed.is_empty() {
        parts.push(format!("{} allowed", settled.allowed.len()));
    }
    let verdict = match outcome {
        Outcome::Passed => "passed",
        Outcome::Failed => "failed",
    };
    format!("gate: {verdict}: {}", parts.join("; "))
}

/// The errors, those of one kind together; one alone in its own words.
fn reasons(settled: &Settled) -> Vec<String> {
    let mut kinds: Vec<(&str, Vec<&Finding>)> = Vec::new();
    let errors = settled.open.iter();
    for finding in errors.filter(|finding| finding.severity == Severity::Error) {
        match kinds.iter_mut().find(|(kind, _)| *kind == finding.kind) {
            Some((_, findings)) => findings.push(finding),
            None => kinds.push((finding.kind, vec![finding])),
        }
    }
    kinds
        .into_iter()
        .map(|(kind, findings)| match &findings[..] {
            [one] => {
                let sentence = one.message.replace('\n', " ");
                match one.place.as_ref().filter(|_| one.kind != "several-heads") {
                    Some(place) => format!("{}: {sentence}", file_name(&place.path)),
                    None => sentence,
                }
            }
            several => format!("{} × {}", several.len(), kind),
        })
        .collect()
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .replace(['\n', '\r'], " ")
}

fn number(count: usize, one: &str, several: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        count => format!("{count} {several}"),
    }
}

/// Some names; of many the first few.
fn list(names: &[String]) -> String {
    const MOST: usize = 5;
    let mut shown: Vec<&str> = names.iter().take(MOST).map(String::as_str).collect();
    if names.len() > MOST {
        shown.push("…");
    }
    shown.join(", ")
}

impl From<GateError> for CommandError {
    fn from(error: GateError) -> Self {
        let report = Report::new(error.to_string());
        Self::unexpected(match error.help() {
            Some(help) => report.with_help(help),
            None => report,
        })
    }
}
