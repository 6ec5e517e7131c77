//! The functions of `sqlalchemy.dialects.postgresql` that make expressions.

use std::rc::Rc;

use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::Name;
use crate::schema::expression::operators;
use crate::schema::expression::{Expression, UnaryOperator};
use crate::schema::{ArrayClass, SqlType, TypeKind};

use super::super::super::host_context::{Host, HostFunction};
use super::super::super::raise::schema_error;
use super::super::super::values;
use super::super::types::value_type;
use super::coerce::{expression_of, operand};
use super::function_methods::aggregate_order_by;
use super::object::ExpressionObject;

/// The functions by name.
pub(crate) const DIALECT_FUNCTIONS: &[(&str, HostFunction)] = &[
    ("All", |host, cx, arguments| {
        any_element(host, cx, arguments, UnaryOperator::All)
    }),
    ("Any", |host, cx, arguments| {
        any_element(host, cx, arguments, UnaryOperator::Any)
    }),
    ("aggregate_order_by", aggregate_order_by),
    ("array", array),
    ("array_agg", array_agg),
    ("hstore", |host, cx, arguments| {
        call(host, cx, arguments, "hstore")
    }),
    ("phraseto_tsquery", |host, cx, arguments| {
        call(host, cx, arguments, "phraseto_tsquery")
    }),
    ("plainto_tsquery", |host, cx, arguments| {
        call(host, cx, arguments, "plainto_tsquery")
    }),
    ("to_tsquery", |host, cx, arguments| {
        call(host, cx, arguments, "to_tsquery")
    }),
    ("to_tsvector", |host, cx, arguments| {
        call(host, cx, arguments, "to_tsvector")
    }),
    ("ts_headline", |host, cx, arguments| {
        call(host, cx, arguments, "ts_headline")
    }),
    ("websearch_to_tsquery", |host, cx, arguments| {
        call(host, cx, arguments, "websearch_to_tsquery")
    }),
];

fn object(host: &Rc<Host>, expression: Expression) -> Value {
    Value::host(ExpressionObject::new(host, expression))
}

/// `array(clauses, type_=…)`.
fn array(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "array",
        &[Parameter::required("clauses"), Parameter::keyword("type_")],
    )?;
    let clauses = bound.require("clauses");
    let item_type = match bound.take_some("type_") {
        Some(value) => Some(value_type(cx, &value, "type_")?),
        None => None,
    };
    let mut elements = Vec::new();
    for value in values::items(cx, &clauses, "clauses")? {
        elements.push(operand(cx, &value)?);
    }
    let made = operators::array(elements, item_type);
    let expression = made.map_err(|error| schema_error(cx, error))?;
    Ok(object(host, expression))
}

fn call(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
    name: &'static str,
) -> Result<Value, PythonError> {
    let bound = arguments.bind(name, &[Parameter::rest("args")])?;
    let mut given = Vec::new();
    for value in &bound.rest_positional {
        given.push(operand(cx, value)?);
    }
    let made = operators::call(Vec::new(), Name::new(name), given, None);
    let expression = made.map_err(|error| schema_error(cx, error))?;
    Ok(object(host, expression))
}

/// `array_agg(*arguments)`, whose result is an array of this dialect.
fn array_agg(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let bound = arguments.bind("array_agg", &[Parameter::rest("arg")])?;
    let mut given = Vec::new();
    for value in &bound.rest_positional {
        given.push(operand(cx, value)?);
    }
    let name = || Name::new("array_agg");
    let made = operators::call(Vec::new(), name(), given.clone(), None).and_then(|generic| {
        let sql_type = generic.sql_type();
        let TypeKind::Array(array) = sql_type.kind() else {
            return Ok(generic);
        };
        let own = SqlType::new(TypeKind::Array(crate::schema::ArrayType {
            class: ArrayClass::PostgreSql,
            ..array.clone()
        }))?;
        operators::call(Vec::new(), name(), given, Some(own))
    });
    let expression = made.map_err(|error| schema_error(cx, error))?;
    Ok(object(host, expression))
}

/// `Any(other, array)` and `All(other, array)`, which are methods of the array.
fn any_element(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
    quantifier: UnaryOperator,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "Any",
        &[Parameter::required("other"), Parameter::required("arrexpr")],
    )?;
    let other = bound.require("other");
    let other = operand(cx, &other)?;
    let array = bound.require("arrexpr");
    let Some(array) = expression_of(cx, &array)? else {
        return Err(values::unexpected(cx, &array, "arrexpr", "an array"));
    };
    let equal = crate::schema::expression::BinaryOperator::Equal;
    let made = operators::any_element(&array, quantifier, equal, other);
    let expression = made.map_err(|error| schema_error(cx, error))?;
    Ok(object(host, expression))
}
