//! Names of files as text, as POSIX reads them (`Lib/posixpath.py`).

use std::rc::Rc;

use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::stdlib::{convert, pathlib};
use crate::python::value::Value;

/// The text of an argument that names a file: a string or a path object.
pub(in crate::python::stdlib) fn path_argument(
    cx: &mut Interpreter,
    value: &Value,
) -> Result<Rc<str>, PythonError> {
    let value = cx.known(value)?;
    if let Some(text) = value.as_str() {
        return Ok(text);
    }
    if let Some(text) = pathlib::path_text(&value) {
        return Ok(text);
    }
    if let Value::Bytes(_) = value {
        return Err(PythonError::unsupported("names of files in bytes"));
    }
    if let Some(Value::Str(text)) = cx.call_special(&value, "__fspath__", &[])? {
        return Ok(text);
    }
    Err(convert::mismatch(
        &value,
        format!(
            "expected str, bytes or os.PathLike object, not {}",
            cx.type_name(&value)
        ),
    ))
}

/// `os.path.join`: a part that begins with a slash starts over.
pub(in crate::python::stdlib) fn join(first: &str, parts: &[Rc<str>]) -> String {
    let mut path = first.to_string();
    for part in parts {
        if part.starts_with('/') {
            path = part.to_string();
        } else {
            if !path.is_empty() && !path.ends_with('/') {
                path.push('/');
            }
            path += part;
        }
    }
    path
}

/// `os.path.dirname`.
pub(in crate::python::stdlib) fn directory_name(path: &str) -> &str {
    let head = &path[..path.rfind('/').map_or(0, |slash| slash + 1)];
    match head.trim_end_matches('/') {
        // Slashes only are kept as they are.
        "" => head,
        trimmed => trimmed,
    }
}

/// `os.path.basename`.
pub(in crate::python::stdlib) fn base_name(path: &str) -> &str {
    &path[path.rfind('/').map_or(0, |slash| slash + 1)..]
}

/// `os.path.splitext`: leading dots do not begin an extension.
pub(in crate::python::stdlib) fn split_extension(path: &str) -> (&str, &str) {
    let name_start = path.len() - base_name(path).len();
    let name = &path[name_start..];
    let dots = name.len() - name.trim_start_matches('.').len();
    match name[dots..].rfind('.') {
        Some(dot) => path.split_at(name_start + dots + dot),
        None => (path, ""),
    }
}

/// `os.path.normpath`.
pub(in crate::python::stdlib) fn normalise(path: &str) -> String {
    if path.is_empty() {
        return ".".into();
    }
    // Exactly two leading slashes mean something of their own to POSIX.
    let root = match path.len() - path.trim_start_matches('/').len() {
        0 => "",
        2 => "//",
        _ => "/",
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_none_or(|last| *last == "..") => {
                if root.is_empty() {
                    parts.push(part);
                }
            }
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    let joined = format!("{root}{}", parts.join("/"));
    if joined.is_empty() {
        ".".into()
    } else {
        joined
    }
}

/// `os.path.abspath`.
pub(in crate::python::stdlib) fn absolute(
    cx: &Interpreter,
    path: &str,
) -> Result<String, PythonError> {
    if path.starts_with('/') {
        return Ok(normalise(path));
    }
    Ok(normalise(&join(&current_directory(cx)?, &[path.into()])))
}

/// `os.getcwd`.
pub(super) fn current_directory(cx: &Interpreter) -> Result<String, PythonError> {
    let folder = cx.configuration.working_directory.as_deref();
    folder
        .map(|path| path.display().to_string())
        .ok_or_else(|| PythonError::unsupported("the current directory, which is not known here"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_as_python_does() {
        // python3.11: posixpath.normpath, dirname, basename and splitext
        for (path, normal) in [
            ("a//b/../c/.", "a/c"),
            ("/../a", "/a"),
            ("../..", "../.."),
            ("//x/", "//x"),
            ("///x", "/x"),
            ("", "."),
        ] {
            assert_eq!(normalise(path), normal);
        }
        assert_eq!((directory_name("/a/b/"), base_name("/a/b/")), ("/a/b", ""));
        assert_eq!((directory_name("//a"), directory_name("a")), ("//", ""));
        assert_eq!(split_extension("a.b/.bashrc"), ("a.b/.bashrc", ""));
        assert_eq!(split_extension("/x/a.tar.gz"), ("/x/a.tar", ".gz"));
        assert_eq!(join("a", &["b".into(), "/c".into(), "d".into()]), "/c/d");
    }
}
