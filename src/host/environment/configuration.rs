//! `context.config`: the configuration as `env.py` sees and changes it.
//!
//! The counterpart of `alembic.config.Config` inside an `EnvironmentContext`. The configuration
//! itself belongs to another room and comes in through [`EnvironmentConfiguration`]; what is kept
//! here are values that could not be followed, which no configuration file can hold.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use indexmap::IndexMap;

use super::facts::ConfigurationFacts;
use super::native::{method, text_of};
use super::recorder::Recorder;
use crate::host::raise::command_error;
use crate::python::{Dictionary, HostObject, Interpreter, Opaque, Parameter, PythonError, Value};

/// Why the configuration does not answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfigurationFault {
    /// Alembic raises `CommandError`.
    Command(String),
    /// `configparser` raises one of its errors.
    Value(String),
}

/// A value of `Config.get_alembic_option`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AlembicOption {
    /// A text.
    Text(String),
    /// A list of texts.
    List(Vec<String>),
    /// Anything else a `pyproject.toml` may hold.
    Other,
}

/// The configuration files, for `env.py` to ask and to change.
pub trait EnvironmentConfiguration {
    /// `config_file_name`.
    fn config_file_name(&self) -> Option<String>;
    /// `toml_file_name`.
    fn toml_file_name(&self) -> Option<String>;
    /// `config_ini_section`.
    fn config_ini_section(&self) -> String;
    /// All options of a section; `None` where there is no such section.
    fn section(&self, name: &str) -> Result<Option<Vec<(String, String)>>, ConfigurationFault>;
    /// `get_section_option`; a missing section is an error, a missing option is `None`.
    fn section_option(
        &self,
        section: &str,
        name: &str,
    ) -> Result<Option<String>, ConfigurationFault>;
    /// `set_section_option`.
    fn set_section_option(
        &mut self,
        section: &str,
        name: &str,
        value: &str,
    ) -> Result<(), ConfigurationFault>;
    /// `remove_main_option`.
    fn remove_main_option(&mut self, name: &str);
    /// `get_alembic_option`.
    fn alembic_option(&self, name: &str) -> Result<Option<AlembicOption>, ConfigurationFault>;
    /// `get_alembic_boolean_option`.
    fn alembic_boolean_option(&self, name: &str) -> Result<bool, ConfigurationFault>;
}

/// What `-x` and its like say, as `config.cmd_opts` shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CommandOptions {
    /// `-x`, in order.
    pub x: Vec<String>,
    /// `--tag`.
    pub tag: Option<String>,
    /// The revision asked for.
    pub revision: Option<String>,
    /// The revision an offline script starts from, of `from:to`.
    pub starting_revision: Option<String>,
    /// Further options that the command has, by the names of `argparse`.
    pub shown: Vec<(&'static str, CommandOption)>,
}

/// The value of an option of the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommandOption {
    /// A text; `None` where it was not given.
    Text(Option<String>),
    /// An option that may be repeated; `None` where it was not given.
    Texts(Option<Vec<String>>),
    /// A switch.
    Flag(bool),
}

impl CommandOption {
    fn value(&self) -> Value {
        match self {
            Self::Text(text) => text.clone().map_or(Value::None, Value::from),
            Self::Texts(None) => Value::None,
            Self::Texts(Some(texts)) => {
                Value::list(texts.iter().cloned().map(Value::from).collect())
            }
            Self::Flag(flag) => Value::Bool(*flag),
        }
    }
}

/// The state behind `context.config`.
pub(super) struct ConfigState {
    configuration: Rc<RefCell<dyn EnvironmentConfiguration>>,
    options: CommandOptions,
    /// Section and option in lower case: values that could not be followed.
    opaque: RefCell<IndexMap<(String, String), Value>>,
    attributes: Value,
    /// Whether `attributes` or something that is not followed was asked for.
    uses_attributes: Cell<bool>,
    unfollowed: RefCell<Option<String>>,
    /// Code that is not known and that was given the configuration to change.
    changed_by: RefCell<Option<Value>>,
    recorder: Rc<Recorder>,
}

