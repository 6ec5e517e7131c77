//! `pathlib`: names of files as objects.

use std::rc::Rc;

use super::convert;
use super::native::{ClassBuilder, ModuleBuilder, Outcome, class_of};
use super::os::{self, path_argument};
use super::text_file;
use crate::python::arguments::{Arguments, BoundArguments};
use crate::python::class::Class;
use crate::python::dictionary::HashKey;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::object::{BinaryOperator, Comparison, HostObject, Side};
use crate::python::shared::Shared;
use crate::python::value::Value;

/// A `pathlib.PosixPath`; the text is normalised as pathlib does it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Path {
    text: Rc<str>,
}

impl Path {
    /// The path `text` names: doubled slashes and single dots are left out.
    pub(super) fn new(text: &str) -> Self {
        let root = match text.len() - text.trim_start_matches('/').len() {
            0 => "",
            2 => "//",
            _ => "/",
        };
        let parts: Vec<&str> = text
            .split('/')
            .filter(|part| !part.is_empty() && *part != ".")
            .collect();
        let text = format!("{root}{}", parts.join("/"));
        Self {
            text: if text.is_empty() {
                ".".into()
            } else {
                text.into()
            },
        }
    }

    fn value(text: &str) -> Value {
        Value::host(Self::new(text))
    }

    fn name(&self) -> &str {
        match &*self.text {
            "." => "",
            text => os::base_name(text),
        }
    }

    fn parent(&self) -> Self {
        match os::directory_name(&self.text) {
            "" => Self::new("."),
            parent => Self::new(parent),
        }
    }

    fn suffix(&self) -> &str {
        let name = self.name();
        match name.rfind('.') {
            Some(dot) if dot > 0 && dot + 1 < name.len() => &name[dot..],
            _ => "",
        }
    }

    fn stem(&self) -> &str {
        let name = self.name();
        &name[..name.len() - self.suffix().len()]
    }

    /// The parts paths are compared by.
    fn parts(&self) -> Vec<&str> {
        let mut parts = Vec::new();
        if self.text.starts_with('/') {
            parts.push("/");
        }
        parts.extend(
            self.text
                .split('/')
                .filter(|part| !part.is_empty() && *part != "."),
        );
        parts
    }

    fn with_name(&self, name: &str) -> Outcome {
        if self.name().is_empty() {
            return Err(PythonError::value_error(format!(
                "PosixPath({}) has an empty name",
                convert::quote(&self.text)
            )));
        }
        if name.is_empty() || name.contains('/') || name == "." {
            return Err(PythonError::value_error(format!(
                "Invalid name {}",
                convert::quote(name)
            )));
        }
        let parent = &self.text[..self.text.len() - self.name().len()];
        Ok(Self::value(&format!("{parent}{name}")))
    }
}

/// The text of a path object.
pub(super) fn path_text(value: &Value) -> Option<Rc<str>> {
    value
        .underlying()
        .downcast::<Path>()
        .map(|path| Rc::clone(&path.text))
}

impl HostObject for Path {
    fn type_name(&self) -> Rc<str> {
        "PosixPath".into()
    }

    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        class_of(cx, "pathlib", "PosixPath")
    }

    fn binary(
        &self,
        operator: BinaryOperator,
        other: &Value,
        side: Side,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        if operator != BinaryOperator::Divide {
            return Ok(None);
        }
        let other = cx.known(other)?;
        let Some(other) = other.as_str().or_else(|| path_text(&other)) else {
            return Ok(None);
        };
        let joined = match side {
            Side::Left => os::join(&self.text, &[other]),
            Side::Right => os::join(&other, &[Rc::clone(&self.text)]),
        };
        Ok(Some(Self::value(&joined)))
    }

    fn compare(
        &self,
        comparison: Comparison,
        other: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Ok(other
            .downcast::<Self>()
            .map(|other| Value::Bool(comparison.holds(self.parts().cmp(&other.parts())))))
    }

    fn repr(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(format!("PosixPath({})", convert::quote(&self.text)).into())
    }

    fn str(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(Rc::clone(&self.text))
    }

    fn hash_key(&self, _cx: &mut Interpreter) -> Result<Option<HashKey>, PythonError> {
        Ok(Some(HashKey::Native("PosixPath", Rc::clone(&self.text))))
    }
}

fn construct(cx: &mut Interpreter, arguments: BoundArguments) -> Outcome {
    let mut parts = Vec::new();
    for part in &arguments.rest_positional {
        parts.push(path_argument(cx, part)?);
    }
    Ok(Path::value(&os::join("", &parts)))
}

fn read_bytes(cx: &mut Interpreter, path: &Path) -> Result<Vec<u8>, PythonError> {
    let length = std::fs::metadata(&*path.text).map_or(0, |metadata| metadata.len());
    cx.allocate(usize::try_from(length).unwrap_or(usize::MAX))?;
    std::fs::read(&*path.text).map_err(|error| os::file_error(&error, &path.text))
}

