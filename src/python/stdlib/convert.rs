//! Taking arguments as what a native function needs (`PyArg_Parse`).
//!
//! An opaque value where a known one is needed is an error of its own, never a `TypeError` that the
//! program could catch.

use std::rc::Rc;

use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::integer::Integer;
use crate::python::interpreter::Interpreter;
use crate::python::text::plain_repr;
use crate::python::value::Value;

/// The `TypeError` for a value of a wrong type; the refusal where nothing is known about it.
pub(super) fn mismatch(value: &Value, message: impl Into<Rc<str>>) -> PythonError {
    match value {
        Value::Opaque(opaque) => PythonError::opaque_use(opaque),
        _ => PythonError::type_error(message),
    }
}

/// A string; `what` is what the message calls the argument, such as `strptime() argument 1`.
pub(super) fn string(
    cx: &mut Interpreter,
    value: &Value,
    what: &str,
) -> Result<Rc<str>, PythonError> {
    match value.as_str() {
        Some(text) => Ok(text),
        None => Err(mismatch(
            value,
            format!("{what} must be str, not {}", cx.type_name(value)),
        )),
    }
}

/// A string, of which CPython asks for `method` without looking at the type.
pub(super) fn duck_string(
    cx: &mut Interpreter,
    value: &Value,
    method: &str,
) -> Result<Rc<str>, PythonError> {
    let value = cx.known(value)?;
    if let Some(text) = value.as_str() {
        return Ok(text);
    }
    // The AttributeError is raised here, unless the object has such a method.
    cx.attribute(&value, method)?;
    Err(PythonError::unsupported(format!(
        "a {} in the place of a string",
        cx.type_name(&value)
    )))
}

/// An integer.
pub(super) fn integer(cx: &mut Interpreter, value: &Value) -> Result<Integer, PythonError> {
    match value.as_int() {
        Some(number) => Ok(number),
        None => Err(mismatch(
            value,
            format!(
                "'{}' object cannot be interpreted as an integer",
                cx.type_name(value)
            ),
        )),
    }
}

/// An integer that fits 64 bits.
pub(super) fn small_integer(cx: &mut Interpreter, value: &Value) -> Result<i64, PythonError> {
    integer(cx, value)?.to_i64().ok_or_else(|| {
        PythonError::exception(
            ExceptionClass::OverflowError,
            "Python int too large to convert to C long",
        )
    })
}

/// A number as a float.
pub(super) fn float(cx: &mut Interpreter, value: &Value) -> Result<f64, PythonError> {
    match value.underlying() {
        Value::Float(number) => Ok(number),
        plain => match plain.as_int() {
            Some(number) => finite(&number),
            None => Err(mismatch(
                value,
                format!("must be real number, not {}", cx.type_name(value)),
            )),
        },
    }
}

fn finite(number: &Integer) -> Result<f64, PythonError> {
    let float = number.to_f64();
    if float.is_finite() {
        return Ok(float);
    }
    Err(PythonError::exception(
        ExceptionClass::OverflowError,
        "int too large to convert to float",
    ))
}

/// `bool(value)` of an argument that may be missing.
pub(super) fn flag(
    cx: &mut Interpreter,
    value: Option<Value>,
    default: bool,
) -> Result<bool, PythonError> {
    match value {
        Some(value) => cx.truth(&value),
        None => Ok(default),
    }
}

/// A string as `repr` shows it.
pub(super) fn quote(text: &str) -> String {
    plain_repr(&Value::str(text))
}
