//! Values that stand for a type: an instance, or a class to be called without arguments.

use crate::python::{Arguments, Interpreter, PythonError, Value};
use crate::schema::SqlType;

use super::super::super::values::unexpected;
use super::decorator::{derives_from, resolve};
use super::object::TypeObject;

/// The type a value stands for, for a user that keeps it as it is now; nothing where it stands for
/// none.
///
/// A class is called without arguments, as `type_api.to_instance` does.
pub(crate) fn type_object(
    cx: &mut Interpreter,
    value: &Value,
) -> Result<Option<std::rc::Rc<TypeObject>>, PythonError> {
    let object = current_type(cx, value)?;
    if let Some(object) = &object {
        object.keep();
    }
    Ok(object)
}

/// The type a value stands for, for a user that is done with it at once or looks at it again.
pub(crate) fn current_type(
    cx: &mut Interpreter,
    value: &Value,
) -> Result<Option<std::rc::Rc<TypeObject>>, PythonError> {
    if let Value::Class(class) = value {
        if !derives_from(class, "TypeEngine") {
            return Ok(None);
        }
        let arguments = Arguments::none(cx.origin());
        let instance = cx.call(value, arguments)?;
        return current_type(cx, &instance);
    }
    if let Value::Instance(instance) = value {
        return resolve(cx, value, instance);
    }
    Ok(value.downcast())
}

/// The type a value stands for, for writing values of it; anything else is refused.
pub(crate) fn value_type(
    cx: &mut Interpreter,
    value: &Value,
    what: &str,
) -> Result<SqlType, PythonError> {
    match type_object(cx, value)? {
        Some(object) => {
            object.without_table()?;
            object.for_values()
        }
        None => Err(unexpected(cx, value, what, "a type of SQLAlchemy")),
    }
}

/// The type a value stands for; anything else is refused. `what` names the argument.
pub(crate) fn required_type(
    cx: &mut Interpreter,
    value: &Value,
    what: &str,
) -> Result<SqlType, PythonError> {
    match type_object(cx, value)? {
        Some(object) => {
            object.without_table()?;
            object.for_postgresql()
        }
        None => Err(unexpected(cx, value, what, "a type of SQLAlchemy")),
    }
}
