//! What the dictionaries of `collections` share: classes derived from `dict`.

use crate::python::arguments::{Arguments, BoundArguments};
use crate::python::class::{BuiltinType, ClassKind};
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::shared::Shared;
use crate::python::stdlib::native::{ClassBuilder, Outcome, class_method, function};
use crate::python::value::Value;
use std::cell::RefCell;

use crate::python::dictionary::Dictionary;

/// A class derived from `dict` whose special methods are asked.
pub(super) fn derived(cx: &mut Interpreter, name: &'static str) -> ClassBuilder {
    ClassBuilder::new("collections", name)
        .kind(ClassKind::Python)
        .subscribable()
        .base(cx.builtin_class(BuiltinType::Dict))
        .value(
            "fromkeys",
            class_method(function("fromkeys", "cls, iterable, value=, /", from_keys)),
        )
        .plain_method("__or__", "other, /", |cx, receiver, mut arguments| {
            let other = arguments.require("other");
            if !matches!(cx.known(&other)?.underlying(), Value::Dict(_)) {
                return Ok(Value::NotImplemented);
            }
            let origin = cx.origin();
            let joined = cx.call_method(&receiver, "copy", Arguments::none(origin.clone()))?;
            update(cx, &joined, Arguments::positional(vec![other], origin))?;
            Ok(joined)
        })
}

/// `Class.fromkeys(iterable, value)`.
fn from_keys(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let made = cx.call_with(&arguments.require("cls"), Vec::new())?;
    let value: Value = arguments.take("value").into();
    for key in cx.collect(&arguments.require("iterable"))? {
        cx.set_subscript(&made, &key, value.clone())?;
    }
    Ok(made)
}

/// The entries an instance of such a class holds.
pub(super) fn entries(value: &Value) -> Result<Shared<RefCell<Dictionary>>, PythonError> {
    match value.underlying() {
        Value::Dict(entries) => Ok(entries),
        _ => Err(PythonError::type_error("the receiver is not a dictionary")),
    }
}

/// `dict(*positional, **keyword)` put into the entries of `receiver`.
pub(super) fn update(
    cx: &mut Interpreter,
    receiver: &Value,
    arguments: Arguments,
) -> Result<(), PythonError> {
    let class = Value::Class(cx.builtin_class(BuiltinType::Dict));
    let made = cx.call(&class, arguments)?;
    let (target, source) = (entries(receiver)?, entries(&made)?);
    for (hash, key, value) in source.borrow().iter() {
        target
            .borrow_mut()
            .insert(hash.clone(), key.clone(), value.clone());
    }
    Ok(())
}

/// An attribute of the instance itself.
pub(super) fn own_attribute(value: &Value, name: &str) -> Option<Value> {
    match value {
        Value::Instance(instance) => instance.attributes.borrow().get(name).cloned(),
        _ => None,
    }
}
