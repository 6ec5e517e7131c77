//! Functions behind FROM: `func.unnest(…).table_valued(…)`, `.column_valued()`, `.alias()`.

use std::rc::Rc;

use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::SqlType;
use crate::schema::expression::{ColumnReference, Expression, ExpressionKind};
use crate::schema::statement::FromClause;

use super::super::super::raise::schema_error;
use super::super::super::values;
use super::super::expression::{ExpressionObject, expression_of};
use super::coerce::{from_value, optional_name};
use super::scalars::select_of;

/// The method `name` of a function.
pub(crate) fn function_method(object: &ExpressionObject, name: &str) -> Option<Value> {
    if !matches!(object.expression().kind(), ExpressionKind::Function(_)) {
        return None;
    }
    let method: fn(&ExpressionObject, &mut Interpreter, Arguments) -> Result<Value, PythonError> =
        match name {
            "alias" => alias,
            "column_valued" => column_valued,
            "table_valued" => table_valued,
            "select" => |object, cx, arguments| {
                arguments.bind("select", &[])?;
                select_of(object.host(), cx, object.expression())
            },
            _ => return None,
        };
    let object = object.clone();
    let name: Rc<str> = name.into();
    Some(Value::function(name, move |cx, arguments| {
        method(&object, cx, arguments)
    }))
}

/// The arguments of `alias()`: whether it is joined to the others only matters for a warning.
fn aliased(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<FromClause, PythonError> {
    let mut bound = arguments.bind(
        "alias",
        &[
            Parameter::optional("name"),
            Parameter::optional("joins_implicitly"),
        ],
    )?;
    let name = bound.take("name");
    let name = optional_name(cx, name)?;
    FromClause::table_function(name, object.expression().clone(), &[], false)
        .map_err(|error| schema_error(cx, error))
}

fn alias(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let from = aliased(object, cx, arguments)?;
    from_value(object.host(), cx, Ok(from))
}

fn column_valued(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let from = aliased(object, cx, arguments)?;
    let column = Expression::table_valued(from);
    Ok(Value::host(ExpressionObject::new(object.host(), column)))
}

/// `table_valued(*columns, with_ordinality=…, joins_implicitly=…, name=…)`.
fn table_valued(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "table_valued",
        &[
            Parameter::rest("expr"),
            Parameter::keyword("with_ordinality"),
            Parameter::keyword("joins_implicitly"),
            Parameter::keyword("name"),
        ],
    )?;
    let mut columns = Vec::new();
    for given in &bound.rest_positional {
        columns.push(column_of(cx, given)?);
    }
    let ordinality = bound.take_some("with_ordinality");
    let ordinality = match ordinality {
        Some(value) if cx.truth(&value)? => Some(value),
        _ => None,
    };
    if let Some(given) = &ordinality {
        columns.push(column_of(cx, given)?);
    }
    let name = bound.take("name");
    let name = optional_name(cx, name)?;
    if columns.is_empty() {
        return Err(PythonError::unsupported("table_valued() without columns"));
    }
    let function = object.expression().clone();
    let made = FromClause::table_function(name, function, &columns, ordinality.is_some());
    from_value(object.host(), cx, made)
}

/// A column given as `column(…)` or by its name.
pub(super) fn column_of(
    cx: &mut Interpreter,
    value: &Value,
) -> Result<ColumnReference, PythonError> {
    if value.as_str().is_some() {
        let name = values::name(cx, value, "a column")?;
        return Ok(ColumnReference::new(name, SqlType::null()));
    }
    let expression = expression_of(cx, value)?;
    match expression.as_ref().map(Expression::kind) {
        Some(ExpressionKind::Column(column)) => Ok(column.clone()),
        _ => Err(values::unexpected(cx, value, "a column", "column(…)")),
    }
}
