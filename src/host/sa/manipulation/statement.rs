//! The statements at large: the functions that make them, and which one a value is.

use std::rc::Rc;

use crate::operations::StatementParameters;
use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::statement::Statement;
use crate::source::Origin;

use super::super::super::host_context::{Host, HostFunction};
use super::computed::complete;
use super::delete::{DeleteObject, delete};
use super::insert::{InsertObject, insert};
use super::methods::ManipulationObject;
use super::update::{UpdateObject, update};

/// The functions of `sqlalchemy` by name.
const FUNCTIONS: &[(&str, HostFunction)] =
    &[("delete", delete), ("insert", insert), ("update", update)];

/// The functions of `sqlalchemy` by name.
pub(crate) fn manipulation_functions() -> impl Iterator<Item = (&'static str, HostFunction)> {
    FUNCTIONS.iter().copied()
}

/// The INSERT, UPDATE or DELETE a value is.
pub(crate) fn manipulation_of(value: &Value) -> Option<Statement> {
    if let Some(object) = value.downcast::<InsertObject>() {
        return Some(object.statement());
    }
    if let Some(object) = value.downcast::<UpdateObject>() {
        return Some(object.statement());
    }
    value
        .downcast::<DeleteObject>()
        .map(|object| object.statement())
}

/// The INSERT, UPDATE or DELETE a value is, for a server: with what Python computes for columns
/// that nobody gave a value for.
pub(crate) fn server_statement(
    cx: &mut Interpreter,
    value: &Value,
    parameters: &mut StatementParameters,
    origin: &Origin,
) -> Result<Option<Statement>, PythonError> {
    let Some(mut statement) = manipulation_of(value) else {
        return Ok(None);
    };
    let computed = if let Some(object) = value.downcast::<InsertObject>() {
        Rc::clone(object.computed_columns())
    } else if let Some(object) = value.downcast::<UpdateObject>() {
        Rc::clone(object.computed_columns())
    } else {
        return Ok(Some(statement));
    };
    complete(cx, &mut statement, &computed, parameters, origin)?;
    Ok(Some(statement))
}

/// `table.insert`, `table.update` or `table.delete`.
pub(crate) fn table_method(host: &Rc<Host>, table: &Value, name: &str) -> Option<Value> {
    let (name, function) = FUNCTIONS.iter().find(|(known, _)| *known == name)?;
    let host = Rc::clone(host);
    let table = table.clone();
    let shown = format!("TableClause.{name}");
    Some(Value::function(*name, move |cx, arguments| {
        let origin = arguments.origin.clone();
        let arguments = arguments.with_receiver(table.clone());
        arguments.bind(&shown, &[Parameter::required("self")])?;
        let given = Arguments::positional(vec![table.clone()], origin);
        function(&host, cx, given)
    }))
}
