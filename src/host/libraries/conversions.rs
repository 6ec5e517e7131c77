//! Ways in which libraries' types treat values on their way to the database.

use crate::python::{Arguments, Interpreter, PythonError, Value};
use crate::schema::SqlType;

use super::super::sa::types::{Treatment, TypeBehaviour};

/// Values are the implementation's business.
#[derive(Debug)]
pub(super) struct AsImplemented;

impl TypeBehaviour for AsImplemented {}

/// Values go through code of the library that is not here, such as an encryption.
#[derive(Debug)]
pub(super) struct Refused {
    /// `__name__` of the type.
    pub(super) name: &'static str,
}

impl TypeBehaviour for Refused {
    fn treatment(&self) -> Treatment {
        Treatment::Converted
    }

    fn convert(&self, _cx: &mut Interpreter, _value: Value) -> Result<Value, PythonError> {
        Err(PythonError::unsupported(format!(
            "writing values of the type {}, which it converts by code of its own",
            self.name
        )))
    }
}

/// Values are converted and then the implementation's business (`process_bind_param`).
#[derive(Debug)]
pub(super) struct Converted(pub(super) fn(&mut Interpreter, Value) -> Result<Value, PythonError>);

impl TypeBehaviour for Converted {
    fn treatment(&self) -> Treatment {
        Treatment::Converted
    }

    fn convert(&self, cx: &mut Interpreter, value: Value) -> Result<Value, PythonError> {
        (self.0)(cx, value)
    }
}

/// Values are converted into text, which is written as a string (`literal_processor`).
#[derive(Debug)]
pub(super) struct Text(pub(super) fn(&mut Interpreter, Value) -> Result<Value, PythonError>);

impl TypeBehaviour for Text {
    fn treatment(&self) -> Treatment {
        Treatment::Converted
    }

    fn convert(&self, cx: &mut Interpreter, value: Value) -> Result<Value, PythonError> {
        (self.0)(cx, value)
    }

    fn written_as(&self) -> Option<SqlType> {
        Some(SqlType::string(None))
    }
}

/// `str(value)`.
pub(super) fn string(cx: &mut Interpreter, value: Value) -> Result<Value, PythonError> {
    Ok(Value::Str(cx.str(&value)?))
}

/// A `datetime` with a zone in UTC: `value.astimezone(timezone.utc)`.
///
/// The library raises where it has none, and SQLAlchemy wraps that.
pub(super) fn in_utc(
    cx: &mut Interpreter,
    value: &Value,
    name: &str,
) -> Result<Value, PythonError> {
    let zone = cx.attribute(value, "tzinfo")?;
    if zone.is_none() {
        return Err(PythonError::unsupported(format!(
            "a value without a time zone for the type {name}, which refuses it"
        )));
    }
    let module = cx.import("datetime")?;
    let class = cx.attribute(&module, "timezone")?;
    let utc = cx.attribute(&class, "utc")?;
    let arguments = Arguments::positional(vec![utc], cx.origin());
    cx.call_method(value, "astimezone", arguments)
}
