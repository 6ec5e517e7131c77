//! `and_`, `or_`, `not_`, `desc`, `case` and their kin: functions that take expressions.

use std::rc::Rc;

use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::SchemaError;
use crate::schema::expression::{
    BooleanConnective, Expression, Modifier, UnaryOperator, operators,
};

use super::super::super::host_context::{Host, HostFunction};
use super::super::super::raise::schema_error;
use super::super::super::values;
use super::coerce::{expression_of, operand};
use super::object::ExpressionObject;

/// The functions by name.
pub(crate) const CONNECTIVES: &[(&str, HostFunction)] = &[
    ("all_", |host, cx, arguments| {
        of_one(host, cx, arguments, |operand| {
            operators::quantified(operand, UnaryOperator::All)
        })
    }),
    ("and_", |host, cx, arguments| {
        junction(host, cx, arguments, BooleanConnective::And)
    }),
    ("any_", |host, cx, arguments| {
        of_one(host, cx, arguments, |operand| {
            operators::quantified(operand, UnaryOperator::Any)
        })
    }),
    ("asc", |host, cx, arguments| {
        of_ordering(host, cx, arguments, |operand| {
            operators::modified(operand, Modifier::Ascending)
        })
    }),
    ("between", between),
    ("case", case),
    ("desc", |host, cx, arguments| {
        of_ordering(host, cx, arguments, |operand| {
            operators::modified(operand, Modifier::Descending)
        })
    }),
    ("distinct", |host, cx, arguments| {
        of_one(host, cx, arguments, operators::distinct)
    }),
    ("extract", extract),
    ("not_", |host, cx, arguments| {
        of_one(host, cx, arguments, operators::negate)
    }),
    ("nulls_first", |host, cx, arguments| {
        of_ordering(host, cx, arguments, |operand| {
            operators::modified(operand, Modifier::NullsFirst)
        })
    }),
    ("nulls_last", |host, cx, arguments| {
        of_ordering(host, cx, arguments, |operand| {
            operators::modified(operand, Modifier::NullsLast)
        })
    }),
    ("or_", |host, cx, arguments| {
        junction(host, cx, arguments, BooleanConnective::Or)
    }),
    ("tuple_", tuple),
];

fn finish(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    made: Result<Expression, SchemaError>,
) -> Result<Value, PythonError> {
    match made {
        Ok(expression) => Ok(Value::host(ExpressionObject::new(host, expression))),
        Err(error) => Err(schema_error(cx, error)),
    }
}

/// An argument that must be an expression: a string, where SQLAlchemy would look for a label of
/// that name, is refused.
fn required(cx: &mut Interpreter, value: &Value, what: &str) -> Result<Expression, PythonError> {
    match expression_of(cx, value)? {
        Some(expression) => Ok(expression),
        None => Err(values::unexpected(cx, value, what, "an SQL expression")),
    }
}

fn of_one(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
    make: fn(&Expression) -> Result<Expression, SchemaError>,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("expression", &[Parameter::required("expression")])?;
    let value = bound.require("expression");
    let operand = required(cx, &value, "an operand")?;
    finish(host, cx, make(&operand))
}

/// As [`of_one`], where a string is the name of a label.
fn of_ordering(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
    make: fn(&Expression) -> Result<Expression, SchemaError>,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("column", &[Parameter::required("column")])?;
    let value = bound.require("column");
    let operand = match value.as_str() {
        Some(name) => Expression::textual_label(name),
        None => required(cx, &value, "an operand")?,
    };
    finish(host, cx, make(&operand))
}

fn junction(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
    connective: BooleanConnective,
) -> Result<Value, PythonError> {
    let bound = arguments.bind("and_", &[Parameter::rest("clauses")])?;
    let mut clauses = Vec::new();
    for clause in &bound.rest_positional {
        if clause.as_str().is_some() {
            return Err(values::unexpected(
                cx,
                clause,
                "a condition",
                "an SQL expression",
            ));
        }
        clauses.push(operand(cx, clause)?);
    }
    finish(host, cx, operators::conjunction(connective, clauses))
}

fn between(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "between",
        &[
            Parameter::required("expr"),
            Parameter::required("lower_bound"),
            Parameter::required("upper_bound"),
            Parameter::optional("symmetric"),
        ],
    )?;
    let value = bound.require("expr");
    let value = required(cx, &value, "expr")?;
    let low = bound.require("lower_bound");
    let low = operand(cx, &low)?;
    let high = bound.require("upper_bound");
    let high = operand(cx, &high)?;
    let symmetric = bound.take("symmetric");
    let symmetric = values::flag(cx, symmetric, false)?;
    finish(host, cx, operators::between(&value, low, high, symmetric))
}

/// `case(*whens, value=…, else_=…)`; a dictionary of results is refused.
fn case(host: &Rc<Host>, cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "case",
        &[
            Parameter::rest("whens"),
            Parameter::keyword("value"),
            Parameter::keyword("else_"),
        ],
    )?;
    let mut branches = Vec::new();
    for when in &bound.rest_positional {
        let pair = when.as_sequence();
        let Some([condition, result]) = pair.as_deref() else {
            return Err(values::unexpected(cx, when, "a branch of case()", "a pair"));
        };
        branches.push((operand(cx, condition)?, operand(cx, result)?));
    }
    let value = match bound.take_some("value") {
        Some(value) => Some(required(cx, &value, "value")?),
        None => None,
    };
    let otherwise = match bound.take_some("else_") {
        Some(value) => Some(operand(cx, &value)?),
        None => None,
    };
    finish(host, cx, operators::case(value, branches, otherwise))
}

fn extract(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "extract",
        &[Parameter::required("field"), Parameter::required("expr")],
    )?;
    let field = bound.require("field");
    let field = values::string(cx, &field, "field")?;
    let value = bound.require("expr");
    let value = required(cx, &value, "expr")?;
    finish(host, cx, operators::extract(field.to_string(), value))
}

fn tuple(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "tuple_",
        &[Parameter::rest("clauses"), Parameter::keyword("types")],
    )?;
    if bound.take_some("types").is_some() {
        return Err(PythonError::unsupported("the argument types of tuple_()"));
    }
    let mut elements = Vec::new();
    for element in &bound.rest_positional {
        elements.push(operand(cx, element)?);
    }
    finish(host, cx, operators::tuple(elements))
}
