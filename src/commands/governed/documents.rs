//! `release checklist` and `release runbook`: a plan as documents.

use crate::cli::{DocumentFlow, DocumentOptions, ReleaseChecklistArgs, ReleaseRunbookArgs};
use crate::commands::error::CommandError;
use crate::commands::invocation::Invocation;
use crate::commands::report::Report;
use crate::governance::{
    DocumentError, FailureClass, Flow, Ledger, Opening, Progress, ReleasePlan, checklist, decide,
    runbook, transcripts_agree, verify,
};

use super::plan::write;
use super::prepared::{Prepared, failed};

/// Writes the checklist, and compares it with a runbook where one is given.
pub(super) fn write_checklist(
    invocation: &Invocation,
    args: &ReleaseChecklistArgs,
) -> Result<(), CommandError> {
    let options = &args.document;
    let plan = plan(invocation, options)?;
    let flow = flow(options.flow);
    let text = checklist(&plan, flow, &progress(options, &plan, flow)?)?;
    // What is written is what the runbook of this plan has, or it is not written.
    transcripts_agree(&text, &runbook(&plan, flow)?)?;
    if let Some(path) = &args.same_as {
        let other = std::fs::read_to_string(path).map_err(|error| {
            CommandError::unexpected(Report::new(format!(
                "{} cannot be read: {error}",
                path.display()
            )))
        })?;
        transcripts_agree(&text, &other)?;
    }
    deliver(invocation, options, &text)
}

/// Writes the runbook.
pub(super) fn write_runbook(
    invocation: &Invocation,
    args: &ReleaseRunbookArgs,
) -> Result<(), CommandError> {
    let options = &args.document;
    let plan = plan(invocation, options)?;
    let text = runbook(&plan, flow(options.flow))?;
    deliver(invocation, options, &text)
}

/// The plan that a file holds, or that the files make now.
fn plan(invocation: &Invocation, options: &DocumentOptions) -> Result<ReleasePlan, CommandError> {
    match &options.plan {
        Some(path) => Ok(ReleasePlan::read(path)?),
        None => Prepared::open(invocation, &options.release)?.plan(),
    }
}

/// What the evidence shows; a folder that does not verify shows nothing.
fn progress(
    options: &DocumentOptions,
    plan: &ReleasePlan,
    flow: Flow,
) -> Result<Progress, CommandError> {
    let Some(folder) = &options.evidence else {
        return Ok(Progress::none());
    };
    let verification = verify(folder, options.plan.as_deref());
    if !verification.holds() {
        return Err(failed(
            FailureClass::Gate,
            Report::new(format!(
                "{} does not verify, so that it ticks no box",
                folder.display()
            ))
            .with_help("'release verify' says what is wrong with it."),
        ));
    }
    let ledger = Ledger::read(folder)
        .map_err(|error| CommandError::unexpected(Report::new(error.to_string())))?;
    let is_of_this = |opening: &Opening| opening.plan == plan.digest() && opening.flow == flow;
    if !ledger.opening().is_some_and(is_of_this) {
        return Err(failed(
            FailureClass::Gate,
            Report::new(format!(
                "{} is the evidence of another plan or another walk",
                folder.display()
            )),
        ));
    }
    let decision = decide(&ledger);
    Ok(Progress::of_ledger(&ledger, decision))
}

fn flow(flow: DocumentFlow) -> Flow {
    match flow {
        DocumentFlow::Rehearsal => Flow::Rehearsal,
        DocumentFlow::Cutover => Flow::Cutover,
    }
}

fn deliver(
    invocation: &Invocation,
    options: &DocumentOptions,
    text: &str,
) -> Result<(), CommandError> {
    if let Some(path) = &options.output {
        return write(path, text);
    }
    invocation.printer.script(text);
    Ok(())
}

impl From<DocumentError> for CommandError {
    fn from(error: DocumentError) -> Self {
        failed(FailureClass::Gate, Report::new(error.to_string()))
    }
}
