//! The module `os` itself.

use std::path::Path;
use std::rc::Rc;

use super::environment::{self, Environment};
use super::path::{current_directory, path_argument};
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::stdlib::native::{ModuleBuilder, Outcome, closure, function};
use crate::python::stdlib::{convert, entropy, glob};
use crate::python::value::Value;

/// Functions that change something outside of the program.
const REFUSED: &[&str] = &[
    "abort",
    "chdir",
    "chmod",
    "chown",
    "execv",
    "execve",
    "execvp",
    "fork",
    "kill",
    "link",
    "makedirs",
    "mkdir",
    "mkfifo",
    "open",
    "pipe",
    "popen",
    "posix_spawn",
    "remove",
    "removedirs",
    "rename",
    "renames",
    "replace",
    "rmdir",
    "spawnl",
    "spawnv",
    "symlink",
    "system",
    "truncate",
    "umask",
    "unlink",
    "utime",
    "write",
    "_exit",
];

/// The `OSError` a failed operation on a file raises.
pub(in crate::python::stdlib) fn file_error(error: &std::io::Error, path: &str) -> PythonError {
    let class = match error.kind() {
        std::io::ErrorKind::NotFound => ExceptionClass::FileNotFoundError,
        std::io::ErrorKind::PermissionDenied => ExceptionClass::PermissionError,
        std::io::ErrorKind::IsADirectory => ExceptionClass::IsADirectoryError,
        std::io::ErrorKind::NotADirectory => ExceptionClass::NotADirectoryError,
        _ => ExceptionClass::OSError,
    };
    let text = error.to_string();
    // Rust adds the number behind the text, Python puts it before.
    let text = text.split(" (os error").next().unwrap_or_default();
    let number = i64::from(error.raw_os_error().unwrap_or(0));
    PythonError::exception_with(class, vec![number.into(), text.into(), path.into()])
}

fn list_directory(cx: &mut Interpreter, path: &str) -> Outcome {
    let names = glob::entries(cx, path)?;
    Ok(Value::list(names.into_iter().map(Value::from).collect()))
}

/// Makes the module.
pub(in crate::python::stdlib) fn module(cx: &mut Interpreter) -> Value {
    let environ = Rc::new(Environment::new(cx));
    let variables = Rc::clone(&environ);
    let getenv = function("getenv", "key, default=", move |cx, mut arguments| {
        let name = convert::string(cx, &arguments.require("key"), "getenv() argument 1")?;
        Ok(variables
            .get(&name)
            .unwrap_or_else(|| arguments.take("default").into()))
    });
    let path = super::path_module(cx);
    cx.register_module("os.path", path.clone());
    let os_error = Value::Class(cx.exception_class(ExceptionClass::OSError));
    let mut builder = ModuleBuilder::new("os")
        .class(&environment::class(cx))
        .value("path", path)
        .value("environ", Value::Host(environ))
        .value("getenv", getenv)
        .value("error", os_error)
        .value("name", "posix".into())
        .value("sep", "/".into())
        .value("linesep", "\n".into())
        .value("pathsep", ":".into())
        .value("curdir", ".".into())
        .value("pardir", "..".into())
        .value("devnull", "/dev/null".into())
        .function("getcwd", "", |cx, _| Ok(current_directory(cx)?.into()))
        .function("fspath", "path", |cx, mut arguments| {
            let path = arguments.require("path");
            Ok(Value::Str(path_argument(cx, &path)?))
        })
        .function("listdir", "path=", |cx, mut arguments| {
            let path = match arguments.take_some("path") {
                Some(path) => path_argument(cx, &path)?,
                None => ".".into(),
            };
            list_directory(cx, &path)
        })
        .function("urandom", "size, /", |cx, mut arguments| {
            let size = convert::small_integer(cx, &arguments.require("size"))?;
            let size = usize::try_from(size)
                .map_err(|_| PythonError::value_error("negative argument not allowed"))?;
            cx.allocate(size)?;
            let mut bytes = vec![0; size];
            entropy::fill(&mut bytes)?;
            Ok(Value::Bytes(bytes.into()))
        })
        .function(
            "getpid",
            "",
            |_, _| Ok(i64::from(std::process::id()).into()),
        )
        .function("access", "path, mode", |cx, mut arguments| {
            let path = arguments.require("path");
            let path = path_argument(cx, &path)?;
            // Only existence can be asked without the mode's meaning.
            match convert::small_integer(cx, &arguments.require("mode"))? {
                0 => Ok(Path::new(&*path).exists().into()),
                mode => Err(PythonError::unsupported(format!(
                    "os.access() with the mode {mode}"
                ))),
            }
        })
        .value("F_OK", 0_i64.into());
    for name in REFUSED {
        let refusal = closure(name, move |_, _| {
            Err(PythonError::unsupported(format!(
                "os.{name}(), which acts outside of the migration"
            )))
        });
        builder = builder.value(name, refusal);
    }
    builder.finish()
}
