//! `logging`: loggers that may be configured and written to; where the lines go is up to the host.
//!
//! What a program logs never changes what it does, so a line is dropped where nobody listens.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use indexmap::IndexMap;

use super::convert;
use super::native::{ClassBuilder, ModuleBuilder, Outcome, class_of, closure};
use crate::python::arguments::{Arguments, BoundArguments};
use crate::python::class::Class;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::object::HostObject;
use crate::python::shared::Shared;
use crate::python::value::{Attributes, Value};

/// Levels and their names.
const LEVELS: [(&str, i64); 8] = [
    ("CRITICAL", 50),
    ("FATAL", 50),
    ("ERROR", 40),
    ("WARNING", 30),
    ("WARN", 30),
    ("INFO", 20),
    ("DEBUG", 10),
    ("NOTSET", 0),
];

const MESSAGE: &str = "msg, *args, exc_info=, stack_info=, stacklevel=, extra=";

/// A `logging.Logger`.
#[derive(Debug)]
struct Logger {
    name: Rc<str>,
    level: Cell<i64>,
    attributes: RefCell<Attributes>,
}

type Loggers = RefCell<IndexMap<Rc<str>, Value>>;

impl Logger {
    fn new(name: &str) -> Self {
        Self {
            name: name.into(),
            level: Cell::new(if name == "root" { 30 } else { 0 }),
            attributes: RefCell::default(),
        }
    }

    fn effective_level(&self) -> i64 {
        match self.level.get() {
            0 => 30,
            level => level,
        }
    }
}

impl HostObject for Logger {
    fn type_name(&self) -> Rc<str> {
        "Logger".into()
    }

    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        class_of(cx, "logging", "Logger")
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        if let Some(value) = self.attributes.borrow().get(name) {
            return Ok(Some(value.clone()));
        }
        Ok(match name {
            "name" => Some(Value::Str(Rc::clone(&self.name))),
            "level" => Some(self.level.get().into()),
            "propagate" => Some(Value::Bool(true)),
            "disabled" => Some(Value::Bool(false)),
            "handlers" | "filters" => Some(Value::list(Vec::new())),
            _ => None,
        })
    }

    fn set_attribute(
        &self,
        name: &str,
        value: Value,
        _cx: &mut Interpreter,
    ) -> Result<(), PythonError> {
        self.attributes.borrow_mut().insert(name.into(), value);
        Ok(())
    }

    fn repr(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        let level = self.effective_level();
        let name = LEVELS.iter().find(|(_, number)| *number == level);
        let level = name.map_or_else(|| format!("Level {level}"), |(name, _)| (*name).to_string());
        Ok(format!("<Logger {} ({level})>", self.name).into())
    }
}

fn logger(loggers: &Loggers, name: &str) -> Value {
    let name = if name.is_empty() { "root" } else { name };
    loggers
        .borrow_mut()
        .entry(name.into())
        .or_insert_with(|| Value::host(Logger::new(name)))
        .clone()
}

fn level_argument(cx: &mut Interpreter, value: &Value) -> Result<i64, PythonError> {
    match value.as_str() {
        Some(name) => LEVELS
            .iter()
            .find(|(known, _)| *known == &*name)
            .map(|(_, level)| *level)
            .ok_or_else(|| PythonError::value_error(format!("Unknown level: '{name}'"))),
        None => convert::small_integer(cx, value),
    }
}

fn set_level(cx: &mut Interpreter, logger: &Rc<Logger>, mut arguments: BoundArguments) -> Outcome {
    logger
        .level
        .set(level_argument(cx, &arguments.require("level"))?);
    Ok(Value::None)
}

fn logger_class(cx: &mut Interpreter, loggers: &Rc<Loggers>) -> Shared<Class> {
    let mut builder = ClassBuilder::new("logging", "Logger");
    for name in [
        "debug",
        "info",
        "warning",
        "warn",
        "error",
        "exception",
        "critical",
        "fatal",
    ] {
        builder = builder.method::<Logger>(name, MESSAGE, |_, _, _| Ok(Value::None));
    }
    let known = Rc::clone(loggers);
    let child = Value::method("getChild", move |cx, arguments| {
        let (receiver, arguments) = super::native::split_receiver("getChild", arguments)?;
        let mut arguments =
            arguments.bind("getChild", &[crate::python::Parameter::required("suffix")])?;
        let suffix = convert::string(cx, &arguments.require("suffix"), "the suffix")?;
        match receiver.downcast::<Logger>() {
            Some(parent) if *parent.name == *"root" => Ok(logger(&known, &suffix)),
            Some(parent) => Ok(logger(&known, &format!("{}.{suffix}", parent.name))),
            None => Err(PythonError::type_error("getChild() needs a Logger")),
        }
    });
    builder
        .method::<Logger>(
            "log",
            "level, msg, *args, exc_info=, stack_info=, stacklevel=, extra=",
            |_, _, _| Ok(Value::None),
        )
        .method::<Logger>("setLevel", "level", set_level)
        .method::<Logger>("isEnabledFor", "level", |cx, logger, mut arguments| {
            let level = level_argument(cx, &arguments.require("level"))?;
            Ok(Value::Bool(level >= logger.effective_level()))
        })
        .method::<Logger>("getEffectiveLevel", "", |_, logger, _| {
            Ok(logger.effective_level().into())
        })
        .method::<Logger>("hasHandlers", "", |_, _, _| Ok(Value::Bool(true)))
        .method::<Logger>("addHandler", "hdlr", |_, _, _| Ok(Value::None))
        .method::<Logger>("removeHandler", "hdlr", |_, _, _| Ok(Value::None))
        .method::<Logger>("addFilter", "filter", |_, _, _| Ok(Value::None))
        .method::<Logger>("removeFilter", "filter", |_, _, _| Ok(Value::None))
        .value("getChild", child)
        .finish(cx)
}

