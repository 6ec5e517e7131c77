//! `alembic.context` as a migration file uses it.

use std::rc::Rc;

use crate::python::{
    Arguments, Dictionary, Interpreter, Module, Parameter, PythonError, Shared, Value,
};

use super::alembic_config::Config;
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
    module.set("config", Value::host(Config::new(host)));
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
