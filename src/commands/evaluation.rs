//! How revision files are evaluated: an interpreter with the host's modules and the project's path.

use indexmap::IndexMap;

use crate::config::working_directory;
use crate::host::{ContextSettings, HostContext, KnownConfiguration, install};
use crate::python::{Budget, Configuration, Interpreter};
use crate::runtime::{Print, SharedSink};

use super::decision::Decision;
use super::error::CommandError;
use super::invocation::Invocation;
use super::project::Project;

/// What every interpreter of a run starts with.
#[derive(Debug, Clone)]
pub(super) struct Evaluation {
    configuration: Configuration,
    settings: ContextSettings,
}

impl Evaluation {
    /// The environment, the search path and the options a migration may read.
    pub(super) fn new(
        invocation: &Invocation,
        project: &Project,
        decision: &Decision,
    ) -> Result<Self, CommandError> {
        let version_table = &decision.options.version_table.reference;
        let settings = ContextSettings {
            version_table: version_table.name.text().to_owned(),
            version_table_schema: version_table
                .schema
                .as_ref()
                .map(|schema| schema.text().to_owned()),
            configuration: known_configuration(decision),
            extra_arguments: invocation.global.x.clone(),
        };
        Ok(Self {
            configuration: python_configuration(invocation, project),
            settings,
        })
    }

    /// An interpreter whose `op` talks to `sink` and whose `print` writes to `print`.
    pub(super) fn interpreter(&self, sink: SharedSink, print: Print) -> Interpreter {
        let mut interpreter = Interpreter::new(self.configuration.clone());
        interpreter.set_output(print);
        let context = HostContext {
            sink,
            settings: self.settings.clone(),
        };
        install(&mut interpreter, context);
        interpreter
    }
}

/// The configuration as a migration may ask for it.
fn known_configuration(decision: &Decision) -> KnownConfiguration {
    let (config, facts) = (
        &decision.configuration.config,
        &decision.configuration.facts,
    );
    let ini = config.ini();
    let mut sections = IndexMap::new();
    for section in ini.sections() {
        let mut options = IndexMap::new();
        for option in ini.options(section) {
            let key = (section.to_owned(), option.to_owned());
            let value = ini.get(section, option).ok().flatten();
            let value = value.filter(|_| !facts.unknown_options.contains(&key));
            options.insert(key.1, value);
        }
        sections.insert(section.to_owned(), options);
    }
    // A value may be substituted into others, in this section or, as a default, in any.
    let unknown = facts.unknown.clone().or_else(|| {
        let option = facts.unknown_options.iter().find(|(_, option)| {
            let reference = format!("%({option})s");
            ini.raw_values()
                .any(|value| value.to_lowercase().contains(&reference))
        })?;
        Some(format!(
            "env.py gives {} a value that is not known here, and other options refer to it",
            option.1
        ))
    });
    KnownConfiguration {
        file_name: Some(config.config_file_name().display().to_string()),
        main_section: config.section_name().to_owned(),
        sections,
        has_toml_options: config.pyproject().has_alembic(),
        unknown,
        uses_attributes: facts.uses_attributes,
    }
}

/// What Python code of a project sees of the world.
pub(super) fn python_configuration(invocation: &Invocation, project: &Project) -> Configuration {
    let environment: IndexMap<String, String> = invocation
        .environment
        .iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let python_path = invocation.environment.get("PYTHONPATH").unwrap_or_default();
    let mut search_path = project.settings.prepend_sys_path.clone();
    search_path.extend(
        python_path
            .split(':')
            .filter(|entry| !entry.is_empty())
            .map(std::path::PathBuf::from),
    );
    Configuration {
        environment,
        search_path,
        arguments: vec!["alembic".to_owned()],
        working_directory: working_directory(),
        budget: Budget::default(),
    }
}
