//! What evaluation can end with: Python's exceptions and the evaluator's own refusals.
//!
//! A refusal is not an exception: no `except`, `finally: return` or `suppress` of the program can
//! swallow it, because a migration must not take another path for what this evaluator lacks.

use std::fmt;
use std::rc::Rc;

use super::class::Instance;
use super::exceptions::ExceptionClass;
use super::shared::Shared;
use super::value::Value;
use crate::source::Origin;

/// An error of evaluation: one word wide, with the innermost place and the calls that led there.
pub struct PythonError(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    origin: Option<Origin>,
    frames: Vec<Frame>,
}

/// One line of a traceback: a function and the place being evaluated in it.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The function, `<module>` at a file's top level.
    pub function: Rc<str>,
    /// The place.
    pub origin: Origin,
}

/// The kinds of errors.
#[derive(Debug, thiserror::Error)]
pub enum ErrorKind {
    /// A Python exception; `try` may catch it.
    #[error("{0}")]
    Exception(Exception),
    /// The text is not Python.
    #[error("SyntaxError: {message}")]
    Syntax {
        /// What is wrong, as near to CPython's words as the parser allows.
        message: String,
    },
    /// A construct, call or argument that is not supported.
    #[error("not supported: {reason}")]
    Unsupported {
        /// What it is.
        reason: String,
    },
    /// An opaque value was used in a way that matters.
    #[error("{name} is not known here: {reason}")]
    OpaqueUse {
        /// The dotted name.
        name: Rc<str>,
        /// Why nothing is known about it.
        reason: Rc<str>,
    },
    /// Only the database could answer, and there is none.
    #[error("only the database can tell {what}")]
    NeedsDatabase {
        /// What it would have to tell.
        what: String,
    },
    /// A limit of the evaluator was reached.
    #[error("evaluation was stopped: {what}")]
    Budget {
        /// Which limit.
        what: String,
    },
    /// An error of the host, such as the server's.
    #[error("{0}")]
    Host(Box<dyn std::error::Error>),
}

/// A raised exception.
pub enum Exception {
    /// One raised by native code; it becomes an object when a handler catches it.
    Native {
        /// Its class.
        class: ExceptionClass,
        /// Its `args`.
        arguments: Vec<Value>,
    },
    /// An exception object.
    Object(Shared<Instance>),
}

impl Exception {
    fn class_and_message(&self) -> (Rc<str>, String) {
        match self {
            Self::Native { class, arguments } => (
                Rc::from(class.name()),
                super::exceptions::message(*class, arguments),
            ),
            Self::Object(object) => super::exceptions::describe(object),
        }
    }

    /// The same exception again; an exception object is shared.
    pub(crate) fn share(&self) -> Self {
        match self {
            Self::Native { class, arguments } => Self::Native {
                class: *class,
                arguments: arguments.clone(),
            },
            Self::Object(object) => Self::Object(object.clone()),
        }
    }
}

impl PythonError {
    /// An error of `kind`, nowhere yet.
    pub fn new(kind: ErrorKind) -> Self {
        Self(Box::new(Inner {
            kind,
            origin: None,
            frames: Vec::new(),
        }))
    }

    /// A builtin exception with one argument, its message.
    pub fn exception(class: ExceptionClass, message: impl Into<Rc<str>>) -> Self {
        Self::exception_with(class, vec![Value::Str(message.into())])
    }

    /// A builtin exception with its `args`.
    pub fn exception_with(class: ExceptionClass, arguments: Vec<Value>) -> Self {
        Self::new(ErrorKind::Exception(Exception::Native { class, arguments }))
    }

    /// `TypeError(message)`.
    pub fn type_error(message: impl Into<Rc<str>>) -> Self {
        Self::exception(ExceptionClass::TypeError, message)
    }

    /// `ValueError(message)`.
    pub fn value_error(message: impl Into<Rc<str>>) -> Self {
        Self::exception(ExceptionClass::ValueError, message)
    }

