//! Methods of iterators and generators (`Objects/genobject.c`).

use super::registry::MethodTable;
use crate::python::arguments::Parameter;
use crate::python::error::PythonError;
use crate::python::eval::{Resumption, resume_value};
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::value::Value;

const NONE: &[Parameter<'static>] = &[];

fn stop_iteration() -> PythonError {
    PythonError::exception_with(ExceptionClass::StopIteration, Vec::new())
}

pub(super) fn add(table: &mut MethodTable) {
    table
        .add("__iter__", NONE, |_, receiver, _| Ok(receiver))
        .add("__next__", NONE, |cx, receiver, _| {
            cx.next_of(&receiver)?.ok_or_else(stop_iteration)
        })
        .add("send", const { &[Parameter::positional_only("value")] }, |cx, receiver, mut bound| {
            let value = bound.require("value");
            resume_value(cx, &receiver, Resumption::Send(value))?.ok_or_else(stop_iteration)
        })
        .add(
            "throw",
            const { &[
                Parameter::positional_only("type"),
                Parameter::optional_positional_only("value"),
                Parameter::optional_positional_only("traceback"),
            ] },
            |cx, receiver, mut bound| {
                let thrown = bound.require("type");
                let error = match bound.take_some("value") {
                    Some(value) => raised(cx, &value)?,
                    None => raised(cx, &thrown)?,
                };
                resume_value(cx, &receiver, Resumption::Throw(error))?.ok_or_else(stop_iteration)
            },
        )
        .add("close", NONE, |cx, receiver, _| {
            let exit = PythonError::exception_with(ExceptionClass::GeneratorExit, Vec::new());
            match resume_value(cx, &receiver, Resumption::Throw(exit)) {
                Ok(None) => Ok(Value::None),
                Ok(Some(_)) => Err(PythonError::exception(
                    ExceptionClass::RuntimeError,
                    "generator ignored GeneratorExit",
                )),
                Err(error)
                    if error.is_instance_of(ExceptionClass::GeneratorExit)
                        || error.is_instance_of(ExceptionClass::StopIteration) =>
                {
                    Ok(Value::None)
                }
                Err(error) => Err(error),
            }
        });
}

/// The error `raise value` leads to.
pub(crate) fn raised(cx: &mut Interpreter, value: &Value) -> Result<PythonError, PythonError> {
    match value {
        Value::Instance(instance) if instance.class.exception_class().is_some() => {
            Ok(PythonError::raise(instance.clone()))
        }
        Value::Class(class) if class.exception_class().is_some() => {
            let object = cx.call_with(value, Vec::new())?;
            raised(cx, &object)
        }
        _ => Err(PythonError::type_error("exceptions must derive from BaseException")),
    }
}
