//! `alembic.context` as a migration file uses it.

use std::rc::Rc;

use crate::python::{
    Arguments, Dictionary, HostObject, Interpreter, Module, Parameter, PythonError, Shared, Value,
};

use super::connection::Connection;
use super::host_context::{Host, HostFunction};
use super::implementation::Implementation;
use super::op::get_context;
use super::values;

const FUNCTIONS: &[(&str, HostFunction)] = &[
    ("get_context", get_context),
    ("get_bind", get_bind),
    ("get_impl", get_impl),
    ("is_offline_mode", is_offline_mode),
    ("get_x_argument", get_x_argument),
];

/// The module `alembic.context`; a name it lacks is opaque, and using it the error.
pub(crate) fn context_module(host: &Rc<Host>) -> Value {
    let module = Module::native("alembic.context");
    for (name, function) in FUNCTIONS {
        module.set(*name, host.function(name, *function));
    }
    module.set(
        "config",
        Value::host(Config {
            host: Rc::clone(host),
        }),
    );
    Value::Module(Shared::new(module))
}

fn get_bind(
    host: &Rc<Host>,
    _cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    arguments.bind("get_bind", &[])?;
    Ok(Value::host(Connection::new(host)))
}

fn get_impl(
    host: &Rc<Host>,
    _cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    arguments.bind("get_impl", &[])?;
    Ok(Value::host(Implementation::new(host)))
}

fn is_offline_mode(
    host: &Rc<Host>,
    _cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    arguments.bind("is_offline_mode", &[])?;
    Ok(Value::Bool(host.is_offline()))
}

/// `context.get_x_argument(as_dictionary=…)`.
fn get_x_argument(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("get_x_argument", &[Parameter::optional("as_dictionary")])?;
    let as_dictionary = bound.take("as_dictionary");
    let given = &host.settings().extra_arguments;
    if !values::flag(cx, as_dictionary, false)? {
        return Ok(Value::list(
            given
                .iter()
                .map(|text| Value::from(text.as_str()))
                .collect(),
        ));
    }
    let mut dictionary = Dictionary::new();
    for argument in given {
        let (key, value) = argument.split_once('=').unwrap_or((argument, ""));
        dictionary.insert_str(key, Value::from(value));
    }
    Ok(Value::dict(dictionary))
}

/// `context.config`.
struct Config {
    host: Rc<Host>,
}

impl std::fmt::Debug for Config {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("<config>")
    }
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
        match name {
            "get_main_option" => Ok(Some(self.host.function("get_main_option", get_main_option))),
            _ => Err(PythonError::unsupported(format!("context.config.{name}"))),
        }
    }
}

/// `config.get_main_option(name, default=…)`.
fn get_main_option(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "get_main_option",
        &[Parameter::required("name"), Parameter::optional("default")],
    )?;
    let name = bound.require("name");
    let name = values::string(cx, &name, "name")?;
    match host.settings().main_options.get(&*name) {
        Some(value) => Ok(Value::from(value.as_str())),
        None => Ok(bound.take("default").into()),
    }
}
