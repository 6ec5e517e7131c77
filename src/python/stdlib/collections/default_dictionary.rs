//! `defaultdict`: a missing key is made by a factory.

use super::dictionary_class::{derived, entries, own_attribute, update};
use crate::python::arguments::Arguments;
use crate::python::class::Class;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::shared::Shared;
use crate::python::stdlib::native::{Outcome, split_receiver};
use crate::python::value::Value;

fn initialise(cx: &mut Interpreter, arguments: Arguments) -> Outcome {
    let (receiver, mut arguments) = split_receiver("__init__", arguments)?;
    arguments.spans.clear();
    let factory = if arguments.positional.is_empty() {
        Value::None
    } else {
        arguments.positional.remove(0)
    };
    let callable = matches!(
        factory,
        Value::None
            | Value::Function(_)
            | Value::BoundMethod(_)
            | Value::Builtin(_)
            | Value::Class(_)
            | Value::Host(_)
            | Value::Instance(_)
            | Value::Opaque(_)
    );
    if !callable {
        return Err(PythonError::type_error(
            "first argument must be callable or None",
        ));
    }
    if let Value::Instance(instance) = &receiver {
        instance
            .attributes
            .borrow_mut()
            .insert("default_factory".into(), factory);
    }
    update(cx, &receiver, arguments)?;
    Ok(Value::None)
}

fn missing(cx: &mut Interpreter, receiver: Value, key: Value) -> Outcome {
    let factory: Value = own_attribute(&receiver, "default_factory").into();
    if factory.is_none() {
        return Err(PythonError::key_error(key));
    }
    let value = cx.call_with(&factory, Vec::new())?;
    let hash = cx.hash_key(&key)?;
    cx.allocate(3 * size_of::<Value>())?;
    entries(&receiver)?
        .borrow_mut()
        .insert(hash, key, value.clone());
    Ok(value)
}

/// The class `defaultdict`.
pub(super) fn class(cx: &mut Interpreter) -> Shared<Class> {
    derived(cx, "defaultdict")
        .value("__init__", Value::method("__init__", initialise))
        .plain_method("__missing__", "key, /", |cx, receiver, mut arguments| {
            let key = arguments.require("key");
            missing(cx, receiver, key)
        })
        .plain_method("__repr__", "", |cx, receiver, _| {
            let factory: Value = own_attribute(&receiver, "default_factory").into();
            let factory = cx.repr(&factory)?;
            let content = cx.repr(&receiver.underlying())?;
            Ok(format!("defaultdict({factory}, {content})").into())
        })
        .plain_method("copy", "", |cx, receiver, _| {
            let factory: Value = own_attribute(&receiver, "default_factory").into();
            let class = cx.class_of(&receiver)?;
            cx.call_with(&Value::Class(class), vec![factory, receiver.underlying()])
        })
        .finish(cx)
}
