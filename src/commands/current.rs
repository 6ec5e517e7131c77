//! `current`: `alembic.command.current`.

use crate::cli::CurrentArgs;

use super::error::CommandError;
use super::heads::verbosity;
use super::invocation::Invocation;
use super::project::Project;
use super::session::Session;

/// Prints where the database is. Nothing is changed there.
pub(super) fn current(invocation: &Invocation, args: &CurrentArgs) -> Result<(), CommandError> {
    let project = Project::open(invocation)?;
    let scripts = project.scripts()?;
    let session = Session::open(invocation, &project, None)?;
    let rows = session.current_heads(&scripts)?;
    if args.verbose {
        let printer = &invocation.printer;
        printer.line(&format!(
            "Current revision(s) for {}:",
            session.masked_url()
        ));
    }
    if args.check_heads && !scripts.map().is_at_heads(&rows) {
        return Err(CommandError::command(
            "Database is not on all head revisions",
        ));
    }
    invocation
        .printer
        .text(&scripts.current_text(&rows, verbosity(args.verbose))?);
    Ok(())
}
