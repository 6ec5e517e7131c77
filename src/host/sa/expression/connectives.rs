//! `and_`, `or_`, `not_`, `desc`, `case` and their kin: functions that take expressions.

use std::rc::Rc;

use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::SchemaError;
use crate::schema::expression::{
    BooleanConnective, Expression, Modifier, UnaryOperator, operators,
};

use super::super::super::host_context::{Host, HostFunction};
use super::super::super::raise::{schema_error, sqlalchemy_error};
use super::super::super::values;
use super::super::selectable::by_of;
use super::super::types::value_type;
use super::coerce::operand;
use super::function_methods::condition;
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
        modified(host, cx, arguments, Modifier::Ascending)
    }),
    ("between", between),
    ("bitwise_not", |host, cx, arguments| {
        of_one(host, cx, arguments, operators::bitwise_not)
    }),
    ("case", case),
    ("collate", collate),
    ("desc", |host, cx, arguments| {
        modified(host, cx, arguments, Modifier::Descending)
    }),
    ("distinct", |host, cx, arguments| {
        of_one(host, cx, arguments, operators::distinct)
    }),
    ("extract", extract),
    ("not_", |host, cx, arguments| {
        of_one(host, cx, arguments, operators::negate)
    }),
    ("nulls_first", |host, cx, arguments| {
        modified(host, cx, arguments, Modifier::NullsFirst)
    }),
    ("nullsfirst", |host, cx, arguments| {
        modified(host, cx, arguments, Modifier::NullsFirst)
    }),
    ("nulls_last", |host, cx, arguments| {
        modified(host, cx, arguments, Modifier::NullsLast)
    }),
    ("nullslast", |host, cx, arguments| {
        modified(host, cx, arguments, Modifier::NullsLast)
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

/// An argument of ORDER BY with what stands behind it.
fn modified(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
    modifier: Modifier,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("desc", &[Parameter::required("column")])?;
    let value = bound.require("column");
    let column = by_of(cx, &value)?;
    finish(host, cx, operators::modified(&column, modifier))
}

fn of_one(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
    make: fn(&Expression) -> Result<Expression, SchemaError>,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("expression", &[Parameter::required("expression")])?;
    let value = bound.require("expression");
    let operand = operand(cx, &value)?;
    finish(host, cx, make(&operators::element(operand, None)))
}

/// `collate(expression, collation)`.
fn collate(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "collate",
        &[
            Parameter::required("expression"),
            Parameter::required("collation"),
        ],
    )?;
    let value = bound.require("expression");
    let operand = operand(cx, &value)?;
    let collation = bound.require("collation");
    let collation = values::name(cx, &collation, "collation")?;
    let made = operators::collate(&operators::element(operand, None), collation);
    finish(host, cx, made)
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
        clauses.push(condition(cx, clause)?);
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
    let value = operators::element(operand(cx, &value)?, None);
    let low = bound.require("lower_bound");
    let low = operand(cx, &low)?;
    let high = bound.require("upper_bound");
    let high = operand(cx, &high)?;
    let symmetric = bound.take("symmetric");
    let symmetric = values::flag(cx, symmetric, false)?;
    finish(host, cx, operators::between(&value, low, high, symmetric))
}

/// `case(*whens, value=…, else_=…)`; the branches are pairs, or one dictionary.
fn case(host: &Rc<Host>, cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "case",
        &[
            Parameter::rest("whens"),
            Parameter::keyword("value"),
            Parameter::keyword("else_"),
        ],
    )?;
    let whens = match bound.rest_positional.as_slice() {
        [only] => match only.underlying() {
            Value::Dict(dictionary) => dictionary
                .borrow()
                .iter()
                .map(|(_, key, value)| (key.clone(), value.clone()))
                .collect(),
            Value::List(_) => {
                return Err(sqlalchemy_error(
                    cx,
                    "ArgumentError",
                    "The \"whens\" argument to case(), when referring to a sequence of items, is \
                     now passed as a series of positional elements, rather than as a list. ",
                ));
            }
            _ => pairs(cx, &bound.rest_positional)?,
        },
        whens => pairs(cx, whens)?,
    };
    let mut branches = Vec::new();
    for (condition, result) in whens {
        branches.push((operand(cx, &condition)?, operand(cx, &result)?));
    }
    let value = match bound.take_some("value") {
        Some(value) => Some(operand(cx, &value)?),
        None => None,
    };
    let otherwise = match bound.take_some("else_") {
        Some(value) => Some(operand(cx, &value)?),
        None => None,
    };
    finish(host, cx, operators::case(value, branches, otherwise))
}

fn pairs(cx: &mut Interpreter, whens: &[Value]) -> Result<Vec<(Value, Value)>, PythonError> {
    let mut pairs = Vec::with_capacity(whens.len());
    for when in whens {
        let pair = when.as_sequence();
        let Some([condition, result]) = pair.as_deref() else {
            return Err(values::unexpected(cx, when, "a branch of case()", "a pair"));
        };
        pairs.push((condition.clone(), result.clone()));
    }
    Ok(pairs)
}

pub(super) fn extract(
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
    let value = operand(cx, &value)?;
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
    let types = match bound.take_some("types") {
        Some(types) => {
            let mut list = Vec::new();
            for sql_type in values::items(cx, &types, "types")? {
                list.push(value_type(cx, &sql_type, "a type of tuple_()")?);
            }
            Some(list)
        }
        None => None,
    };
    let mut elements = Vec::new();
    for element in &bound.rest_positional {
        elements.push(operand(cx, element)?);
    }
    finish(host, cx, operators::tuple(elements, types.as_deref()))
}
