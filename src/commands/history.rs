//! `history`: `alembic.command.history`.

use crate::cli::HistoryArgs;
use crate::script::{HistoryRange, RevisionId, Selector};

use super::error::CommandError;
use super::heads::verbosity;
use super::invocation::Invocation;
use super::project::Project;
use super::session::Session;

/// The word for the rows of the database.
pub(super) const CURRENT: &str = "current";

/// Prints the revisions of a range, newest first.
///
/// The database is asked only where the range or `-i` needs it, and nothing is changed there.
pub(super) fn history(invocation: &Invocation, args: &HistoryArgs) -> Result<(), CommandError> {
    let project = Project::open(invocation)?;
    let scripts = project.scripts()?;
    let range = args
        .rev_range
        .as_deref()
        .map(HistoryRange::parse)
        .transpose()?;
    let (start, end) = range.map_or((None, None), |range| (range.start, range.end));
    let is_current = |end: &Option<String>| end.as_deref() == Some(CURRENT);
    let rows = if args.indicate_current || is_current(&start) || is_current(&end) {
        Session::open(invocation, &project, None)?.current_heads(&scripts)?
    } else {
        Vec::new()
    };
    let marked: &[RevisionId] = if args.indicate_current { &rows } else { &[] };
    let text = scripts.history_text(
        selector(start.as_deref(), "base", &rows),
        selector(end.as_deref(), "heads", &rows),
        verbosity(args.verbose),
        marked,
    )?;
    invocation.printer.text(&text);
    Ok(())
}

/// One end of a range; `current` stands for the rows.
///
/// An end that is left out, or that is the rows of a database without any, is as far as it goes.
pub(super) fn selector<'a>(
    end: Option<&'a str>,
    open: &'a str,
    rows: &'a [RevisionId],
) -> Selector<'a> {
    match end {
        None => Selector::Symbol(open),
        Some(CURRENT) if rows.is_empty() => Selector::Symbol(open),
        Some(CURRENT) => Selector::Rows(rows),
        Some(end) => Selector::Symbol(end),
    }
}
