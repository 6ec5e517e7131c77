//! The value of a name nobody gave (`mako.runtime.Undefined`).

use std::rc::Rc;

use crate::python::{ExceptionClass, HostObject, Interpreter, PythonError};

/// `UNDEFINED`: false, and an error as soon as it is written.
#[derive(Debug)]
pub(super) struct Undefined;

impl HostObject for Undefined {
    fn type_name(&self) -> Rc<str> {
        "Undefined".into()
    }

    fn truth(&self, _cx: &mut Interpreter) -> Result<bool, PythonError> {
        Ok(false)
    }

    fn str(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Err(PythonError::exception(
            ExceptionClass::NameError,
            "Undefined",
        ))
    }
}
