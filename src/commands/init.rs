//! `init`: `alembic.command.init`.

use crate::authoring::{AuthoringError, FolderRequest, FolderTemplate, Package, PyprojectState};
use crate::cli::InitArgs;
use crate::config::{ConfigFiles, Pyproject};

use super::error::CommandError;
use super::invocation::Invocation;

/// Sets up a script directory and the configuration that points to it.
pub(super) fn init(invocation: &Invocation, args: &InitArgs) -> Result<(), CommandError> {
    let files = ConfigFiles::choose(&invocation.global.config, &invocation.environment)?;
    let template = FolderTemplate::named(&args.template).ok_or_else(|| {
        let names = FolderTemplate::ALL.map(FolderTemplate::name);
        AuthoringError::NoSuchTemplate {
            name: args.template.clone(),
            known: names.join(", "),
        }
    })?;
    let pyproject_state = if !files.pyproject.exists() {
        PyprojectState::Missing
    } else if Pyproject::read_file(&files.pyproject)?.has_alembic() {
        PyprojectState::WithAlembic
    } else {
        PyprojectState::WithoutAlembic
    };
    let request = FolderRequest {
        directory: args.directory.clone(),
        template,
        package: if args.package {
            Package::Yes
        } else {
            Package::No
        },
        ini: files.ini,
        pyproject: (files.pyproject, pyproject_state),
    };
    request.write(&invocation.printer)?;
    Ok(())
}
