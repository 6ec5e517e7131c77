//! Values that stand for an SQL expression.

use crate::python::{Interpreter, PythonError, Value};
use crate::schema::expression::operators::Operand;
use crate::schema::expression::{BindParameter, Rendering};
use crate::schema::{Expression, SqlType};

use super::super::super::raise::{schema_error, sqlalchemy_error};
use super::super::super::values::unexpected;
use super::super::column::ColumnObject;
use super::super::orm::MappedAttribute;
use super::super::selectable::{query_of, scalar_subquery};
use super::super::types::TypeObject;
use super::literal::literal_of;
use super::object::ExpressionObject;

/// The expression a value is; nothing where it is a plain value.
pub(crate) fn expression_of(
    cx: &mut Interpreter,
    value: &Value,
) -> Result<Option<Expression>, PythonError> {
    if let Some(object) = value.downcast::<ExpressionObject>() {
        return Ok(Some(object.expression().clone()));
    }
    if let Some(column) = value.downcast::<ColumnObject>() {
        return column.expression(cx).map(Some);
    }
    if let Some(attribute) = value.downcast::<MappedAttribute>() {
        return attribute.expression(cx).map(Some);
    }
    if let Some(query) = query_of(value) {
        let scalar = scalar_subquery(&query).map_err(|error| schema_error(cx, error))?;
        return Ok(Some(scalar));
    }
    Ok(None)
}

/// An expression, or a string that is a text clause, as constraints and index filters take it.
pub(crate) fn text_or_expression(
    cx: &mut Interpreter,
    value: &Value,
    what: &str,
) -> Result<Expression, PythonError> {
    if let Some(text) = value.as_str() {
        return Ok(Expression::text(&*text));
    }
    if let Some(expression) = expression_of(cx, value)? {
        return Ok(expression);
    }
    if let Value::Opaque(opaque) = value {
        return Err(PythonError::opaque_use(opaque));
    }
    if matches!(value, Value::Int(_) | Value::Float(_)) {
        let shown = cx.repr(value)?;
        let message = format!("SQL expression element for DDL constraint expected, got {shown}.");
        return Err(sqlalchemy_error(cx, "ArgumentError", message));
    }
    Err(unexpected(cx, value, what, "text or an SQL expression"))
}

/// What stands on the other side of an operator, or is given to a function.
pub(crate) fn operand(cx: &mut Interpreter, value: &Value) -> Result<Operand, PythonError> {
    if let Some(expression) = expression_of(cx, value)? {
        return Ok(Operand::Expression(expression));
    }
    match literal_of(cx, value)? {
        Some(literal) => Ok(Operand::Value(literal)),
        None => Err(unexpected(
            cx,
            value,
            "an operand",
            "an SQL expression or value",
        )),
    }
}

/// A plain value as a bind parameter of a type.
pub(crate) fn bound_value(
    cx: &mut Interpreter,
    value: &Value,
    sql_type: SqlType,
) -> Result<BindParameter, PythonError> {
    match literal_of(cx, value)? {
        Some(literal) => Ok(BindParameter::of_value(literal, sql_type)),
        None => Err(unexpected(
            cx,
            value,
            "a value",
            "one SQL has a literal for",
        )),
    }
}

/// A plain value as a bind parameter, converted as the library of its type does; one that is
/// written as another type stands in the statement.
pub(crate) fn value_of_library(
    cx: &mut Interpreter,
    type_object: &TypeObject,
    value: &Value,
) -> Result<BindParameter, PythonError> {
    let sql_type = type_object.for_postgresql()?;
    let behaviour = type_object.value_behaviour()?;
    let Some(behaviour) = behaviour.filter(|known| known.converts_none() || !value.is_none())
    else {
        return bound_value(cx, value, sql_type);
    };
    let converted = behaviour.convert(cx, value.clone())?;
    let Some(written_as) = behaviour.written_as() else {
        return bound_value(cx, &converted, sql_type);
    };
    let mut parameter = bound_value(cx, &converted, written_as)?;
    parameter.rendering = Rendering::Inline;
    Ok(parameter)
}