/// What in a text may change the configuration.
const CHANGES: [&str; 4] = [
    "set_main_option",
    "set_section_option",
    "remove_main_option",
    "file_config",
];

/// The prefix of the options that say which database.
const DATABASE_PREFIX: &str = "sqlalchemy.";

impl ConfigState {
    pub(super) fn new(
        configuration: Rc<RefCell<dyn EnvironmentConfiguration>>,
        options: CommandOptions,
        recorder: Rc<Recorder>,
    ) -> Self {
        Self {
            configuration,
            options,
            opaque: RefCell::default(),
            attributes: Value::dict(Dictionary::new()),
            uses_attributes: Cell::new(false),
            unfollowed: RefCell::default(),
            changed_by: RefCell::default(),
            recorder,
        }
    }

    pub(super) fn options(&self) -> &CommandOptions {
        &self.options
    }

    pub(super) fn config_file_name(&self) -> Option<String> {
        self.configuration.borrow().config_file_name()
    }

    /// What became of the configuration; `rest` is the text of an `env.py` that was not evaluated
    /// to its end.
    pub(super) fn facts(&self, text: &str, rest: Option<&str>) -> ConfigurationFacts {
        let changed_by = self.changed_by.borrow();
        let unknown = match (&*changed_by, rest) {
            (Some(Value::Opaque(opaque)), _) => Some(format!(
                "env.py gives the configuration to {}, which is not known here",
                opaque.name
            )),
            (_, Some(rest)) if CHANGES.iter().any(|change| rest.contains(change)) => {
                Some("env.py changes the configuration, and was not followed to its end".to_owned())
            }
            _ => self.unfollowed.borrow().clone(),
        };
        ConfigurationFacts {
            unknown_options: self.opaque.borrow().keys().cloned().collect(),
            unknown,
            uses_attributes: self.uses_attributes.get() || text.contains("attributes"),
        }
    }

    /// Takes the database's options for unknown: `function`, which is, may have changed them.
    pub(super) fn may_be_changed_by(&self, function: &Opaque) {
        let reason = format!(
            "it may have changed the configuration, and {}",
            function.reason
        );
        let value = Value::opaque(&*function.name, reason);
        self.changed_by.replace(Some(value));
    }

    fn main_section(&self) -> String {
        self.configuration.borrow().config_ini_section()
    }

    fn section_option(
        &self,
        cx: &mut Interpreter,
        section: &str,
        name: &str,
        default: Value,
    ) -> Result<Value, PythonError> {
        let key = (section.to_owned(), name.to_lowercase());
        if let Some(value) = self.opaque.borrow().get(&key) {
            return Ok(value.clone());
        }
        if let (Some(opaque), true) = (
            &*self.changed_by.borrow(),
            key.1.starts_with(DATABASE_PREFIX),
        ) {
            return Ok(opaque.clone());
        }
        let value = self.configuration.borrow().section_option(section, name);
        Ok(match value.map_err(|fault| raised(cx, fault))? {
            Some(text) => Value::from(text),
            None => default,
        })
    }

    fn section(
        &self,
        cx: &mut Interpreter,
        name: &str,
        default: Value,
    ) -> Result<Value, PythonError> {
        let options = self.configuration.borrow().section(name);
        let Some(options) = options.map_err(|fault| raised(cx, fault))? else {
            return Ok(default);
        };
        let mut entries = Dictionary::new();
        for (option, text) in options {
            let value = match &*self.changed_by.borrow() {
                Some(opaque) if option.starts_with(DATABASE_PREFIX) => opaque.clone(),
                _ => Value::from(text),
            };
            entries.insert_str(option, value);
        }
        for ((section, option), value) in &*self.opaque.borrow() {
            if section == name {
                entries.insert_str(option.as_str(), value.clone());
            }
        }
        Ok(Value::dict(entries))
    }

