//! `env.py`, evaluated with the project's configuration: `ScriptDirectory.run_env`.

use std::cell::RefCell;
use std::rc::Rc;

use crate::config::{Config, ConfigError, ExistingLoggers, FailureKind, Logging, OptionValue};
use crate::host::environment::{
    AlembicOption, CommandOptions, ConfigurationFault, EnvironmentConfiguration, EnvironmentFacts,
    EnvironmentMode, EnvironmentRequest, LoggingFact, StopKind, evaluate_environment,
};
use crate::python::Interpreter;

use super::decision::{Decision, decide};
use super::error::CommandError;
use super::evaluation::python_configuration;
use super::invocation::Invocation;
use super::logging::LOGGER;
use super::project::Project;
use super::report::Report;

/// Evaluates `env.py` and decides how a run is made; logging is configured as it says.
pub(super) fn learn(
    invocation: &Invocation,
    project: &Project,
    mode: EnvironmentMode,
    tag: Option<&str>,
) -> Result<Decision, CommandError> {
    let mut interpreter = Interpreter::new(python_configuration(invocation, project));
    let printer = invocation.printer.clone();
    interpreter.set_output(move |text| printer.script(text));
    let configuration = Rc::new(RefCell::new(ProjectConfiguration(project.config.clone())));
    let request = EnvironmentRequest {
        script_location: project.settings.script_location.clone(),
        mode,
        configuration: Rc::<RefCell<ProjectConfiguration>>::clone(&configuration),
        options: CommandOptions {
            x: invocation.global.x.clone(),
            tag: tag.map(str::to_owned),
            ..CommandOptions::default()
        },
    };
    let facts = evaluate_environment(&mut interpreter, request)
        .map_err(|error| CommandError::unexpected(Report::new(error.to_string())))?;
    configure_logging(invocation, project, &facts);
    report_stop(invocation, &facts)?;
    let left = &configuration.borrow().0;
    decide(&facts, left, &project.settings.native)
}

/// Uses the logging that `env.py` configures.
pub(super) fn configure_logging(
    invocation: &Invocation,
    project: &Project,
    facts: &EnvironmentFacts,
) {
    let logging = match facts.logging {
        LoggingFact::Untouched => return,
        LoggingFact::FileConfig {
            disable_existing_loggers,
        } => {
            let existing = if disable_existing_loggers {
                ExistingLoggers::Disabled
            } else {
                ExistingLoggers::Kept
            };
            Logging::from_ini(project.config.ini(), existing)
        }
        LoggingFact::Other => Logging::of_template(),
    };
    invocation.logging.configure(logging);
}

/// Says where the evaluation ended early, or fails where Python would fail too.
///
/// Where the user names the database, an `env.py` that fails over its URL does no harm.
fn report_stop(invocation: &Invocation, facts: &EnvironmentFacts) -> Result<(), CommandError> {
    let Some(stop) = &facts.stopped else {
        return Ok(());
    };
    let database_is_given =
        invocation.global.url.is_some() || invocation.global.sandbox().is_some();
    match stop.kind {
        StopKind::Refused => Err(CommandError::command(stop.message.clone())),
        StopKind::Exited(status) => Err(CommandError::exited(
            status,
            Report::new(stop.message.clone()).at(&stop.origin, "env.py ends the program here"),
        )),
        StopKind::Raised if !database_is_given => Err(CommandError::unexpected(
            Report::new(stop.message.clone()).at(&stop.origin, "here"),
        )),
        StopKind::Raised | StopKind::NotFollowed => {
            log::info!(target: LOGGER, "env.py was followed as far as {}: {}", stop.origin, stop.message);
            Ok(())
        }
    }
}

/// The project's configuration as `env.py` asks and changes it.
pub(super) struct ProjectConfiguration(pub(super) Config);

impl EnvironmentConfiguration for ProjectConfiguration {
    fn config_file_name(&self) -> Option<String> {
        Some(self.0.config_file_name().display().to_string())
    }

    fn toml_file_name(&self) -> Option<String> {
        Some(self.0.toml_file_name().display().to_string())
    }

    fn config_ini_section(&self) -> String {
        self.0.section_name().to_owned()
    }

    fn section(&self, name: &str) -> Result<Option<Vec<(String, String)>>, ConfigurationFault> {
        let section = self.0.get_section(name).map_err(|error| fault(&error))?;
        Ok(section.map(|section| section.into_iter().collect()))
    }

    fn section_option(
        &self,
        section: &str,
        name: &str,
    ) -> Result<Option<String>, ConfigurationFault> {
        self.0
            .get_section_option(section, name)
            .map_err(|error| fault(&error))
    }

    fn set_section_option(
        &mut self,
        section: &str,
        name: &str,
        value: &str,
    ) -> Result<(), ConfigurationFault> {
        self.0
            .set_section_option(section, name, value)
            .map_err(|error| fault(&error))
    }

    fn remove_main_option(&mut self, name: &str) {
        self.0.remove_main_option(name);
    }

    fn alembic_option(&self, name: &str) -> Result<Option<AlembicOption>, ConfigurationFault> {
        let option = self
            .0
            .get_alembic_option(name)
            .map_err(|error| fault(&error))?;
        Ok(option.map(|option| match option {
            OptionValue::Text(text) => AlembicOption::Text(text),
            OptionValue::List(texts) => AlembicOption::List(texts),
            OptionValue::Table(_)
            | OptionValue::Tables(_)
            | OptionValue::Integer(_)
            | OptionValue::Boolean(_) => AlembicOption::Other,
        }))
    }

    fn alembic_boolean_option(&self, name: &str) -> Result<bool, ConfigurationFault> {
        self.0
            .get_alembic_boolean_option(name)
            .map_err(|error| fault(&error))
    }
}

fn fault(error: &ConfigError) -> ConfigurationFault {
    match error.kind() {
        FailureKind::Command => ConfigurationFault::Command(error.to_string()),
        FailureKind::Usage | FailureKind::Unexpected => {
            ConfigurationFault::Value(error.to_string())
        }
    }
}
