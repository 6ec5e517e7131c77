//! `os.path` and `pathlib`, on POSIX (`Lib/posixpath.py`, `Lib/pathlib.py`).

use std::path::PathBuf;
use std::rc::Rc;

use crate::python::arguments::{Arguments, Parameter};
use crate::python::dictionary::HashKey;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::module::Module;
use crate::python::object::{BinaryOperator, Comparison, HostObject, Side};
use crate::python::value::Value;

/// The path a string or `Path` stands for.
pub(super) fn path_text(cx: &mut Interpreter, value: &Value) -> Result<Rc<str>, PythonError> {
    let value = cx.known(value)?;
    if let Some(path) = value.downcast::<PurePath>() {
        return Ok(Rc::clone(&path.0));
    }
    match value.as_str() {
        Some(text) => Ok(text),
        None => Err(PythonError::type_error(format!(
            "expected str, bytes or os.PathLike object, not {}",
            cx.type_name(&value)
        ))),
    }
}

/// `os.path.join`.
fn join(base: &str, part: &str) -> String {
    if part.starts_with('/') {
        part.to_owned()
    } else if base.is_empty() || base.ends_with('/') {
        format!("{base}{part}")
    } else {
        format!("{base}/{part}")
    }
}

/// `os.path.split`.
fn split(path: &str) -> (String, String) {
    let index = path.rfind('/').map_or(0, |index| index + 1);
    let (head, tail) = path.split_at(index);
    let trimmed = head.trim_end_matches('/');
    let head = if trimmed.is_empty() { head } else { trimmed };
    (head.to_owned(), tail.to_owned())
}

/// `os.path.splitext`.
fn split_extension(path: &str) -> (String, String) {
    let name_start = path.rfind('/').map_or(0, |index| index + 1);
    let name = &path[name_start..];
    let first = name
        .find(|character| character != '.')
        .unwrap_or(name.len());
    match name[first..].rfind('.') {
        Some(dot) => {
            let (root, extension) = path.split_at(name_start + first + dot);
            (root.to_owned(), extension.to_owned())
        }
        None => (path.to_owned(), String::new()),
    }
}

/// `os.path.normpath`.
fn normalise(path: &str) -> String {
    let root = if path.starts_with('/') { "/" } else { "" };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if !root.is_empty() => {}
            other => parts.push(other),
        }
    }
    let joined = format!("{root}{}", parts.join("/"));
    if joined.is_empty() {
        ".".to_owned()
    } else {
        joined
    }
}

pub(super) fn absolute(cx: &Interpreter, path: &str) -> Result<String, PythonError> {
    if path.starts_with('/') {
        return Ok(normalise(path));
    }
    match cx
        .configuration
        .working_folder
        .as_ref()
        .and_then(|folder| folder.to_str())
    {
        Some(folder) => Ok(normalise(&join(folder, path))),
        None => Err(PythonError::unsupported(
            "the current folder, which is not known",
        )),
    }
}

