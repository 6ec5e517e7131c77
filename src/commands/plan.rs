//! `plan`: what an upgrade would do.

use std::io::IsTerminal;
use std::path::Path;

use crate::cli::{FailOn, PlanArgs, ReportFormat};
use crate::findings::{Allowances, Outcome, Severity, Verdict};
use crate::host::environment::EnvironmentMode;
use crate::planner::{
    Detail, Knowledge, Paint, Plan, PlanRequest, Start, make_plan, plan_facts, plan_text,
};
use crate::runtime::{MigrationContext, RuntimeError, VersionTable, VersionTableState};

use super::database::Database;
use super::database_facts::database_facts;
use super::decision::Decision;
use super::environment::learn;
use super::error::CommandError;
use super::evaluation::Evaluation;
use super::finding_reports::{deliver, report_root};
use super::invocation::Invocation;
use super::project::Project;
use super::report::Report;
use super::symbols::{is_behind, start_rows};
use super::upgrade::range;

/// Plans an upgrade and reports it; nothing is executed.
pub(super) fn plan(invocation: &Invocation, args: &PlanArgs) -> Result<(), CommandError> {
    let project = Project::open(invocation)?;
    let scripts = project.scripts()?;
    let asked = args.revision.as_deref().unwrap_or("heads");
    let (from, to) = range(asked)?;
    let destination = if to.is_empty() { "heads" } else { to };
    if args.offline && invocation.global.url.is_some() {
        return Err(CommandError::unexpected(Report::new(
            "--offline asks no database, and --url names one",
        )));
    }
    let (decision, start, knowledge) = match from {
        Some(text) => {
            let from = Some(text).filter(|text| !text.is_empty());
            let start = Start::Given {
                text: text.to_owned(),
                rows: start_rows(&scripts, from)?,
            };
            (
                learn_offline(invocation, &project)?,
                start,
                Knowledge::History,
            )
        }
        None if args.offline => (
            learn_offline(invocation, &project)?,
            Start::Base,
            Knowledge::History,
        ),
        None => ask(invocation, &project)?,
    };
    let mut allowances = Allowances::default();
    if let Some((path, rules)) = &project.settings.native.allow {
        allowances.configure(path, rules);
    }
    let evaluation = Evaluation::new(invocation, &project, &decision)?;
    let make_interpreter = |sink, print| evaluation.interpreter(sink, print);
    let context = MigrationContext::new(&scripts, decision.options.clone(), &make_interpreter);
    let plan = make_plan(PlanRequest {
        scripts: &scripts,
        context: &context,
        options: &decision.options,
        before: &decision.before,
        start,
        destination,
        knowledge,
        allowances,
    })?;
    let rows = plan.start.rows();
    if plan.steps.is_empty() && is_behind(&scripts, destination, rows)? {
        let error = RuntimeError::Backward {
            destination: destination.to_owned(),
            rows: rows.to_vec(),
        };
        return Err(error.into());
    }
    report(invocation, args, plan)
}

/// What `env.py` configures, without a database.
///
/// What it does online is what an upgrade does; one that cannot be followed there is asked how it
/// writes a script.
pub(super) fn learn_offline(
    invocation: &Invocation,
    project: &Project,
) -> Result<Decision, CommandError> {
    learn(invocation, project, EnvironmentMode::Online, None)
        .or_else(|_| learn(invocation, project, EnvironmentMode::Offline, None))
}

/// Looks at the database that an upgrade would change; the transaction is read-only.
fn ask(
    invocation: &Invocation,
    project: &Project,
) -> Result<(Decision, Start, Knowledge), CommandError> {
    let decision = learn(invocation, project, EnvironmentMode::Online, None)?;
    let mut database = Database::open(invocation, project, &decision.url)?;
    let connection = &mut database.connection;
    connection.execute("BEGIN READ ONLY")?;
    for statement in decision.before.iter().filter(|text| is_setting(text)) {
        connection.execute(statement)?;
    }
    let table: &VersionTable = &decision.options.version_table;
    let state = VersionTableState::read(connection, table)?;
    let facts = database_facts(connection)?;
    connection.rollback()?;
    let start = Start::Database {
        url: database.url.to_string(),
        rows: state.rows,
    };
    let knowledge = Knowledge::Database {
        facts: Box::new(facts),
        version_width: state.width,
    };
    Ok((decision, start, knowledge))
}

