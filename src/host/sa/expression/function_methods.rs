//! What can stand behind a call: FILTER, OVER, WITHIN GROUP.
//!
//! The counterpart of the methods of `FunctionElement`, `FunctionFilter` and `WithinGroup`, and of
//! the functions `over()`, `within_group()`, `funcfilter()` and `aggregate_order_by()`.

use std::rc::Rc;

use num_bigint::BigInt;

use crate::python::{Arguments, BoundArguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::expression::operators::{self, Operand, iterated};
use crate::schema::expression::{Expression, ExpressionKind, Frame, FrameUnit};

use super::super::super::host_context::{Host, HostFunction};
use super::super::super::raise::{schema_error, sqlalchemy_error};
use super::super::super::values;
use super::super::selectable::by_of;
use super::coerce::{expression_of, operand};
use super::methods::Method;
use super::object::ExpressionObject;

/// The functions of this file by name.
pub(crate) const FUNCTION_MODIFIERS: &[(&str, HostFunction)] = &[
    ("funcfilter", |host, cx, arguments| {
        by_function(host, cx, arguments, filter)
    }),
    ("over", |host, cx, arguments| {
        by_function(host, cx, arguments, over)
    }),
    ("within_group", |host, cx, arguments| {
        by_function(host, cx, arguments, within_group)
    }),
];

/// The method `name` of a function or what was made of one.
pub(super) fn find(expression: &Expression, name: &str) -> Option<Method> {
    let is_function = matches!(
        expression.kind(),
        ExpressionKind::Function(_)
            | ExpressionKind::Filter { .. }
            | ExpressionKind::WithinGroup { .. }
    );
    if !is_function {
        return None;
    }
    Some(match name {
        "filter" => filter,
        "over" => over,
        "within_group" if !matches!(expression.kind(), ExpressionKind::WithinGroup { .. }) => {
            within_group
        }
        _ => return None,
    })
}

/// `over(element, …)`, which is `element.over(…)`.
fn by_function(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    mut arguments: Arguments,
    method: Method,
) -> Result<Value, PythonError> {
    if arguments.positional.is_empty() {
        return Err(PythonError::unsupported(
            "a call of over(), within_group() or funcfilter() without the function in front",
        ));
    }
    let element = arguments.positional.remove(0);
    match expression_of(cx, &element)? {
        Some(expression) => method(&ExpressionObject::new(host, expression), cx, arguments),
        None => Err(values::unexpected(cx, &element, "element", "a function")),
    }
}

fn filter(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let bound = arguments.bind("filter", &[Parameter::rest("criterion")])?;
    let mut criteria = Vec::new();
    for criterion in &bound.rest_positional {
        criteria.push(condition(cx, criterion)?);
    }
    object.made(cx, operators::filter(object.expression(), criteria))
}

/// A condition; a string must be said to be text.
pub(super) fn condition(cx: &mut Interpreter, value: &Value) -> Result<Operand, PythonError> {
    if let Some(text) = value.as_str() {
        let shown = cx.repr(&Value::from(&*text))?;
        let message = format!(
            "Textual SQL expression {shown} should be explicitly declared as text({shown})"
        );
        return Err(sqlalchemy_error(cx, "ArgumentError", message));
    }
    let is_plain = expression_of(cx, value)?.is_none()
        && !matches!(value, Value::None | Value::Bool(_) | Value::Opaque(_));
    if is_plain {
        let shown = cx.repr(value)?;
        let message = format!("SQL expression for WHERE/HAVING role expected, got {shown}.");
        return Err(sqlalchemy_error(cx, "ArgumentError", message));
    }
    operand(cx, value)
}

fn within_group(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let bound = arguments.bind("within_group", &[Parameter::rest("order_by")])?;
    let mut order_by = Vec::new();
    for value in &bound.rest_positional {
        order_by.push(by_of(cx, value)?);
    }
    object.made(
        cx,
        operators::within_group(object.expression().clone(), order_by),
    )
}

fn over(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "over",
        &[
            Parameter::optional("partition_by"),
            Parameter::optional("order_by"),
            Parameter::optional("range_"),
            Parameter::optional("rows"),
            Parameter::optional("groups"),
        ],
    )?;
    let partition_by = orderings(cx, &mut bound, "partition_by")?;
    let order_by = orderings(cx, &mut bound, "order_by")?;
    let mut frames = Vec::new();
    for (name, unit) in [
        ("range_", FrameUnit::Range),
        ("rows", FrameUnit::Rows),
        ("groups", FrameUnit::Groups),
    ] {
        if let Some(value) = bound.take_some(name) {
            frames.push((unit, value));
        }
    }
    if frames.len() > 1 {
        return Err(sqlalchemy_error(
            cx,
            "ArgumentError",
            "only one of 'rows', 'range_', or 'groups' may be provided",
        ));
    }
    let frame = match frames.pop() {
        Some((unit, value)) => Some(frame(cx, unit, &value)?),
        None => None,
    };
    let element = object.expression().clone();
    object.made(cx, operators::over(element, partition_by, order_by, frame))
}

fn frame(cx: &mut Interpreter, unit: FrameUnit, value: &Value) -> Result<Frame, PythonError> {
    let limits = match value {
        Value::Tuple(_) => value.as_sequence(),
        _ => None,
    };
    let Some([start, end]) = limits.as_deref() else {
        return Err(sqlalchemy_error(
            cx,
            "ArgumentError",
            "2-tuple expected for range/rows",
        ));
    };
    Ok(Frame {
        unit,
        start: frame_limit(cx, start)?,
        end: frame_limit(cx, end)?,
    })
}

fn frame_limit(cx: &mut Interpreter, value: &Value) -> Result<Option<BigInt>, PythonError> {
    match value {
        Value::None => Ok(None),
        Value::Int(number) => Ok(Some(number.to_big())),
        _ => Err(values::unexpected(
            cx,
            value,
            "a limit of a window",
            "an integer or None",
        )),
    }
}

/// The columns of ORDER BY or PARTITION BY: one or several (`util.to_list`).
fn orderings(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
    name: &str,
) -> Result<Vec<Expression>, PythonError> {
    let Some(value) = bound.take_some(name) else {
        return Ok(Vec::new());
    };
    let values = match value.as_sequence() {
        Some(values) => values.clone(),
        None => match expression_of(cx, &value)?.as_ref().and_then(iterated) {
            Some(parts) => return Ok(parts),
            None => vec![value],
        },
    };
    values.iter().map(|value| by_of(cx, value)).collect()
}

/// `aggregate_order_by(target, *order_by)` of the dialect.
pub(crate) fn aggregate_order_by(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "aggregate_order_by",
        &[Parameter::required("target"), Parameter::rest("order_by")],
    )?;
    let target = bound.require("target");
    let target = operand(cx, &target)?;
    let target = operators::element(target, None);
    let mut order_by = Vec::new();
    for value in &bound.rest_positional {
        let value = operand(cx, value)?;
        order_by.push(operators::element(value, None));
    }
    let made = operators::aggregate_order_by(target, order_by);
    let expression = made.map_err(|error| schema_error(cx, error))?;
    Ok(Value::host(ExpressionObject::new(host, expression)))
}
