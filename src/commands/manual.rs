//! `manual`: the manual pages. Alembic has no counterpart.

use std::fs;
use std::path::Path;

use crate::cli::{ManualArgs, ManualPage};

use super::error::CommandError;
use super::invocation::Invocation;
use super::report::Report;

/// Prints the page of the program, or writes the pages of all commands.
pub(super) fn manual(invocation: &Invocation, args: &ManualArgs) -> Result<(), CommandError> {
    let Some(folder) = &args.directory else {
        let page = ManualPage::of_program().map_err(failed(Path::new("the manual page")))?;
        invocation
            .printer
            .script(&String::from_utf8_lossy(&page.text));
        return Ok(());
    };
    fs::create_dir_all(folder).map_err(failed(folder))?;
    for page in ManualPage::all().map_err(failed(folder))? {
        let path = folder.join(&page.file_name);
        fs::write(&path, &page.text).map_err(failed(&path))?;
        invocation.printer.line(&path.display().to_string());
    }
    Ok(())
}

fn failed(what: &Path) -> impl FnOnce(std::io::Error) -> CommandError {
    let what = what.display().to_string();
    move |error| CommandError::unexpected(Report::new(format!("{what}: {error}")))
}
