//! New script directories: `alembic.command.init`.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::error::AuthoringError;
use super::folder_template::FolderTemplate;
use super::new_file::{absolute, append, tidy, write_new};
use super::progress::{Progress, Step, tracked};

/// Stands for the script directory in a template.
const LOCATION: &str = "${script_location}";

/// Stands in both configuration files for their own folder.
const HERE: &str = "%(here)s";

/// Whether the folders are packages of Python.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Package {
    /// They are plain folders.
    No,
    /// `--package`: each gets an empty `__init__.py`.
    Yes,
}

/// What becomes of `pyproject.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PyprojectState {
    /// There is none: it is written.
    Missing,
    /// It says nothing of Alembic: that is added at its end.
    WithoutAlembic,
    /// It has a `[tool.alembic]` already, and stays as it is.
    WithAlembic,
}

/// A script directory to be made.
#[derive(Debug, Clone)]
pub struct FolderRequest {
    /// The folder, as it was typed.
    pub directory: PathBuf,
    /// What it is to hold.
    pub template: FolderTemplate,
    /// `--package`.
    pub package: Package,
    /// The ini file; one that is there stays as it is.
    pub ini: PathBuf,
    /// The `pyproject.toml`, and whether it knows Alembic.
    pub pyproject: (PathBuf, PyprojectState),
}

impl FolderRequest {
    /// Makes the folder and its files; what may be refused is looked at first.
    ///
    /// # Errors
    /// Where the folder is in use, or the operating system refuses.
    pub fn write(&self, progress: &dyn Progress) -> Result<(), AuthoringError> {
        let directory = tidy(&self.directory);
        refuse_used(&directory)?;
        let full = absolute(&directory)?;
        let ini = absolute(&self.ini)?;
        let (pyproject, pyproject_state) = &self.pyproject;
        let pyproject = absolute(pyproject)?;
        let location = |file: &Path| location_from(&directory, &full, file);

        let make = |folder: &Path| {
            tracked(progress, Step::CreatingDirectory(folder), || {
                fs::create_dir_all(folder).map_err(AuthoringError::io(folder))
            })
        };
        if !full.exists() {
            make(&full)?;
        }
        let versions = full.join("versions");
        make(&versions)?;

        let generate = |path: &Path, text: &str| {
            tracked(progress, Step::Generating(path), || {
                write_new(path, text.as_bytes())
            })
        };
        let [environment, script] = self.template.files();
        let synopsis = format!("{}\n", self.template.synopsis());
        for (name, text) in [script, ("README", &*synopsis), environment] {
            generate(&full.join(name), text)?;
        }
        if let Some(text) = self.template.pyproject() {
            let location = escaped(&location(&pyproject));
            let location = location.replace('\\', "\\\\").replace('"', "\\\"");
            let text = text.replace(LOCATION, &location);
            match pyproject_state {
                PyprojectState::Missing => generate(&pyproject, &text)?,
                PyprojectState::WithoutAlembic => {
                    tracked(progress, Step::Appending(&pyproject), || {
                        append(&pyproject, format!("\n\n{text}").as_bytes())
                            .map_err(AuthoringError::io(&pyproject))
                    })?;
                }
                PyprojectState::WithAlembic => progress.message(&format!(
                    "File {} already exists and already has a [tool.alembic] section, skipping",
                    pyproject.display()
                )),
            }
        }
        if ini.exists() {
            progress.message(&format!("File {} already exists, skipping", ini.display()));
        } else {
            let location = escaped(&location(&ini));
            generate(&ini, &self.template.ini().replace(LOCATION, &location))?;
        }
        if self.package == Package::Yes {
            for folder in [&full, &versions] {
                let path = folder.join("__init__.py");
                tracked(progress, Step::Adding(&path), || write_new(&path, b""))?;
            }
        }
        let ini = ini.display();
        progress.message(&match self.template.pyproject() {
            Some(_) => format!(
                "Please edit configuration settings in {} and configuration/connection/logging \
                 settings in {ini} before proceeding.",
                pyproject.display()
            ),
            None => format!(
                "Please edit configuration/connection/logging settings in {ini} before proceeding."
            ),
        });
        Ok(())
    }
}

/// A location with its percent signs doubled, as both configuration files want them, but for the
/// token in front.
fn escaped(location: &str) -> String {
    match location.strip_prefix(HERE) {
        Some(rest) => format!("{HERE}{}", rest.replace('%', "%%")),
        None => location.replace('%', "%%"),
    }
}

/// Refuses a folder with something in it.
fn refuse_used(directory: &Path) -> Result<(), AuthoringError> {
    if !directory.exists() {
        return Ok(());
    }
    let mut entries = fs::read_dir(directory).map_err(AuthoringError::io(directory))?;
    match entries.next() {
        None => Ok(()),
        Some(_) => Err(AuthoringError::DirectoryNotEmpty(
            directory.display().to_string(),
        )),
    }
}

/// The script directory as the configuration file `file` names it: from its own folder on, unless
/// it was typed from the root on.
fn location_from(typed: &Path, full: &Path, file: &Path) -> String {
    if typed.is_absolute() {
        return typed.display().to_string();
    }
    let here = file.parent().unwrap_or(Path::new("/"));
    let shared = full
        .components()
        .zip(here.components())
        .take_while(|(one, other)| one == other)
        .count();
    let up = here.components().skip(shared);
    // A step up from a folder that itself says `..` cannot be told without asking the disk.
    if up.clone().any(|part| part == Component::ParentDir) {
        return full.display().to_string();
    }
    let up = up.map(|_| "..".to_owned());
    let down = full.components().skip(shared);
    let down = down.map(|part| part.as_os_str().to_string_lossy().into_owned());
    std::iter::once(HERE.to_owned())
        .chain(up)
        .chain(down)
        .collect::<Vec<_>>()
        .join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_location_counts_from_the_configuration_file() {
        let location = |typed: &str, file: &str| {
            let full = Path::new("/w").join(typed);
            location_from(Path::new(typed), &tidy(&full), Path::new(file))
        };
        assert_eq!(location("m", "/w/alembic.ini"), "%(here)s/m");
        assert_eq!(location("db/m", "/w/alembic.ini"), "%(here)s/db/m");
        assert_eq!(location(".", "/w/alembic.ini"), "%(here)s");
        assert_eq!(location("/x/m", "/w/alembic.ini"), "/x/m");
        // pathlib: Path("/w/m").relative_to("/w/etc", walk_up=True)
        assert_eq!(location("m", "/w/etc/alembic.ini"), "%(here)s/../m");
        assert_eq!(location("../m", "/w/alembic.ini"), "%(here)s/../m");
        assert_eq!(location("m", "/w/../v/a.ini"), "/w/m");
    }
}
