//! `io`: text in memory, which is also what an open file holds.

use std::cell::RefCell;
use std::rc::Rc;

use super::convert;
use super::native::{ClassBuilder, ModuleBuilder, Outcome, class_of};
use super::text_file;
use crate::python::arguments::{Arguments, BoundArguments};
use crate::python::class::Class;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::iterator::PythonIterator;
use crate::python::object::{ExitOutcome, HostObject};
use crate::python::shared::Shared;
use crate::python::value::Value;

#[derive(Debug, Default)]
pub(super) struct Buffer {
    text: String,
    /// The next byte to be read or written.
    position: usize,
    closed: bool,
}

/// `io.StringIO`; clones share the text.
#[derive(Debug, Clone)]
pub(super) struct StringIo(Rc<RefCell<Buffer>>);

impl StringIo {
    /// One that is read from its beginning.
    pub(super) fn holding(text: String) -> Self {
        Self(Rc::new(RefCell::new(Buffer {
            text,
            position: 0,
            closed: false,
        })))
    }

    /// Its buffer, unless it was closed.
    pub(super) fn open(&self) -> Result<std::cell::RefMut<'_, Buffer>, PythonError> {
        let buffer = self.0.borrow_mut();
        if buffer.closed {
            return Err(PythonError::value_error("I/O operation on closed file"));
        }
        Ok(buffer)
    }

    /// Whether it was closed.
    pub(super) fn is_closed(&self) -> bool {
        self.0.borrow().closed
    }

    /// Nothing can be read any more.
    pub(super) fn close(&self) {
        self.0.borrow_mut().closed = true;
    }

    /// `read(size)`.
    pub(super) fn read(&self, cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
        let most = match arguments.take_some("size") {
            Some(size) => usize::try_from(convert::small_integer(cx, &size)?).ok(),
            None => None,
        };
        let text = self.open()?.read(most);
        cx.allocate(text.len())?;
        Ok(text.into())
    }

    /// `readline()`; lines are read whole here.
    pub(super) fn read_line(&self, mut arguments: BoundArguments) -> Outcome {
        refuse_size(&mut arguments, "size")?;
        Ok(self.open()?.read_line().unwrap_or_default().into())
    }

    /// `readlines()`.
    pub(super) fn read_lines(
        &self,
        cx: &mut Interpreter,
        mut arguments: BoundArguments,
    ) -> Outcome {
        refuse_size(&mut arguments, "hint")?;
        cx.collect(&Value::host(self.clone())).map(Value::list)
    }
}

impl Buffer {
    /// Takes up to `most` characters.
    fn read(&mut self, most: Option<usize>) -> String {
        let rest = &self.text[self.position..];
        let end = match most {
            None => rest.len(),
            Some(most) => rest
                .char_indices()
                .nth(most)
                .map_or(rest.len(), |(byte, _)| byte),
        };
        let taken = rest[..end].to_string();
        self.position += end;
        taken
    }

    /// Takes a line with its end; nothing at the end of the text.
    fn read_line(&mut self) -> Option<String> {
        let rest = &self.text[self.position..];
        if rest.is_empty() {
            return None;
        }
        let end = rest.find('\n').map_or(rest.len(), |newline| newline + 1);
        let line = rest[..end].to_string();
        self.position += end;
        Some(line)
    }
}

struct Lines(StringIo);

impl PythonIterator for Lines {
    fn next(&mut self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        cx.charge(1)?;
        let line = self.0.open()?.read_line();
        cx.allocate(line.as_ref().map_or(0, String::len))?;
        Ok(line.map(Value::from))
    }
}

impl HostObject for StringIo {
    fn type_name(&self) -> Rc<str> {
        "_io.StringIO".into()
    }

    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        class_of(cx, "io", "StringIO")
    }

    fn iterate(
        &self,
        _cx: &mut Interpreter,
    ) -> Result<Option<Box<dyn PythonIterator>>, PythonError> {
        Ok(Some(Box::new(Lines(self.clone()))))
    }

    fn enter(&self, _cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        self.open()?;
        Ok(Some(Value::host(self.clone())))
    }

    fn exit(
        &self,
        _error: Option<&PythonError>,
        _cx: &mut Interpreter,
    ) -> Result<ExitOutcome, PythonError> {
        self.close();
        Ok(ExitOutcome::Propagate)
    }
}

fn construct(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let text = match arguments.take_some("initial_value") {
        Some(text) => convert::string(cx, &text, "initial_value")?.to_string(),
        None => String::new(),
    };
    if let Some(newline) = arguments.take("newline")
        && !matches!(newline.as_str().as_deref(), Some("\n" | ""))
    {
        return Err(PythonError::unsupported(
            "the argument newline of StringIO()",
        ));
    }
    Ok(Value::host(StringIo::holding(text)))
}