/// A handler, formatter or filter: accepted wherever a logger takes one.
#[derive(Debug)]
struct Attachment(&'static str);

impl HostObject for Attachment {
    fn type_name(&self) -> Rc<str> {
        self.0.into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Ok(match name {
            "setLevel" | "setFormatter" | "addFilter" | "removeFilter" => {
                Some(closure(name, |_, _| Ok(Value::None)))
            }
            "close" | "flush" => Some(closure(name, |_, _| Ok(Value::None))),
            _ => None,
        })
    }
}

fn attachment_class(cx: &mut Interpreter, name: &'static str) -> Shared<Class> {
    ClassBuilder::new("logging", name)
        .class_constructor(
            move |_: &mut Interpreter, _: &Shared<Class>, _: Arguments| {
                Ok(Value::host(Attachment(name)))
            },
        )
        .finish(cx)
}

/// Makes the module.
pub(super) fn module(cx: &mut Interpreter) -> Value {
    let loggers: Rc<Loggers> = Rc::default();
    let class = logger_class(cx, &loggers);
    let root = logger(&loggers, "root");
    let known = Rc::clone(&loggers);
    let get_logger =
        super::native::function(
            "getLogger",
            "name=",
            move |cx, mut arguments| match arguments.take_some("name") {
                Some(name) => {
                    let name = convert::string(cx, &name, "A logger name")?;
                    Ok(logger(&known, &name))
                }
                None => Ok(logger(&known, "root")),
            },
        );
    let mut builder = ModuleBuilder::new("logging")
        .class(&class)
        .value("root", root)
        .value("getLogger", get_logger)
        .function("basicConfig", "**kwargs", |_, _| Ok(Value::None))
        .function("captureWarnings", "capture", |_, _| Ok(Value::None))
        .function("disable", "level=", |_, _| Ok(Value::None))
        .function("getLevelName", "level", |cx, mut arguments| {
            let level = arguments.require("level");
            if level.as_str().is_some() {
                return Ok(level_argument(cx, &level)?.into());
            }
            let number = convert::small_integer(cx, &level)?;
            let name = LEVELS.iter().find(|(_, known)| *known == number);
            Ok(name.map_or_else(
                || format!("Level {number}").into(),
                |(name, _)| Value::from(*name),
            ))
        })
        .function(
            "log",
            "level, msg, *args, exc_info=, stack_info=, stacklevel=, extra=",
            |_, _| Ok(Value::None),
        );
    for name in [
        "debug",
        "info",
        "warning",
        "warn",
        "error",
        "exception",
        "critical",
        "fatal",
    ] {
        builder = builder.function(name, MESSAGE, |_, _| Ok(Value::None));
    }
    for (name, level) in LEVELS {
        builder = builder.value(name, level.into());
    }
    for name in [
        "Handler",
        "StreamHandler",
        "NullHandler",
        "FileHandler",
        "Formatter",
        "Filter",
    ] {
        let class = attachment_class(cx, name);
        builder = builder.class(&class);
    }
    builder.finish()
}

/// `logging.config`: the configuration is accepted and changes nothing.
pub(super) fn config(_cx: &mut Interpreter) -> Value {
    ModuleBuilder::new("logging.config")
        .function(
            "fileConfig",
            "fname, defaults=, disable_existing_loggers=, encoding=",
            |_, _| Ok(Value::None),
        )
        .function("dictConfig", "config", |_, _| Ok(Value::None))
        .finish()
}

/// `logging.handlers`: every handler may be made.
pub(super) fn handlers(cx: &mut Interpreter) -> Value {
    let mut builder = ModuleBuilder::new("logging.handlers");
    for name in [
        "RotatingFileHandler",
        "TimedRotatingFileHandler",
        "SysLogHandler",
        "QueueHandler",
    ] {
        let class = attachment_class(cx, name);
        builder = builder.class(&class);
    }
    builder.finish()
}
