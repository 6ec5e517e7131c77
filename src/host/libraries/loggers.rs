//! `loguru` and `structlog`: loggers whose lines, as those of `logging`, no migration depends on.
//!
//! A line is dropped as `logging` drops it; a message that cannot be formatted is the error it is in
//! Python.

use std::rc::Rc;

use crate::python::{Arguments, HostObject, Interpreter, Parameter, PythonError, Value};

use super::installer::Installer;
use super::library::Library;

/// `loguru`.
pub(super) const LOGURU: Library = Library {
    install: |installer| {
        let logger = Value::host(Logger(Style::Braces));
        installer.show(&["loguru"], "logger", &logger);
        Ok(())
    },
    ..Library::new("loguru==0.7.3", &["loguru"])
};

/// `structlog`.
pub(super) const STRUCTLOG: Library = Library {
    install: install_structlog,
    ..Library::new("structlog==26.1.0", &["structlog"])
};

fn install_structlog(installer: &mut Installer<'_>) -> Result<(), PythonError> {
    for name in ["get_logger", "getLogger"] {
        let function = Value::function(name, |_, arguments| {
            arguments.bind(
                "get_logger",
                &[
                    Parameter::rest("args"),
                    Parameter::rest_keyword("initial_values"),
                ],
            )?;
            Ok(Value::host(Logger(Style::Percent)))
        });
        installer.show(&["structlog"], name, &function);
    }
    Ok(())
}

/// How a message takes its arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `"{} of {total}".format(…)`.
    Braces,
    /// `"%s" % arguments`; keywords are values beside the message.
    Percent,
}

/// A logger, bound to values or not.
#[derive(Debug, Clone, Copy)]
struct Logger(Style);

/// The methods that write a line.
const LEVELS: &[&str] = &["debug", "info", "warning", "error", "critical", "exception"];

impl Logger {
    fn write(
        self,
        cx: &mut Interpreter,
        name: &str,
        arguments: Arguments,
    ) -> Result<Value, PythonError> {
        let bound = arguments.bind(
            name,
            &[
                Parameter::optional_positional_only("message"),
                Parameter::rest("args"),
                Parameter::rest_keyword("kwargs"),
            ],
        )?;
        let origin = bound.origin.clone();
        let positional = bound.rest_positional.clone();
        let keyword = bound.rest_keyword.clone();
        let mut bound = bound;
        let message = match (bound.take("message"), self.0) {
            (Some(message), _) => message,
            (None, Style::Percent) => Value::None,
            (None, Style::Braces) => {
                return Err(PythonError::type_error(format!(
                    "Logger.{name}() missing 1 required positional argument: 'message'"
                )));
            }
        };
        match self.0 {
            Style::Braces if !positional.is_empty() || !keyword.is_empty() => {
                let mut given = Arguments::positional(positional, origin);
                given.keyword = keyword;
                cx.call_method(&message, "format", given)?;
            }
            Style::Percent if !positional.is_empty() => {
                let operand = Value::tuple(positional);
                cx.binary(crate::python::BinaryOperator::Modulo, &message, &operand)?;
            }
            Style::Braces | Style::Percent => {}
        }
        Ok(Value::None)
    }
}

impl HostObject for Logger {
    fn type_name(&self) -> Rc<str> {
        match self.0 {
            Style::Braces => "Logger".into(),
            Style::Percent => "BoundLoggerLazyProxy".into(),
        }
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let this = *self;
        let own = match self.0 {
            Style::Braces => matches!(name, "success" | "trace"),
            Style::Percent => matches!(name, "warn" | "fatal" | "msg"),
        };
        if own || LEVELS.contains(&name) {
            let level: Rc<str> = name.into();
            return Ok(Some(Value::function(name, move |cx, arguments| {
                this.write(cx, &level, arguments)
            })));
        }
        let binds = match self.0 {
            Style::Braces => matches!(name, "bind" | "opt"),
            Style::Percent => matches!(name, "bind" | "new" | "unbind" | "try_unbind"),
        };
        if binds {
            return Ok(Some(Value::function(name, move |_, _| {
                Ok(Value::host(this))
            })));
        }
        Err(PythonError::unsupported(format!("the logger's {name}")))
    }
}
