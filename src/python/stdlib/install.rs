//! The standard modules by name (`sys.stdlib_module_names`).

use super::datetime;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::value::Value;

/// Makes the standard module `name`; nothing where there is no such module here.
///
/// The interpreter asks once per module and keeps the answer.
pub(crate) fn standard_module(
    cx: &mut Interpreter,
    name: &str,
) -> Result<Option<Value>, PythonError> {
    let make: fn(&mut Interpreter) -> Value = match name {
        "datetime" => datetime::module,
        _ => return Ok(None),
    };
    Ok(Some(make(cx)))
}
