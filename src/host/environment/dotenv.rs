//! `dotenv`: the package python-dotenv, with which many an `env.py` reads a `.env` file.
//!
//! The counterpart of `dotenv.main`. Left unknown, it would make `os.environ` lie: the variable
//! that names the database would seem to be missing.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use indexmap::IndexMap;

use super::dotenv_file::{Precedence, parse, substitute};
use super::native::text_of;
use crate::python::{
    Arguments, BoundArguments, Dictionary, ExceptionClass, Interpreter, Module, Parameter,
    PythonError, Shared, Value,
};

const LOAD: &[Parameter<'static>] = &[
    Parameter::optional("dotenv_path"),
    Parameter::optional("stream"),
    Parameter::optional("verbose"),
    Parameter::optional("override"),
    Parameter::optional("interpolate"),
    Parameter::optional("encoding"),
];
const VALUES: &[Parameter<'static>] = &[
    Parameter::optional("dotenv_path"),
    Parameter::optional("stream"),
    Parameter::optional("verbose"),
    Parameter::optional("interpolate"),
    Parameter::optional("encoding"),
];
const FIND: &[Parameter<'static>] = &[
    Parameter::optional("filename"),
    Parameter::optional("raise_error_if_not_found"),
    Parameter::optional("usecwd"),
];
/// The most bytes read of one file.
const LENGTH_LIMIT: u64 = 1 << 20;

/// Makes `dotenv` importable.
pub(super) fn install(cx: &mut Interpreter) {
    let module = Module::native("dotenv");
    module.set("load_dotenv", Value::function("load_dotenv", load_dotenv));
    module.set(
        "dotenv_values",
        Value::function("dotenv_values", dotenv_values),
    );
    module.set("find_dotenv", Value::function("find_dotenv", find_dotenv));
    cx.register_module("dotenv", Value::Module(Shared::new(module)));
}

fn load_dotenv(cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("load_dotenv", LOAD)?;
    let environment = environment(cx)?;
    let disabled = variable(cx, &environment, "PYTHON_DOTENV_DISABLED")?.unwrap_or_default();
    if ["1", "true", "t", "yes", "y"].contains(&disabled.to_lowercase().as_str()) {
        return Ok(Value::Bool(false));
    }
    let overrides = flag(cx, &mut bound, "override", false)?;
    let precedence = if overrides {
        Precedence::File
    } else {
        Precedence::Process
    };
    let variables = read(cx, &mut bound, &environment, precedence)?;
    let any = !variables.is_empty();
    for (name, value) in variables {
        let Some(value) = value else { continue };
        if overrides || variable(cx, &environment, &name)?.is_none() {
            cx.set_subscript(&environment, &Value::from(name), Value::from(value))?;
        }
    }
    Ok(Value::Bool(any))
}

fn dotenv_values(cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("dotenv_values", VALUES)?;
    let environment = environment(cx)?;
    let mut entries = Dictionary::new();
    for (name, value) in read(cx, &mut bound, &environment, Precedence::File)? {
        entries.insert_str(name, value.map_or(Value::None, Value::from));
    }
    Ok(Value::dict(entries))
}

fn find_dotenv(cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("find_dotenv", FIND)?;
    let name: Rc<str> = match bound.take("filename") {
        Some(name) => text_of(cx, &name, "filename")?,
        None => ".env".into(),
    };
    let must_exist = flag(cx, &mut bound, "raise_error_if_not_found", false)?;
    let from_working_directory = flag(cx, &mut bound, "usecwd", false)?;
    let start = if from_working_directory {
        None
    } else {
        Some(calling_folder(&bound))
    };
    match find(&name, start.as_deref()) {
        Some(path) => Ok(Value::from(path.display().to_string())),
        None if must_exist => Err(PythonError::exception(
            ExceptionClass::OSError,
            "File not found",
        )),
        None => Ok(Value::from("")),
    }
}

/// Looks for a file in `start`, or the working directory, and in every folder above.
fn find(name: &str, start: Option<&Path>) -> Option<PathBuf> {
    let start = std::path::absolute(start.unwrap_or(Path::new("."))).ok()?;
    start
        .ancestors()
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}

/// The folder of the file the call stands in.
fn calling_folder(bound: &BoundArguments) -> PathBuf {
    let file = bound.origin.file.path();
    file.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
        .into()
}

/// The variables of the file that the arguments name, substituted.
fn read(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
    environment: &Value,
    precedence: Precedence,
) -> Result<IndexMap<String, Option<String>>, PythonError> {
    if bound.take_some("stream").is_some() {
        return Err(PythonError::unsupported("dotenv with a stream"));
    }
    let encoding = bound
        .take_some("encoding")
        .and_then(|encoding| encoding.as_str());
    if encoding.is_some_and(|name| !["utf-8", "utf8", "utf-8-sig"].contains(&&*name.to_lowercase()))
    {
        return Err(PythonError::unsupported(
            "dotenv with another encoding than UTF-8",
        ));
    }
    let interpolate = flag(cx, bound, "interpolate", true)?;
    let path = match bound.take_some("dotenv_path") {
        // With its place, so that it ends the evaluation: an unknown file may set any variable.
        Some(Value::Opaque(opaque)) => {
            return Err(PythonError::opaque_use(&opaque).with_origin(bound.origin.clone()));
        }
        Some(path) => Some(PathBuf::from(&*cx.str(&path)?)),
        None => find(".env", Some(&calling_folder(bound))),
    };
    let Some(path) = path.filter(|path| path.is_file()) else {
        return Ok(IndexMap::new());
    };
    let unreadable = |error: std::io::Error| {
        PythonError::exception(
            ExceptionClass::OSError,
            format!("{}: {error}", path.display()),
        )
    };
    let length = std::fs::metadata(&path).map_err(unreadable)?.len();
    if length > LENGTH_LIMIT {
        return Err(PythonError::budget(format!(
            "{} is too long",
            path.display()
        )));
    }
    let text = std::fs::read_to_string(&path).map_err(unreadable)?;
    let variables = parse(&text).map_err(|ambiguous| {
        let (line, problem) = (ambiguous.line, ambiguous.problem);
        PythonError::unsupported(format!("{}:{line}: {problem}", path.display()))
    })?;
    if !interpolate {
        return Ok(variables);
    }
    let mut process = IndexMap::new();
    for (name, value) in super::engine::mapping_items(cx, environment)? {
        if let (Some(name), Some(value)) = (name.as_str(), value.as_str()) {
            process.insert(name.to_string(), value.to_string());
        }
    }
    Ok(substitute(
        variables,
        |name| process.get(name).cloned(),
        precedence,
    ))
}

/// `os.environ`.
pub(super) fn environment(cx: &mut Interpreter) -> Result<Value, PythonError> {
    let os = cx.import("os")?;
    cx.attribute(&os, "environ")
}

/// The value of a variable that is set and known.
pub(super) fn variable(
    cx: &mut Interpreter,
    environment: &Value,
    name: &str,
) -> Result<Option<String>, PythonError> {
    let arguments = Arguments::positional(vec![Value::from(name)], cx.origin());
    let value = cx.call_method(environment, "get", arguments)?;
    Ok(value.as_str().map(|text| text.to_string()))
}

fn flag(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
    name: &str,
    default: bool,
) -> Result<bool, PythonError> {
    match bound.take(name) {
        Some(value) => cx.truth(&value),
        None => Ok(default),
    }
}
