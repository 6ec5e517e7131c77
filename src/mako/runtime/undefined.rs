//! The value of a name nobody gave (`mako.runtime.Undefined`).

use std::rc::Rc;

use crate::python::{ExceptionClass, HostObject, Interpreter, PythonError, Value};

/// `UNDEFINED`: false, and an error as soon as it is written.
#[derive(Debug)]
pub(super) struct Undefined;

/// What is refused where Mako shows `<mako.runtime.Undefined object at 0x…>`.
pub(in crate::mako) const UNDEFINED_REPRESENTATION: &str =
    "repr() of a name that is not given, which shows a memory address";

impl HostObject for Undefined {
    fn type_name(&self) -> Rc<str> {
        "Undefined".into()
    }

    /// It has no attributes, and says so to whoever catches that.
    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        if name.starts_with("__") {
            return Ok(None);
        }
        Err(PythonError::attribute_error(format!(
            "'Undefined' object has no attribute '{name}'"
        )))
    }

    fn truth(&self, _cx: &mut Interpreter) -> Result<bool, PythonError> {
        Ok(false)
    }

    fn has_instance(
        &self,
        _value: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<bool>, PythonError> {
        Err(PythonError::type_error(
            "isinstance() arg 2 must be a type, a tuple of types, or a union",
        ))
    }

    fn repr(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Err(PythonError::unsupported(UNDEFINED_REPRESENTATION))
    }

    fn str(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Err(PythonError::exception(
            ExceptionClass::NameError,
            "Undefined",
        ))
    }
}
