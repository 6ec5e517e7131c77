//! Programs that are run on a new revision file: `alembic.script.write_hooks`.
//!
//! A hook is looked at in full before the file is written. Alembic finds its Python programs among
//! its own installed packages; here they are the programs of the virtual environment in use, or
//! those on the search path.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::command_words::split_words;
use super::error::AuthoringError;

/// Stands for the file in a hook's options.
const FILE_TOKEN: &str = "REVISION_SCRIPT_FILENAME";

/// A hook as the configuration describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HookSettings {
    /// Its name.
    pub name: String,
    /// The name as Python shows it.
    pub shown_name: String,
    /// Its options.
    pub options: Vec<(String, String)>,
}

/// Where programs are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Programs {
    /// The folders of `PATH`.
    pub search_path: Vec<PathBuf>,
    /// The virtual environment in use (`VIRTUAL_ENV`).
    pub virtual_environment: Option<PathBuf>,
}

/// A hook that can be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostWriteHook {
    shown_name: String,
    program: PathBuf,
    /// What comes before the hook's own options, such as `-m black`.
    leading: Vec<String>,
    /// The options, with the token where the file goes.
    options: Vec<String>,
    folder: Option<PathBuf>,
}

impl PostWriteHook {
    /// Finds the program of a hook and reads its options.
    ///
    /// # Errors
    /// Where the hook is not described in full, or its program is not there.
    pub fn prepare(settings: &HookSettings, programs: &Programs) -> Result<Self, AuthoringError> {
        let name = &settings.shown_name;
        let kind = settings.get("type").ok_or_else(|| {
            refusal(format!(
                "Key '{}.type' (or 'type' in toml) is required for post write hook {name}",
                settings.name
            ))
        })?;
        let folder = settings.get("cwd").map(PathBuf::from);
        if let Some(folder) = folder.as_deref().filter(|folder| !folder.is_dir()) {
            return Err(refusal(format!(
                "post write hook {name} runs in {}, which is no folder",
                folder.display()
            )));
        }
        let (program, leading) = match kind {
            "console_scripts" => (
                console_script(settings.required("entrypoint")?, name, programs)?,
                Vec::new(),
            ),
            "exec" => {
                let executable = settings.required("executable")?;
                let program = executable_program(executable, folder.as_deref(), programs)
                    .ok_or_else(|| no_executable(executable, name))?;
                (program, Vec::new())
            }
            "module" => {
                let module = settings.required("module")?;
                let python = python_with(module, name, programs)?;
                (python, vec!["-m".to_owned(), module.to_owned()])
            }
            other => {
                return Err(AuthoringError::Hook {
                    sentence: format!("No formatter with name '{other}' registered"),
                    help: Some(format!(
                        "post write hook {name}: alembic-rs knows the types console_scripts, exec \
                         and module; one that env.py registers is Python, and needs Alembic"
                    )),
                });
            }
        };
        Ok(Self {
            shown_name: name.clone(),
            program,
            leading,
            options: options(settings)?,
            folder,
        })
    }

    /// The name as Python shows it.
    pub(super) fn shown_name(&self) -> &str {
        &self.shown_name
    }

    /// Runs the program on `file`, with this process's streams. As in Alembic it does not matter
    /// how the program ends.
    pub(super) fn run(&self, file: &Path) -> Result<(), AuthoringError> {
        let file = file.to_string_lossy();
        let mut command = Command::new(&self.program);
        command.args(&self.leading);
        for option in &self.options {
            command.arg(option.replace(FILE_TOKEN, &file));
        }
        if let Some(folder) = &self.folder {
            command.current_dir(folder);
        }
        command
            .status()
            .map(|_| ())
            .map_err(AuthoringError::io(&self.program))
    }
}

impl HookSettings {
    fn get(&self, key: &str) -> Option<&str> {
        self.options
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value.as_str())
    }

    fn required(&self, key: &str) -> Result<&str, AuthoringError> {
        self.get(key).ok_or_else(|| {
            refusal(format!(
                "Key {}.{key} is required for post write hook {}",
                self.name, self.shown_name
            ))
        })
    }
}