    /// `AttributeError(message)`.
    pub fn attribute_error(message: impl Into<Rc<str>>) -> Self {
        Self::exception(ExceptionClass::AttributeError, message)
    }

    /// `KeyError(key)`.
    pub fn key_error(key: Value) -> Self {
        Self::exception_with(ExceptionClass::KeyError, vec![key])
    }

    /// `IndexError(message)`.
    pub fn index_error(message: impl Into<Rc<str>>) -> Self {
        Self::exception(ExceptionClass::IndexError, message)
    }

    /// The text is not Python.
    pub fn syntax(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Syntax {
            message: message.into(),
        })
    }

    /// Something is not supported; `reason` names it, such as "the argument `sqlite_where`".
    pub fn unsupported(reason: impl Into<String>) -> Self {
        Self::new(ErrorKind::Unsupported {
            reason: reason.into(),
        })
    }

    /// An opaque value matters here.
    pub fn opaque_use(opaque: &super::opaque::Opaque) -> Self {
        Self::new(ErrorKind::OpaqueUse {
            name: Rc::clone(&opaque.name),
            reason: Rc::clone(&opaque.reason),
        })
    }

    /// Only the database could tell `what`.
    pub fn needs_database(what: impl Into<String>) -> Self {
        Self::new(ErrorKind::NeedsDatabase { what: what.into() })
    }

    /// A limit was reached.
    pub fn budget(what: impl Into<String>) -> Self {
        Self::new(ErrorKind::Budget { what: what.into() })
    }

    /// An error of the host.
    pub fn host(error: impl Into<Box<dyn std::error::Error>>) -> Self {
        Self::new(ErrorKind::Host(error.into()))
    }

    /// Raises an exception object.
    pub fn raise(object: Shared<Instance>) -> Self {
        Self::new(ErrorKind::Exception(Exception::Object(object)))
    }

    /// What kind of error it is.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// Takes the kind out, for a caller that wants the host's error itself.
    pub fn into_kind(self) -> ErrorKind {
        self.0.kind
    }

    /// The place, where one was recorded.
    pub fn origin(&self) -> Option<&Origin> {
        self.0.origin.as_ref()
    }

    /// The calls that led to the place, outermost first; the last frame is the place itself.
    pub fn frames(&self) -> &[Frame] {
        &self.0.frames
    }

    /// Records the place unless one is known already: the innermost wins.
    #[must_use]
    pub fn with_origin(mut self, origin: Origin) -> Self {
        self.set_origin(origin);
        self
    }

    /// Records the place unless one is known already: the innermost wins.
    pub fn set_origin(&mut self, origin: Origin) {
        if self.0.origin.is_none() {
            self.0.origin = Some(origin);
        }
    }

    /// Replaces a part of the message of a native exception.
    #[must_use]
    pub(crate) fn replace_message(mut self, from: &str, to: &str) -> Self {
        if let ErrorKind::Exception(Exception::Native { arguments, .. }) = &mut self.0.kind
            && let Some(Value::Str(message)) = arguments.first_mut()
        {
            *message = message.replacen(from, to, 1).into();
        }
        self
    }

    /// Whether no place or no calls were recorded yet.
    pub(crate) fn lacks_frames(&self) -> bool {
        self.0.frames.is_empty()
    }

    /// Records the calls unless they are known already.
    pub(crate) fn set_frames(&mut self, frames: Vec<Frame>) {
        if self.0.frames.is_empty() {
            self.0.frames = frames;
        }
    }

    /// Whether `try` may catch it.
    pub fn is_exception(&self) -> bool {
        matches!(self.0.kind, ErrorKind::Exception(_))
    }

    /// Whether it is a builtin exception of `class` or one derived from it.
    pub fn is_instance_of(&self, class: ExceptionClass) -> bool {
        match &self.0.kind {
            ErrorKind::Exception(Exception::Native { class: own, .. }) => own.derives_from(class),
            ErrorKind::Exception(Exception::Object(object)) => {
                object.class.derives_from_exception(class)
            }
            ErrorKind::Syntax { .. }
            | ErrorKind::Unsupported { .. }
            | ErrorKind::OpaqueUse { .. }
            | ErrorKind::NeedsDatabase { .. }
            | ErrorKind::Budget { .. }
            | ErrorKind::Host(_) => false,
        }
    }

    /// The class of an exception as a traceback names it, and its message; `None` for other errors.
    pub fn class_and_message(&self) -> Option<(Rc<str>, String)> {
        match &self.0.kind {
            ErrorKind::Exception(exception) => Some(exception.class_and_message()),
            ErrorKind::Syntax { .. }
            | ErrorKind::Unsupported { .. }
            | ErrorKind::OpaqueUse { .. }
            | ErrorKind::NeedsDatabase { .. }
            | ErrorKind::Budget { .. }
            | ErrorKind::Host(_) => None,
        }
    }

    /// The status that a `SystemExit` ends CPython with; `None` for any other error, and where the
    /// exit is for a reason in words, which CPython prints and ends with 1.
    pub fn exit_status(&self) -> Option<u8> {
        let ErrorKind::Exception(exception) = &self.0.kind else {
            return None;
        };
        if !self.is_instance_of(ExceptionClass::SystemExit) {
            return None;
        }
        let code = match exception {
            Exception::Native { arguments, .. } => arguments.first().cloned(),
            Exception::Object(object) => object.attributes.borrow().get("code").cloned(),
        };
        let code = code.unwrap_or(Value::None);
        match code {
            Value::None => Some(0),
            Value::Bool(code) => Some(u8::from(code)),
            Value::Int(code) => {
                // CPython passes a C int on, of which the system keeps the last byte.
                u8::try_from(code.to_i64()?.rem_euclid(256)).ok()
            }
            _ => None,
        }
    }

    /// The class, message, place and calls as plain data that may leave the thread.
    pub fn report(&self) -> ErrorReport {
        ErrorReport {
            message: self.to_string(),
            origin: self.0.origin.clone(),
            frames: self
                .0
                .frames
                .iter()
                .map(|frame| (frame.function.to_string(), frame.origin.clone()))
                .collect(),
        }
    }

    pub(crate) fn into_parts(self) -> (ErrorKind, Option<Origin>, Vec<Frame>) {
        let inner = *self.0;
        (inner.kind, inner.origin, inner.frames)
    }

    pub(crate) fn from_parts(kind: ErrorKind, origin: Option<Origin>, frames: Vec<Frame>) -> Self {
        Self(Box::new(Inner {
            kind,
            origin,
            frames,
        }))
    }
}

