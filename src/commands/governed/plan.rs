//! `release plan`: the plan, its hash, and what there is to object to.

use std::path::Path;

use crate::cli::ReleasePlanArgs;
use crate::commands::error::CommandError;
use crate::commands::invocation::Invocation;
use crate::commands::logging::LOGGER;
use crate::commands::report::Report;
use crate::governance::{FailureClass, ReleasePlan, summary};

use super::estimates::estimates;
use super::prepared::{Prepared, failed, objected};

/// Makes the plan and shows it; where a release must not be so, it ends with 10.
pub(super) fn plan(invocation: &Invocation, args: &ReleasePlanArgs) -> Result<(), CommandError> {
    let prepared = Prepared::open(invocation, &args.release)?;
    let (plan, objections) = prepared.draft()?;
    let printer = &invocation.printer;
    if args.json {
        printer.script(&plan.to_json());
    } else {
        printer.text(summary(&plan).trim_end_matches('\n'));
        printer.line("");
    }
    if args.estimates {
        let text = estimates(invocation, &prepared.release, &plan)?;
        if !args.json {
            printer.text(&text);
            printer.line("");
        }
    }
    if !objections.is_empty() {
        return Err(failed(FailureClass::Gate, objected(&objections)));
    }
    for departure in prepared.departures(&plan)? {
        log::warn!(
            target: LOGGER,
            "{departure}; a cutover refuses that"
        );
    }
    if let Some(path) = &args.compare {
        let written = ReleasePlan::read(path)?;
        if let Some(difference) = written.difference(&plan) {
            let report = Report::new(format!("{} is another plan: {difference}", path.display()));
            return Err(failed(FailureClass::Gate, report));
        }
    }
    match &args.output {
        Some(path) => write(path, &plan.to_json()),
        None => Ok(()),
    }
}

/// Writes a file of a release, or says why not.
pub(super) fn write(path: &Path, text: &str) -> Result<(), CommandError> {
    std::fs::write(path, text).map_err(|error| {
        CommandError::unexpected(Report::new(format!(
            "{} cannot be written: {error}",
            path.display()
        )))
    })
}
