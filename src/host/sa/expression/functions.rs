//! `sqlalchemy.func`: any function by name.

use std::rc::Rc;

use crate::python::{
    Arguments, Class, ExceptionClass, HostObject, Interpreter, Parameter, PythonError, Shared,
    Value,
};
use crate::schema::Name;
use crate::schema::expression::operators;

use super::super::super::host_context::Host;
use super::super::super::raise::schema_error;
use super::super::sequence::SequenceObject;
use super::super::types::value_type;
use super::coerce::operand;
use super::connectives::extract;
use super::constructors::cast;
use super::object::ExpressionObject;

/// `func`, or a name that was asked of it.
#[derive(Clone)]
pub(crate) struct FunctionNamespace {
    host: Rc<Host>,
    names: Rc<[Rc<str>]>,
}

impl std::fmt::Debug for FunctionNamespace {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "<func.{}>", self.names.join("."))
    }
}

impl FunctionNamespace {
    /// `func` itself.
    pub(crate) fn new(host: &Rc<Host>) -> Self {
        Self {
            host: Rc::clone(host),
            names: Rc::new([]),
        }
    }

    /// The function `name`.
    pub(crate) fn of(host: &Rc<Host>, name: &str) -> Self {
        Self {
            host: Rc::clone(host),
            names: Rc::new([name.into()]),
        }
    }
}

impl HostObject for FunctionNamespace {
    fn type_name(&self) -> Rc<str> {
        "_FunctionGenerator".into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        None
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        if name.starts_with("__") {
            return Ok(None);
        }
        // A trailing underscore is there to get around Python's keywords.
        let name = name.strip_suffix('_').unwrap_or(name);
        let names = self
            .names
            .iter()
            .cloned()
            .chain(std::iter::once(name.into()))
            .collect();
        Ok(Some(Value::host(Self {
            host: Rc::clone(&self.host),
            names,
        })))
    }

    fn call(&self, mut arguments: Arguments, cx: &mut Interpreter) -> Result<Value, PythonError> {
        let Some((name, packages)) = self.names.split_last() else {
            return Err(PythonError::type_error(
                "_FunctionGenerator.__call__() without the name of a function",
            ));
        };
        if packages.is_empty() {
            match name.to_lowercase().as_str() {
                "cast" => return cast(&self.host, cx, arguments),
                "extract" => return extract(&self.host, cx, arguments),
                "next_value" => return next_value(&self.host, cx, arguments),
                _ => {}
            }
        }
        let position = arguments
            .keyword
            .iter()
            .position(|(name, _)| &**name == "type_");
        let sql_type = match position {
            Some(position) => Some(arguments.keyword.remove(position).1),
            None => None,
        };
        let sql_type = match sql_type.filter(|value| !value.is_none()) {
            Some(value) => Some(value_type(cx, &value, "type_")?),
            None => None,
        };
        if let Some((keyword, _)) = arguments.keyword.first() {
            return Err(PythonError::unsupported(format!(
                "the argument {keyword} of func.{name}()"
            )));
        }
        let mut given = Vec::new();
        for value in &arguments.positional {
            given.push(operand(cx, value)?);
        }
        let packages = packages
            .iter()
            .map(|part| Name::new(Rc::clone(part)))
            .collect();
        let expression = operators::call(packages, Name::new(Rc::clone(name)), given, sql_type)
            .map_err(|error| schema_error(cx, error))?;
        Ok(Value::host(ExpressionObject::new(&self.host, expression)))
    }
}

/// `func.next_value(sequence)`.
fn next_value(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("next_value", &[Parameter::required("seq")])?;
    let value = bound.require("seq");
    let Some(sequence) = value.downcast::<SequenceObject>() else {
        return Err(PythonError::exception(
            ExceptionClass::AssertionError,
            "next_value() accepts a Sequence object as input.",
        ));
    };
    let made = operators::next_value(sequence.sequence.clone());
    let expression = made.map_err(|error| schema_error(cx, error))?;
    Ok(Value::host(ExpressionObject::new(host, expression)))
}
