//! `sqlalchemy.values()`.

use std::rc::Rc;

use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::expression::operators::{self, Operand};
use crate::schema::expression::{Expression, Surrounding};
use crate::schema::statement::{FromClause, FromColumn, FromKind, LabelName, Placement, Values};
use crate::schema::{Literal, SqlType};

use super::super::super::host_context::Host;
use super::super::super::raise::schema_error;
use super::super::super::values as arguments_of;
use super::super::expression::operand;
use super::coerce::{from_value, optional_name};
use super::columns::require_plain_values;
use super::table_functions::column_of;

/// `values(*columns, name=…, literal_binds=…)`.
pub(super) fn values(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "values",
        &[
            Parameter::rest("columns"),
            Parameter::keyword("name"),
            Parameter::keyword("literal_binds"),
        ],
    )?;
    let mut columns = Vec::new();
    for given in &bound.rest_positional {
        columns.push(column_of(cx, given)?);
    }
    let name = bound.take("name");
    let name = optional_name(cx, name)?;
    let literal_binds = bound.take("literal_binds");
    let values = Values {
        name: name.map(LabelName::from),
        placement: Placement::Plain,
        rows: Vec::new(),
        literal_binds: arguments_of::flag(cx, literal_binds, false)?,
    };
    from_value(host, cx, FromClause::values(&columns, values))
}

/// `values(…).data(rows)`: more rows, each value typed by its column.
pub(super) fn data(
    host: &Rc<Host>,
    from: &FromClause,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("data", &[Parameter::required("values")])?;
    let FromKind::Values(values) = from.kind() else {
        return Err(PythonError::attribute_error("data"));
    };
    let mut values = values.clone();
    let given = bound.require("values");
    for row in arguments_of::items(cx, &given, "the rows")? {
        values.rows.push(one_row(cx, from, &row)?);
    }
    from_value(host, cx, from.with_rows(values))
}

fn one_row(
    cx: &mut Interpreter,
    from: &FromClause,
    row: &Value,
) -> Result<Vec<Expression>, PythonError> {
    let items = arguments_of::items(cx, row, "a row")?;
    if items.len() != from.columns().len() {
        return Err(PythonError::unsupported(
            "a row of VALUES with more or fewer values than columns",
        ));
    }
    let mut expressions = Vec::with_capacity(items.len());
    for (item, column) in items.iter().zip(from.columns()) {
        require_plain_values(column)?;
        let sql_type = match column {
            FromColumn::Own { column, .. } => column.sql_type.clone(),
            FromColumn::Shared { column, .. } => column.sql_type(),
        };
        let made = match operand(cx, item)? {
            Operand::Expression(expression) => expression.self_group(&Surrounding::Comma),
            Operand::Value(Literal::None) => Ok(Expression::null()),
            Operand::Value(value) => {
                let sql_type = Some(sql_type).filter(|sql_type: &SqlType| !sql_type.is_null());
                Ok(operators::literal(value, sql_type))
            }
        };
        expressions.push(made.map_err(|error| schema_error(cx, error))?);
    }
    Ok(expressions)
}
