//! Functions of `sqlalchemy.orm` around declarations.

use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};

/// `@validates("name", …)`, whose functions run for objects only.
pub(super) fn validates(
    _cx: &mut Interpreter,
    _arguments: Arguments,
) -> Result<Value, PythonError> {
    Ok(Value::function("wrap", unchanged))
}

/// `@reconstructor` and `@declarative_mixin`: the function or class itself.
pub(super) fn unchanged(_cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("decorate", &[Parameter::required("fn")])?;
    Ok(bound.require("fn"))
}
