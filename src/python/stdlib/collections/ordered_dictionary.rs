//! `OrderedDict`: a dictionary whose order matters for equality and can be changed.

use super::dictionary_class::{derived, entries};
use crate::python::arguments::BoundArguments;
use crate::python::class::Class;
use crate::python::dictionary::Place;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::object::Comparison;
use crate::python::shared::Shared;
use crate::python::stdlib::convert;
use crate::python::stdlib::native::Outcome;
use crate::python::value::Value;

fn pairs(receiver: &Value) -> Result<Value, PythonError> {
    let entries = entries(receiver)?;
    let entries = entries.borrow();
    let pairs = entries
        .iter()
        .map(|(_, key, value)| Value::tuple(vec![key.clone(), value.clone()]));
    Ok(Value::list(pairs.collect()))
}

fn equal(cx: &mut Interpreter, receiver: &Value, other: &Value) -> Outcome {
    let both_ordered = match (receiver, other) {
        (Value::Instance(_), Value::Instance(other)) => std::iter::once(&other.class)
            .chain(&other.class.ancestors)
            .any(|class| &*class.name == "OrderedDict" && &*class.module == "collections"),
        _ => false,
    };
    if both_ordered {
        return cx.compare(Comparison::Equal, &pairs(receiver)?, &pairs(other)?);
    }
    match other.underlying() {
        plain @ Value::Dict(_) => cx.compare(Comparison::Equal, &receiver.underlying(), &plain),
        _ => Ok(Value::NotImplemented),
    }
}

fn move_to_end(cx: &mut Interpreter, receiver: Value, mut arguments: BoundArguments) -> Outcome {
    let key = arguments.require("key");
    let place = if convert::flag(cx, arguments.take("last"), true)? {
        Place::Last
    } else {
        Place::First
    };
    let hash = cx.hash_key(&key)?;
    if entries(&receiver)?.borrow_mut().move_to(&hash, place) {
        return Ok(Value::None);
    }
    Err(PythonError::key_error(key))
}

fn pop_item(cx: &mut Interpreter, receiver: Value, mut arguments: BoundArguments) -> Outcome {
    let last = convert::flag(cx, arguments.take("last"), true)?;
    let entries = entries(&receiver)?;
    let mut entries = entries.borrow_mut();
    let position = if last {
        entries.len().wrapping_sub(1)
    } else {
        0
    };
    let found = entries
        .entry_at(position)
        .map(|(key, value)| (key.clone(), value.clone()));
    let Some((key, value)) = found else {
        return Err(PythonError::key_error("dictionary is empty".into()));
    };
    let hash = cx.hash_key(&key)?;
    entries.remove(&hash);
    Ok(Value::tuple(vec![key, value]))
}

/// The class `OrderedDict`.
pub(super) fn class(cx: &mut Interpreter) -> Shared<Class> {
    derived(cx, "OrderedDict")
        .plain_method("move_to_end", "key, last=", move_to_end)
        .plain_method("popitem", "last=", pop_item)
        .plain_method("__eq__", "other, /", |cx, receiver, mut arguments| {
            let other = arguments.require("other");
            equal(cx, &receiver, &other)
        })
        .plain_method("__ne__", "other, /", |cx, receiver, mut arguments| {
            let other = arguments.require("other");
            match equal(cx, &receiver, &other)? {
                Value::Bool(equal) => Ok(Value::Bool(!equal)),
                other => Ok(other),
            }
        })
        .plain_method("__repr__", "", |cx, receiver, _| {
            if entries(&receiver)?.borrow().is_empty() {
                return Ok("OrderedDict()".into());
            }
            let content = cx.repr(&pairs(&receiver)?)?;
            Ok(format!("OrderedDict({content})").into())
        })
        .plain_method("copy", "", |cx, receiver, _| {
            let class = cx.class_of(&receiver)?;
            cx.call_with(&Value::Class(class), vec![receiver.underlying()])
        })
        .finish(cx)
}
