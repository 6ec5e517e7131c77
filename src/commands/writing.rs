//! What the commands that write revision files share: settings, hooks, progress.

use std::path::PathBuf;

use crate::authoring::{
    AuthoringError, Clock, DateZone, Draft, FileNaming, HookSettings, Locations, OutputEncoding,
    PostWriteHook, Programs, Progress, RevisionPlan, RevisionRequest, Step, StepEnd, WritingRules,
    new_identifier,
};
use crate::config::Environment;
use crate::script::RevisionId;
use crate::ui::{Printer, StatusLine, StatusOutcome};

use super::error::CommandError;
use super::invocation::Invocation;
use super::project::Project;
use super::template_variables::TemplateVariables;

/// Writes the revision that is asked for; nothing is written where anything is refused.
pub(super) fn write_revision(
    invocation: &Invocation,
    project: &Project,
    request: &RevisionRequest,
    variables: TemplateVariables,
) -> Result<(), CommandError> {
    let rules = rules(invocation, project)?;
    let hooks = hooks(invocation, project)?;
    let scripts = project.scripts()?;
    let TemplateVariables {
        mut interpreter,
        variables,
    } = variables;
    let plan = RevisionPlan::new(request, &rules, &scripts, &mut interpreter)?;
    let draft = Draft::render(plan, &rules, &scripts, variables, &mut interpreter)?;
    draft.write(&hooks, &rules, &scripts, &invocation.printer)?;
    warn_of_unsearched(project, &draft);
    Ok(())
}

/// The identifier asked for, or a new one.
pub(super) fn identifier(asked: Option<&str>) -> Result<RevisionId, CommandError> {
    match asked.filter(|id| !id.is_empty()) {
        Some(id) => Ok(RevisionId::from(id)),
        None => Ok(new_identifier()?),
    }
}

/// The folders of `PATH`.
pub(super) fn search_path(environment: &Environment) -> Vec<PathBuf> {
    let path = environment.get("PATH").unwrap_or_default();
    path.split(':')
        .filter(|folder| !folder.is_empty())
        .map(PathBuf::from)
        .collect()
}

fn rules(invocation: &Invocation, project: &Project) -> Result<WritingRules, AuthoringError> {
    let settings = &project.settings;
    Ok(WritingRules {
        directory: settings.script_location.clone(),
        version_locations: settings.version_locations.clone(),
        locations: if settings.version_locations_given {
            Locations::Configured
        } else {
            Locations::Default
        },
        naming: FileNaming {
            template: settings.file_template.clone(),
            slug_length: settings.truncate_slug_length,
        },
        encoding: OutputEncoding::named(&settings.output_encoding)?,
        zone: DateZone {
            configured: settings.timezone.clone(),
            variable: invocation.environment.get("TZ").map(str::to_owned),
        },
        clock: Clock::System,
        import_path: settings.prepend_sys_path.clone(),
    })
}

fn hooks(invocation: &Invocation, project: &Project) -> Result<Vec<PostWriteHook>, CommandError> {
    let configured = project.config.post_write_hooks()?;
    let environment = &invocation.environment;
    let programs = Programs {
        search_path: search_path(environment),
        virtual_environment: environment.get("VIRTUAL_ENV").map(PathBuf::from),
    };
    let hooks = configured.into_iter().map(|hook| {
        let settings = HookSettings {
            shown_name: hook.shown_name(),
            name: hook.name,
            options: hook.options,
        };
        PostWriteHook::prepare(&settings, &programs)
    });
    Ok(hooks.collect::<Result<_, _>>()?)
}

/// Says so where the file is in a folder that nobody looks into.
fn warn_of_unsearched(project: &Project, draft: &Draft) {
    let settings = &project.settings;
    let folder = draft.path().parent();
    let is_searched = settings.recursive_version_locations
        || settings
            .version_locations
            .iter()
            .any(|location| folder.is_some_and(|folder| folder == location.components().as_path()));
    if !is_searched {
        log::warn!(
            target: super::logging::LOGGER,
            "{} is in a folder that no command looks into: set recursive_version_locations = true",
            draft.path().display()
        );
    }
}

impl Progress for Printer {
    fn begin(&self, step: Step<'_>) {
        self.begin_status(&step.to_string(), status_line(step));
    }

    fn end(&self, step: Step<'_>, end: StepEnd) {
        let outcome = match end {
            StepEnd::Done => StatusOutcome::Done,
            StepEnd::Failed => StatusOutcome::Failed,
        };
        self.end_status(outcome, status_line(step));
    }

    fn message(&self, text: &str) {
        Printer::message(self, text);
    }
}

fn status_line(step: Step<'_>) -> StatusLine {
    match step {
        Step::CreatingDirectory(_) | Step::Generating(_) | Step::Appending(_) | Step::Adding(_) => {
            StatusLine::Together
        }
        Step::Hook(_) => StatusLine::Apart,
    }
}
