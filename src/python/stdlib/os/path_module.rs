//! The module `os.path` itself.

use std::path::Path;
use std::rc::Rc;

use super::path::{
    absolute, base_name, directory_name, join, normalise, path_argument, split_extension,
};
use crate::python::arguments::BoundArguments;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::stdlib::native::{ModuleBuilder, Outcome};
use crate::python::value::Value;

fn path(cx: &mut Interpreter, arguments: &mut BoundArguments) -> Result<Rc<str>, PythonError> {
    let value = arguments.require("path");
    path_argument(cx, &value)
}

/// A path that is asked about; a number would be an open file.
fn existing(cx: &mut Interpreter, arguments: &mut BoundArguments) -> Result<Rc<str>, PythonError> {
    let value = arguments.require("path");
    if cx.known(&value)?.as_int().is_some() {
        return Err(PythonError::unsupported(
            "questions about files by their number",
        ));
    }
    path_argument(cx, &value)
}

fn pair(first: &str, second: &str) -> Value {
    Value::tuple(vec![first.into(), second.into()])
}

fn join_all(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let first = path(cx, &mut arguments)?;
    let mut parts = Vec::new();
    for part in &arguments.rest_positional {
        parts.push(path_argument(cx, part)?);
    }
    Ok(join(&first, &parts).into())
}

/// The argument `path`, made absolute.
fn absolute_argument(
    cx: &mut Interpreter,
    arguments: &mut BoundArguments,
) -> Result<String, PythonError> {
    let path = path(cx, arguments)?;
    absolute(cx, &path)
}

fn real_path(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    if arguments.take("strict").is_some() {
        return Err(PythonError::unsupported(
            "the argument strict of realpath()",
        ));
    }
    let path = absolute_argument(cx, &mut arguments)?;
    // Links are followed as far as the path exists; what is behind stays as it is.
    let mut existing = Path::new(&path);
    let mut rest = Vec::new();
    loop {
        if let Ok(real) = std::fs::canonicalize(existing) {
            let mut real = real.display().to_string();
            for name in rest.iter().rev() {
                real = join(&real, &[Rc::from(*name)]);
            }
            return Ok(real.into());
        }
        match (
            existing.parent(),
            existing.file_name().and_then(|name| name.to_str()),
        ) {
            (Some(parent), Some(name)) => {
                rest.push(name);
                existing = parent;
            }
            _ => return Ok(path.into()),
        }
    }
}

/// `~` is the home folder the environment names.
fn expand_user(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let path = path(cx, &mut arguments)?;
    match (path.strip_prefix('~'), cx.environment().get("HOME")) {
        (None, _) => Ok(Value::Str(path)),
        (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with('/') => {
            Ok(format!("{}{rest}", home.trim_end_matches('/')).into())
        }
        (Some(_), _) => Err(PythonError::unsupported(format!(
            "the home folder in {path}"
        ))),
    }
}

fn relative_path(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let path = absolute_argument(cx, &mut arguments)?;
    let start = match arguments.take_some("start") {
        Some(start) => {
            let start = path_argument(cx, &start)?;
            absolute(cx, &start)?
        }
        None => absolute(cx, ".")?,
    };
    let parts = |path: &str| -> Vec<String> {
        path.split('/')
            .filter(|part| !part.is_empty())
            .map(str::to_string)
            .collect()
    };
    let (path, start) = (parts(&path), parts(&start));
    let shared = path
        .iter()
        .zip(&start)
        .take_while(|(left, right)| left == right)
        .count();
    let mut relative: Vec<&str> = vec![".."; start.len() - shared];
    relative.extend(path[shared..].iter().map(String::as_str));
    Ok(if relative.is_empty() {
        ".".into()
    } else {
        relative.join("/").into()
    })
}

/// Makes the module.
pub(in crate::python::stdlib) fn module(_cx: &mut Interpreter) -> Value {
    ModuleBuilder::new("os.path")
        .value("sep", "/".into())
        .value("pardir", "..".into())
        .value("curdir", ".".into())
        .function("join", "path, /, *paths", join_all)
        .function("realpath", "path, *, strict=", real_path)
        .function("expanduser", "path", expand_user)
        .function("relpath", "path, start=", relative_path)
        .function("dirname", "path, /", |cx, mut arguments| {
            Ok(directory_name(&path(cx, &mut arguments)?).into())
        })
        .function("basename", "path, /", |cx, mut arguments| {
            Ok(base_name(&path(cx, &mut arguments)?).into())
        })
        .function("split", "path, /", |cx, mut arguments| {
            let path = path(cx, &mut arguments)?;
            Ok(pair(directory_name(&path), base_name(&path)))
        })
        .function("splitext", "path, /", |cx, mut arguments| {
            let path = path(cx, &mut arguments)?;
            let (root, extension) = split_extension(&path);
            Ok(pair(root, extension))
        })
        .function("normpath", "path, /", |cx, mut arguments| {
            Ok(normalise(&path(cx, &mut arguments)?).into())
        })
        .function("abspath", "path, /", |cx, mut arguments| {
            Ok(absolute_argument(cx, &mut arguments)?.into())
        })
        .function("isabs", "path, /", |cx, mut arguments| {
            Ok(path(cx, &mut arguments)?.starts_with('/').into())
        })
        .function("exists", "path, /", |cx, mut arguments| {
            Ok(Path::new(&*existing(cx, &mut arguments)?).exists().into())
        })
        .function("isfile", "path, /", |cx, mut arguments| {
            Ok(Path::new(&*existing(cx, &mut arguments)?).is_file().into())
        })
        .function("isdir", "path, /", |cx, mut arguments| {
            Ok(Path::new(&*existing(cx, &mut arguments)?).is_dir().into())
        })
        .finish()
}
