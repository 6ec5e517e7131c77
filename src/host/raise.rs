//! Errors on their way into Python: SQLAlchemy's exceptions, the schema's refusals, the sink's.

use crate::operations::{RaisedAs, SinkError};
use crate::python::{
    Arguments, ErrorKind, Exception, ExceptionClass, Interpreter, PythonError, Value,
};
use crate::schema::SchemaError;
use crate::source::Origin;

/// The exception `class` of `sqlalchemy.exc` with a message.
pub(crate) fn sqlalchemy_error(
    cx: &mut Interpreter,
    class: &str,
    message: impl Into<String>,
) -> PythonError {
    module_error(cx, "sqlalchemy.exc", class, message)
}

/// `alembic.util.CommandError`.
pub(crate) fn command_error(cx: &mut Interpreter, message: impl Into<String>) -> PythonError {
    module_error(cx, "alembic.util.exc", "CommandError", message)
}

/// The message of an `alembic.util.CommandError`; `None` for other errors.
///
/// Alembic shows it as `FAILED: message` wherever a command meets one.
pub fn command_error_message(error: &PythonError) -> Option<String> {
    let (class, message) = error.class_and_message()?;
    (&*class == "alembic.util.exc.CommandError").then_some(message)
}

/// The exception `class` of any module with a message.
pub(crate) fn module_error(
    cx: &mut Interpreter,
    module: &str,
    class: &str,
    message: impl Into<String>,
) -> PythonError {
    let origin = cx.origin();
    let arguments = Arguments::positional(vec![Value::from(message.into())], origin.clone());
    let made = cx
        .import(module)
        .and_then(|module| cx.attribute(&module, class))
        .and_then(|class| cx.call(&class, arguments));
    match made {
        Ok(Value::Instance(instance)) => {
            PythonError::new(ErrorKind::Exception(Exception::Object(instance))).with_origin(origin)
        }
        Ok(_) => PythonError::unsupported(format!("raising {module}.{class}")),
        Err(error) => error,
    }
}

/// What SQLAlchemy's constructors raise where the schema refuses.
pub(crate) fn schema_error(cx: &mut Interpreter, error: SchemaError) -> PythonError {
    match error {
        SchemaError::Argument(message) => sqlalchemy_error(cx, "ArgumentError", message),
        SchemaError::InvalidRequest(message) => {
            sqlalchemy_error(cx, "InvalidRequestError", message)
        }
        SchemaError::NoForeignKeys(message) => sqlalchemy_error(cx, "NoForeignKeysError", message),
        SchemaError::AmbiguousForeignKeys(message) => {
            sqlalchemy_error(cx, "AmbiguousForeignKeysError", message)
        }
        SchemaError::NotImplemented(message) => {
            PythonError::exception(ExceptionClass::NotImplementedError, message)
        }
        SchemaError::Type(message) => PythonError::type_error(message),
        SchemaError::Value(message) => PythonError::value_error(message),
        SchemaError::TooDeep { .. } => PythonError::budget(error.to_string()),
        SchemaError::Unsupported(what) => PythonError::unsupported(what),
    }
}

/// An error of the sink, at the call it came from unless it knows better: the exception the
/// original raises where the sink names one, else an error nothing can catch.
pub(crate) fn sink_error(cx: &mut Interpreter, error: SinkError, origin: Origin) -> PythonError {
    if let Some(exception) = error.exception() {
        let message = error.to_string();
        // The original may have executed statements of the operation before, and what is an error
        // to it and what is not is known of sensible values only.
        if !error.is_certain() && cx.may_catch() {
            return PythonError::unsupported(format!(
                "catching what is raised while SQL is written: {message}"
            ))
            .with_origin(error.origin().cloned().unwrap_or(origin));
        }
        return match exception {
            RaisedAs::SqlAlchemy(class) => sqlalchemy_error(cx, class, message),
            RaisedAs::Command => command_error(cx, message),
            RaisedAs::NotImplemented => {
                PythonError::exception(ExceptionClass::NotImplementedError, message)
            }
            RaisedAs::Type => PythonError::type_error(message),
            RaisedAs::Value => PythonError::value_error(message),
        };
    }
    let origin = error.origin().cloned().unwrap_or(origin);
    PythonError::host(error.into_source()).with_origin(origin)
}
