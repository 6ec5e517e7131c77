//! `open()`: text files, read whole when they are opened.
//!
//! The counterpart of `_io.open` and `_io.TextIOWrapper`. A migration reads the SQL and the data
//! that lie beside it; files are never written.

use std::rc::Rc;

use super::convert;
use super::io::StringIo;
use super::native::{ClassBuilder, Outcome, class_of, function};
use super::os::{self, path_argument};
use crate::python::arguments::BoundArguments;
use crate::python::class::Class;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::iterator::PythonIterator;
use crate::python::object::{ExitOutcome, HostObject};
use crate::python::shared::Shared;
use crate::python::value::Value;

/// An open text file.
#[derive(Debug)]
struct TextFile {
    name: Rc<str>,
    text: StringIo,
}

impl HostObject for TextFile {
    fn type_name(&self) -> Rc<str> {
        "_io.TextIOWrapper".into()
    }

    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        class_of(cx, "io", "TextIOWrapper")
    }

    fn iterate(
        &self,
        cx: &mut Interpreter,
    ) -> Result<Option<Box<dyn PythonIterator>>, PythonError> {
        self.text.iterate(cx)
    }

    fn enter(&self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        self.text.enter(cx)?;
        Ok(Some(Value::host(Self {
            name: Rc::clone(&self.name),
            text: self.text.clone(),
        })))
    }

    fn exit(
        &self,
        error: Option<&PythonError>,
        cx: &mut Interpreter,
    ) -> Result<ExitOutcome, PythonError> {
        self.text.exit(error, cx)
    }
}

/// The builtin `open`.
pub(crate) fn open_function() -> Value {
    function(
        "open",
        "file, mode=, buffering=, encoding=, errors=, newline=, closefd=, opener=",
        open,
    )
}

fn open(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let file = arguments.require("file");
    let name = path_argument(cx, &file)?;
    let mode = match arguments.take("mode") {
        Some(mode) => convert::string(cx, &mode, "the mode")?,
        None => "r".into(),
    };
    if !matches!(&*mode, "r" | "rt" | "tr") {
        return Err(PythonError::unsupported(format!(
            "opening a file in the mode {}",
            convert::quote(&mode)
        )));
    }
    for refused in ["buffering", "errors", "closefd", "opener"] {
        if arguments.take_some(refused).is_some() {
            return Err(PythonError::unsupported(format!(
                "the argument {refused} of open()"
            )));
        }
    }
    let text = decoded(cx, &name, arguments.take_some("encoding"))?;
    let text = match arguments.take_some("newline") {
        None => with_plain_lines(&text),
        Some(newline) => match newline.as_str().as_deref() {
            // Ends of lines stay as they are; only a lone carriage return would end one too.
            Some("" | "\n") if !text.contains('\r') => text,
            _ => {
                return Err(PythonError::unsupported("the argument newline of open()"));
            }
        },
    };
    Ok(Value::host(TextFile {
        name,
        text: StringIo::holding(text),
    }))
}

/// The text of a file, which must be UTF-8.
pub(super) fn decoded(
    cx: &mut Interpreter,
    name: &str,
    encoding: Option<Value>,
) -> Result<String, PythonError> {
    let encoding = match encoding {
        Some(encoding) => convert::string(cx, &encoding, "the encoding")?.to_lowercase(),
        None => "utf-8".to_owned(),
    };
    let length = std::fs::metadata(name).map_or(0, |metadata| metadata.len());
    cx.allocate(usize::try_from(length).unwrap_or(usize::MAX))?;
    let bytes = std::fs::read(name).map_err(|error| os::file_error(&error, name))?;
    let is_plain =
        matches!(encoding.as_str(), "utf-8" | "utf8") || (encoding == "ascii" && bytes.is_ascii());
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => {
            return Err(PythonError::unsupported(format!(
                "{name}, which is not UTF-8"
            )));
        }
    };
    match encoding.as_str() {
        "utf-8-sig" => Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()),
        _ if is_plain => Ok(text),
        _ => Err(PythonError::unsupported(format!("the encoding {encoding}"))),
    }
}

/// Every kind of line end turned into one, as text files are read.
pub(super) fn with_plain_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// `io.TextIOWrapper`, which only `open()` makes.
pub(super) fn class(cx: &mut Interpreter) -> Shared<Class> {
    ClassBuilder::new("_io", "TextIOWrapper")
        .constructor("*args, **kwargs", |_, _| {
            Err(PythonError::unsupported("making a TextIOWrapper"))
        })
        .method::<TextFile>("read", "size=, /", |cx, file, arguments| {
            file.text.read(cx, arguments)
        })
        .method::<TextFile>("readline", "size=, /", |_, file, arguments| {
            file.text.read_line(arguments)
        })
        .method::<TextFile>("readlines", "hint=, /", |cx, file, arguments| {
            file.text.read_lines(cx, arguments)
        })
        .method::<TextFile>("close", "", |_, file, _| {
            file.text.close();
            Ok(Value::None)
        })
        .method::<TextFile>("readable", "", |_, file, _| {
            file.text.open().map(|_| true.into())
        })
        .method::<TextFile>("writable", "", |_, file, _| {
            file.text.open().map(|_| false.into())
        })
        .property::<TextFile>("closed", |_, file| Ok(file.text.is_closed().into()))
        .property::<TextFile>("name", |_, file| Ok(Value::Str(Rc::clone(&file.name))))
        .property::<TextFile>("mode", |_, _| Ok("r".into()))
        .refused(&[
            "detach",
            "fileno",
            "flush",
            "isatty",
            "reconfigure",
            "seek",
            "seekable",
            "tell",
            "truncate",
            "write",
            "writelines",
        ])
        .refused_attributes(&["buffer", "encoding", "errors", "newlines"])
        .finish(cx)
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn files_are_read_as_python_reads_them() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.sql");
        std::fs::write(&path, "a\r\nb\n\u{e9}").unwrap();
        let setup = format!("p = {:?}\n", path.display().to_string());
        check(
            &format!("{setup}import io\nfrom pathlib import Path\n"),
            &[
                ("open(p).read()", "'a\\nb\\né'"),
                (
                    "[line for line in open(p, 'r', encoding='utf-8')]",
                    "['a\\n', 'b\\n', 'é']",
                ),
                ("Path(p).open().readlines()[1]", "'b\\n'"),
                (
                    "(lambda f: (f.read(2), f.readline(), f.read(), f.name == p))(io.open(p))",
                    "('a\\n', 'b\\n', 'é', True)",
                ),
                (
                    "open(p, 'w')",
                    "not supported: opening a file in the mode 'w'",
                ),
                (
                    "open(p, newline='')",
                    "not supported: the argument newline of open()",
                ),
                (
                    "open(p, encoding='latin-1')",
                    "not supported: the encoding latin-1",
                ),
                (
                    "open('/nowhere/x')",
                    "FileNotFoundError: [Errno 2] No such file or directory: '/nowhere/x'",
                ),
            ],
        );
        check(
            &format!("{setup}with open(p) as f:\n    first = next(iter(f))\n"),
            &[
                ("first, f.closed", "('a\\n', True)"),
                ("f.read()", "ValueError: I/O operation on closed file"),
            ],
        );
    }
}
