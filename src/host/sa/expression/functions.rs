//! `sqlalchemy.func`: any function by name.

use std::rc::Rc;

use crate::python::{Arguments, Class, HostObject, Interpreter, PythonError, Shared, Value};
use crate::schema::Name;
use crate::schema::expression::operators;

use super::super::super::host_context::Host;
use super::super::super::raise::schema_error;
use super::coerce::operand;
use super::constructors::cast;
use super::object::ExpressionObject;

/// Functions SQLAlchemy knows that are written in ways of their own.
const UNFOLLOWED: &[&str] = &["cube", "extract", "grouping_sets", "next_value", "rollup"];

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

    fn call(&self, arguments: Arguments, cx: &mut Interpreter) -> Result<Value, PythonError> {
        let Some((name, packages)) = self.names.split_last() else {
            return Err(PythonError::unsupported("calling func itself"));
        };
        let lower = name.to_lowercase();
        if packages.is_empty() && UNFOLLOWED.contains(&lower.as_str()) {
            return Err(PythonError::unsupported(format!("func.{name}()")));
        }
        if packages.is_empty() && lower == "cast" {
            return cast(&self.host, cx, arguments);
        }
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
        let expression = operators::call(packages, Name::new(Rc::clone(name)), given, None)
            .map_err(|error| schema_error(cx, error))?;
        Ok(Value::host(ExpressionObject::new(&self.host, expression)))
    }
}
