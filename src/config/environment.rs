//! The environment variables this run may look at, as a value that can be handed on and replaced.
//!
//! Python's `os.environ`. Rooms other than `config` and `db` never ask the process itself.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// A copy of the environment variables.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    variables: BTreeMap<String, String>,
}

impl Environment {
    /// The variables of this process; those that are not UTF-8 are left out.
    pub fn of_process() -> Self {
        let variables = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect();
        Self { variables }
    }

    /// The value of a variable; an empty one is a value too.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str)
    }

    /// All variables, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.variables
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// The folder the process was started in; `None` where it is gone or may not be read.
pub fn working_directory() -> Option<PathBuf> {
    std::env::current_dir().ok()
}

/// The file of the program that runs.
///
/// # Errors
/// The system's, where it does not say.
pub fn program_file() -> std::io::Result<PathBuf> {
    std::env::current_exe()
}

impl<Name: Into<String>, Text: Into<String>> FromIterator<(Name, Text)> for Environment {
    fn from_iter<Pairs: IntoIterator<Item = (Name, Text)>>(pairs: Pairs) -> Self {
        let variables = pairs
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()))
            .collect();
        Self { variables }
    }
}
