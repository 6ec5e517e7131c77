//! Expressions as text: `str(expression)` and `expression.compile()`, for those that read the same
//! in every dialect (`ClauseElement.compile`).
//!
//! SQL is written by `ddl`, when a statement is; what has parameters, names or types in it is not
//! known as text before.

use std::rc::Rc;

use crate::python::{
    Arguments, Class, HostObject, Interpreter, Parameter, PythonError, Shared, Value,
};
use crate::schema::expression::{Expression, ExpressionKind};

use super::super::super::connection::Connection;
use super::super::super::dialect::Dialect;

/// The text of an expression that every dialect writes alike.
pub(super) fn text(expression: &Expression) -> Option<Rc<str>> {
    match expression.kind() {
        ExpressionKind::True => Some("true".into()),
        ExpressionKind::False => Some("false".into()),
        ExpressionKind::Null => Some("NULL".into()),
        _ => None,
    }
}

/// `expression.compile(bind, dialect, …)`.
pub(super) fn compile(text: &Rc<str>, arguments: Arguments) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "ClauseElement.compile",
        &[
            Parameter::optional("bind"),
            Parameter::optional("dialect"),
            Parameter::keyword("compile_kwargs"),
        ],
    )?;
    let known = |value: Value| {
        value.downcast::<Connection>().is_some() || value.downcast::<Dialect>().is_some()
    };
    for name in ["bind", "dialect"] {
        if bound.take_some(name).is_some_and(|value| !known(value)) {
            return Err(PythonError::unsupported(format!(
                "compile({name}=…) for anything but PostgreSQL"
            )));
        }
    }
    Ok(Value::host(Compiled(Rc::clone(text))))
}

/// `sqlalchemy.engine.Compiled`.
#[derive(Debug)]
struct Compiled(Rc<str>);

impl HostObject for Compiled {
    fn type_name(&self) -> Rc<str> {
        "PGCompiler_psycopg2".into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        None
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        match name {
            "string" => Ok(Some(Value::Str(Rc::clone(&self.0)))),
            _ => Err(PythonError::unsupported(format!(
                "the attribute {name} of a compiled expression"
            ))),
        }
    }

    fn str(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(Rc::clone(&self.0))
    }
}
