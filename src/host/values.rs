//! Python values on their way into the schema: names, strings, flags, numbers.
//!
//! Python checks no types, and SQLAlchemy few: a value of a type nobody passes on purpose is
//! refused here rather than followed to where it would fail.

use std::rc::Rc;

use num_bigint::BigInt;

use crate::python::{Interpreter, PythonError, Value};
use crate::schema::Name;

/// The refusal of a value of the wrong type; `what` names the argument.
pub(crate) fn unexpected(
    cx: &mut Interpreter,
    value: &Value,
    what: &str,
    expected: &str,
) -> PythonError {
    if let Value::Opaque(opaque) = value {
        return PythonError::opaque_use(opaque);
    }
    let type_name = cx.type_name(value);
    PythonError::unsupported(format!(
        "{what} of type {type_name}, where {expected} is expected"
    ))
}

/// The text of a string.
pub(crate) fn string(
    cx: &mut Interpreter,
    value: &Value,
    what: &str,
) -> Result<Rc<str>, PythonError> {
    match value.as_str() {
        Some(text) => Ok(text),
        None => Err(unexpected(cx, value, what, "a string")),
    }
}

/// The text of a string, or nothing for `None` and where nothing was given.
pub(crate) fn optional_string(
    cx: &mut Interpreter,
    value: Option<Value>,
    what: &str,
) -> Result<Option<Rc<str>>, PythonError> {
    match value {
        None | Some(Value::None) => Ok(None),
        Some(value) => string(cx, &value, what).map(Some),
    }
}

/// An identifier, with what `quoted_name` and `conv` say of it.
pub(crate) fn name(cx: &mut Interpreter, value: &Value, what: &str) -> Result<Name, PythonError> {
    let text = string(cx, value, what)?;
    let Value::Instance(instance) = value else {
        return Ok(Name::new(text));
    };
    let is = |wanted: &str| {
        let class = &instance.class;
        std::iter::once(class)
            .chain(&class.ancestors)
            .any(|class| &*class.name == wanted && &*class.module == "sqlalchemy.sql.elements")
    };
    if is("conv") {
        return Ok(Name::conventional(text));
    }
    if is("quoted_name") {
        let quote = match instance.attributes.borrow().get("quote") {
            Some(Value::Bool(quote)) => Some(*quote),
            _ => None,
        };
        return Ok(Name::quoted(text, quote));
    }
    Ok(Name::new(text))
}

/// An identifier, or nothing for `None` and where nothing was given.
pub(crate) fn optional_name(
    cx: &mut Interpreter,
    value: Option<Value>,
    what: &str,
) -> Result<Option<Name>, PythonError> {
    match value {
        None | Some(Value::None) => Ok(None),
        Some(value) => name(cx, &value, what).map(Some),
    }
}

/// The truth of a value, `otherwise` where nothing was given.
pub(crate) fn flag(
    cx: &mut Interpreter,
    value: Option<Value>,
    otherwise: bool,
) -> Result<bool, PythonError> {
    value.map_or(Ok(otherwise), |value| cx.truth(&value))
}

/// The truth of a value, or nothing for `None` and where nothing was given.
pub(crate) fn optional_flag(
    cx: &mut Interpreter,
    value: Option<Value>,
) -> Result<Option<bool>, PythonError> {
    match value {
        None | Some(Value::None) => Ok(None),
        Some(value) => cx.truth(&value).map(Some),
    }
}

/// A whole number of any size, or nothing for `None` and where nothing was given.
pub(crate) fn optional_integer(
    cx: &mut Interpreter,
    value: Option<Value>,
    what: &str,
) -> Result<Option<BigInt>, PythonError> {
    match value {
        None | Some(Value::None) => Ok(None),
        Some(value) => match value.as_int() {
            Some(number) => Ok(Some(number.to_big())),
            None => Err(unexpected(cx, &value, what, "a whole number")),
        },
    }
}

/// A whole number that fits `T`, or nothing for `None` and where nothing was given.
pub(crate) fn optional_size<T: TryFrom<i64>>(
    cx: &mut Interpreter,
    value: Option<Value>,
    what: &str,
) -> Result<Option<T>, PythonError> {
    match value {
        None | Some(Value::None) => Ok(None),
        // `True` is a whole number, and shown as `True` where a size is written.
        Some(value @ Value::Bool(_)) => Err(unexpected(cx, &value, what, "a whole number")),
        Some(value) => {
            let fitting = value
                .as_int()
                .and_then(|number| number.to_i64())
                .and_then(|number| T::try_from(number).ok());
            match fitting {
                Some(number) => Ok(Some(number)),
                None => Err(unexpected(cx, &value, what, "a whole number of usual size")),
            }
        }
    }
}

/// The identifiers of a list; nothing for `None` and where nothing was given.
///
/// A string is refused: iterated as Python would, it is a list of letters nobody meant.
pub(crate) fn names(
    cx: &mut Interpreter,
    value: Option<Value>,
    what: &str,
) -> Result<Vec<Name>, PythonError> {
    let Some(value) = value.filter(|value| !value.is_none()) else {
        return Ok(Vec::new());
    };
    items(cx, &value, what)?
        .iter()
        .map(|item| name(cx, item, what))
        .collect()
}

/// The items of a list of things; a string is refused.
pub(crate) fn items(
    cx: &mut Interpreter,
    value: &Value,
    what: &str,
) -> Result<Vec<Value>, PythonError> {
    if value.as_str().is_some() {
        return Err(unexpected(cx, value, what, "a list"));
    }
    cx.collect(value)
}

/// The entries of a dictionary with string keys; nothing for `None` and where nothing was given.
pub(crate) fn entries(
    cx: &mut Interpreter,
    value: Option<Value>,
    what: &str,
) -> Result<Vec<(Rc<str>, Value)>, PythonError> {
    let Some(value) = value.filter(|value| !value.is_none()) else {
        return Ok(Vec::new());
    };
    let Value::Dict(dictionary) = value.underlying() else {
        return Err(unexpected(cx, &value, what, "a dictionary"));
    };
    let pairs: Vec<(Value, Value)> = dictionary
        .borrow()
        .iter()
        .map(|(_, key, value)| (key.clone(), value.clone()))
        .collect();
    pairs
        .into_iter()
        .map(|(key, value)| Ok((string(cx, &key, what)?, value)))
        .collect()
}