fn read_text(cx: &mut Interpreter, path: &Rc<Path>, mut arguments: BoundArguments) -> Outcome {
    if arguments.take_some("errors").is_some() {
        return Err(PythonError::unsupported(
            "the argument errors of read_text()",
        ));
    }
    let text = text_file::decoded(cx, &path.text, arguments.take_some("encoding"))?;
    Ok(text_file::with_plain_lines(&text).into())
}

fn with_suffix(cx: &mut Interpreter, path: &Rc<Path>, mut arguments: BoundArguments) -> Outcome {
    let suffix = convert::string(cx, &arguments.require("suffix"), "the suffix")?;
    let invalid = suffix.contains('/') || (!suffix.is_empty() && !suffix.starts_with('.'));
    if invalid || &*suffix == "." {
        return Err(PythonError::value_error(format!(
            "Invalid suffix {}",
            convert::quote(&suffix)
        )));
    }
    path.with_name(&format!("{}{suffix}", path.stem()))
}

/// The path whose parts are the positional arguments.
fn other_path(cx: &mut Interpreter, arguments: &BoundArguments) -> Result<Path, PythonError> {
    let mut parts = Vec::new();
    for part in &arguments.rest_positional {
        parts.push(path_argument(cx, part)?);
    }
    Ok(Path::new(&os::join("", &parts)))
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the signature of a native function"
)]
fn relative_to(cx: &mut Interpreter, path: &Rc<Path>, arguments: BoundArguments) -> Outcome {
    if arguments.rest_positional.is_empty() {
        return Err(PythonError::type_error("need at least one argument"));
    }
    let other = other_path(cx, &arguments)?;
    let (own, base) = (path.parts(), other.parts());
    if own.len() < base.len() || own[..base.len()] != base[..] {
        return Err(PythonError::value_error(format!(
            "{} is not in the subpath of {} OR one path is relative and the other is absolute.",
            convert::quote(&path.text),
            convert::quote(&other.text)
        )));
    }
    Ok(Path::value(&own[base.len()..].join("/")))
}

fn parents(path: &Path) -> Value {
    let mut all = Vec::new();
    let mut current = path.clone();
    loop {
        let parent = current.parent();
        if parent == current {
            return Value::tuple(all);
        }
        all.push(Value::host(parent.clone()));
        current = parent;
    }
}

/// Methods that look at the file system.
fn questions(builder: ClassBuilder) -> ClassBuilder {
    builder
        .method::<Path>("exists", "", |_, path, _| {
            Ok(std::path::Path::new(&*path.text).exists().into())
        })
        .method::<Path>("is_file", "", |_, path, _| {
            Ok(std::path::Path::new(&*path.text).is_file().into())
        })
        .method::<Path>("is_dir", "", |_, path, _| {
            Ok(std::path::Path::new(&*path.text).is_dir().into())
        })
        .method::<Path>("read_text", "encoding=, errors=", read_text)
        .method::<Path>("read_bytes", "", |cx, path, _| {
            Ok(Value::Bytes(read_bytes(cx, path)?.into()))
        })
        .method::<Path>("absolute", "", |cx, path, _| {
            // Unlike `resolve`, dots are kept.
            let here = os::absolute(cx, ".")?;
            Ok(Path::value(&os::join(&here, &[Rc::clone(&path.text)])))
        })
        .method::<Path>("resolve", "strict=", |cx, path, mut arguments| {
            if convert::flag(cx, arguments.take("strict"), false)? {
                return Err(PythonError::unsupported("the argument strict of resolve()"));
            }
            let module = cx.import("os.path")?;
            let arguments = Arguments::positional(vec![(&*path.text).into()], cx.origin());
            let real = cx.call_method(&module, "realpath", arguments)?;
            let real = convert::string(cx, &real, "a path")?;
            Ok(Path::value(&real))
        })
        .method::<Path>(
            "open",
            "mode=, buffering=, encoding=, errors=, newline=",
            |cx, path, mut bound| {
                let Some(open) = cx.builtins.get("open").cloned() else {
                    return Err(PythonError::unsupported("opening files"));
                };
                let mut call =
                    Arguments::positional(vec![(&*path.text).into()], bound.origin.clone());
                for name in ["mode", "buffering", "encoding", "errors", "newline"] {
                    if let Some(value) = bound.take(name) {
                        call.keyword.push((name.into(), value));
                    }
                }
                cx.call(&open, call)
            },
        )
        .method::<Path>("iterdir", "", |cx, path, _| {
            let module = cx.import("os")?;
            let arguments = Arguments::positional(vec![(&*path.text).into()], cx.origin());
            let names = cx.call_method(&module, "listdir", arguments)?;
            let mut paths = Vec::new();
            for name in cx.collect(&names)? {
                let name = convert::string(cx, &name, "a name")?;
                paths.push(Path::value(&os::join(&path.text, &[name])));
            }
            Ok(Value::list(paths))
        })
        .refused(&[
            "group",
            "home",
            "is_block_device",
            "is_char_device",
            "is_fifo",
            "is_mount",
            "is_socket",
            "is_symlink",
            "lchmod",
            "link_to",
            "lstat",
            "owner",
            "readlink",
            "chmod",
            "expanduser",
            "glob",
            "hardlink_to",
            "mkdir",
            "rename",
            "replace",
            "rglob",
            "rmdir",
            "samefile",
            "stat",
            "symlink_to",
            "touch",
            "unlink",
            "write_bytes",
            "write_text",
        ])
}

