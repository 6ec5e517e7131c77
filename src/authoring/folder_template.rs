//! What `init` can set up: the folders of `alembic/templates`, in our own words.
//!
//! Names, files and options are Alembic's, and either program works with what the other made.

/// A kind of project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FolderTemplate {
    /// One database, through an asynchronous driver.
    Async,
    /// One database.
    Generic,
    /// Several databases.
    Multidb,
    /// One database, configured in `pyproject.toml`.
    Pyproject,
    /// One database through an asynchronous driver, configured in `pyproject.toml`.
    PyprojectAsync,
}

/// A file of a script directory: its name and its text.
pub(super) type TemplateFile = (&'static str, &'static str);

const ENV: &str = include_str!("templates/env.py");
const ASYNC_ENV: &str = include_str!("templates/async.env.py");
const SCRIPT: &str = include_str!("templates/script.py.mako");
const OPTIONS: &str = include_str!("templates/options.ini");
const URL: &str = include_str!("templates/url.ini");
const HOOKS: &str = include_str!("templates/hooks.ini");
const LOGGING: &str = include_str!("templates/logging.ini");
const URL_ONLY: &str = include_str!("templates/url_only.ini");
const PYPROJECT: &str = include_str!("templates/pyproject.toml");

impl FolderTemplate {
    /// All of them, sorted by name; Alembic lists them as the file system does.
    pub const ALL: [Self; 5] = [
        Self::Async,
        Self::Generic,
        Self::Multidb,
        Self::Pyproject,
        Self::PyprojectAsync,
    ];

    /// The template with a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|template| template.name() == name)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Async => "async",
            Self::Generic => "generic",
            Self::Multidb => "multidb",
            Self::Pyproject => "pyproject",
            Self::PyprojectAsync => "pyproject_async",
        }
    }

    /// What it is for, in Alembic's words, which `list_templates` prints.
    pub fn synopsis(self) -> &'static str {
        match self {
            Self::Async => "Generic single-database configuration with an async dbapi.",
            Self::Generic => "Generic single-database configuration.",
            Self::Multidb => "Rudimentary multi-database configuration.",
            Self::Pyproject => "pyproject configuration, based on the generic configuration.",
            Self::PyprojectAsync => "pyproject configuration, with an async dbapi.",
        }
    }

    /// The files of the script directory besides README, as they are written.
    pub(super) fn files(self) -> [TemplateFile; 2] {
        let env = match self {
            Self::Generic | Self::Pyproject => ENV,
            Self::Async | Self::PyprojectAsync => ASYNC_ENV,
            Self::Multidb => include_str!("templates/multidb.env.py"),
        };
        let script = match self {
            Self::Async | Self::Generic | Self::Pyproject | Self::PyprojectAsync => SCRIPT,
            Self::Multidb => include_str!("templates/multidb.script.py.mako"),
        };
        [("env.py", env), ("script.py.mako", script)]
    }

    /// The ini file; `${script_location}` stands for the script directory.
    pub(super) fn ini(self) -> String {
        let parts: &[&str] = match self {
            Self::Async | Self::Generic => &[OPTIONS, URL, HOOKS, LOGGING],
            Self::Multidb => &[
                OPTIONS,
                include_str!("templates/databases.ini"),
                HOOKS,
                LOGGING,
            ],
            Self::Pyproject | Self::PyprojectAsync => &[URL_ONLY, URL, LOGGING],
        };
        parts.concat()
    }

    /// What `pyproject.toml` is to say, where the project is configured there.
    pub(super) fn pyproject(self) -> Option<&'static str> {
        match self {
            Self::Pyproject | Self::PyprojectAsync => Some(PYPROJECT),
            Self::Async | Self::Generic | Self::Multidb => None,
        }
    }
}
