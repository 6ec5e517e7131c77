//! Context managers (`with`), and awaiting.

use std::rc::Rc;

use crate::python::error::{ErrorKind, PythonError};
use crate::python::interpreter::{Interpreter, Phase};
use crate::python::object::ExitOutcome;
use crate::python::shared::Shared;
use crate::python::syntax::Mode;
use crate::python::value::Value;

impl Interpreter {
    /// Enters a context manager and gives what `as` binds.
    pub(crate) fn enter_context(
        &mut self,
        manager: &Value,
        mode: Mode,
    ) -> Result<Value, PythonError> {
        match self.resolve(manager.clone())? {
            Value::Host(host) => match host.enter(self)? {
                Some(value) => Ok(value),
                None => Err(self.not_a_context_manager(manager, mode)),
            },
            Value::Opaque(opaque) => match self.phase() {
                Phase::Loading => Ok(Value::Opaque(Shared::new(opaque.derive(".__enter__()")))),
                Phase::Running => Err(PythonError::opaque_use(&opaque)),
            },
            manager @ Value::Instance(_) => {
                let (enter, exit) = match mode {
                    Mode::Plain => ("__enter__", "__exit__"),
                    Mode::Async => ("__aenter__", "__aexit__"),
                };
                if self.find_attribute(&manager, exit)?.is_none() {
                    return Err(self.not_a_context_manager(&manager, mode));
                }
                let Some(method) = self.find_attribute(&manager, enter)? else {
                    return Err(self.not_a_context_manager(&manager, mode));
                };
                let result = self.call_with(&method, Vec::new())?;
                match mode {
                    Mode::Plain => Ok(result),
                    Mode::Async => self.wait(&result),
                }
            }
            manager => Err(self.not_a_context_manager(&manager, mode)),
        }
    }

    fn not_a_context_manager(&mut self, manager: &Value, mode: Mode) -> PythonError {
        let kind = match mode {
            Mode::Plain => "",
            Mode::Async => "asynchronous ",
        };
        PythonError::type_error(format!(
            "'{}' object does not support the {kind}context manager protocol",
            self.type_name(manager)
        ))
    }

    /// Leaves a context manager; gives what becomes of the error its block ended with.
    pub(crate) fn exit_context(
        &mut self,
        manager: &Value,
        mode: Mode,
        error: Option<&PythonError>,
    ) -> Result<ExitOutcome, PythonError> {
        let outcome = match self.resolve(manager.clone())? {
            Value::Host(host) => host.exit(error, self)?,
            Value::Opaque(_) => ExitOutcome::Propagate,
            manager => {
                // A refusal is no exception; the manager's code is not to see it.
                if error.is_some_and(|error| !error.is_exception()) {
                    return Ok(ExitOutcome::Propagate);
                }
                let arguments = match error.map(PythonError::kind) {
                    Some(ErrorKind::Exception(exception)) => {
                        let object = self.exception_object(exception.share());
                        vec![
                            Value::Class(object.class.clone()),
                            Value::Instance(object),
                            Value::None,
                        ]
                    }
                    _ => vec![Value::None, Value::None, Value::None],
                };
                let name = match mode {
                    Mode::Plain => "__exit__",
                    Mode::Async => "__aexit__",
                };
                let method = self.attribute(&manager, name)?;
                let mut result = self.call_with(&method, arguments)?;
                if mode == Mode::Async {
                    result = self.wait(&result)?;
                }
                if error.is_some() && self.truth(&result)? {
                    ExitOutcome::Suppress
                } else {
                    ExitOutcome::Propagate
                }
            }
        };
        Ok(match error {
            Some(error) if error.is_exception() => outcome,
            _ => ExitOutcome::Propagate,
        })
    }

    /// `await value`: a coroutine is run to its end at once, for nothing runs beside it.
    pub(crate) fn wait(&mut self, value: &Value) -> Result<Value, PythonError> {
        match self.resolve(value.clone())? {
            Value::Host(host) => match Rc::clone(&host).wait(self)? {
                Some(value) => Ok(value),
                None => Err(PythonError::type_error(format!(
                    "object {} can't be used in 'await' expression",
                    host.type_name()
                ))),
            },
            Value::Opaque(opaque) => match self.phase() {
                Phase::Loading => Ok(Value::Opaque(Shared::new(opaque.derive(".__await__()")))),
                Phase::Running => Err(PythonError::opaque_use(&opaque)),
            },
            Value::Iterator(iterator) if &*iterator.type_name == "coroutine" => {
                self.run_coroutine(&iterator)
            }
            other => Err(PythonError::type_error(format!(
                "object {} can't be used in 'await' expression",
                self.type_name(&other)
            ))),
        }
    }
}