/// The classes `PurePath`, `Path` and `PosixPath`, each derived from the one before.
fn classes(cx: &mut Interpreter) -> [Shared<Class>; 3] {
    let pure = ClassBuilder::new("pathlib", "PurePath")
        .constructor("*parts", |_, _| {
            Err(PythonError::unsupported(
                "paths that are not of this system",
            ))
        })
        .property::<Path>("name", |_, path| Ok(path.name().into()))
        .property::<Path>("stem", |_, path| Ok(path.stem().into()))
        .property::<Path>("suffix", |_, path| Ok(path.suffix().into()))
        .property::<Path>("suffixes", |_, path| {
            let name = path.name();
            let suffixes = if name.ends_with('.') {
                Vec::new()
            } else {
                let name = name.trim_start_matches('.');
                name.split('.')
                    .skip(1)
                    .map(|part| format!(".{part}").into())
                    .collect()
            };
            Ok(Value::list(suffixes))
        })
        .property::<Path>("parent", |_, path| Ok(Value::host(path.parent())))
        .property::<Path>("parents", |_, path| Ok(parents(path)))
        .property::<Path>("parts", |_, path| {
            Ok(Value::tuple(
                path.parts().into_iter().map(Value::from).collect(),
            ))
        })
        .method::<Path>("joinpath", "*other", |cx, path, arguments| {
            let mut parts = Vec::new();
            for part in &arguments.rest_positional {
                parts.push(path_argument(cx, part)?);
            }
            Ok(Path::value(&os::join(&path.text, &parts)))
        })
        .method::<Path>("with_name", "name", |cx, path, mut arguments| {
            let name = convert::string(cx, &arguments.require("name"), "the name")?;
            path.with_name(&name)
        })
        .method::<Path>("with_suffix", "suffix", with_suffix)
        .method::<Path>("relative_to", "*other", relative_to)
        .method::<Path>("is_relative_to", "*other", |cx, path, arguments| {
            if arguments.rest_positional.is_empty() {
                return Err(PythonError::type_error("need at least one argument"));
            }
            let other = other_path(cx, &arguments)?;
            Ok(path.parts().starts_with(&other.parts()).into())
        })
        .method::<Path>("with_stem", "stem", |cx, path, mut arguments| {
            let stem = convert::string(cx, &arguments.require("stem"), "the stem")?;
            path.with_name(&format!("{stem}{}", path.suffix()))
        })
        .refused(&["as_uri", "is_reserved", "match"])
        .refused_attributes(&["anchor", "drive", "root"])
        .method::<Path>("is_absolute", "", |_, path, _| {
            Ok(path.text.starts_with('/').into())
        })
        .method::<Path>("as_posix", "", |_, path, _| {
            Ok(Value::Str(Rc::clone(&path.text)))
        })
        .method::<Path>("__fspath__", "", |_, path, _| {
            Ok(Value::Str(Rc::clone(&path.text)))
        })
        .finish(cx);
    let builder = ClassBuilder::new("pathlib", "Path").base(pure.clone());
    let path = questions(builder)
        .constructor("*parts", construct)
        .class_method("cwd", "", |cx, _| Ok(Path::value(&os::absolute(cx, ".")?)))
        .finish(cx);
    let posix = ClassBuilder::new("pathlib", "PosixPath")
        .base(path.clone())
        .constructor("*parts", construct)
        .finish(cx);
    [pure, path, posix]
}

/// Makes the module.
pub(super) fn module(cx: &mut Interpreter) -> Value {
    classes(cx)
        .iter()
        .fold(ModuleBuilder::new("pathlib"), ModuleBuilder::class)
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_normalised_and_taken_apart() {
        // python3.11: str, name, stem, suffix and parent of pathlib.PurePosixPath
        for (text, shown, stem, suffix, parent) in [
            ("a//b/./c.tar.gz", "a/b/c.tar.gz", "c.tar", ".gz", "a/b"),
            ("", ".", "", "", "."),
            ("/", "/", "", "", "/"),
            (".bashrc", ".bashrc", ".bashrc", "", "."),
            ("x.", "x.", "x.", "", "."),
            ("/a/..", "/a/..", "..", "", "/a"),
        ] {
            let path = Path::new(text);
            assert_eq!(&*path.text, shown);
            assert_eq!((path.stem(), path.suffix()), (stem, suffix), "{text}");
            assert_eq!(&*path.parent().text, parent);
        }
    }
}
