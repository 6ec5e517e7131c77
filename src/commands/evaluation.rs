//! How revision files are evaluated: an interpreter with the host's modules and the project's path.

use indexmap::IndexMap;

use crate::config::working_directory;
use crate::host::{ContextSettings, HostContext, install};
use crate::python::{Budget, Configuration, Interpreter};
use crate::runtime::{Print, SharedSink};

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
        version_table: &crate::schema::TableReference,
    ) -> Result<Self, CommandError> {
        let settings = ContextSettings {
            version_table: version_table.name.text().to_owned(),
            version_table_schema: version_table
                .schema
                .as_ref()
                .map(|schema| schema.text().to_owned()),
            main_options: project
                .config
                .get_section(project.config.section_name())?
                .unwrap_or_default(),
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
