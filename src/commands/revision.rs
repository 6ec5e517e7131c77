//! `revision`: `alembic.command.revision`.

use crate::authoring::{RevisionRequest, Splice};
use crate::cli::RevisionArgs;
use crate::host::environment::{CommandOption, EnvironmentMode};

use super::error::CommandError;
use super::invocation::Invocation;
use super::project::Project;
use super::template_variables::{Maker, TemplateVariables};
use super::writing::{identifier, write_revision};

/// Writes a new revision file.
pub(super) fn revision(invocation: &Invocation, args: &RevisionArgs) -> Result<(), CommandError> {
    let project = Project::open(invocation)?;
    if args.autogenerate {
        return Err(CommandError::command(
            "alembic-rs has no application to import the models of, and so nothing to compare the \
             database with; run 'alembic revision --autogenerate' for this revision, or write its \
             operations into an empty one",
        ));
    }
    if args.sql && !project.config.revision_environment()? {
        return Err(CommandError::command(
            "Using --sql with the revision command when revision_environment is not configured \
             does not make any sense",
        ));
    }
    let mode = if args.sql {
        EnvironmentMode::Offline
    } else {
        EnvironmentMode::Online
    };
    let variables =
        TemplateVariables::collect(invocation, &project, Maker::Revision, mode, shown(args))?;
    let request = RevisionRequest {
        id: identifier(args.rev_id.as_deref())?,
        message: args.message.clone(),
        parents: vec![args.head.clone().unwrap_or_else(|| "head".to_owned())],
        splice: splice(args.splice),
        branch_label: args.branch_label.clone(),
        version_path: args
            .version_path
            .clone()
            .filter(|path| !path.as_os_str().is_empty()),
        depends_on: args.depends_on.clone(),
    };
    write_revision(invocation, &project, &request, variables)
}

/// What `--splice` asks for.
pub(super) fn splice(splice: bool) -> Splice {
    if splice {
        Splice::Anywhere
    } else {
        Splice::HeadsOnly
    }
}

/// The options as `env.py` sees them.
fn shown(args: &RevisionArgs) -> Vec<(&'static str, CommandOption)> {
    let depends_on = (!args.depends_on.is_empty()).then(|| args.depends_on.clone());
    let version_path = args.version_path.as_ref();
    vec![
        ("message", CommandOption::Text(args.message.clone())),
        ("autogenerate", CommandOption::Flag(args.autogenerate)),
        ("sql", CommandOption::Flag(args.sql)),
        ("head", CommandOption::Text(args.head.clone())),
        ("splice", CommandOption::Flag(args.splice)),
        (
            "branch_label",
            CommandOption::Text(args.branch_label.clone()),
        ),
        (
            "version_path",
            CommandOption::Text(version_path.map(|path| path.display().to_string())),
        ),
        ("rev_id", CommandOption::Text(args.rev_id.clone())),
        ("depends_on", CommandOption::Texts(depends_on)),
    ]
}
