//! `merge`: `alembic.command.merge`.

use crate::authoring::RevisionRequest;
use crate::cli::MergeArgs;
use crate::host::environment::{CommandOption, EnvironmentMode};

use super::error::CommandError;
use super::invocation::Invocation;
use super::project::Project;
use super::revision::splice;
use super::template_variables::{Maker, TemplateVariables};
use super::writing::{identifier, write_revision};

/// Writes a revision file with several parents.
pub(super) fn merge(invocation: &Invocation, args: &MergeArgs) -> Result<(), CommandError> {
    let project = Project::open(invocation)?;
    let shown = vec![
        (
            "revisions",
            CommandOption::Texts(Some(args.revisions.clone())),
        ),
        ("message", CommandOption::Text(args.message.clone())),
        (
            "branch_label",
            CommandOption::Text(args.branch_label.clone()),
        ),
        ("rev_id", CommandOption::Text(args.rev_id.clone())),
        ("splice", CommandOption::Flag(args.splice)),
    ];
    let mode = EnvironmentMode::Online;
    let variables = TemplateVariables::collect(invocation, &project, Maker::Merge, mode, shown)?;
    let request = RevisionRequest {
        id: identifier(args.rev_id.as_deref())?,
        message: args.message.clone(),
        parents: args.revisions.clone(),
        splice: splice(args.splice),
        branch_label: args.branch_label.clone(),
        version_path: None,
        depends_on: Vec::new(),
    };
    write_revision(invocation, &project, &request, variables)
}