/// Fills the module `os.path`.
pub(super) fn fill_os_path(_cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    module.set("sep", Value::from("/"));
    module.set(
        "join",
        Value::function("join", |cx, arguments| {
            let mut parts = Vec::new();
            for value in &arguments.positional {
                parts.push(path_text(cx, value)?);
            }
            let Some((first, rest)) = parts.split_first() else {
                return Err(PythonError::type_error(
                    "join() missing 1 required positional argument: 'a'",
                ));
            };
            Ok(rest
                .iter()
                .fold(first.to_string(), |path, part| join(&path, part))
                .into())
        }),
    );
    type Code = fn(&mut Interpreter, &str) -> Result<Value, PythonError>;
    let functions: [(&'static str, Code); 14] = [
        ("dirname", |_, path| Ok(split(path).0.into())),
        ("basename", |_, path| Ok(split(path).1.into())),
        ("split", |_, path| {
            let (head, tail) = split(path);
            Ok(Value::tuple(vec![head.into(), tail.into()]))
        }),
        ("splitext", |_, path| {
            let (root, extension) = split_extension(path);
            Ok(Value::tuple(vec![root.into(), extension.into()]))
        }),
        ("normpath", |_, path| Ok(normalise(path).into())),
        ("abspath", |cx, path| Ok(absolute(cx, path)?.into())),
        ("realpath", |cx, path| {
            let path = absolute(cx, path)?;
            match std::fs::canonicalize(&path) {
                Ok(real) => Ok(real.to_string_lossy().into_owned().into()),
                Err(_) => Ok(path.into()),
            }
        }),
        ("isabs", |_, path| Ok(Value::Bool(path.starts_with('/')))),
        ("exists", |_, path| {
            Ok(Value::Bool(PathBuf::from(path).exists()))
        }),
        ("isfile", |_, path| {
            Ok(Value::Bool(PathBuf::from(path).is_file()))
        }),
        ("isdir", |_, path| {
            Ok(Value::Bool(PathBuf::from(path).is_dir()))
        }),
        ("normcase", |_, path| Ok(path.into())),
        ("expanduser", |cx, path| match path.strip_prefix('~') {
            None => Ok(path.into()),
            Some(rest) if rest.is_empty() || rest.starts_with('/') => {
                match cx.environment().get("HOME") {
                    Some(home) => Ok(format!("{home}{rest}").into()),
                    None => Err(PythonError::unsupported("expanduser() without HOME")),
                }
            }
            Some(_) => Err(PythonError::unsupported("the folder of another user")),
        }),
        ("expandvars", |_, path| {
            if path.contains('$') {
                return Err(PythonError::unsupported("expandvars() of a variable"));
            }
            Ok(path.into())
        }),
    ];
    for (name, code) in functions {
        module.set(
            name,
            Value::function(name, move |cx, arguments| {
                let path = arguments
                    .bind(name, &[Parameter::required("path")])?
                    .require("path");
                let path = path_text(cx, &path)?;
                code(cx, &path)
            }),
        );
    }
    Ok(())
}

/// Fills the module `pathlib`.
pub(super) fn fill(_cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    for name in ["Path", "PurePath", "PosixPath", "PurePosixPath"] {
        module.set(name, Value::host(PathClass));
    }
    Ok(())
}

/// The class `Path`.
#[derive(Debug)]
struct PathClass;

impl HostObject for PathClass {
    fn type_name(&self) -> Rc<str> {
        "type".into()
    }

    fn is_class(&self) -> bool {
        true
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        match name {
            "cwd" => Ok(Some(Value::function("cwd", |cx, arguments| {
                arguments.bind("cwd", &[])?;
                Ok(PurePath::value(&absolute(cx, ".")?))
            }))),
            "__name__" => Ok(Some(Value::from("Path"))),
            _ => Err(PythonError::unsupported(format!("pathlib.Path.{name}"))),
        }
    }

    fn call(&self, arguments: Arguments, cx: &mut Interpreter) -> Result<Value, PythonError> {
        let parts = arguments
            .bind("Path", &[Parameter::rest("args")])?
            .rest_positional;
        let mut path = String::new();
        for part in &parts {
            path = join(&path, &path_text(cx, part)?);
        }
        Ok(PurePath::value(&path))
    }

    fn has_instance(
        &self,
        value: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<bool>, PythonError> {
        Ok(Some(value.downcast::<PurePath>().is_some()))
    }
}

/// A path, without empty and single-dot parts.
#[derive(Debug)]
struct PurePath(Rc<str>);

impl PurePath {
    fn value(path: &str) -> Value {
        let root = if path.starts_with('/') { "/" } else { "" };
        let parts: Vec<&str> = path
            .split('/')
            .filter(|part| !part.is_empty() && *part != ".")
            .collect();
        let text = format!("{root}{}", parts.join("/"));
        Value::host(Self(if text.is_empty() {
            ".".into()
        } else {
            text.into()
        }))
    }

    fn name(&self) -> String {
        match split(&self.0).1.as_str() {
            "." => String::new(),
            name => name.to_owned(),
        }
    }

    fn parent(&self) -> Value {
        let (head, tail) = split(&self.0);
        if tail.is_empty() {
            return Self::value(&self.0);
        }
        Self::value(if head.is_empty() { "." } else { &head })
    }

    /// Stem and suffix of the last part: a leading or trailing dot begins no suffix.
    fn stem_and_suffix(&self) -> (String, String) {
        let name = self.name();
        match name.rfind('.') {
            Some(dot) if dot > 0 && dot + 1 < name.len() => {
                (name[..dot].to_owned(), name[dot..].to_owned())
            }
            _ => (name, String::new()),
        }
    }

    fn method(&self, name: &'static str) -> Value {
        let path = Rc::clone(&self.0);
        Value::function(name, move |cx, arguments| {
            method(cx, name, &path, arguments)
        })
    }
}

fn method(
    cx: &mut Interpreter,
    name: &str,
    path: &Rc<str>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    match name {
        "joinpath" => {
            let parts = arguments
                .bind(name, &[Parameter::rest("args")])?
                .rest_positional;
            let mut joined = path.to_string();
            for part in &parts {
                joined = join(&joined, &path_text(cx, part)?);
            }
            Ok(PurePath::value(&joined))
        }
        "read_text" => {
            let parameters = [
                Parameter::optional("encoding"),
                Parameter::optional("errors"),
            ];
            let mut bound = arguments.bind(name, &parameters)?;
            if let Some(encoding) = bound.take_some("encoding") {
                let encoding = cx.str(&encoding)?.to_ascii_lowercase();
                if !matches!(encoding.as_str(), "utf-8" | "utf8") {
                    return Err(PythonError::unsupported(format!("the encoding {encoding}")));
                }
            }
            read_text(cx, path)
        }
        "exists" => Ok(Value::Bool(PathBuf::from(&**path).exists())),
        "is_file" => Ok(Value::Bool(PathBuf::from(&**path).is_file())),
        "is_dir" => Ok(Value::Bool(PathBuf::from(&**path).is_dir())),
        "absolute" => Ok(PurePath::value(&join_current(cx, path)?)),
        "resolve" => {
            let path = absolute(cx, path)?;
            let real = std::fs::canonicalize(&path)
                .map_or(path, |real| real.to_string_lossy().into_owned());
            Ok(PurePath::value(&real))
        }
        "as_posix" | "__fspath__" => Ok(Value::Str(Rc::clone(path))),
        "is_absolute" => Ok(Value::Bool(path.starts_with('/'))),
        "with_suffix" => {
            let suffix = arguments
                .bind(name, &[Parameter::required("suffix")])?
                .require("suffix");
            let suffix = cx.str(&suffix)?;
            let (_, old) = PurePath(Rc::clone(path)).stem_and_suffix();
            Ok(PurePath::value(&format!(
                "{}{suffix}",
                &path[..path.len() - old.len()]
            )))
        }
        "with_name" => {
            let new = arguments
                .bind(name, &[Parameter::required("name")])?
                .require("name");
            let new = cx.str(&new)?;
            Ok(PurePath::value(&join(&split(path).0, &new)))
        }
        _ => Err(PythonError::unsupported(format!("pathlib.Path.{name}"))),
    }
}

fn join_current(cx: &Interpreter, path: &str) -> Result<String, PythonError> {
    if path.starts_with('/') {
        return Ok(path.to_owned());
    }
    Ok(join(&absolute(cx, ".")?, path))
}

/// The text of a file, its line ends made `\n` as text mode does.
pub(super) fn read_text(cx: &mut Interpreter, path: &str) -> Result<Value, PythonError> {
    match std::fs::read(path) {
        Ok(bytes) => {
            cx.allocate(bytes.len().saturating_mul(2))?;
            match String::from_utf8(bytes) {
                Ok(text) => Ok(text.replace("\r\n", "\n").replace('\r', "\n").into()),
                Err(_) => Err(PythonError::unsupported(format!(
                    "{path}, which is not UTF-8"
                ))),
            }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(PythonError::exception_with(
                ExceptionClass::FileNotFoundError,
                vec![
                    Value::int(2_i64),
                    Value::from("No such file or directory"),
                    Value::from(path),
                ],
            ))
        }
        Err(error) => Err(PythonError::unsupported(format!("reading {path}: {error}"))),
    }
}

impl HostObject for PurePath {
    fn type_name(&self) -> Rc<str> {
        "PosixPath".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        const METHODS: &[&str] = &[
            "joinpath",
            "read_text",
            "exists",
            "is_file",
            "is_dir",
            "absolute",
            "resolve",
            "as_posix",
            "__fspath__",
            "is_absolute",
            "with_suffix",
            "with_name",
        ];
        if let Some(method) = METHODS.iter().find(|method| **method == name) {
            return Ok(Some(self.method(method)));
        }
        Ok(Some(match name {
            "name" => self.name().into(),
            "stem" => self.stem_and_suffix().0.into(),
            "suffix" => self.stem_and_suffix().1.into(),
            "parent" => self.parent(),
            "parents" => {
                let mut parents = Vec::new();
                let mut current = Self(Rc::clone(&self.0));
                while let Some(parent) = current.parent().downcast::<Self>() {
                    if parent.0 == current.0 {
                        break;
                    }
                    parents.push(Value::host(Self(Rc::clone(&parent.0))));
                    current = Self(Rc::clone(&parent.0));
                }
                Value::tuple(parents)
            }
            "parts" => {
                let root = self.0.starts_with('/').then(|| Value::from("/"));
                let rest = self
                    .0
                    .split('/')
                    .filter(|part| !part.is_empty() && *part != ".");
                Value::tuple(root.into_iter().chain(rest.map(Value::from)).collect())
            }
            "__class__" => Value::host(PathClass),
            _ => return Err(PythonError::unsupported(format!("pathlib.Path.{name}"))),
        }))
    }

    fn binary(
        &self,
        operator: BinaryOperator,
        other: &Value,
        side: Side,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let is_path = other.as_str().is_some() || other.downcast::<Self>().is_some();
        if operator != BinaryOperator::Divide || !is_path {
            return Ok(None);
        }
        let other = path_text(cx, other)?;
        Ok(Some(Self::value(&match side {
            Side::Left => join(&self.0, &other),
            Side::Right => join(&other, &self.0),
        })))
    }

    fn compare(
        &self,
        comparison: Comparison,
        other: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Ok(other.downcast::<Self>().map(|other| {
            let parts =
                |path: &str| -> Vec<String> { path.split('/').map(str::to_owned).collect() };
            Value::Bool(comparison.holds(parts(&self.0).cmp(&parts(&other.0))))
        }))
    }

    fn repr(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(format!("PosixPath({})", crate::python::text::string_repr(&self.0)).into())
    }

    fn str(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(Rc::clone(&self.0))
    }

    fn hash_key(&self, _cx: &mut Interpreter) -> Result<Option<HashKey>, PythonError> {
        Ok(Some(HashKey::Native("PosixPath", Rc::clone(&self.0))))
    }
}
