//! `release cutover`: the rehearsed release on production, behind approvals.

use std::io::{BufRead as _, IsTerminal as _};

use crate::cli::ReleaseCutoverArgs;
use crate::commands::error::CommandError;
use crate::commands::invocation::Invocation;
use crate::commands::report::Report;
use crate::governance::ReleasePlan;
use crate::release::{CutoverDemand, Obstacle, cut_over};

use super::databases::Databases;
use super::prepared::Prepared;
use super::walk;

/// Cuts over; ends with the status of the decision.
pub(super) fn cutover(
    invocation: &Invocation,
    args: &ReleaseCutoverArgs,
) -> Result<(), CommandError> {
    let prepared = Prepared::open(invocation, &args.release)?;
    let plan = ReleasePlan::read(&args.plan)?;
    confirm(invocation, args, &plan)?;
    let databases = Databases::open(invocation, &plan.release, None)?;
    let departures = prepared.departures(&plan).map_err(|error| {
        Obstacle::gate(format!(
            "whether the files are as they were committed is not known: {}",
            error.sentence()
        ))
    });
    let demand = CutoverDemand {
        rehearsal: args.rehearsal.clone(),
        operator: args.operator.clone(),
        departures: departures.map(|found| found.iter().map(ToString::to_string).collect()),
    };
    walk::run(
        invocation,
        &prepared,
        &databases,
        &plan,
        &args.evidence,
        |request, folder| cut_over(request, &demand, folder),
    )
}

/// Whoever runs it names the database that is changed: by `--go`, or by typing it.
fn confirm(
    invocation: &Invocation,
    args: &ReleaseCutoverArgs,
    plan: &ReleasePlan,
) -> Result<(), CommandError> {
    let Some(production) = &plan.release.production else {
        return Err(CommandError::usage(Report::new(
            "release.toml has no [production]: there is nothing to cut over",
        )));
    };
    let database = production.database.as_str();
    let typed = match &args.go {
        Some(go) => go.clone(),
        None if std::io::stdin().is_terminal() => {
            invocation.printer.text(&format!(
                "This changes the database \"{database}\". Type its name to go on: "
            ));
            invocation.printer.flush();
            let mut line = String::new();
            let read = std::io::stdin().lock().read_line(&mut line);
            read.map_err(|error| {
                CommandError::unexpected(Report::new(format!("nothing can be typed: {error}")))
            })?;
            line.trim().to_owned()
        }
        None => String::new(),
    };
    if typed == database {
        return Ok(());
    }
    Err(CommandError::usage(
        Report::new(format!(
            "the cutover was not confirmed: \"{database}\" is what is changed"
        ))
        .with_help(format!("Say --go {database}.")),
    ))
}