impl Programs {
    /// A program by its name; in the virtual environment first.
    fn named(&self, name: &str) -> Option<PathBuf> {
        let own = self.virtual_environment.as_deref();
        own.map(|folder| folder.join("bin"))
            .into_iter()
            .chain(self.search_path.iter().cloned())
            .map(|folder| folder.join(name))
            .find(|path| is_program(path))
    }

    fn python(&self) -> Option<PathBuf> {
        ["python", "python3"]
            .into_iter()
            .find_map(|name| self.named(name))
    }
}

/// The options in words; the file comes first where nothing says where it goes.
fn options(settings: &HookSettings) -> Result<Vec<String>, AuthoringError> {
    let text = settings.get("options").unwrap_or_default();
    let text = if text.contains(FILE_TOKEN) {
        text.to_owned()
    } else {
        format!("{FILE_TOKEN} {text}")
    };
    split_words(&text).map_err(|reason| {
        refusal(format!(
            "post write hook {}: its options cannot be split into words: {reason}",
            settings.shown_name
        ))
    })
}

/// The program that an entry point of a Python package is installed as.
fn console_script(
    entry_point: &str,
    name: &str,
    programs: &Programs,
) -> Result<PathBuf, AuthoringError> {
    let is_name = !entry_point.is_empty() && !entry_point.contains('/');
    is_name
        .then(|| programs.named(entry_point))
        .flatten()
        .ok_or_else(|| AuthoringError::Hook {
            sentence: format!("Could not find entrypoint console_scripts.{entry_point}"),
            help: Some(format!(
                "post write hook {name} runs the program '{entry_point}': install it, or activate \
                 the virtual environment it is in"
            )),
        })
}

/// The program of an `exec` hook: a path, which counts from the hook's own folder, or a name.
fn executable_program(
    executable: &str,
    folder: Option<&Path>,
    programs: &Programs,
) -> Option<PathBuf> {
    if executable.contains('/') {
        let path = folder.unwrap_or(Path::new("")).join(executable);
        let path = std::path::absolute(path).ok()?;
        return is_program(&path).then_some(path);
    }
    let on_path = programs.search_path.iter();
    on_path
        .map(|folder| folder.join(executable))
        .find(|path| is_program(path))
}

/// There is no program `executable` that may be run; most often for one of two reasons.
fn no_executable(executable: &str, name: &str) -> AuthoringError {
    let help = if executable.contains(char::is_whitespace) {
        Some("'executable' is the program alone; its arguments go into 'options'")
    } else if executable.contains('/') {
        Some("it must be a file with the right to be executed: chmod +x")
    } else {
        None
    };
    AuthoringError::Hook {
        sentence: format!("post write hook {name}: there is no program '{executable}'"),
        help: help.map(str::to_owned),
    }
}

/// A Python that has `module`.
fn python_with(module: &str, name: &str, programs: &Programs) -> Result<PathBuf, AuthoringError> {
    let python = programs.python().ok_or_else(|| AuthoringError::Hook {
        sentence: format!("post write hook {name} is a module, and there is no Python to run it"),
        help: Some(
            "activate a virtual environment, or make it a hook of type exec with the program that \
             does the same"
                .to_owned(),
        ),
    })?;
    let found = Command::new(&python)
        .args([
            "-c",
            "import importlib.util, sys\n\
             sys.exit(importlib.util.find_spec(sys.argv[1]) is None)",
            module,
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(AuthoringError::io(&python))?;
    if found.success() {
        Ok(python)
    } else {
        Err(AuthoringError::Hook {
            sentence: format!("Could not find module {module}"),
            help: Some(format!(
                "post write hook {name} asks {} for it; install it there, or activate the virtual \
                 environment it is in",
                python.display()
            )),
        })
    }
}

fn is_program(path: &Path) -> bool {
    let Ok(metadata) = fs::metadata(path) else {
        return false;
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        metadata.is_file() && metadata.permissions().mode() & 0o111 != 0
    }
    #[cfg(not(unix))]
    {
        metadata.is_file()
    }
}

fn refusal(sentence: String) -> AuthoringError {
    AuthoringError::Hook {
        sentence,
        help: None,
    }
}
