//! What INSERT, UPDATE and DELETE have in common: conditions, prefixes, options.

use crate::python::{Arguments, Interpreter, Parameter, PythonError};
use crate::schema::Expression;
use crate::schema::expression::BinaryOperator;
use crate::schema::expression::operators::{self, Operand};
use crate::schema::statement::FromClause;

use super::super::super::host_context::Host;
use super::super::super::raise::{schema_error, sqlalchemy_error};
use super::super::super::values;
use super::super::expression::operand;
use super::super::orm::require_plain_names;
use super::super::selectable::{condition, statement_text};

/// `where(*criteria)` and `filter(*criteria)`.
pub(super) fn conditions(
    cx: &mut Interpreter,
    method: &str,
    arguments: Arguments,
) -> Result<Vec<Expression>, PythonError> {
    let bound = arguments.bind(method, &[Parameter::rest("whereclause")])?;
    bound
        .rest_positional
        .iter()
        .map(|criterion| condition(cx, criterion))
        .collect()
}

/// `filter_by(**kwargs)`: columns of the table that equal values.
pub(super) fn equalities(
    host: &Host,
    cx: &mut Interpreter,
    table: &FromClause,
    arguments: Arguments,
) -> Result<Vec<Expression>, PythonError> {
    let bound = arguments.bind("filter_by", &[Parameter::rest_keyword("kwargs")])?;
    let names = bound.rest_keyword.iter().map(|(name, _)| &**name);
    require_plain_names(host, table, names)?;
    let mut conditions = Vec::new();
    for (name, value) in bound.rest_keyword {
        let Some(column) = table.column(&name) else {
            let message = format!(
                "Entity namespace for \"{}\" has no property \"{name}\"",
                table.description()
            );
            return Err(sqlalchemy_error(cx, "InvalidRequestError", message));
        };
        let value: Operand = operand(cx, &value)?;
        conditions.push(
            operators::compare(&column, BinaryOperator::Equal, value)
                .map_err(|error| schema_error(cx, error))?,
        );
    }
    Ok(conditions)
}

/// `prefix_with(*prefixes, dialect=…)`; those of another dialect do not count.
pub(super) fn prefixes(
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Vec<Expression>, PythonError> {
    let mut bound = arguments.bind(
        "prefix_with",
        &[Parameter::rest("prefixes"), Parameter::keyword("dialect")],
    )?;
    let dialect = bound.take("dialect");
    let dialect = values::optional_string(cx, dialect, "dialect")?;
    let mut prefixes = Vec::new();
    for prefix in &bound.rest_positional {
        prefixes.push(statement_text(cx, prefix)?);
    }
    match dialect.as_deref() {
        None | Some("*" | "postgresql") => Ok(prefixes),
        Some(_) => Ok(Vec::new()),
    }
}

/// `execution_options(**options)` of a statement: those that say nothing to a migration.
pub(crate) fn require_known_options(arguments: Arguments) -> Result<(), PythonError> {
    let bound = arguments.bind("execution_options", &[Parameter::rest_keyword("kw")])?;
    for (name, _) in bound.rest_keyword {
        require_known_option(&name)?;
    }
    Ok(())
}

/// Options about sessions of the ORM, logging and caches change nothing here.
pub(crate) fn require_known_option(name: &str) -> Result<(), PythonError> {
    const WITHOUT_EFFECT: [&str; 9] = [
        "autocommit",
        "autoflush",
        "compiled_cache",
        "dml_strategy",
        "logging_token",
        "populate_existing",
        "preserve_rowcount",
        "render_nulls",
        "synchronize_session",
    ];
    if WITHOUT_EFFECT.contains(&name) {
        return Ok(());
    }
    Err(PythonError::unsupported(format!(
        "the execution option {name}"
    )))
}
