//! `asyncio`, as far as env.py uses it: a coroutine is run to its end at once.

use crate::python::arguments::Parameter;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::module::Module;
use crate::python::value::{Attributes, Value};

/// Fills the module `asyncio`.
pub(super) fn fill(cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    module.set(
        "run",
        Value::function("run", |cx, arguments| {
            let parameters = [Parameter::required("main"), Parameter::keyword("debug")];
            let main = arguments.bind("run", &parameters)?.require("main");
            cx.wait(&main)
        }),
    );
    let mut methods = Attributes::new();
    methods.insert(
        "run_until_complete".into(),
        Value::method("run_until_complete", |cx, arguments| {
            let parameters = [Parameter::required("self"), Parameter::required("future")];
            let future = arguments
                .bind("run_until_complete", &parameters)?
                .require("future");
            cx.wait(&future)
        }),
    );
    methods.insert(
        "close".into(),
        Value::method("close", |_, arguments| {
            arguments.bind("close", &[Parameter::required("self")])?;
            Ok(Value::None)
        }),
    );
    let event_loop = cx.new_class("AbstractEventLoop", "asyncio", Vec::new(), methods)?;
    module.set("AbstractEventLoop", Value::Class(event_loop.clone()));
    for name in ["get_event_loop", "new_event_loop"] {
        let class = Value::Class(event_loop.clone());
        module.set(
            name,
            Value::function(name, move |cx, arguments| {
                arguments.bind(name, &[])?;
                cx.call_with(&class, Vec::new())
            }),
        );
    }
    module.set(
        "set_event_loop",
        Value::function("set_event_loop", |_, arguments| {
            arguments.bind("set_event_loop", &[Parameter::required("loop")])?;
            Ok(Value::None)
        }),
    );
    // With no loop running outside a coroutine, this is how a program finds out.
    module.set(
        "get_running_loop",
        Value::function("get_running_loop", |_, arguments| {
            arguments.bind("get_running_loop", &[])?;
            Err(PythonError::exception(
                crate::python::exceptions::ExceptionClass::RuntimeError,
                "no running event loop",
            ))
        }),
    );
    Ok(())
}
