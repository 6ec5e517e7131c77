//! `values()`: what is assigned to the columns (`ValuesBase.values`, `DMLState._get_crud_kv_pairs`).

use std::rc::Rc;

use crate::python::{Arguments, BoundArguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::Literal;
use crate::schema::expression::{Expression, ExpressionKind};
use crate::schema::statement::{AssignedValue, AssignmentKey, Assignments, FromClause, FromColumn};

use super::super::super::raise::{schema_error, sqlalchemy_error};
use super::super::super::values;
use super::super::expression::{expression_of, literal_of};
use super::super::selectable::{query_of, require_plain_values, scalar_subquery};

/// What `values()` was given.
pub(super) enum Given {
    /// One dictionary.
    Row(Assignments),
    /// A list of dictionaries or tuples.
    Rows(Vec<Assignments>),
}

/// The arguments of `values(*args, **kwargs)`.
pub(super) fn given(
    cx: &mut Interpreter,
    table: &FromClause,
    arguments: Arguments,
) -> Result<Given, PythonError> {
    let mut bound = arguments.bind(
        "values",
        &[Parameter::rest("args"), Parameter::rest_keyword("kwargs")],
    )?;
    let positional = std::mem::take(&mut bound.rest_positional);
    let Some(first) = positional.first() else {
        return keyword_row(cx, table, bound).map(Given::Row);
    };
    let refused = if !bound.rest_keyword.is_empty() {
        Some("Can't pass positional and kwargs to values() simultaneously")
    } else if positional.len() > 1 {
        Some(
            "Only a single dictionary/tuple or list of dictionaries/tuples is accepted \
             positionally.",
        )
    } else {
        None
    };
    if let Some(message) = refused {
        return Err(sqlalchemy_error(cx, "ArgumentError", message));
    }
    let items = match first.underlying() {
        Value::List(items) => items.borrow().clone(),
        Value::Tuple(items) => items.to_vec(),
        _ => return dictionary_row(cx, table, first).map(Given::Row),
    };
    match items.first().map(Value::underlying) {
        Some(Value::Dict(_) | Value::List(_) | Value::Tuple(_)) => items
            .iter()
            .map(|row| match row.underlying() {
                Value::List(items) => {
                    let items = items.borrow().clone();
                    positional_row(cx, table, &items)
                }
                Value::Tuple(items) => positional_row(cx, table, &items),
                _ => dictionary_row(cx, table, row),
            })
            .collect::<Result<_, _>>()
            .map(Given::Rows),
        _ => positional_row(cx, table, &items).map(Given::Row),
    }
}

fn keyword_row(
    cx: &mut Interpreter,
    table: &FromClause,
    bound: BoundArguments,
) -> Result<Assignments, PythonError> {
    let mut row = Assignments::default();
    for (name, value) in bound.rest_keyword {
        let value = assigned_value(cx, table, &name, &value)?;
        row.insert((&*name).into(), value);
    }
    Ok(row)
}

/// The entries of a dictionary whose keys are strings or columns.
pub(super) fn dictionary_row(
    cx: &mut Interpreter,
    table: &FromClause,
    row: &Value,
) -> Result<Assignments, PythonError> {
    let Value::Dict(dictionary) = row.underlying() else {
        if let Value::Opaque(opaque) = row {
            return Err(PythonError::opaque_use(opaque));
        }
        let type_name = cx.type_name(row);
        return Err(PythonError::attribute_error(format!(
            "'{type_name}' object has no attribute 'items'"
        )));
    };
    let entries: Vec<(Value, Value)> = dictionary
        .borrow()
        .iter()
        .map(|(_, key, value)| (key.clone(), value.clone()))
        .collect();
    let mut row = Assignments::default();
    for (key, value) in entries {
        let key = assignment_key(cx, &key)?;
        let value = assigned_value(cx, table, &key.key, &value)?;
        row.insert(key, value);
    }
    Ok(row)
}

/// Values in the order of the columns; what is too much on either side is left away.
fn positional_row(
    cx: &mut Interpreter,
    table: &FromClause,
    items: &[Value],
) -> Result<Assignments, PythonError> {
    let keys: Vec<Rc<str>> = table
        .columns()
        .iter()
        .filter_map(FromColumn::key)
        .map(Rc::from)
        .collect();
    let mut row = Assignments::default();
    for (key, item) in keys.iter().zip(items) {
        let value = assigned_value(cx, table, key, item)?;
        row.insert((&**key).into(), value);
    }
    Ok(row)
}

/// A key of a dictionary: a string, or a column that stands for its key.
pub(super) fn assignment_key(
    cx: &mut Interpreter,
    key: &Value,
) -> Result<AssignmentKey, PythonError> {
    if let Some(text) = key.as_str() {
        return Ok((&*text).into());
    }
    let expression = expression_of(cx, key)?;
    match expression.as_ref().map(Expression::kind) {
        Some(ExpressionKind::Column(column)) => Ok(AssignmentKey {
            key: column.key().to_owned(),
            column: expression.clone(),
        }),
        Some(_) => Err(PythonError::unsupported(
            "assigning to an expression that is not a column",
        )),
        None => {
            if let Value::Opaque(opaque) = key {
                return Err(PythonError::opaque_use(opaque));
            }
            let shown = cx.repr(key)?;
            Err(sqlalchemy_error(
                cx,
                "ArgumentError",
                format!("SET/VALUES column expression or string key expected, got {shown}."),
            ))
        }
    }
}

/// A value for the column `key`.
pub(crate) fn assigned_value(
    cx: &mut Interpreter,
    table: &FromClause,
    key: &str,
    value: &Value,
) -> Result<AssignedValue, PythonError> {
    if let Some(expression) = expression_of(cx, value)? {
        if matches!(expression.kind(), ExpressionKind::BindParameter(_)) {
            require_plain(table, key)?;
        }
        return Ok(AssignedValue::Expression(expression));
    }
    if let Some(query) = query_of(value) {
        let subquery = scalar_subquery(&query).map_err(|error| schema_error(cx, error))?;
        return Ok(AssignedValue::Expression(subquery));
    }
    let Some(literal) = literal_of(cx, value)? else {
        return Err(values::unexpected(
            cx,
            value,
            &format!("the value of {key}"),
            "an SQL expression or value",
        ));
    };
    if literal != Literal::None {
        require_plain(table, key)?;
    }
    Ok(AssignedValue::Literal(literal))
}

/// Refuses values of a column whose type converts them by code of the project.
fn require_plain(table: &FromClause, key: &str) -> Result<(), PythonError> {
    match table.position(key) {
        Some(position) => require_plain_values(&table.columns()[position]),
        None => Ok(()),
    }
}
