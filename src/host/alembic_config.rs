//! `context.config` and `op.get_context().config`: the `alembic.config.Config` as a migration asks
//! it, with what `env.py` did to it. A migration cannot change it here.

use std::rc::Rc;

use crate::python::{
    BoundArguments, Comparison, Dictionary, HostObject, Interpreter, Parameter, PythonError,
    PythonIterator, Value,
};

use super::host_context::{Host, KnownConfiguration};
use super::raise::command_error;
use super::values;

/// `alembic.config.Config`.
#[derive(Clone)]
pub(crate) struct Config {
    host: Rc<Host>,
}

impl std::fmt::Debug for Config {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("<config>")
    }
}

/// A method, after its arguments were taken.
type Method = fn(&Config, &mut Interpreter, BoundArguments) -> Result<Value, PythonError>;

const NAME_DEFAULT: &[Parameter<'static>] =
    &[Parameter::required("name"), Parameter::optional("default")];
const SECTION_NAME_DEFAULT: &[Parameter<'static>] = &[
    Parameter::required("section"),
    Parameter::required("name"),
    Parameter::optional("default"),
];

/// The methods there are, with their parameters.
const METHODS: &[(&str, &[Parameter<'static>], Method)] = &[
    ("get_main_option", NAME_DEFAULT, |this, cx, mut bound| {
        let section = this.known()?.main_section.clone();
        let name = bound.require("name");
        let name = values::string(cx, &name, "name")?;
        this.section_option(cx, &section, &name, bound.take("default").into())
    }),
    (
        "get_section_option",
        SECTION_NAME_DEFAULT,
        |this, cx, mut bound| {
            let section = bound.require("section");
            let section = values::string(cx, &section, "section")?;
            let name = bound.require("name");
            let name = values::string(cx, &name, "name")?;
            this.section_option(cx, &section, &name, bound.take("default").into())
        },
    ),
    ("get_section", NAME_DEFAULT, |this, cx, mut bound| {
        let name = bound.require("name");
        let name = values::string(cx, &name, "name")?;
        let Some(options) = this.known()?.sections.get(&*name) else {
            return Ok(bound.take("default").into());
        };
        let mut entries = Dictionary::new();
        for (option, value) in options {
            let value = value.as_deref().ok_or_else(|| unknown(&name, option))?;
            entries.insert_str(option.as_str(), Value::from(value));
        }
        Ok(Value::dict(entries))
    }),
    ("get_alembic_option", NAME_DEFAULT, |this, cx, mut bound| {
        let known = this.known()?;
        let name = bound.require("name");
        let name = values::string(cx, &name, "name")?;
        let options = known.sections.get(&known.main_section);
        match options.and_then(|options| options.get(&name.to_lowercase())) {
            Some(Some(value)) => Ok(Value::from(value.as_str())),
            Some(None) => Err(unknown(&known.main_section, &name)),
            None if known.has_toml_options => Err(PythonError::unsupported(
                "config.get_alembic_option() where pyproject.toml has options of Alembic",
            )),
            None => Ok(bound.take("default").into()),
        }
    }),
];

impl Config {
    /// The configuration of the run.
    pub(crate) fn new(host: &Rc<Host>) -> Self {
        Self {
            host: Rc::clone(host),
        }
    }

    /// The options, where they are those that a migration would see.
    fn known(&self) -> Result<&KnownConfiguration, PythonError> {
        let known = &self.host.settings().configuration;
        match &known.unknown {
            Some(reason) => Err(PythonError::unsupported(format!(
                "an option of the configuration, for {reason}"
            ))),
            None => Ok(known),
        }
    }

    fn section_option(
        &self,
        cx: &mut Interpreter,
        section: &str,
        name: &str,
        default: Value,
    ) -> Result<Value, PythonError> {
        let known = self.known()?;
        let Some(options) = known.sections.get(section) else {
            let file = known.file_name.as_deref().map_or(Value::None, Value::from);
            let file = cx.repr(&file)?;
            return Err(command_error(
                cx,
                format!("No config file {file} found, or file has no '[{section}]' section"),
            ));
        };
        match options.get(&name.to_lowercase()) {
            Some(Some(value)) => Ok(Value::from(value.as_str())),
            Some(None) => Err(unknown(section, name)),
            None => Ok(default),
        }
    }

    /// `config.attributes`, which only `env.py` and programs that call Alembic fill.
    fn attributes(&self) -> Result<Value, PythonError> {
        if self.host.settings().configuration.uses_attributes {
            return Err(PythonError::unsupported(
                "config.attributes, which env.py uses as well",
            ));
        }
        Ok(Value::host(EmptyAttributes))
    }
}

fn unknown(section: &str, option: &str) -> PythonError {
    PythonError::unsupported(format!(
        "the option {option} of the section [{section}], whose value is not known here"
    ))
}

impl HostObject for Config {
    fn type_name(&self) -> Rc<str> {
        "Config".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let known = &self.host.settings().configuration;
        let method = METHODS.iter().find(|(method, ..)| *method == name);
        if let Some((name, parameters, method)) = method {
            let this = self.clone();
            return Ok(Some(Value::function(*name, move |cx, arguments| {
                let bound = arguments.bind(name, parameters)?;
                method(&this, cx, bound)
            })));
        }
        Ok(Some(match name {
            "config_file_name" => known.file_name.as_deref().map_or(Value::None, Value::from),
            "config_ini_section" => Value::from(known.main_section.as_str()),
            "attributes" => self.attributes()?,
            _ => return Err(PythonError::unsupported(format!("context.config.{name}"))),
        }))
    }
}

/// `config.attributes` where nothing is in it; what a migration would put there is refused, for the
/// next one would find it.
#[derive(Debug)]
struct EmptyAttributes;

impl HostObject for EmptyAttributes {
    fn type_name(&self) -> Rc<str> {
        "dict".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        if name != "get" {
            return Err(PythonError::unsupported(format!(
                "the method {name} of config.attributes"
            )));
        }
        Ok(Some(Value::function("get", |_, arguments| {
            let parameters = [Parameter::required("key"), Parameter::optional("default")];
            let mut bound = arguments.bind("get", &parameters)?;
            Ok(bound.take("default").into())
        })))
    }

    fn subscript(&self, index: &Value, _cx: &mut Interpreter) -> Result<Value, PythonError> {
        Err(PythonError::key_error(index.clone()))
    }

    fn set_subscript(
        &self,
        _index: &Value,
        _value: Value,
        _cx: &mut Interpreter,
    ) -> Result<(), PythonError> {
        Err(PythonError::unsupported(
            "setting config.attributes in a migration",
        ))
    }

    fn length(&self, _cx: &mut Interpreter) -> Result<Option<usize>, PythonError> {
        Ok(Some(0))
    }

    fn contains(&self, _item: &Value, _cx: &mut Interpreter) -> Result<Option<bool>, PythonError> {
        Ok(Some(false))
    }

    fn compare(
        &self,
        _comparison: Comparison,
        _other: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Err(PythonError::unsupported("comparing config.attributes"))
    }

    fn iterate(
        &self,
        _cx: &mut Interpreter,
    ) -> Result<Option<Box<dyn PythonIterator>>, PythonError> {
        Err(PythonError::unsupported("iterating over config.attributes"))
    }

    fn truth(&self, _cx: &mut Interpreter) -> Result<bool, PythonError> {
        Ok(false)
    }

    fn repr(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok("{}".into())
    }
}
