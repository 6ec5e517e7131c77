//! `list_templates`: `alembic.command.list_templates`.

use crate::authoring::FolderTemplate;

use super::invocation::Invocation;

/// Prints what `init` can set up.
pub(super) fn list_templates(invocation: &Invocation) {
    let printer = &invocation.printer;
    printer.line("Available templates:\n");
    for template in FolderTemplate::ALL {
        printer.line(&format!("{} - {}", template.name(), template.synopsis()));
    }
    printer.line("\nTemplates are used via the 'init' command, e.g.:");
    printer.line("\n  alembic init --template generic ./scripts");
}
