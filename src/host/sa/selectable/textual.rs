//! `text(…).columns(…)`: a text that gives rows.

use std::rc::Rc;

use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::Name;
use crate::schema::expression::{ColumnReference, Expression, ExpressionKind, TextClause};
use crate::schema::statement::{Query, TextualSelect};

use super::super::super::host_context::Host;
use super::super::super::values;
use super::super::expression::expression_of;
use super::super::types::value_type;
use super::query_object::QueryObject;

/// `text(…).columns(*columns, **types)`.
pub(crate) fn textual_columns(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    text: &TextClause,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let bound = arguments.bind(
        "columns",
        &[Parameter::rest("cols"), Parameter::rest_keyword("types")],
    )?;
    let mut types = bound.rest_keyword;
    let mut columns: Vec<Expression> = Vec::new();
    for given in &bound.rest_positional {
        let expression = expression_of(cx, given)?;
        match expression {
            Some(expression)
                if matches!(
                    expression.kind(),
                    ExpressionKind::Column(_) | ExpressionKind::Label(_)
                ) =>
            {
                columns.push(expression);
            }
            _ => return Err(values::unexpected(cx, given, "a column", "column(…)")),
        }
    }
    // A type given by name is that of a column given as an object, or of one more column.
    for column in &mut columns {
        let ExpressionKind::Column(reference) = column.kind() else {
            continue;
        };
        if let Some(position) = types
            .iter()
            .position(|(name, _)| **name == *reference.key())
        {
            let (_, given) = types.remove(position);
            let mut reference = reference.clone();
            reference.sql_type = value_type(cx, &given, "a type")?;
            *column = reference.into();
        }
    }
    for (name, given) in types {
        let sql_type = value_type(cx, &given, "a type")?;
        columns.push(ColumnReference::new(Name::new(name), sql_type).into());
    }
    let query = Query::Text(Rc::new(TextualSelect {
        text: text.clone(),
        columns,
    }));
    Ok(Value::host(QueryObject::new(host, query)))
}
