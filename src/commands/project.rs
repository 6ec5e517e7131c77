//! A project as the configuration describes it: `Config` and `ScriptDirectory.from_config`.

use std::path::PathBuf;

use indexmap::IndexMap;

use crate::config::{Config, ConfigFiles, Settings};
use crate::python::{Configuration, Interpreter};
use crate::script::{Recursion, ScriptDirectory, ScriptLocation, Sources};

use super::defects::load_failure;
use super::error::CommandError;
use super::invocation::Invocation;

/// The configuration of a project, read and resolved.
#[derive(Debug)]
pub(super) struct Project {
    /// The configuration's files.
    pub(super) config: Config,
    /// What they mean.
    pub(super) settings: Settings,
    /// The environment variables that a computed header may read.
    variables: IndexMap<String, String>,
}

impl Project {
    /// Reads the configuration that the command line and the environment name.
    pub(super) fn open(invocation: &Invocation) -> Result<Self, CommandError> {
        let environment = &invocation.environment;
        let files = ConfigFiles::choose(&invocation.global.config, environment)?;
        let config = Config::load(files, invocation.global.name.as_str())?;
        let settings = Settings::load(&config, environment)?;
        let variables = environment.iter();
        let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Ok(Self {
            config,
            settings,
            variables: variables.collect(),
        })
    }

    /// The files that it was read from: those that are there and say something about migrations.
    pub(super) fn configuration_files(&self) -> Vec<PathBuf> {
        let ini = self.config.config_file_name();
        let pyproject = self.config.pyproject();
        let mut files = Vec::new();
        if ini.is_file() {
            files.push(ini.to_owned());
        }
        if pyproject.has_alembic() || pyproject.has_native() {
            files.push(self.config.toml_file_name().to_owned());
        }
        files
    }

    /// Where the revision files are.
    pub(super) fn script_location(&self) -> ScriptLocation {
        let settings = &self.settings;
        let recursion = if settings.recursive_version_locations {
            Recursion::Recursive
        } else {
            Recursion::Flat
        };
        ScriptLocation {
            directory: settings.script_location.clone(),
            version_locations: settings.version_locations.clone(),
            recursion,
            sources: Sources::Python,
            import_path: settings.prepend_sys_path.clone(),
        }
    }

    /// Reads the revision files.
    pub(super) fn scripts(&self) -> Result<ScriptDirectory, CommandError> {
        let location = self.script_location();
        let new_interpreter = || {
            Interpreter::new(Configuration {
                environment: self.variables.clone(),
                search_path: location.import_path.clone(),
                ..Configuration::default()
            })
        };
        let scripts = ScriptDirectory::load_with(&location, new_interpreter)
            .map_err(|error| load_failure(error, &location))?;
        for warning in scripts.warnings() {
            log::warn!(target: "alembic.rs", "{warning}");
        }
        Ok(scripts)
    }
}