    fn set_section_option(
        &self,
        cx: &mut Interpreter,
        section: &str,
        name: &str,
        value: &Value,
    ) -> Result<(), PythonError> {
        let key = (section.to_owned(), name.to_lowercase());
        let text = match (value, value.as_str()) {
            (_, Some(text)) => {
                self.opaque.borrow_mut().shift_remove(&key);
                text
            }
            (Value::Opaque(_), None) => {
                self.opaque.borrow_mut().insert(key, value.clone());
                // The option exists from now on, whatever its value.
                "".into()
            }
            (_, None) => return Err(PythonError::type_error("option values must be strings")),
        };
        let set = self
            .configuration
            .borrow_mut()
            .set_section_option(section, name, &text);
        set.map_err(|fault| raised(cx, fault))
    }
}

fn raised(cx: &mut Interpreter, fault: ConfigurationFault) -> PythonError {
    match fault {
        ConfigurationFault::Command(message) => command_error(cx, message),
        ConfigurationFault::Value(message) => PythonError::value_error(message),
    }
}

/// `context.config`.
#[derive(Clone)]
pub(super) struct ConfigObject(pub(super) Rc<ConfigState>);

impl std::fmt::Debug for ConfigObject {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("<alembic.config.Config>")
    }
}

const NAME_DEFAULT: &[Parameter<'static>] =
    &[Parameter::required("name"), Parameter::optional("default")];
const SECTION_NAME_DEFAULT: &[Parameter<'static>] = &[
    Parameter::required("section"),
    Parameter::required("name"),
    Parameter::optional("default"),
];
const NAME: &[Parameter<'static>] = &[Parameter::required("name")];
const NAME_VALUE: &[Parameter<'static>] =
    &[Parameter::required("name"), Parameter::required("value")];
const SECTION_NAME_VALUE: &[Parameter<'static>] = &[
    Parameter::required("section"),
    Parameter::required("name"),
    Parameter::required("value"),
];
const TEXT_REST: &[Parameter<'static>] = &[Parameter::required("text"), Parameter::rest("arg")];

impl HostObject for ConfigObject {
    fn type_name(&self) -> Rc<str> {
        "Config".into()
    }

    fn get_attribute(&self, name: &str, _: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        let state = &self.0;
        let optional = |text: Option<String>| text.map_or(Value::None, Value::from);
        let value = match name {
            "config_file_name" => optional(state.config_file_name()),
            "toml_file_name" => optional(state.configuration.borrow().toml_file_name()),
            "config_ini_section" => Value::from(state.main_section()),
            "attributes" => {
                state.uses_attributes.set(true);
                state.attributes.clone()
            }
            "cmd_opts" => Value::host(CommandOptionsObject(Rc::clone(state))),
            "get_main_option" => method(
                "get_main_option",
                state,
                NAME_DEFAULT,
                |state, cx, mut bound| {
                    let name = text_of(cx, &bound.require("name"), "name")?;
                    let default = bound.take("default").into();
                    state.section_option(cx, &state.main_section(), &name, default)
                },
            ),
            "get_section_option" => method(
                "get_section_option",
                state,
                SECTION_NAME_DEFAULT,
                |state, cx, mut bound| {
                    let section = text_of(cx, &bound.require("section"), "section")?;
                    let name = text_of(cx, &bound.require("name"), "name")?;
                    let default = bound.take("default").into();
                    state.section_option(cx, &section, &name, default)
                },
            ),
            "get_section" => method(
                "get_section",
                state,
                NAME_DEFAULT,
                |state, cx, mut bound| {
                    let name = text_of(cx, &bound.require("name"), "name")?;
                    let default = bound.take("default").into();
                    state.section(cx, &name, default)
                },
            ),
            "set_main_option" => method(
                "set_main_option",
                state,
                NAME_VALUE,
                |state, cx, mut bound| {
                    let name = text_of(cx, &bound.require("name"), "name")?;
                    let value = bound.require("value");
                    state.set_section_option(cx, &state.main_section(), &name, &value)?;
                    Ok(Value::None)
                },
            ),
            "set_section_option" => method(
                "set_section_option",
                state,
                SECTION_NAME_VALUE,
                |state, cx, mut bound| {
                    let section = text_of(cx, &bound.require("section"), "section")?;
                    let name = text_of(cx, &bound.require("name"), "name")?;
                    let value = bound.require("value");
                    state.set_section_option(cx, &section, &name, &value)?;
                    Ok(Value::None)
                },
            ),
            "remove_main_option" => {
                method("remove_main_option", state, NAME, |state, cx, mut bound| {
                    let name = text_of(cx, &bound.require("name"), "name")?;
                    let key = (state.main_section(), name.to_lowercase());
                    state.opaque.borrow_mut().shift_remove(&key);
                    state.configuration.borrow_mut().remove_main_option(&name);
                    Ok(Value::None)
                })
            }
            "get_alembic_option" => method(
                "get_alembic_option",
                state,
                NAME_DEFAULT,
                |state, cx, mut bound| {
                    let name = text_of(cx, &bound.require("name"), "name")?;
                    let option = state.configuration.borrow().alembic_option(&name);
                    Ok(match option.map_err(|fault| raised(cx, fault))? {
                        Some(AlembicOption::Text(text)) => Value::from(text),
                        Some(AlembicOption::List(texts)) => {
                            Value::list(texts.into_iter().map(Value::from).collect())
                        }
                        Some(AlembicOption::Other) => Value::opaque(
                            format!("config.get_alembic_option({name:?})"),
                            "it is neither a text nor a list",
                        ),
                        None => bound.take("default").into(),
                    })
                },
            ),
            "get_alembic_boolean_option" => method(
                "get_alembic_boolean_option",
                state,
                NAME,
                |state, cx, mut bound| {
                    let name = text_of(cx, &bound.require("name"), "name")?;
                    let option = state.configuration.borrow().alembic_boolean_option(&name);
                    option.map(Value::from).map_err(|fault| raised(cx, fault))
                },
            ),
            "print_stdout" => method("print_stdout", state, TEXT_REST, |_, cx, mut bound| {
                let text = bound.require("text");
                let mut text = cx.str(&text)?;
                if !bound.rest_positional.is_empty() {
                    let arguments = Value::tuple(std::mem::take(&mut bound.rest_positional));
                    let operator = crate::python::BinaryOperator::Modulo;
                    let formatted = cx.binary(operator, &Value::Str(text), &arguments)?;
                    text = cx.str(&formatted)?;
                }
                cx.write_output(&text);
                cx.write_output("\n");
                Ok(Value::None)
            }),
            _ => {
                state.unfollowed.replace(Some(format!(
                    "env.py uses config.{name}, which is not followed"
                )));
                Value::opaque(
                    format!("alembic.context.config.{name}"),
                    "alembic-rs does not follow it in env.py",
                )
            }
        };
        Ok(Some(value))
    }
}

/// `config.cmd_opts`, the `argparse.Namespace`.
#[derive(Clone)]
struct CommandOptionsObject(Rc<ConfigState>);

impl std::fmt::Debug for CommandOptionsObject {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("<argparse.Namespace>")
    }
}

impl HostObject for CommandOptionsObject {
    fn type_name(&self) -> Rc<str> {
        "Namespace".into()
    }

    fn get_attribute(&self, name: &str, _: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        let options = &self.0.options;
        let optional = |text: &Option<String>| text.clone().map_or(Value::None, Value::from);
        let shown = options.shown.iter().find(|(shown, _)| *shown == name);
        if let Some((_, option)) = shown {
            return Ok(Some(option.value()));
        }
        Ok(Some(match name {
            "x" if options.x.is_empty() => Value::None,
            "x" => Value::list(options.x.iter().cloned().map(Value::from).collect()),
            "tag" => optional(&options.tag),
            "revision" => optional(&options.revision),
            "sql" => Value::Bool(self.0.recorder.is_offline()),
            "name" => Value::from(self.0.main_section()),
            "raiseerr" => Value::Bool(false),
            // Options of `revision` and `check`: an upgrade's namespace does not have them.
            "autogenerate" | "message" | "head" | "splice" | "rev_id" | "depends_on" => {
                return Ok(None);
            }
            _ => Value::opaque(
                format!("alembic.context.config.cmd_opts.{name}"),
                "alembic-rs does not show this option of the command line to env.py",
            ),
        }))
    }
}
