//! `asyncio`: coroutines run to their end at once, for nothing runs beside them.

use super::convert;
use super::native::{ModuleBuilder, Outcome};
use crate::python::arguments::BoundArguments;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::value::Value;

fn run(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let coroutine = arguments.require("main");
    if let Some(debug) = arguments.take_some("debug") {
        cx.truth(&debug)?;
    }
    let coroutine = cx.known(&coroutine)?;
    match &coroutine {
        Value::Iterator(cell) if &*cell.type_name == "coroutine" => cx.wait(&coroutine),
        Value::Host(_) => cx.wait(&coroutine),
        _ => {
            let shown = cx.repr(&coroutine)?;
            Err(convert::mismatch(
                &coroutine,
                format!("a coroutine was expected, got {shown}"),
            ))
        }
    }
}

/// Makes the module.
pub(super) fn module(_cx: &mut Interpreter) -> Value {
    ModuleBuilder::new("asyncio")
        .function("run", "main, *, debug=", run)
        .function("iscoroutine", "obj", |_, mut arguments| {
            let value = arguments.require("obj");
            Ok(Value::Bool(matches!(&value, Value::Iterator(cell)
                if &*cell.type_name == "coroutine")))
        })
        .function("get_event_loop", "", |_, _| {
            Err(PythonError::unsupported(
                "asyncio.get_event_loop(); asyncio.run() does the same",
            ))
        })
        .finish()
}
