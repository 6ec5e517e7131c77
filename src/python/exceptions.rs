//! The hierarchy of builtin exceptions and how they read (`Objects/exceptions.c`).

use std::rc::Rc;

use super::class::Instance;
use super::text::plain_repr;
use super::value::Value;

macro_rules! exception_classes {
    ($($name:ident($parent:ident)),* $(,)?) => {
        /// A builtin exception class.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ExceptionClass {
            /// The root of the hierarchy.
            BaseException,
            $(
                #[doc = concat!("`", stringify!($name), "`, derived from `", stringify!($parent), "`.")]
                $name,
            )*
        }

        impl ExceptionClass {
            /// Every class; a class comes after the one it is derived from.
            pub const ALL: &'static [Self] = &[Self::BaseException, $(Self::$name),*];

            /// Its name.
            pub fn name(self) -> &'static str {
                match self {
                    Self::BaseException => "BaseException",
                    $(Self::$name => stringify!($name),)*
                }
            }

            /// The class it is derived from.
            pub fn parent(self) -> Option<Self> {
                match self {
                    Self::BaseException => None,
                    $(Self::$name => Some(Self::$parent),)*
                }
            }
        }
    };
}

exception_classes! {
    SystemExit(BaseException),
    KeyboardInterrupt(BaseException),
    GeneratorExit(BaseException),
    Exception(BaseException),
    StopIteration(Exception),
    StopAsyncIteration(Exception),
    ArithmeticError(Exception),
    FloatingPointError(ArithmeticError),
    OverflowError(ArithmeticError),
    ZeroDivisionError(ArithmeticError),
    AssertionError(Exception),
    AttributeError(Exception),
    BufferError(Exception),
    EOFError(Exception),
    ImportError(Exception),
    ModuleNotFoundError(ImportError),
    LookupError(Exception),
    IndexError(LookupError),
    KeyError(LookupError),
    MemoryError(Exception),
    NameError(Exception),
    UnboundLocalError(NameError),
    OSError(Exception),
    FileExistsError(OSError),
    FileNotFoundError(OSError),
    IsADirectoryError(OSError),
    NotADirectoryError(OSError),
    PermissionError(OSError),
    BlockingIOError(OSError),
    ChildProcessError(OSError),
    ConnectionError(OSError),
    BrokenPipeError(ConnectionError),
    ConnectionAbortedError(ConnectionError),
    ConnectionRefusedError(ConnectionError),
    ConnectionResetError(ConnectionError),
    InterruptedError(OSError),
    ProcessLookupError(OSError),
    TimeoutError(OSError),
    ReferenceError(Exception),
    RuntimeError(Exception),
    NotImplementedError(RuntimeError),
    RecursionError(RuntimeError),
    SyntaxError(Exception),
    IndentationError(SyntaxError),
    TabError(IndentationError),
    SystemError(Exception),
    TypeError(Exception),
    ValueError(Exception),
    UnicodeError(ValueError),
    UnicodeDecodeError(UnicodeError),
    UnicodeEncodeError(UnicodeError),
    UnicodeTranslateError(UnicodeError),
    Warning(Exception),
    BytesWarning(Warning),
    DeprecationWarning(Warning),
    EncodingWarning(Warning),
    PendingDeprecationWarning(Warning),
    FutureWarning(Warning),
    ImportWarning(Warning),
    ResourceWarning(Warning),
    RuntimeWarning(Warning),
    SyntaxWarning(Warning),
    UnicodeWarning(Warning),
    UserWarning(Warning),
}

impl ExceptionClass {
    /// Whether it is `class` or derived from it.
    pub fn derives_from(self, class: Self) -> bool {
        let mut next = Some(self);
        while let Some(current) = next {
            if current == class {
                return true;
            }
            next = current.parent();
        }
        false
    }
}

/// `str(exception)` of a builtin exception with these `args`.
pub(crate) fn message(class: ExceptionClass, arguments: &[Value]) -> String {
    match arguments {
        [] => String::new(),
        [Value::Str(text)] if !class.derives_from(ExceptionClass::KeyError) => text.to_string(),
        [only] => plain_repr(only),
        [number, text, rest @ ..] if class.derives_from(ExceptionClass::OSError) => {
            let text = text.as_str().unwrap_or_else(|| "".into());
            let file = rest
                .first()
                .map_or_else(String::new, |file| format!(": {}", plain_repr(file)));
            format!("[Errno {}] {text}{file}", plain_repr(number))
        }
        several => plain_repr(&Value::tuple(several.to_vec())),
    }
}

/// The class's name as a traceback shows it, and the message, of an exception object.
pub(crate) fn describe(object: &Instance) -> (Rc<str>, String) {
    let class = &object.class;
    let name = match &*class.module {
        "builtins" | "__main__" => Rc::clone(&class.qualified_name),
        module => format!("{module}.{}", class.qualified_name).into(),
    };
    let arguments = match object.attributes.borrow().get("args") {
        Some(Value::Tuple(items)) => items.to_vec(),
        _ => Vec::new(),
    };
    let native = class
        .exception_class()
        .unwrap_or(ExceptionClass::BaseException);
    (name, message(native, &arguments))
}

/// Sets the attributes a builtin exception has after `Class(*arguments)`.
pub(crate) fn initialise(object: &Instance, class: ExceptionClass, arguments: Vec<Value>) {
    let mut attributes = object.attributes.borrow_mut();
    if class.derives_from(ExceptionClass::StopIteration) {
        let value = arguments.first().cloned().unwrap_or(Value::None);
        attributes.insert("value".into(), value);
    }
    if class.derives_from(ExceptionClass::SystemExit) {
        let code = match arguments.as_slice() {
            [] => Value::None,
            [only] => only.clone(),
            several => Value::tuple(several.to_vec()),
        };
        attributes.insert("code".into(), code);
    }
    if class.derives_from(ExceptionClass::OSError)
        && let [number, text, ..] = arguments.as_slice()
    {
        attributes.insert("errno".into(), number.clone());
        attributes.insert("strerror".into(), text.clone());
        attributes.insert("filename".into(), arguments.get(2).cloned().into());
    }
    attributes.insert("args".into(), Value::tuple(arguments));
}
