//! `sqlalchemy_json`: JSON types whose changes an ORM follows, which is nothing to a migration.

use crate::python::{Interpreter, Parameter, PythonError, Value};

use super::super::sa::types::type_object;
use super::super::values;
use super::installer::Installer;
use super::library::Library;

/// `sqlalchemy-json`.
pub(super) const LIBRARY: Library = Library {
    install,
    ..Library::new("sqlalchemy-json==0.7.0", &["sqlalchemy_json"])
};

/// `MutableJson` and `NestedMutableJson` are instances of JSON.
fn install(installer: &mut Installer<'_>) -> Result<(), PythonError> {
    let json = installer.imported("sqlalchemy.types", "JSON")?;
    for name in ["MutableJson", "NestedMutableJson"] {
        let made = installer.cx.call_with(&json, Vec::new())?;
        installer.show(&["sqlalchemy_json"], name, &made);
    }
    let function = Value::function("mutable_json_type", move |cx, arguments| {
        let mut bound = arguments.bind(
            "mutable_json_type",
            &[Parameter::optional("dbtype"), Parameter::optional("nested")],
        )?;
        let type_ = bound.take("dbtype").unwrap_or_else(|| json.clone());
        instance(cx, &type_)
    });
    installer.show(&["sqlalchemy_json"], "mutable_json_type", &function);
    Ok(())
}

/// `to_instance`: a class is called.
fn instance(cx: &mut Interpreter, type_: &Value) -> Result<Value, PythonError> {
    match type_object(cx, type_)? {
        Some(object) => Ok(Value::Host(object)),
        None => Err(values::unexpected(
            cx,
            type_,
            "dbtype",
            "a type of SQLAlchemy",
        )),
    }
}