/// Whether a statement of `env.py` only sets something for the session, such as the search path.
fn is_setting(statement: &str) -> bool {
    let first = statement.split_whitespace().next().unwrap_or_default();
    first.eq_ignore_ascii_case("set")
}

fn report(invocation: &Invocation, args: &PlanArgs, mut plan: Plan) -> Result<(), CommandError> {
    let format = if args.json {
        ReportFormat::Json
    } else {
        args.format
    };
    let findings = std::mem::take(&mut plan.findings);
    let settled = std::mem::take(&mut plan.allowances).settle(findings);
    let fails = |severity: Severity| match args.fail_on {
        None => false,
        Some(FailOn::Error) => severity >= Severity::Error,
        Some(FailOn::Warning) => severity >= Severity::Warning,
        Some(FailOn::Note) => true,
    };
    let is_refused = plan.refused().next().is_some();
    let has_failed = settled.open.iter().any(|finding| fails(finding.severity));
    let outcome = if is_refused || has_failed {
        Outcome::Failed
    } else {
        Outcome::Passed
    };
    let root = report_root(format);
    let verdict = Verdict {
        command: "plan",
        outcome,
        line: String::new(),
        facts: plan_facts(&plan, &root),
        settled,
        root,
    };
    let verdict = Verdict {
        line: line(&plan, &verdict),
        ..verdict
    };
    if format == ReportFormat::Text {
        return tell(invocation, args, &plan, &verdict);
    }
    deliver(
        invocation,
        &verdict,
        &plan.sources,
        format,
        args.output.as_deref(),
    )
}

/// The plan for people: all of it on standard output, or in the file.
fn tell(
    invocation: &Invocation,
    args: &PlanArgs,
    plan: &Plan,
    verdict: &Verdict,
) -> Result<(), CommandError> {
    let detail = match (args.summary, args.no_sql) {
        (true, _) => Detail::Summary,
        (false, true) => Detail::WithoutSql,
        (false, false) => Detail::Full,
    };
    let text = |paint| plan_text(plan, &verdict.settled, &verdict.root, detail, paint);
    let printer = &invocation.printer;
    if let Some(path) = &args.output {
        write(path, &text(Paint::Plain), &verdict.line)?;
    } else {
        let no_color = invocation.environment.get("NO_COLOR");
        let paint = if std::io::stdout().is_terminal() && no_color.is_none_or(str::is_empty) {
            Paint::Coloured
        } else {
            Paint::Plain
        };
        printer.text(&text(paint));
        printer.line("");
    }
    printer.line(&verdict.line);
    match verdict.outcome {
        Outcome::Passed => Ok(()),
        Outcome::Failed => Err(CommandError::verdict(&verdict.line)),
    }
}

fn write(path: &Path, text: &str, line: &str) -> Result<(), CommandError> {
    std::fs::write(path, format!("{text}\n{line}\n")).map_err(|error| {
        CommandError::unexpected(Report::new(format!("{}: {error}", path.display())))
    })
}

/// The one line with the sums.
fn line(plan: &Plan, verdict: &Verdict) -> String {
    let number = |count: usize, one: &str, several: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {several}"),
    };
    let mut parts = vec![number(plan.steps.len(), "revision", "revisions")];
    for (severity, one, several) in [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Note, "note", "notes"),
    ] {
        let count = verdict.count(severity);
        if count > 0 {
            parts.push(number(count, one, several));
        }
    }
    if !verdict.settled.allowed.is_empty() {
        parts.push(format!("{} allowed", verdict.settled.allowed.len()));
    }
    let incomplete = plan.incomplete().count();
    if incomplete > 0 {
        let one = "revision needs the database";
        parts.push(number(incomplete, one, "revisions need the database"));
    }
    let refused = plan.refused().count();
    if refused > 0 {
        parts.push(format!("{refused} refused"));
    }
    if plan.steps.is_empty() {
        parts = vec!["nothing to do".to_owned()];
    }
    format!("plan: {}", parts.join(", "))
}
