//! `contextmanager`: a generator that yields once becomes a context manager.

use std::cell::RefCell;
use std::rc::Rc;

use crate::python::arguments::{Arguments, BoundArguments};
use crate::python::error::{ErrorKind, Exception, PythonError};
use crate::python::eval::Catching;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::object::{ExitOutcome, HostObject};
use crate::python::shared::Shared;
use crate::python::stdlib::functools::copy_metadata;
use crate::python::stdlib::native::Outcome;
use crate::python::value::Value;

/// What a function decorated with `contextmanager` gives.
#[derive(Debug)]
struct GeneratorManager {
    function: Value,
    arguments: Arguments,
    generator: RefCell<Option<Value>>,
}

fn runtime_error(message: &str) -> PythonError {
    PythonError::exception(ExceptionClass::RuntimeError, message)
}

impl GeneratorManager {
    fn new(
        cx: &mut Interpreter,
        function: Value,
        arguments: Arguments,
    ) -> Result<Self, PythonError> {
        let generator = cx.call(&function, arguments.clone())?;
        Ok(Self {
            function,
            arguments,
            generator: RefCell::new(Some(generator)),
        })
    }

    /// Lets the generator deal with the exception of the block.
    fn throw(
        cx: &mut Interpreter,
        generator: &Value,
        exception: &Exception,
    ) -> Result<ExitOutcome, PythonError> {
        let thrown = cx.exception_object(exception.share());
        let origin = cx.origin();
        let arguments = Arguments::positional(vec![Value::Instance(thrown.clone())], origin);
        match cx.call_method(generator, "throw", arguments) {
            Ok(_) => Err(runtime_error("generator didn't stop after throw()")),
            Err(error) => match error.kind() {
                ErrorKind::Exception(Exception::Object(raised)) if Shared::is(raised, &thrown) => {
                    Ok(ExitOutcome::Propagate)
                }
                ErrorKind::Exception(_) if error.is_instance_of(ExceptionClass::StopIteration) => {
                    Ok(ExitOutcome::Suppress)
                }
                _ => Err(error),
            },
        }
    }
}

impl HostObject for GeneratorManager {
    fn type_name(&self) -> Rc<str> {
        "_GeneratorContextManager".into()
    }

    fn may_suppress(&self) -> bool {
        true
    }

    fn enter(&self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        let Some(generator) = self.generator.borrow().clone() else {
            return Err(PythonError::attribute_error("args"));
        };
        match cx.next_of(&generator)? {
            Some(value) => Ok(Some(value)),
            None => Err(runtime_error("generator didn't yield")),
        }
    }

    fn exit(
        &self,
        error: Option<&PythonError>,
        cx: &mut Interpreter,
    ) -> Result<ExitOutcome, PythonError> {
        let Some(generator) = self.generator.borrow_mut().take() else {
            return Ok(ExitOutcome::Propagate);
        };
        match error.map(PythonError::kind) {
            None => match cx.next_of(&generator)? {
                Some(_) => Err(runtime_error("generator didn't stop")),
                None => Ok(ExitOutcome::Propagate),
            },
            Some(ErrorKind::Exception(exception)) => Self::throw(cx, &generator, exception),
            // A refusal is not for the program to see.
            Some(_) => Ok(ExitOutcome::Propagate),
        }
    }

    /// As a decorator: each call of the function runs inside a fresh block.
    fn call(&self, mut arguments: Arguments, cx: &mut Interpreter) -> Outcome {
        let (Some(inner), true) = (arguments.positional.pop(), arguments.positional.is_empty())
        else {
            return Err(PythonError::type_error(
                "a context manager decorates one function",
            ));
        };
        let (function, own) = (self.function.clone(), self.arguments.clone());
        let called = inner.clone();
        let wrapper = Value::method("inner", move |cx, arguments| {
            let manager = GeneratorManager::new(cx, function.clone(), own.clone())?;
            manager.enter(cx)?;
            let result = cx.catching(Catching::ANYTHING, |cx| cx.call(&called, arguments));
            match manager.exit(result.as_ref().err(), cx)? {
                ExitOutcome::Propagate => result,
                ExitOutcome::Suppress => Ok(Value::None),
            }
        });
        copy_metadata(cx, &inner, &wrapper)?;
        Ok(wrapper)
    }
}

/// `contextmanager(function)`.
pub(super) fn context_manager(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let function = arguments.require("func");
    let called = function.clone();
    let name = cx
        .find_attribute(&function, "__name__")?
        .and_then(|name| name.as_str());
    let wrapper = Value::method(
        name.unwrap_or_else(|| "helper".into()),
        move |cx, arguments| {
            Ok(Value::host(GeneratorManager::new(
                cx,
                called.clone(),
                arguments,
            )?))
        },
    );
    copy_metadata(cx, &function, &wrapper)?;
    Ok(wrapper)
}