/// An error as plain data that may be sent to another thread.
#[derive(Debug, Clone)]
pub struct ErrorReport {
    /// The message, as [`PythonError`] displays it.
    pub message: String,
    /// The place.
    pub origin: Option<Origin>,
    /// Functions and places, outermost first.
    pub frames: Vec<(String, Origin)>,
}

impl fmt::Display for PythonError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.kind.fmt(formatter)
    }
}

impl fmt::Debug for PythonError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.origin {
            Some(origin) => write!(formatter, "{origin}: {}", self.0.kind),
            None => self.0.kind.fmt(formatter),
        }
    }
}

impl std::error::Error for PythonError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.kind {
            ErrorKind::Host(error) => Some(&**error),
            ErrorKind::Exception(_)
            | ErrorKind::Syntax { .. }
            | ErrorKind::Unsupported { .. }
            | ErrorKind::OpaqueUse { .. }
            | ErrorKind::NeedsDatabase { .. }
            | ErrorKind::Budget { .. } => None,
        }
    }
}

impl fmt::Display for Exception {
    /// As the last line of CPython's traceback: `KeyError: 'name'`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, message) = self.class_and_message();
        if message.is_empty() {
            formatter.write_str(&name)
        } else {
            write!(formatter, "{name}: {message}")
        }
    }
}

impl fmt::Debug for Exception {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
