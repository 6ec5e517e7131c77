//! CTEs of statements that insert, update or delete.

use std::rc::Rc;

use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::statement::{Cte, CteReference, FromClause, NestedCte, Statement};

use super::super::super::host_context::Host;
use super::super::super::raise::schema_error;
use super::super::super::values;
use super::super::selectable::{FromObject, named_from};

/// `cte(name, nesting=…)`; a statement that changes rows cannot refer to itself.
pub(super) fn common_table(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    statement: Statement,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "cte",
        &[
            Parameter::optional("name"),
            Parameter::optional("recursive"),
            Parameter::optional("nesting"),
        ],
    )?;
    let name = bound.take("name");
    let name = values::optional_name(cx, name, "name")?;
    let recursive = bound.take("recursive");
    if values::flag(cx, recursive, false)? {
        return Err(PythonError::unsupported(
            "a recursive CTE that inserts, updates or deletes",
        ));
    }
    let nesting = bound.take("nesting");
    let nesting = values::flag(cx, nesting, false)?;
    let made = statement.proxies().and_then(|columns| {
        FromClause::cte(statement, columns, name, |name, statement| Cte {
            name,
            statement,
            recursive: false,
            nesting,
            reference: CteReference::Original,
            prefixes: Vec::new(),
            suffixes: Vec::new(),
        })
    });
    let from = made.map_err(|error| schema_error(cx, error))?;
    Ok(Value::host(FromObject::new(host, from)))
}

/// `add_cte(*ctes, nest_here=…)`.
pub(super) fn added_ctes(
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Vec<NestedCte>, PythonError> {
    let mut bound = arguments.bind(
        "add_cte",
        &[Parameter::rest("ctes"), Parameter::keyword("nest_here")],
    )?;
    let nest_here = bound.take("nest_here");
    let nest_here = values::flag(cx, nest_here, false)?;
    let mut added = Vec::new();
    for value in &bound.rest_positional {
        match named_from(value).filter(|from| from.as_cte().is_some()) {
            Some(cte) => added.push(NestedCte { cte, nest_here }),
            None => return Err(values::unexpected(cx, value, "an argument", "a CTE")),
        }
    }
    Ok(added)
}
