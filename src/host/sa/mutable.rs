//! `sqlalchemy.ext.mutable`: types whose changes an ORM follows, which is nothing to a migration.

use crate::python::{Descriptor, Interpreter, Module, Parameter, PythonError, Shared, Value};

use super::super::native_class::{native_class, no_constructor};
use super::super::values::unexpected;
use super::types::type_object;

const MODULE: &str = "sqlalchemy.ext.mutable";

/// The module `sqlalchemy.ext.mutable`.
pub(crate) fn mutable_module(cx: &Interpreter) -> Module {
    let module = Module::native(MODULE);
    let base = native_class(cx, "Mutable", MODULE, &[], no_constructor());
    let as_mutable = Value::function("as_mutable", |cx, arguments| {
        let mut bound = arguments.bind(
            "Mutable.as_mutable",
            &[Parameter::required("cls"), Parameter::required("sqltype")],
        )?;
        let sql_type = bound.require("sqltype");
        instance(cx, &sql_type)
    });
    // Only mapped attributes are listened to.
    let associate_with = Value::function("associate_with", |_, arguments| {
        arguments.bind(
            "Mutable.associate_with",
            &[Parameter::required("cls"), Parameter::required("sqltype")],
        )?;
        Ok(Value::None)
    });
    for (name, method) in [
        ("as_mutable", as_mutable),
        ("associate_with", associate_with),
    ] {
        let descriptor = Value::Descriptor(Shared::new(Descriptor::ClassMethod(method)));
        base.attributes.borrow_mut().insert(name.into(), descriptor);
    }
    for name in ["MutableDict", "MutableList", "MutableSet"] {
        let bases = std::slice::from_ref(&base);
        let class = native_class(cx, name, MODULE, bases, no_constructor());
        module.set(name, Value::Class(class));
    }
    module.set("Mutable", Value::Class(base));
    module
}

/// `to_instance(type)`: a class is called.
pub(crate) fn instance(cx: &mut Interpreter, value: &Value) -> Result<Value, PythonError> {
    match value {
        Value::Class(_) => match type_object(cx, value)? {
            Some(object) => Ok(Value::Host(object)),
            None => Err(unexpected(cx, value, "sqltype", "a type of SQLAlchemy")),
        },
        _ => match type_object(cx, value)? {
            Some(_) => Ok(value.clone()),
            None => Err(unexpected(cx, value, "sqltype", "a type of SQLAlchemy")),
        },
    }
}
