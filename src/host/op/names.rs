//! `op.f`, `op.inline_literal`, `op.get_bind` and `op.get_context`.

use std::rc::Rc;

use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::expression::{BindParameter, Rendering, type_of_value};

use super::super::connection::Connection;
use super::super::host_context::Host;
use super::super::migration_context::MigrationContext;
use super::super::sa::expression::{ExpressionObject, literal_of};
use super::super::sa::types::value_type;
use super::super::values;

/// `op.f(name)`: the name is final for every naming convention.
pub(super) fn final_name(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("f", &[Parameter::required("name")])?;
    let name = bound.require("name");
    let Some(class) = host.class("conv") else {
        return Err(PythonError::unsupported(
            "op.f() before sqlalchemy is there",
        ));
    };
    cx.call(
        &Value::Class(class),
        Arguments::positional(vec![name], bound.origin),
    )
}

/// `op.inline_literal(value, type_=…)`: a value that is written into the statement in any case.
pub(super) fn inline_literal(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "inline_literal",
        &[Parameter::required("value"), Parameter::optional("type_")],
    )?;
    let value = bound.require("value");
    let Some(literal) = literal_of(cx, &value)? else {
        return Err(values::unexpected(cx, &value, "value", "a value of SQL"));
    };
    let sql_type = match bound.take_some("type_") {
        Some(sql_type) => value_type(cx, &sql_type, "type_")?,
        None => type_of_value(&literal),
    };
    let mut parameter = BindParameter::of_value(literal, sql_type);
    parameter.rendering = Rendering::Inline;
    Ok(Value::host(ExpressionObject::new(host, parameter.into())))
}

/// `op.get_bind()`.
pub(super) fn get_bind(
    host: &Rc<Host>,
    _cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    arguments.bind("get_bind", &[])?;
    Ok(Value::host(Connection::new(host)))
}

/// `op.get_context()`.
pub(crate) fn get_context(
    host: &Rc<Host>,
    _cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    arguments.bind("get_context", &[])?;
    Ok(Value::host(MigrationContext::new(host)))
}
