//! `stamp`: `alembic.command.stamp`.

use crate::cli::StampArgs;
use crate::runtime::{MigrationStep, Purge, RuntimeError};
use crate::script::{RevisionId, ScriptDirectory};

use super::error::CommandError;
use super::invocation::Invocation;
use super::offline::OfflineContext;
use super::project::Project;
use super::session::Session;
use super::symbols::start_rows;
use super::upgrade::range;

/// Writes rows of the version table without running any migration.
pub(super) fn stamp(invocation: &Invocation, args: &StampArgs) -> Result<(), CommandError> {
    let project = Project::open(invocation)?;
    let scripts = project.scripts()?;
    if args.sql {
        let (start, destinations) = offline_arguments(&args.revisions)?;
        let context = OfflineContext::configure(invocation, &project, args.tag.as_deref())?;
        context.announce(&scripts)?;
        if args.purge {
            return Err(CommandError::command("Can't use --purge with --sql mode"));
        }
        let rows = start_rows(&scripts, start)?;
        let script =
            context.write_script(&scripts, &rows, |rows| plan(&scripts, &destinations, rows))?;
        invocation.printer.script(&script);
        return Ok(());
    }
    let purge = if args.purge {
        Purge::DeleteAll
    } else {
        Purge::Keep
    };
    let session = Session::open(invocation, &project, args.tag.as_deref())?;
    let plan = |rows: &[RevisionId]| plan(&scripts, &args.revisions, rows);
    session.run(invocation, &scripts, purge, plan)?;
    Ok(())
}

/// The start and the destinations of `from:to` arguments; they have one start together.
fn offline_arguments(revisions: &[String]) -> Result<(Option<&str>, Vec<String>), CommandError> {
    let mut start = None;
    let mut destinations = Vec::new();
    for revision in revisions {
        let (from, to) = range(revision)?;
        match (from, start) {
            (Some(from), Some(start)) if from != start => {
                return Err(CommandError::command(
                    "Stamp operation with --sql only supports a single starting revision at a time",
                ));
            }
            (Some(from), _) => start = Some(from),
            (None, _) => {}
        }
        destinations.push(to.to_owned());
    }
    Ok((start, destinations))
}

fn plan(
    scripts: &ScriptDirectory,
    destinations: &[String],
    rows: &[RevisionId],
) -> Result<Vec<MigrationStep>, RuntimeError> {
    let mut steps = scripts.map().stamp_steps(destinations, rows)?;
    // The same revision under two names is one step.
    steps.dedup();
    Ok(steps.into_iter().map(MigrationStep::Stamp).collect())
}
