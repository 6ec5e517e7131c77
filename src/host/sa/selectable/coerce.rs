//! Python values in the places of a statement (`sqlalchemy.sql.coercions` for selectables).

use std::rc::Rc;

use crate::python::{Decimal, Interpreter, PythonError, Value};
use crate::schema::expression::operators::{self, Operand};
use crate::schema::expression::{ColumnReference, Expression, ExpressionKind};
use crate::schema::statement::{FromClause, LabelStyle, Query, SelectItem};
use crate::schema::{Literal, Name, SchemaError, SqlType};

use super::super::super::host_context::Host;
use super::super::super::raise::{schema_error, sqlalchemy_error};
use super::super::super::values;
use super::super::expression::{expression_of, operand};
use super::super::orm::{MappedAttribute, mapper_of};
use super::super::table::TableObject;
use super::from_object::FromObject;
use super::query_object::QueryObject;

/// The query a value is.
pub(crate) fn query_of(value: &Value) -> Option<Query> {
    value
        .downcast::<QueryObject>()
        .map(|object| object.query().clone())
}

/// The table, alias or the like a value is; what else may stand behind FROM is not looked at.
pub(crate) fn named_from(value: &Value) -> Option<FromClause> {
    if let Some(table) = value.downcast::<TableObject>() {
        return Some(table.as_from().clone());
    }
    value
        .downcast::<FromObject>()
        .map(|object| object.as_from().clone())
}

/// What [`named_from`] says, or the table of a mapped class.
pub(super) fn entity_from(
    cx: &mut Interpreter,
    value: &Value,
) -> Result<Option<FromClause>, PythonError> {
    if let Some(mapper) = mapper_of(value) {
        mapper.require_configurable(cx)?;
        return Ok(Some(mapper.table().as_from().clone()));
    }
    require_own_table(value)?;
    Ok(named_from(value))
}

fn require_own_table(value: &Value) -> Result<(), PythonError> {
    match value.downcast::<TableObject>() {
        Some(table) => table.require_own(),
        None => Ok(()),
    }
}

/// A query as a value of an expression.
pub(crate) fn scalar_subquery(query: &Query) -> Result<Expression, SchemaError> {
    let query = match query {
        Query::Select(_) | Query::Compound(_) => query.with_label_style(LabelStyle::None),
        Query::Text(_) => query.clone(),
    };
    Expression::new(ExpressionKind::ScalarSubquery(query))
}

/// What stands behind FROM; a query there becomes a subquery.
pub(super) fn from_clause(
    cx: &mut Interpreter,
    value: &Value,
    what: &str,
) -> Result<FromClause, PythonError> {
    if let Some(from) = entity_from(cx, value)? {
        return Ok(from);
    }
    let made = if let Some(query) = query_of(value) {
        FromClause::subquery(&query, None)
    } else {
        let expression = expression_of(cx, value)?;
        match expression.as_ref().map(Expression::kind) {
            Some(ExpressionKind::Text(text)) => FromClause::text(text.clone()),
            Some(ExpressionKind::Function(_)) => match expression {
                Some(function) => FromClause::function(function),
                None => return Err(expected_from(cx, value, what)),
            },
            _ => return Err(expected_from(cx, value, what)),
        }
    };
    made.map_err(|error| schema_error(cx, error))
}

fn expected_from(cx: &mut Interpreter, value: &Value, what: &str) -> PythonError {
    match value.as_str() {
        Some(text) => undeclared_text(cx, &text),
        None => values::unexpected(cx, value, what, "a table or another FROM clause"),
    }
}

fn undeclared_text(cx: &mut Interpreter, text: &str) -> PythonError {
    let shown = match cx.repr(&Value::from(text)) {
        Ok(shown) => shown,
        Err(error) => return error,
    };
    let message =
        format!("Textual SQL expression {shown} should be explicitly declared as text({shown})");
    sqlalchemy_error(cx, "ArgumentError", message)
}

/// An item of the columns of a SELECT.
pub(crate) fn select_item(cx: &mut Interpreter, value: &Value) -> Result<SelectItem, PythonError> {
    if let Some(mapper) = mapper_of(value) {
        return mapper.entity(cx).map(SelectItem::From);
    }
    if let Some(attribute) = value.downcast::<MappedAttribute>() {
        return attribute.selected(cx).map(SelectItem::Expression);
    }
    if let Some(from) = named_from(value) {
        require_own_table(value)?;
        return Ok(SelectItem::From(from));
    }
    if query_of(value).is_some() {
        let shown = cx.repr(value)?;
        let message = format!(
            "Column expression, FROM clause, or other columns clause element expected, got \
             {shown}. To create a FROM clause from a {} object, use the .subquery() method.",
            cx.type_name(value)
        );
        return Err(sqlalchemy_error(cx, "ArgumentError", message));
    }
    if let Some(expression) = expression_of(cx, value)? {
        return Ok(SelectItem::Expression(expression));
    }
    let literal_column = |text: String| {
        SelectItem::Expression(ColumnReference::literal(text, SqlType::null()).into())
    };
    match value {
        Value::None => Ok(SelectItem::Expression(Expression::null())),
        Value::Bool(truth) => Ok(SelectItem::Expression(Expression::truth(*truth))),
        Value::Int(_) | Value::Float(_) => Ok(literal_column(cx.str(value)?.to_string())),
        _ if value.downcast::<Decimal>().is_some() => {
            Ok(literal_column(cx.str(value)?.to_string()))
        }
        _ => match value.as_str() {
            Some(text) if &*text == "*" => Ok(literal_column("*".to_owned())),
            Some(text) => Err(undeclared_column(cx, value, &text)?),
            None => {
                if let Value::Opaque(opaque) = value {
                    return Err(PythonError::opaque_use(opaque));
                }
                Err(not_a_column(cx, value)?)
            }
        },
    }
}

