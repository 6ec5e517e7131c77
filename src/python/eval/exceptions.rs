//! `raise` and `try`.

use crate::python::error::{ErrorKind, Exception, PythonError};
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::{Handled, Interpreter};
use crate::python::scope::Scope;
use crate::python::shared::Shared;
use crate::python::syntax::{Expression, Handler, Try};
use crate::python::value::Value;

use super::Flow;

impl Interpreter {
    /// The error a `raise` statement leads to.
    pub(crate) fn raise(
        &mut self,
        exception: Option<&Expression>,
        cause: Option<&Expression>,
        scope: &Shared<Scope>,
    ) -> Result<PythonError, PythonError> {
        let Some(expression) = exception else {
            return Ok(match self.handled.last() {
                Some(handled) => PythonError::from_parts(
                    ErrorKind::Exception(Exception::Object(handled.exception.clone())),
                    handled.origin.clone(),
                    handled.frames.clone(),
                ),
                None => PythonError::exception(
                    ExceptionClass::RuntimeError,
                    "No active exception to reraise",
                ),
            });
        };
        let value = self.evaluate(expression, scope)?;
        let cause = match cause {
            Some(cause) => Some(self.evaluate(cause, scope)?),
            None => None,
        };
        let raised = match self.known(&value)? {
            Value::Class(class) if class.exception_class().is_some() => {
                self.call_with(&Value::Class(class), Vec::new())?
            }
            Value::Host(host) if host.is_class() => {
                self.call_with(&Value::Host(host), Vec::new())?
            }
            other => other,
        };
        match raised {
            Value::Instance(instance) if instance.class.exception_class().is_some() => {
                if let Some(cause) = cause {
                    instance
                        .attributes
                        .borrow_mut()
                        .insert("__cause__".into(), cause);
                }
                Ok(PythonError::raise(instance))
            }
            Value::Host(host) => Err(PythonError::unsupported(format!(
                "raising {}",
                host.type_name()
            ))),
            _ => Ok(PythonError::type_error(
                "exceptions must derive from BaseException",
            )),
        }
    }

    pub(crate) fn try_statement(
        &mut self,
        node: &Try,
        scope: &Shared<Scope>,
    ) -> Result<Flow, PythonError> {
        let mut result = self.catching_of(node, scope, |cx| cx.execute_block(&node.body, scope));
        if let Err(error) = &result
            && self.leave_names_open(node, error, scope)
        {
            return Ok(Flow::Normal);
        }
        result = match result {
            Ok(Flow::Normal) => self.execute_block(&node.otherwise, scope),
            Err(error) if error.is_exception() => {
                match self.find_handler(&node.handlers, error, scope) {
                    Ok((handler, handled)) => self.run_handler(handler, handled, scope),
                    Err(error) => Err(error),
                }
            }
            other => other,
        };
        // What the program must not handle, its cleaning up must not hide or act upon either.
        if matches!(&result, Err(error) if !error.is_exception()) || node.finally.is_empty() {
            return result;
        }
        let handling = match &result {
            Err(error) => self.push_handled(error),
            Ok(_) => false,
        };
        let finally = self.execute_block(&node.finally, scope);
        if handling {
            self.handled.pop();
        }
        match finally {
            Ok(Flow::Normal) => result,
            other => other,
        }
    }

    /// Makes an error the one being handled, for a bare `raise` in `finally`.
    pub(crate) fn push_handled(&mut self, error: &PythonError) -> bool {
        let ErrorKind::Exception(exception) = error.kind() else {
            return false;
        };
        let exception = self.exception_object(exception.share());
        self.handled.push(Handled {
            exception,
            origin: error.origin().cloned(),
            frames: error.frames().to_vec(),
        });
        true
    }

    /// The handler that catches `error`, or the error again.
    pub(crate) fn find_handler<'a>(
        &mut self,
        handlers: &'a [Handler],
        error: PythonError,
        scope: &Shared<Scope>,
    ) -> Result<(&'a Handler, Handled), PythonError> {
        let (kind, origin, frames) = error.into_parts();
        let exception = match kind {
            ErrorKind::Exception(exception) => self.exception_object(exception),
            other => return Err(PythonError::from_parts(other, origin, frames)),
        };
        for handler in handlers {
            let caught = match &handler.class {
                None => true,
                Some(expression) => {
                    let class = self.evaluate(expression, scope)?;
                    self.catches(&class, &Value::Instance(exception.clone()))
                        .map_err(|error| self.attach(error, expression.span))?
                }
            };
            if caught {
                return Ok((
                    handler,
                    Handled {
                        exception,
                        origin,
                        frames,
                    },
                ));
            }
        }
        Err(PythonError::from_parts(
            ErrorKind::Exception(Exception::Object(exception)),
            origin,
            frames,
        ))
    }

    /// Whether an `except` clause with `class` catches `exception`.
    pub(crate) fn catches(
        &mut self,
        class: &Value,
        exception: &Value,
    ) -> Result<bool, PythonError> {
        match self.resolve(class.clone())? {
            Value::Class(class) if class.exception_class().is_some() => {
                Ok(self.class_of(exception)?.derives_from(&class))
            }
            Value::Tuple(classes) => {
                for class in classes.iter() {
                    if self.catches(class, exception)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Value::Host(host) if host.is_class() => host.catches(exception, self),
            Value::Opaque(opaque) => Err(PythonError::opaque_use(&opaque)),
            _ => Err(PythonError::type_error(
                "catching classes that do not inherit from BaseException is not allowed",
            )),
        }
    }

    pub(crate) fn run_handler(
        &mut self,
        handler: &Handler,
        handled: Handled,
        scope: &Shared<Scope>,
    ) -> Result<Flow, PythonError> {
        self.begin_handler(handler, handled, scope);
        let result = self.execute_block(&handler.body, scope);
        self.end_handler(handler, scope);
        result
    }

    pub(crate) fn begin_handler(
        &mut self,
        handler: &Handler,
        handled: Handled,
        scope: &Shared<Scope>,
    ) {
        if let Some(name) = &handler.name {
            scope.assign(name, Value::Instance(handled.exception.clone()));
        }
        self.handled.push(handled);
    }

    pub(crate) fn end_handler(&mut self, handler: &Handler, scope: &Shared<Scope>) {
        self.handled.pop();
        if let Some(name) = &handler.name {
            scope.delete(name);
        }
    }
}
