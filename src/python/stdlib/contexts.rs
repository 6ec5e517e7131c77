//! `contextlib`: context managers made of generators, `suppress`, `nullcontext` and the like.

use std::cell::RefCell;
use std::rc::Rc;

use crate::python::arguments::{Arguments, Parameter};
use crate::python::error::{ErrorKind, Exception, PythonError};
use crate::python::eval::{Resumption, resume_value};
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::module::Module;
use crate::python::object::{ExitOutcome, HostObject};
use crate::python::value::Value;

/// Fills the module `contextlib`.
pub(super) fn fill(_cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    module.set(
        "contextmanager",
        Value::function("contextmanager", |cx, arguments| {
            let parameters = [Parameter::required("func")];
            let function = arguments
                .bind("contextmanager", &parameters)?
                .require("func");
            let name = match cx.find_attribute(&function, "__name__")? {
                Some(name) => cx.str(&name)?,
                None => "contextmanager".into(),
            };
            Ok(Value::method(name, move |cx, arguments| {
                let generator = cx.call(&function, arguments)?;
                Ok(Value::host(GeneratorContext { generator }))
            }))
        }),
    );
    module.set(
        "suppress",
        Value::function("suppress", |_, arguments| {
            let bound = arguments.bind("suppress", &[Parameter::rest("exceptions")])?;
            Ok(Value::host(Suppress {
                classes: Value::tuple(bound.rest_positional),
            }))
        }),
    );
    module.set(
        "nullcontext",
        Value::function("nullcontext", |_, arguments| {
            let parameters = [Parameter::optional("enter_result")];
            let mut bound = arguments.bind("nullcontext", &parameters)?;
            Ok(Value::host(NullContext {
                result: bound.take("enter_result").into(),
            }))
        }),
    );
    module.set(
        "closing",
        Value::function("closing", |_, arguments| {
            let parameters = [Parameter::required("thing")];
            let thing = arguments.bind("closing", &parameters)?.require("thing");
            Ok(Value::host(Closing { thing }))
        }),
    );
    module.set(
        "ExitStack",
        Value::function("ExitStack", |_, arguments| {
            arguments.bind("ExitStack", &[])?;
            Ok(Value::host(ExitStack::default()))
        }),
    );
    Ok(())
}

/// What a function decorated with `contextmanager` gives.
#[derive(Debug)]
struct GeneratorContext {
    generator: Value,
}

impl HostObject for GeneratorContext {
    fn type_name(&self) -> Rc<str> {
        "_GeneratorContextManager".into()
    }

    fn enter(&self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        match cx.next_of(&self.generator)? {
            Some(value) => Ok(Some(value)),
            None => Err(PythonError::exception(
                ExceptionClass::RuntimeError,
                "generator didn't yield",
            )),
        }
    }

    fn exit(
        &self,
        error: Option<&PythonError>,
        cx: &mut Interpreter,
    ) -> Result<ExitOutcome, PythonError> {
        let Some(error) = error else {
            return match cx.next_of(&self.generator)? {
                None => Ok(ExitOutcome::Propagate),
                Some(_) => Err(PythonError::exception(
                    ExceptionClass::RuntimeError,
                    "generator didn't stop",
                )),
            };
        };
        let ErrorKind::Exception(exception) = error.kind() else {
            return Ok(ExitOutcome::Propagate);
        };
        let object = cx.exception_object(exception.share());
        let thrown = PythonError::from_parts(
            ErrorKind::Exception(Exception::Object(object.clone())),
            error.origin().cloned(),
            error.frames().to_vec(),
        );
        match resume_value(cx, &self.generator, Resumption::Throw(thrown)) {
            Ok(None) => Ok(ExitOutcome::Suppress),
            Ok(Some(_)) => Err(PythonError::exception(
                ExceptionClass::RuntimeError,
                "generator didn't stop after throw()",
            )),
            Err(raised) => match raised.kind() {
                ErrorKind::Exception(Exception::Object(again))
                    if crate::python::shared::Shared::is(again, &object) =>
                {
                    Ok(ExitOutcome::Propagate)
                }
                _ => Err(raised),
            },
        }
    }

    /// As a decorator: every call runs inside the context.
    fn call(&self, _arguments: Arguments, _cx: &mut Interpreter) -> Result<Value, PythonError> {
        Err(PythonError::unsupported(
            "a generator context manager as a decorator",
        ))
    }
}

#[derive(Debug)]
struct Suppress {
    classes: Value,
}

impl HostObject for Suppress {
    fn type_name(&self) -> Rc<str> {
        "suppress".into()
    }

    fn enter(&self, _cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        Ok(Some(Value::None))
    }

    fn exit(
        &self,
        error: Option<&PythonError>,
        cx: &mut Interpreter,
    ) -> Result<ExitOutcome, PythonError> {
        let Some(ErrorKind::Exception(exception)) = error.map(PythonError::kind) else {
            return Ok(ExitOutcome::Propagate);
        };
        let object = cx.exception_object(exception.share());
        Ok(if cx.catches(&self.classes, &Value::Instance(object))? {
            ExitOutcome::Suppress
        } else {
            ExitOutcome::Propagate
        })
    }
}

#[derive(Debug)]
struct NullContext {
    result: Value,
}

impl HostObject for NullContext {
    fn type_name(&self) -> Rc<str> {
        "nullcontext".into()
    }

    fn enter(&self, _cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        Ok(Some(self.result.clone()))
    }
}

#[derive(Debug)]
struct Closing {
    thing: Value,
}

impl HostObject for Closing {
    fn type_name(&self) -> Rc<str> {
        "closing".into()
    }

    fn enter(&self, _cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        Ok(Some(self.thing.clone()))
    }

    fn exit(
        &self,
        _error: Option<&PythonError>,
        cx: &mut Interpreter,
    ) -> Result<ExitOutcome, PythonError> {
        let arguments = Arguments::none(cx.origin());
        cx.call_method(&self.thing, "close", arguments)?;
        Ok(ExitOutcome::Propagate)
    }
}

/// `ExitStack`: contexts entered one by one and left in the opposite order.
#[derive(Debug, Default)]
struct ExitStack {
    managers: Rc<RefCell<Vec<Value>>>,
}

impl HostObject for ExitStack {
    fn type_name(&self) -> Rc<str> {
        "ExitStack".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        if name != "enter_context" {
            return Err(PythonError::unsupported(format!("ExitStack.{name}")));
        }
        let managers = Rc::clone(&self.managers);
        Ok(Some(Value::function(
            "enter_context",
            move |cx, arguments| {
                let parameters = [Parameter::required("cm")];
                let manager = arguments.bind("enter_context", &parameters)?.require("cm");
                let entered = cx.enter_context(&manager, crate::python::syntax::Mode::Plain)?;
                managers.borrow_mut().push(manager);
                Ok(entered)
            },
        )))
    }

    fn enter(&self, _cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        Ok(Some(Value::host(Self {
            managers: Rc::clone(&self.managers),
        })))
    }

    fn exit(
        &self,
        error: Option<&PythonError>,
        cx: &mut Interpreter,
    ) -> Result<ExitOutcome, PythonError> {
        let mut outcome = ExitOutcome::Propagate;
        loop {
            let Some(manager) = self.managers.borrow_mut().pop() else {
                return Ok(outcome);
            };
            let current = match outcome {
                ExitOutcome::Propagate => error,
                ExitOutcome::Suppress => None,
            };
            let mode = crate::python::syntax::Mode::Plain;
            if cx.exit_context(&manager, mode, current)? == ExitOutcome::Suppress {
                outcome = ExitOutcome::Suppress;
            }
        }
    }
}
