//! `logging`, `logging.config` and `warnings`: accepted, and silent.
//!
//! What a migration logs decides nothing, and its output is not part of Alembic's.

use std::rc::Rc;

use crate::python::arguments::Arguments;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::module::Module;
use crate::python::object::{ExitOutcome, HostObject};
use crate::python::value::Value;

/// The methods of a logger that write, and those that set it up.
const METHODS: &[&str] = &[
    "debug",
    "info",
    "warning",
    "warn",
    "error",
    "critical",
    "fatal",
    "exception",
    "log",
    "setLevel",
    "addHandler",
    "removeHandler",
    "addFilter",
    "removeFilter",
    "setFormatter",
    "flush",
    "close",
];

/// A logger, handler or formatter.
#[derive(Debug)]
struct Silent {
    type_name: &'static str,
    name: Rc<str>,
}

impl HostObject for Silent {
    fn type_name(&self) -> Rc<str> {
        self.type_name.into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        if let Some(method) = METHODS.iter().find(|method| **method == name) {
            return Ok(Some(Value::function(*method, |_, _| Ok(Value::None))));
        }
        let own = Rc::clone(&self.name);
        Ok(Some(match name {
            "name" => Value::Str(own),
            "getChild" => Value::function("getChild", move |cx, arguments| {
                let suffix = arguments.positional.first().cloned().unwrap_or(Value::None);
                let name = format!("{own}.{}", cx.str(&suffix)?);
                Ok(logger(name))
            }),
            // Settings a program may look at before it changes them.
            "handlers" | "filters" => Value::list(Vec::new()),
            "level" => Value::int(0_i64),
            "disabled" => Value::Bool(false),
            "propagate" => Value::Bool(true),
            _ => {
                return Err(PythonError::unsupported(format!(
                    "logging: {}.{name}",
                    self.type_name
                )));
            }
        }))
    }

    fn set_attribute(
        &self,
        name: &str,
        _value: Value,
        _cx: &mut Interpreter,
    ) -> Result<(), PythonError> {
        match name {
            "propagate" | "level" | "disabled" | "handlers" | "filters" => Ok(()),
            _ => Err(PythonError::unsupported(format!("logging: setting {name}"))),
        }
    }
}

fn logger(name: impl Into<Rc<str>>) -> Value {
    Value::host(Silent {
        type_name: "Logger",
        name: name.into(),
    })
}

fn nothing(name: &'static str) -> Value {
    Value::function(name, |_, _| Ok(Value::None))
}

/// Fills `logging`, `logging.config` or `warnings`.
pub(super) fn fill(_cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    for (name, level) in [
        ("CRITICAL", 50_i64),
        ("FATAL", 50),
        ("ERROR", 40),
        ("WARNING", 30),
        ("WARN", 30),
        ("INFO", 20),
        ("DEBUG", 10),
        ("NOTSET", 0),
    ] {
        module.set(name, Value::int(level));
    }
    module.set(
        "getLogger",
        Value::function("getLogger", |cx, arguments| {
            let name: Rc<str> = match arguments.positional.first() {
                None | Some(Value::None) => "root".into(),
                Some(name) => cx.str(name)?,
            };
            Ok(logger(name))
        }),
    );
    for name in [
        "StreamHandler",
        "FileHandler",
        "NullHandler",
        "Formatter",
        "Handler",
    ] {
        module.set(
            name,
            Value::function(name, move |_, _| {
                Ok(Value::host(Silent {
                    type_name: name,
                    name: name.into(),
                }))
            }),
        );
    }
    for name in [
        "debug",
        "info",
        "warning",
        "warn",
        "error",
        "critical",
        "exception",
        "log",
        "basicConfig",
        "disable",
        "captureWarnings",
        "addLevelName",
        "fileConfig",
        "dictConfig",
        "filterwarnings",
        "simplefilter",
        "resetwarnings",
    ] {
        module.set(name, nothing(name));
    }
    module.set(
        "catch_warnings",
        Value::function("catch_warnings", |_, _| Ok(Value::host(CatchWarnings))),
    );
    Ok(())
}

/// `with warnings.catch_warnings():`.
#[derive(Debug)]
struct CatchWarnings;

impl HostObject for CatchWarnings {
    fn type_name(&self) -> Rc<str> {
        "catch_warnings".into()
    }

    fn call(&self, _arguments: Arguments, _cx: &mut Interpreter) -> Result<Value, PythonError> {
        Err(PythonError::type_error(
            "'catch_warnings' object is not callable",
        ))
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
