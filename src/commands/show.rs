//! `show`: `alembic.command.show`.

use crate::cli::ShowArgs;
use crate::script::Selector;

use super::error::CommandError;
use super::invocation::Invocation;
use super::project::Project;
use super::session::Session;

/// Prints the revisions a symbol names; `current` asks the database, and changes nothing there.
pub(super) fn show(invocation: &Invocation, args: &ShowArgs) -> Result<(), CommandError> {
    let project = Project::open(invocation)?;
    let scripts = project.scripts()?;
    let text = if args.rev == "current" {
        let rows = Session::open(invocation, &project, None)?.current_heads(&scripts)?;
        scripts.show_text(Selector::Rows(&rows))?
    } else {
        scripts.show_text(Selector::Symbol(&args.rev))?
    };
    invocation.printer.text(&text);
    Ok(())
}
