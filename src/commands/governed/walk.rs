//! What both walks share as commands: the request, the sealed folder, the verdict that is shown.

use std::cell::RefCell;
use std::path::Path;

use crate::commands::error::CommandError;
use crate::commands::invocation::Invocation;
use crate::db::StopSignals;
use crate::governance::{EvidenceError, EvidenceFolder, ReleasePlan, RootCause, Status};
use crate::release::{Migrations, Obstacle, PlanNow, PlanningError, WalkRequest, Walked};

use super::databases::{Databases, refused};
use super::display::{Colour, GREEN, RED, TerminalDisplay};
use super::plain_text::{one_line, plain_lines};
use super::prepared::Prepared;
use super::sealing::{Unmade, seal_with_documents};

/// Walks with `walk`, seals what it leaves behind, shows the verdict, and ends with its status.
pub(super) fn run(
    invocation: &Invocation,
    prepared: &Prepared,
    databases: &Databases,
    plan: &ReleasePlan,
    evidence: &Path,
    walk: impl FnOnce(WalkRequest<'_>, EvidenceFolder) -> Result<Walked, EvidenceError>,
) -> Result<(), CommandError> {
    let redactor = databases.redactor(&plan.release)?;
    let folder = EvidenceFolder::create(evidence, redactor).map_err(refused)?;
    let evaluation = &prepared.evaluation;
    let make_interpreter = |sink, print| evaluation.interpreter(sink, print);
    let migrations = Migrations {
        scripts: &prepared.scripts,
        options: prepared.decision.options.clone(),
        before: prepared.decision.before.clone(),
        after: prepared.decision.after.clone(),
        make_interpreter: &make_interpreter,
    };
    let colour = Colour::of(&invocation.environment);
    let display = TerminalDisplay::new(invocation.printer.clone(), colour);
    let lookup = |variable: &str| databases.lookup(variable);
    let request = WalkRequest {
        plan,
        plan_now: plan_now(prepared),
        tool: prepared.tool.clone(),
        arguments: invocation.arguments.clone(),
        migrations: &migrations,
        root: &prepared.folder,
        display: RefCell::new(Some(Box::new(display))),
        lookup: &lookup,
        environment: databases.environment().clone(),
        temporary_server: databases.temporary_server()?,
        stop_signals: StopSignals::take_up()?,
    };
    // The ledger says more than the migrations' own log lines, and is shown as it grows.
    log::set_max_level(log::LevelFilter::Warn);
    let walked = walk(request, folder).map_err(refused)?;
    let (sealed, unmade) = seal_with_documents(plan, &walked.folder).map_err(refused)?;
    let decision = sealed.decision;
    let (word, number) = match decision.status {
        Status::Pass => ("PASS", GREEN),
        Status::Blocker => ("BLOCKER", RED),
    };
    let printer = &invocation.printer;
    printer.line("");
    printer.line(&format!(
        "{}  {}",
        colour.paint(word, number),
        one_line(&decision.final_revision)
    ));
    // What is missing because of the first failure is a list of its own, in decision.md.
    if let Some(first) = decision.errors.first() {
        printer.line(&format!("  {}", plain_lines(first).replace('\n', "\n  ")));
    }
    if decision.errors.len() > 1 {
        let further = decision.errors.len() - 1;
        printer.line(&format!("  and {further} more in decision.md"));
    }
    if let Some(cause) = decision.root_cause {
        printer.line(&format!("  root cause: {cause}"));
    }
    for Unmade { name, reason } in &unmade {
        printer.line(&format!("  {name} cannot be made: {reason}"));
    }
    printer.line(&format!("evidence  {}", walked.folder.path().display()));
    printer.line(&format!("seal      {}", sealed.seal));
    if decision.passes() {
        return Ok(());
    }
    Err(CommandError::decided(decision.exit_status, word))
}

/// What the files make now; why they make none belongs to a gate.
fn plan_now(prepared: &Prepared) -> PlanNow {
    match prepared.try_plan() {
        Ok(plan) => PlanNow::Made(Box::new(plan)),
        Err(error) => {
            let (gate, cause) = match &error {
                PlanningError::Heads { .. } => ("single-head", RootCause::MultipleHeadsConflict),
                PlanningError::Path { .. }
                | PlanningError::NotBefore { .. }
                | PlanningError::NoSuchRevision { .. }
                | PlanningError::Script(_) => ("expected-path", RootCause::DependencyOrdering),
                PlanningError::Width { .. }
                | PlanningError::Refused { .. }
                | PlanningError::File { .. }
                | PlanningError::OtherFile { .. }
                | PlanningError::Tiers(_)
                | PlanningError::Objections(_)
                | PlanningError::Runtime(_) => ("plan-unchanged", RootCause::SqlDrift),
            };
            let detail = match error.help() {
                Some(help) => format!("{error}\nRemedy: {help}"),
                None => error.to_string(),
            };
            PlanNow::Refused(gate, Obstacle::new(error.class(), cause, detail))
        }
    }
}

/// The plan of a file, or the one that the files make now.
pub(super) fn chosen_plan(
    prepared: &Prepared,
    path: Option<&Path>,
) -> Result<ReleasePlan, CommandError> {
    match path {
        Some(path) => Ok(ReleasePlan::read(path)?),
        None => prepared.plan(),
    }
}
