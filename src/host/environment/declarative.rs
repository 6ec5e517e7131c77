//! Declarative bases, as far as their `metadata` goes.
//!
//! The counterpart of `sqlalchemy.orm.declarative_base` and `DeclarativeBase`. An `env.py` asks a
//! base for `metadata`, and that for its naming convention; mapped classes are never looked into.

use crate::host::native_class::{native_class, no_constructor};
use crate::python::{Arguments, Class, Interpreter, Parameter, PythonError, Shared, Value};

use super::modules::extend;

const DECLARATIVE_BASE: &[Parameter<'static>] = &[
    Parameter::keyword("metadata"),
    Parameter::rest_keyword("kw"),
];
const MODULE: &str = "sqlalchemy.orm";

/// Makes `sqlalchemy.orm` offer bases.
pub(super) fn install(cx: &mut Interpreter) -> Result<(), PythonError> {
    let function = Value::function("declarative_base", |cx, arguments| {
        let mut bound = arguments.bind("declarative_base", DECLARATIVE_BASE)?;
        let metadata = bound.take_some("metadata");
        base_class(cx, "Base", metadata).map(Value::Class)
    });
    let class = Value::Class(base_class(cx, "DeclarativeBase", None)?);
    let no_metadata = Value::Class(base_class(cx, "DeclarativeBaseNoMeta", None)?);
    extend(
        cx,
        MODULE,
        [
            ("declarative_base", function.clone()),
            ("DeclarativeBase", class),
            ("DeclarativeBaseNoMeta", no_metadata),
        ],
    );
    extend(
        cx,
        "sqlalchemy.ext.declarative",
        [("declarative_base", function)],
    );
    Ok(())
}

/// A class with a `metadata`, a new one unless one is given.
fn base_class(
    cx: &mut Interpreter,
    name: &str,
    metadata: Option<Value>,
) -> Result<Shared<Class>, PythonError> {
    let metadata = if let Some(metadata) = metadata {
        metadata
    } else {
        let sqlalchemy = cx.import("sqlalchemy")?;
        let arguments = Arguments::none(cx.origin());
        cx.call_method(&sqlalchemy, "MetaData", arguments)?
    };
    let class = native_class(cx, name, MODULE, &[], no_constructor());
    class
        .attributes
        .borrow_mut()
        .insert("metadata".into(), metadata);
    Ok(class)
}
