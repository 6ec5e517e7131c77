//! What of the process's surroundings a connection depends on.
//!
//! Counterpart: the `getenv` and `getpwuid` calls of libpq's `fe-connect.c` and `fe-auth.c`.
//! Taken once, as a value, so that every rule that reads it can be tested without a process.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// The environment variables, the operating system's user, and the home folder.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Environment {
    variables: BTreeMap<String, String>,
    user_name: Option<String>,
    home_folder: Option<PathBuf>,
}

impl Environment {
    /// The environment of this process.
    ///
    /// The user is that of the effective user id, the home folder `$HOME` and else the one of
    /// the user database, both as in libpq.
    pub fn of_process() -> Self {
        let variables = std::env::vars_os()
            .filter_map(|(name, value)| {
                Some((
                    name.into_string().ok()?,
                    value.to_string_lossy().into_owned(),
                ))
            })
            .collect();
        Self {
            variables,
            user_name: whoami::username().ok(),
            home_folder: std::env::home_dir().filter(|home| !home.as_os_str().is_empty()),
        }
    }

    /// An environment of exactly these variables.
    pub fn with_variables<Name, Text>(variables: impl IntoIterator<Item = (Name, Text)>) -> Self
    where
        Name: Into<String>,
        Text: Into<String>,
    {
        Self {
            variables: variables
                .into_iter()
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
            ..Self::default()
        }
    }

    /// The same environment with another operating system user.
    #[must_use]
    pub fn with_user_name(mut self, name: &str) -> Self {
        self.user_name = Some(name.to_owned());
        self
    }

    /// The same environment with another home folder.
    #[must_use]
    pub fn with_home_folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.home_folder = Some(folder.into());
        self
    }

    /// The value of a variable; an empty one is a value.
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str)
    }

    /// The names of all variables.
    pub fn variable_names(&self) -> impl Iterator<Item = &str> {
        self.variables.keys().map(String::as_str)
    }

    /// The name of the operating system's user.
    pub fn user_name(&self) -> Option<&str> {
        self.user_name.as_deref()
    }

    /// A file under the home folder.
    pub fn home_file(&self, path: &str) -> Option<PathBuf> {
        self.home_folder.as_ref().map(|home| home.join(path))
    }
}

impl std::fmt::Debug for Environment {
    /// Names the variables without their values, among which there may be passwords.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Environment")
            .field("variables", &self.variables.keys())
            .field("user_name", &self.user_name)
            .field("home_folder", &self.home_folder)
            .finish()
    }
}
