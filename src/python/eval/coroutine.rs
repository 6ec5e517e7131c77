//! Resuming what is suspended, from outside: `send`, `throw` and `await`.

use super::generator::Resumption;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::iterator::IteratorCell;
use crate::python::shared::Shared;
use crate::python::value::Value;

/// What a generator returned; `None` for other iterators.
pub(super) fn generator_result(iterator: &Value) -> Value {
    let Value::Iterator(cell) = iterator else {
        return Value::None;
    };
    match cell.state.try_borrow_mut() {
        Ok(mut state) => state
            .as_generator()
            .map_or(Value::None, |generator| generator.result()),
        Err(_) => Value::None,
    }
}

/// `generator.send(…)` or `generator.throw(…)`.
pub(crate) fn resume_value(
    cx: &mut Interpreter,
    generator: &Value,
    resumption: Resumption,
) -> Result<Option<Value>, PythonError> {
    let Value::Iterator(cell) = generator else {
        return Err(PythonError::unsupported("send and throw on this iterator"));
    };
    let Ok(mut state) = cell.state.try_borrow_mut() else {
        return Err(PythonError::value_error("generator already executing"));
    };
    match state.as_generator() {
        Some(generator) => generator.resume(cx, resumption),
        None => match resumption {
            Resumption::Throw(error) => Err(error),
            Resumption::Send(_) => Err(PythonError::unsupported("send on this iterator")),
        },
    }
}

impl Interpreter {
    /// Runs a coroutine to its end and gives what it returned.
    pub(crate) fn run_coroutine(
        &mut self,
        coroutine: &Shared<IteratorCell>,
    ) -> Result<Value, PythonError> {
        let value = Value::Iterator(coroutine.clone());
        let finished = {
            let Ok(mut state) = coroutine.state.try_borrow_mut() else {
                return Err(PythonError::value_error("coroutine already executing"));
            };
            state
                .as_generator()
                .is_none_or(|generator| generator.is_finished())
        };
        if finished {
            return Err(PythonError::exception(
                ExceptionClass::RuntimeError,
                "cannot reuse already awaited coroutine",
            ));
        }
        match resume_value(self, &value, Resumption::Send(Value::None))? {
            None => Ok(generator_result(&value)),
            Some(_) => Err(PythonError::unsupported("a coroutine that yields")),
        }
    }
}