fn undeclared_column(
    cx: &mut Interpreter,
    value: &Value,
    text: &str,
) -> Result<PythonError, PythonError> {
    let shown = cx.repr(value)?;
    let mut characters = text.chars();
    let is_word = characters
        .next()
        .is_some_and(|first| first == '_' || first.is_alphanumeric());
    let function = if is_word && !text.contains(char::is_whitespace) {
        "column"
    } else {
        "literal_column"
    };
    let message = format!(
        "Textual column expression {shown} should be explicitly declared with text({shown}), or \
         use {function}({shown}) for more specificity"
    );
    Ok(sqlalchemy_error(cx, "ArgumentError", message))
}

/// The error of `select([…])`, as SQLAlchemy 1 took it.
fn not_a_column(cx: &mut Interpreter, value: &Value) -> Result<PythonError, PythonError> {
    let shown = cx.repr(value)?;
    let mut message = format!(
        "Column expression, FROM clause, or other columns clause element expected, got {shown}."
    );
    if let Some(items) = value.as_sequence() {
        let mut inside = Vec::new();
        for item in &items {
            inside.push(cx.repr(item)?.to_string());
        }
        message.push_str(&format!(
            " Did you mean to say select({})?",
            inside.join(", ")
        ));
    }
    Ok(sqlalchemy_error(cx, "ArgumentError", message))
}

/// A condition of WHERE, HAVING or ON.
pub(crate) fn condition(cx: &mut Interpreter, value: &Value) -> Result<Expression, PythonError> {
    if let Some(text) = value.as_str() {
        return Err(undeclared_text(cx, &text));
    }
    match operand(cx, value)? {
        Operand::Expression(expression) => Ok(expression),
        Operand::Value(Literal::None) => Ok(Expression::null()),
        Operand::Value(Literal::Boolean(truth)) => Ok(Expression::truth(truth)),
        Operand::Value(_) => Err(values::unexpected(
            cx,
            value,
            "a condition",
            "an SQL expression",
        )),
    }
}

/// An item of ORDER BY: labels are written as their names where the SELECT has them.
pub(super) fn ordering(cx: &mut Interpreter, value: &Value) -> Result<Expression, PythonError> {
    Ok(by_of(cx, value)?.as_ordering())
}

/// An item of GROUP BY, DISTINCT ON or PARTITION BY: a string is the name of a label or column.
pub(crate) fn by_of(cx: &mut Interpreter, value: &Value) -> Result<Expression, PythonError> {
    if let Some(text) = value.as_str() {
        return Ok(Expression::textual_label(text));
    }
    match operand(cx, value)? {
        Operand::Expression(expression) => Ok(expression),
        Operand::Value(Literal::None) => Ok(Expression::null()),
        Operand::Value(_) => Err(values::unexpected(
            cx,
            value,
            "a part of ORDER BY or GROUP BY",
            "an SQL expression or the name of a label",
        )),
    }
}

/// A number of rows: a whole number or an expression; `None` for none.
pub(super) fn row_count(
    cx: &mut Interpreter,
    value: &Value,
    what: &str,
) -> Result<Option<Expression>, PythonError> {
    if value.is_none() {
        return Ok(None);
    }
    if let Some(expression) = expression_of(cx, value)? {
        if matches!(expression.kind(), ExpressionKind::Text(_)) {
            let message = "LIMIT / OFFSET expression expected, got a text()";
            return Err(sqlalchemy_error(cx, "ArgumentError", message));
        }
        return Ok(Some(expression));
    }
    if let Value::Int(number) = value.underlying() {
        return Ok(Some(operators::literal(
            Literal::Integer(number.to_big()),
            None,
        )));
    }
    Err(values::unexpected(cx, value, what, "a whole number"))
}

/// A text of `prefix_with()` and its kin: a string is SQL.
pub(crate) fn statement_text(
    cx: &mut Interpreter,
    value: &Value,
) -> Result<Expression, PythonError> {
    if let Some(text) = value.as_str() {
        return Ok(Expression::text(&*text));
    }
    match expression_of(cx, value)? {
        Some(expression) => Ok(expression),
        None => Err(values::unexpected(cx, value, "a prefix", "a string")),
    }
}

/// A name that may be absent.
pub(super) fn optional_name(
    cx: &mut Interpreter,
    value: Option<Value>,
) -> Result<Option<Name>, PythonError> {
    let name = values::optional_name(cx, value, "name")?;
    Ok(name.filter(|name| !name.text().is_empty()))
}

/// The object for what stands behind FROM.
pub(super) fn from_value(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    made: Result<FromClause, SchemaError>,
) -> Result<Value, PythonError> {
    match made {
        Ok(from) => Ok(Value::host(FromObject::new(host, from))),
        Err(error) => Err(schema_error(cx, error)),
    }
}
