//! The statements at large: the functions that make them, and which one a value is.

use std::rc::Rc;

use crate::python::Value;
use crate::schema::statement::Statement;

use super::super::super::host_context::{Host, HostFunction};
use super::delete::{DeleteObject, delete};
use super::insert::{InsertObject, insert};
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

/// `table.insert`, `table.update` or `table.delete`.
pub(crate) fn table_method(host: &Rc<Host>, table: &Value, name: &str) -> Option<Value> {
    let (name, function) = FUNCTIONS.iter().find(|(known, _)| *known == name)?;
    let host = Rc::clone(host);
    let table = table.clone();
    let shown = format!("TableClause.{name}");
    Some(Value::function(*name, move |cx, arguments| {
        let origin = arguments.origin.clone();
        arguments.bind(&shown, &[])?;
        let given = crate::python::Arguments::positional(vec![table.clone()], origin);
        function(&host, cx, given)
    }))
}
