//! `lru_cache` and `cache`: results are kept by their arguments.

use std::cell::RefCell;
use std::rc::Rc;

use indexmap::IndexMap;

use super::module::copy_metadata;
use crate::python::arguments::{Arguments, BoundArguments};
use crate::python::dictionary::HashKey;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::stdlib::convert;
use crate::python::stdlib::native::{Outcome, closure, function};
use crate::python::value::Value;

/// Results by arguments, the one used last at the end.
type Results = RefCell<IndexMap<HashKey, Value>>;

/// What makes two calls the same.
fn key_of(cx: &mut Interpreter, arguments: &Arguments) -> Result<HashKey, PythonError> {
    let mut keys = Vec::new();
    for value in &arguments.positional {
        keys.push(cx.hash_key(value)?);
    }
    for (name, value) in &arguments.keyword {
        // A separator no argument can be equal to keeps names and values apart.
        keys.push(HashKey::Native("keyword", Rc::clone(name)));
        keys.push(cx.hash_key(value)?);
    }
    Ok(HashKey::Tuple(keys))
}

/// `function` with its results kept; at most `most` of them.
fn cached(cx: &mut Interpreter, inner: &Value, most: Option<usize>) -> Outcome {
    let callable = matches!(
        inner,
        Value::Function(_)
            | Value::Builtin(_)
            | Value::BoundMethod(_)
            | Value::Class(_)
            | Value::Instance(_)
            | Value::Host(_)
            | Value::Descriptor(_)
            | Value::Opaque(_)
    );
    if !callable {
        return Err(PythonError::type_error(
            "the first argument must be callable",
        ));
    }
    let results: Rc<Results> = Rc::default();
    let name = cx
        .find_attribute(inner, "__name__")?
        .and_then(|name| name.as_str());
    let called = inner.clone();
    let kept = Rc::clone(&results);
    // A method as well as a function: found in a class it receives the instance.
    let wrapper = Value::method(
        name.unwrap_or_else(|| "cached".into()),
        move |cx, arguments| {
            let key = key_of(cx, &arguments)?;
            let found = kept
                .borrow()
                .get_full(&key)
                .map(|(index, _, value)| (index, value.clone()));
            if let Some((index, value)) = found {
                let mut results = kept.borrow_mut();
                let last = results.len() - 1;
                results.move_index(index, last);
                return Ok(value);
            }
            let value = cx.call(&called, arguments)?;
            cx.allocate(2 * size_of::<Value>())?;
            let mut results = kept.borrow_mut();
            if most.is_some_and(|most| results.len() >= most) {
                results.shift_remove_index(0);
            }
            if most != Some(0) {
                results.insert(key, value.clone());
            }
            Ok(value)
        },
    );
    copy_metadata(cx, inner, &wrapper)?;
    let clear = function("cache_clear", "", move |_, _| {
        results.borrow_mut().clear();
        Ok(Value::None)
    });
    cx.set_attribute(&wrapper, "cache_clear", clear)?;
    Ok(wrapper)
}

/// `cache(function)`.
pub(super) fn cache(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let inner = arguments.require("user_function");
    cached(cx, &inner, None)
}

/// `lru_cache(function)` or `lru_cache(maxsize, typed)(function)`.
pub(super) fn lru_cache(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    if convert::flag(cx, arguments.take("typed"), false)? {
        return Err(PythonError::unsupported(
            "the argument typed of lru_cache()",
        ));
    }
    let most = match arguments.take("maxsize") {
        None => Some(128),
        Some(Value::None) => None,
        Some(inner @ (Value::Function(_) | Value::Builtin(_))) => {
            return cached(cx, &inner, Some(128));
        }
        Some(value) => {
            let most = convert::small_integer(cx, &value)?;
            Some(usize::try_from(most).unwrap_or(0))
        }
    };
    Ok(closure(
        "decorating_function",
        move |cx, mut arguments| match (arguments.positional.pop(), arguments.positional.is_empty())
        {
            (Some(inner), true) if arguments.keyword.is_empty() => cached(cx, &inner, most),
            _ => Err(PythonError::type_error(
                "lru_cache() decorates one function",
            )),
        },
    ))
}
