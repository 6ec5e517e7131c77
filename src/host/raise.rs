//! Errors on their way into Python: SQLAlchemy's exceptions, the schema's refusals, the sink's.

use crate::operations::SinkError;
use crate::python::{Arguments, ErrorKind, Exception, Interpreter, PythonError, Value};
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

fn module_error(
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
        SchemaError::NotImplemented(message) => {
            PythonError::exception(crate::python::ExceptionClass::NotImplementedError, message)
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
    if let Some(class) = error.exception() {
        return sqlalchemy_error(cx, class, error.to_string());
    }
    let origin = error.origin().cloned().unwrap_or(origin);
    PythonError::host(error.into_source()).with_origin(origin)
}
