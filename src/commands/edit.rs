//! `edit`: `alembic.command.edit`.

use std::io::IsTerminal;

use crate::authoring::{EditorChoice, Terminal};
use crate::cli::EditArgs;
use crate::script::Selector;

use super::error::CommandError;
use super::invocation::Invocation;
use super::project::Project;
use super::session::Session;
use super::writing::search_path;

/// Opens revision files in the user's editor; `current` asks the database which ones.
pub(super) fn edit(invocation: &Invocation, args: &EditArgs) -> Result<(), CommandError> {
    let project = Project::open(invocation)?;
    let scripts = project.scripts()?;
    let revisions = if args.rev == "current" {
        let rows = Session::open(invocation, &project, None)?.current_heads(&scripts)?;
        if rows.is_empty() {
            return Err(CommandError::command("No current revisions"));
        }
        scripts.get_revisions(Selector::Rows(&rows))?
    } else {
        let revisions = scripts.get_revisions(Selector::Symbol(&args.rev))?;
        if revisions.is_empty() {
            return Err(CommandError::command(format!(
                "No revision files indicated by symbol '{}'",
                args.rev
            )));
        }
        revisions
    };
    let environment = &invocation.environment;
    let choice = EditorChoice {
        editor: environment.get("EDITOR").map(str::to_owned),
        visual: environment.get("VISUAL").map(str::to_owned),
        search_path: search_path(environment),
        terminal: if std::io::stdin().is_terminal() {
            Terminal::Present
        } else {
            Terminal::Absent
        },
    };
    let editor = choice.find()?;
    invocation.printer.flush();
    for index in revisions {
        editor.open(scripts.script(index).path())?;
    }
    Ok(())
}