fn write(cx: &mut Interpreter, file: &Rc<StringIo>, mut arguments: BoundArguments) -> Outcome {
    let text = arguments.require("s");
    let text = match cx.known(&text)?.as_str() {
        Some(text) => text,
        None => {
            return Err(PythonError::type_error(format!(
                "string argument expected, got '{}'",
                cx.type_name(&text)
            )));
        }
    };
    cx.allocate(text.len())?;
    let mut buffer = file.open()?;
    if buffer.position != buffer.text.len() {
        return Err(PythonError::unsupported(
            "writing into the middle of a StringIO",
        ));
    }
    buffer.text += &text;
    buffer.position = buffer.text.len();
    Ok(Value::int(
        i64::try_from(text.chars().count()).unwrap_or(i64::MAX),
    ))
}

fn seek(cx: &mut Interpreter, file: &Rc<StringIo>, mut arguments: BoundArguments) -> Outcome {
    let offset = convert::small_integer(cx, &arguments.require("pos"))?;
    let whence = match arguments.take("whence") {
        Some(whence) => convert::small_integer(cx, &whence)?,
        None => 0,
    };
    let mut buffer = file.open()?;
    match (offset, whence) {
        (0, 0) => buffer.position = 0,
        (0, 2) => buffer.position = buffer.text.len(),
        _ => {
            return Err(PythonError::unsupported(
                "seek() to other places than the beginning and the end",
            ));
        }
    }
    let position = buffer.text[..buffer.position].chars().count();
    Ok(Value::int(i64::try_from(position).unwrap_or(i64::MAX)))
}

/// Lines are read whole here.
fn refuse_size(arguments: &mut BoundArguments, name: &str) -> Result<(), PythonError> {
    match arguments.take_some(name) {
        Some(_) => Err(PythonError::unsupported("reading a part of a line")),
        None => Ok(()),
    }
}

/// Makes the module.
pub(super) fn module(cx: &mut Interpreter) -> Value {
    let class = ClassBuilder::new("_io", "StringIO")
        .constructor("initial_value=, newline=", construct)
        .method::<StringIo>("write", "s, /", write)
        .method::<StringIo>("read", "size=, /", |cx, file, arguments| {
            file.read(cx, arguments)
        })
        .method::<StringIo>("seek", "pos, whence=, /", seek)
        .method::<StringIo>("getvalue", "", |cx, file, _| {
            let buffer = file.open()?;
            cx.allocate(buffer.text.len())?;
            Ok(buffer.text.as_str().into())
        })
        .refused(&["detach", "fileno", "truncate"])
        .method::<StringIo>("tell", "", |_, file, _| {
            let buffer = file.open()?;
            let position = buffer.text[..buffer.position].chars().count();
            Ok(Value::int(i64::try_from(position).unwrap_or(i64::MAX)))
        })
        .method::<StringIo>("readable", "", |_, file, _| {
            file.open().map(|_| true.into())
        })
        .method::<StringIo>("writable", "", |_, file, _| {
            file.open().map(|_| true.into())
        })
        .method::<StringIo>("seekable", "", |_, file, _| {
            file.open().map(|_| true.into())
        })
        .method::<StringIo>("isatty", "", |_, file, _| file.open().map(|_| false.into()))
        .method::<StringIo>("writelines", "lines, /", |cx, file, mut arguments| {
            let origin = arguments.origin.clone();
            let own = Value::host((**file).clone());
            for line in cx.collect(&arguments.require("lines"))? {
                let call = Arguments::positional(vec![line], origin.clone());
                cx.call_method(&own, "write", call)?;
            }
            Ok(Value::None)
        })
        .method::<StringIo>("readline", "size=, /", |_, file, arguments| {
            file.read_line(arguments)
        })
        .method::<StringIo>("readlines", "hint=, /", |cx, file, arguments| {
            file.read_lines(cx, arguments)
        })
        .method::<StringIo>("close", "", |_, file, _| {
            file.close();
            Ok(Value::None)
        })
        .method::<StringIo>("flush", "", |_, _, _| Ok(Value::None))
        .property::<StringIo>("closed", |_, file| Ok(file.is_closed().into()))
        .finish(cx);
    let text_file = text_file::class(cx);
    ModuleBuilder::new("io")
        .class(&class)
        .class(&text_file)
        .value("open", text_file::open_function())
        .finish()
}
