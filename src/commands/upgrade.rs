//! `upgrade`: `alembic.command.upgrade`.

use crate::cli::UpgradeArgs;
use crate::runtime::{MigrationStep, Purge, RuntimeError};
use crate::script::{RevisionId, ScriptDirectory};

use super::error::CommandError;
use super::invocation::Invocation;
use super::offline::OfflineContext;
use super::project::Project;
use super::report::Report;
use super::result::show_result;
use super::session::Session;
use super::symbols::{is_behind, start_rows};

/// Brings the database to a revision, or prints the SQL that would.
pub(super) fn upgrade(invocation: &Invocation, args: &UpgradeArgs) -> Result<(), CommandError> {
    let project = Project::open(invocation)?;
    let scripts = project.scripts()?;
    if args.sql {
        let (start, destination) = range(&args.revision)?;
        let context = OfflineContext::configure(invocation, &project, args.tag.as_deref())?;
        context.announce(&scripts)?;
        let rows = start_rows(&scripts, start)?;
        let script =
            context.write_script(&scripts, &rows, |rows| plan(&scripts, destination, rows))?;
        invocation.printer.script(&script);
        return Ok(());
    }
    let destination = args.revision.as_str();
    if destination.contains(':') {
        return Err(CommandError::command("Range revision not allowed"));
    }
    let session = Session::open(invocation, &project, args.tag.as_deref())?;
    let plan = |rows: &[RevisionId]| plan(&scripts, destination, rows);
    let outcome = session.run(invocation, &scripts, Purge::Keep, plan)?;
    show_result(invocation, &session, &outcome)
}

/// Splits `from:to`.
pub(super) fn range(revision: &str) -> Result<(Option<&str>, &str), CommandError> {
    match revision.split_once(':') {
        None => Ok((None, revision)),
        Some((_, end)) if end.contains(':') => Err(CommandError::unexpected(Report::new(format!(
            "the range '{revision}' has more than two ends; write it as from:to"
        )))),
        Some((start, end)) => Ok((Some(start), end)),
    }
}

/// The steps to `destination`; going backward is refused rather than passed over in silence.
pub(super) fn plan(
    scripts: &ScriptDirectory,
    destination: &str,
    rows: &[RevisionId],
) -> Result<Vec<MigrationStep>, RuntimeError> {
    let map = scripts.map();
    let steps = map.upgrade_steps(destination, rows)?;
    if steps.is_empty() && is_behind(scripts, destination, rows)? {
        return Err(RuntimeError::Backward {
            destination: destination.to_owned(),
            rows: rows.to_vec(),
        });
    }
    Ok(steps.into_iter().map(MigrationStep::Upgrade).collect())
}
