//! `warnings` and `traceback`: accepted, as they never change what a program does.

use std::rc::Rc;

use super::native::{ModuleBuilder, closure};
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::object::{ExitOutcome, HostObject};
use crate::python::value::Value;

/// `warnings.catch_warnings()`.
#[derive(Debug)]
struct CatchWarnings;

impl HostObject for CatchWarnings {
    fn type_name(&self) -> Rc<str> {
        "catch_warnings".into()
    }

    fn enter(&self, _cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        Ok(Some(Value::None))
    }

    fn exit(
        &self,
        _error: Option<&PythonError>,
        _cx: &mut Interpreter,
    ) -> Result<ExitOutcome, PythonError> {
        Ok(ExitOutcome::Propagate)
    }
}

/// Makes the module `warnings`.
pub(super) fn module(_cx: &mut Interpreter) -> Value {
    ModuleBuilder::new("warnings")
        .function(
            "warn",
            "message, category=, stacklevel=, source=",
            |_, _| Ok(Value::None),
        )
        .function(
            "filterwarnings",
            "action, message=, category=, module=, lineno=, append=",
            |cx, mut arguments| {
                let action = arguments.require("action");
                refuse_errors(cx, &action)
            },
        )
        .function(
            "simplefilter",
            "action, category=, lineno=, append=",
            |cx, mut arguments| {
                let action = arguments.require("action");
                refuse_errors(cx, &action)
            },
        )
        .function("resetwarnings", "", |_, _| Ok(Value::None))
        .function(
            "catch_warnings",
            "*, record=, module=, action=, category=",
            |cx, mut bound| {
                if let Some(record) = bound.take("record")
                    && cx.truth(&record)?
                {
                    return Err(PythonError::unsupported("recording warnings"));
                }
                Ok(Value::host(CatchWarnings))
            },
        )
        .finish()
}

/// A filter that makes errors of warnings would change what the program does.
fn refuse_errors(cx: &mut Interpreter, action: &Value) -> Result<Value, PythonError> {
    if cx.known(action)?.as_str().as_deref() == Some("error") {
        return Err(PythonError::unsupported("turning warnings into errors"));
    }
    Ok(Value::None)
}

/// Makes the module `traceback`: printing goes nowhere, and texts of tracebacks are refused.
pub(super) fn traceback(_cx: &mut Interpreter) -> Value {
    let mut builder = ModuleBuilder::new("traceback");
    for name in ["print_exc", "print_exception", "print_stack", "print_tb"] {
        builder = builder.value(name, closure(name, |_, _| Ok(Value::None)));
    }
    for name in [
        "format_exc",
        "format_exception",
        "format_stack",
        "format_tb",
    ] {
        let refusal = closure(name, move |_, _| {
            Err(PythonError::unsupported(format!(
                "traceback.{name}(), whose text shows places of Python's own library"
            )))
        });
        builder = builder.value(name, refusal);
    }
    builder.finish()
}
