//! `history`: `alembic.command.history`.

use crate::cli::HistoryArgs;
use crate::script::RevisionId;

use super::asked_range::AskedRange;
use super::error::CommandError;
use super::heads::verbosity;
use super::invocation::Invocation;
use super::project::Project;

/// Prints the revisions of a range, newest first.
///
/// The database is asked only where the range or `-i` needs it, and nothing is changed there.
pub(super) fn history(invocation: &Invocation, args: &HistoryArgs) -> Result<(), CommandError> {
    let project = Project::open(invocation)?;
    let scripts = project.scripts()?;
    let asked = args.rev_range.as_deref();
    let wants_rows = args.indicate_current;
    let range = AskedRange::open(invocation, &project, &scripts, asked, wants_rows)?;
    let marked: &[RevisionId] = if wants_rows { &range.rows } else { &[] };
    let text = scripts.history_text(
        range.lower(),
        range.upper(),
        verbosity(args.verbose),
        marked,
    )?;
    invocation.printer.text(&text);
    Ok(())
}
