//! A project in a temporary folder, and its `env.py` evaluated.

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;

use alembic_rs::config::{Config, ConfigFiles};
use alembic_rs::host::environment::{
    AlembicOption, CommandOptions, ConfigurationFault, EnvironmentConfiguration, EnvironmentFacts,
    EnvironmentMode, EnvironmentRequest, Run, UrlFact, evaluate_environment,
};
use alembic_rs::python::{Configuration, Interpreter, with_evaluator_stack};

/// The ini file of every project here, unless a test says otherwise.
const INI: &str = "[alembic]\nscript_location = %(here)s/migrations\nprepend_sys_path = .\n\
                   sqlalchemy.url = postgresql://ini/db\n\
                   [loggers]\nkeys = root\n[handlers]\nkeys =\n[formatters]\nkeys =\n\
                   [logger_root]\nhandlers =\n";

/// A project with one `env.py`.
pub(crate) struct Project {
    ini: String,
    files: Vec<(&'static str, String)>,
    variables: Vec<(&'static str, &'static str)>,
    options: CommandOptions,
    mode: EnvironmentMode,
}

impl Project {
    /// A project whose `env.py` has this text.
    pub(crate) fn new(environment_file: &str) -> Self {
        Self {
            ini: INI.to_owned(),
            files: vec![("migrations/env.py", environment_file.to_owned())],
            variables: Vec::new(),
            options: CommandOptions::default(),
            mode: EnvironmentMode::Online,
        }
    }

    pub(crate) fn ini(mut self, text: &str) -> Self {
        text.clone_into(&mut self.ini);
        self
    }

    pub(crate) fn file(mut self, path: &'static str, text: &str) -> Self {
        self.files.push((path, text.to_owned()));
        self
    }

    pub(crate) fn variable(mut self, name: &'static str, value: &'static str) -> Self {
        self.variables.push((name, value));
        self
    }

    pub(crate) fn x(mut self, argument: &str) -> Self {
        self.options.x.push(argument.to_owned());
        self
    }

    pub(crate) fn offline(mut self) -> Self {
        self.mode = EnvironmentMode::Offline;
        self
    }

    /// Evaluates the `env.py`.
    pub(crate) fn facts(self) -> EnvironmentFacts {
        let folder = tempfile::tempdir().unwrap();
        let root: PathBuf = folder.path().to_owned();
        std::fs::write(root.join("alembic.ini"), &self.ini).unwrap();
        for (path, text) in &self.files {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        with_evaluator_stack(move || {
            let files = ConfigFiles {
                ini: root.join("alembic.ini"),
                pyproject: root.join("pyproject.toml"),
            };
            let config = Config::load(files, "alembic").unwrap();
            let mut interpreter = Interpreter::new(Configuration {
                environment: self
                    .variables
                    .iter()
                    .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                    .collect(),
                search_path: vec![root.clone()],
                ..Configuration::default()
            });
            let request = EnvironmentRequest {
                script_location: root.join("migrations"),
                mode: self.mode,
                configuration: Rc::new(RefCell::new(Files(config))),
                options: self.options,
            };
            evaluate_environment(&mut interpreter, request).unwrap()
        })
        .unwrap()
    }

    /// Evaluates an `env.py` that can be followed to its end and runs the migrations once.
    pub(crate) fn run(self) -> Run {
        let facts = self.facts();
        assert_eq!(facts.stopped, None);
        assert_eq!(facts.unfollowed, []);
        assert_eq!(facts.runs.len(), 1);
        facts.runs.into_iter().next().unwrap()
    }

    /// The URL of the one run: the text, `ini`, or why it is not known.
    pub(crate) fn url(self) -> String {
        url(&self.run())
    }
}

/// The URL of a run: the text, `ini`, or why it is not known.
pub(crate) fn url(run: &Run) -> String {
    match &run.url {
        UrlFact::FromIni => "ini".to_owned(),
        UrlFact::Given { url, .. } => url.clone(),
        UrlFact::Unknown(unknown) => format!("unknown: {}", unknown.reason),
    }
}

/// The configuration room's files, as `env.py` asks them.
struct Files(Config);

fn fault(error: impl std::fmt::Display) -> ConfigurationFault {
    ConfigurationFault::Value(error.to_string())
}

impl EnvironmentConfiguration for Files {
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
        let section = self.0.get_section(name).map_err(fault)?;
        Ok(section.map(|section| section.into_iter().collect()))
    }

    fn section_option(
        &self,
        section: &str,
        name: &str,
    ) -> Result<Option<String>, ConfigurationFault> {
        self.0.get_section_option(section, name).map_err(fault)
    }

    fn set_section_option(
        &mut self,
        section: &str,
        name: &str,
        value: &str,
    ) -> Result<(), ConfigurationFault> {
        self.0
            .set_section_option(section, name, value)
            .map_err(fault)
    }

    fn remove_main_option(&mut self, name: &str) {
        self.0.remove_main_option(name);
    }

    fn alembic_option(&self, name: &str) -> Result<Option<AlembicOption>, ConfigurationFault> {
        let text = self.0.get_alembic_text(name).map_err(fault)?;
        Ok(text.map(AlembicOption::Text))
    }

    fn alembic_boolean_option(&self, name: &str) -> Result<bool, ConfigurationFault> {
        self.0.get_alembic_boolean_option(name).map_err(fault)
    }
}
