//! Which configuration files a run reads, and how they are read.
//!
//! The counterpart of `alembic.config.CommandLine._inis_from_config`.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::environment::Environment;
use super::error::ConfigError;

const PYPROJECT: &str = "pyproject.toml";
const ALEMBIC_INI: &str = "alembic.ini";
/// The most bytes read of one configuration file.
const LENGTH_LIMIT: u64 = 16 << 20;

/// The two files a configuration is made of; neither needs to exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigFiles {
    /// The ini file (`Config.config_file_name`).
    pub ini: PathBuf,
    /// The `pyproject.toml` (`Config.toml_file_name`).
    pub pyproject: PathBuf,
}

impl ConfigFiles {
    /// Chooses from the `-c` options, then `ALEMBIC_CONFIG`, then the working directory.
    ///
    /// # Errors
    /// Where `-c` names two files of the same kind.
    pub fn choose(named: &[PathBuf], environment: &Environment) -> Result<Self, ConfigError> {
        let mut files = Self {
            ini: ALEMBIC_INI.into(),
            pyproject: PYPROJECT.into(),
        };
        if let Some(path) = environment
            .get("ALEMBIC_CONFIG")
            .filter(|path| !path.is_empty())
        {
            *files.slot(Path::new(path)) = path.into();
        }
        let (mut ini, mut pyproject) = (None, None);
        for path in named {
            if is_pyproject(path) {
                if pyproject.replace(path).is_some() {
                    return Err(ConfigError::TwoPyprojects);
                }
            } else if ini.replace(path).is_some() {
                return Err(ConfigError::TwoIniFiles);
            }
        }
        let given = ini.into_iter().chain(pyproject);
        for path in given.filter(|path| !path.as_os_str().is_empty()) {
            files.slot(path).clone_from(path);
        }
        Ok(files)
    }

    fn slot(&mut self, path: &Path) -> &mut PathBuf {
        if is_pyproject(path) {
            &mut self.pyproject
        } else {
            &mut self.ini
        }
    }
}

/// Python's `os.path.basename`: what follows the last slash, so `x/pyproject.toml/` is not one.
fn is_pyproject(path: &Path) -> bool {
    let text = path.to_string_lossy();
    text.rsplit('/').next() == Some(PYPROJECT)
}

/// What was found at a path.
pub(super) enum Contents {
    /// A file's text.
    Text(String),
    /// No file.
    Missing,
}

/// Reads a configuration file; one that does not exist is no error, as in Alembic.
pub(super) fn read_text(path: &Path) -> Result<Contents, ConfigError> {
    let unreadable = |source| ConfigError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(Contents::Missing);
        }
        Err(error) => return Err(unreadable(error)),
    };
    let mut bytes = Vec::new();
    file.take(LENGTH_LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > LENGTH_LIMIT {
        return Err(ConfigError::TooLong {
            path: path.to_owned(),
            limit: LENGTH_LIMIT,
        });
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Contents::Text(text)),
        Err(error) => {
            let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            Err(ConfigError::NotUtf8 {
                path: path.to_owned(),
                line: valid.split(|byte| *byte == b'\n').count(),
            })
        }
    }
}

/// The folder a file is in, absolute, as `%(here)s` shows it (`Path.absolute().parent`).
pub(super) fn here(path: &Path) -> Result<String, ConfigError> {
    let absolute = std::path::absolute(path).map_err(ConfigError::NoWorkingDirectory)?;
    let parent = absolute.parent().unwrap_or(Path::new("/"));
    match parent.to_str() {
        Some(parent) => Ok(parent.to_owned()),
        None => Err(ConfigError::FolderNotUtf8(parent.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(named: &[&str], variable: Option<&str>) -> Result<(String, String), String> {
        let environment = variable
            .map(|value| ("ALEMBIC_CONFIG", value))
            .into_iter()
            .collect();
        let named: Vec<PathBuf> = named.iter().map(PathBuf::from).collect();
        ConfigFiles::choose(&named, &environment)
            .map(|files| {
                (
                    files.ini.display().to_string(),
                    files.pyproject.display().to_string(),
                )
            })
            .map_err(|error| error.to_string())
    }

    #[test]
    fn options_come_before_the_environment_and_the_defaults() {
        let both = |ini: &str, toml: &str| Ok((ini.to_owned(), toml.to_owned()));
        assert_eq!(choose(&[], None), both("alembic.ini", "pyproject.toml"));
        assert_eq!(choose(&[], Some("")), both("alembic.ini", "pyproject.toml"));
        assert_eq!(
            choose(&[], Some("e/a.cfg")),
            both("e/a.cfg", "pyproject.toml")
        );
        assert_eq!(
            choose(&[], Some("e/pyproject.toml")),
            both("alembic.ini", "e/pyproject.toml")
        );
        assert_eq!(
            choose(&["b/pyproject.toml"], Some("e/a.cfg")),
            both("e/a.cfg", "b/pyproject.toml")
        );
        assert_eq!(
            choose(&["x.ini", "b/pyproject.toml"], Some("e/a.cfg")),
            both("x.ini", "b/pyproject.toml")
        );
        assert_eq!(
            choose(&["a.ini", "b.ini"], None),
            Err("only one ini file may be indicated".to_owned())
        );
        assert_eq!(
            choose(&["pyproject.toml", "b/pyproject.toml"], None),
            Err("pyproject.toml indicated more than once".to_owned())
        );
    }
}
