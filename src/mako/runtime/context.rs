//! The names a template is rendered with, and the buffers it writes to (`mako.runtime.Context`).

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use super::buffer::Buffer;
use super::namespace::Namespace;
use crate::python::{
    Arguments, Attributes, Dictionary, ExceptionClass, HostObject, Interpreter, Module, Parameter,
    PythonError, Shared, Value,
};

/// The variable `context`; a clone is the same context.
#[derive(Clone)]
pub(in crate::mako) struct Context(Rc<State>);

struct State {
    /// What the template is rendered with.
    given: Rc<Attributes>,
    /// What its code assigned before it called one of its functions.
    assigned: Attributes,
    /// Where is written; the last is in use.
    buffers: Rc<RefCell<Vec<Buffer>>>,
    module: Shared<Module>,
}

/// Names every context has of itself, in the order it gets them.
const OWN: [&str; 4] = ["capture", "caller", "self", "local"];

/// Attributes that exist in Mako and are refused here.
const REFUSED: [&str; 7] = [
    "lookup",
    "namespaces",
    "caller_stack",
    "push_caller",
    "pop_caller",
    "_data",
    "_buffer_stack",
];

/// Builtins of CPython that would show the generated module, or that the small Python does not have.
const REFUSED_BUILTINS: [&str; 24] = [
    "dir",
    "globals",
    "locals",
    "vars",
    "BlockingIOError",
    "BrokenPipeError",
    "BytesWarning",
    "ChildProcessError",
    "ConnectionAbortedError",
    "ConnectionRefusedError",
    "ConnectionResetError",
    "EncodingWarning",
    "InterruptedError",
    "ProcessLookupError",
    "TabError",
    "UnicodeTranslateError",
    "__doc__",
    "__loader__",
    "__package__",
    "__spec__",
    "copyright",
    "credits",
    "license",
    "__debug__",
];

impl Context {
    /// A context of the generated module `module` with the names `given`.
    pub(in crate::mako) fn new(given: Attributes, module: Shared<Module>) -> Self {
        Self(Rc::new(State {
            given: Rc::new(given),
            assigned: Attributes::new(),
            buffers: Rc::new(RefCell::new(vec![Buffer::default()])),
            module,
        }))
    }

    /// What was written.
    pub(in crate::mako) fn text(&self) -> Result<String, PythonError> {
        self.buffer().text()
    }

    /// The generated module.
    pub(super) fn module(&self) -> &Module {
        &self.0.module
    }

    fn buffer(&self) -> Buffer {
        self.0.buffers.borrow().last().cloned().unwrap_or_default()
    }

    /// The same context with more names; the buffers are shared.
    fn with(&self, cx: &mut Interpreter, more: &Value) -> Result<Self, PythonError> {
        let Value::Dict(more) = more else {
            return Err(PythonError::unsupported("context._locals()"));
        };
        let more = more.borrow();
        cx.charge((self.0.assigned.len() + more.len()) as u64)?;
        let mut assigned = self.0.assigned.clone();
        for (_, name, value) in more.iter() {
            if let Some(name) = name.as_str() {
                assigned.insert(name, value.clone());
            }
        }
        Ok(Self(Rc::new(State {
            given: Rc::clone(&self.0.given),
            assigned,
            buffers: Rc::clone(&self.0.buffers),
            module: self.0.module.clone(),
        })))
    }

    /// The value of `name`: assigned, of the context itself, given, or one of Python's own.
    fn lookup(&self, name: &str, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        if let Some(value) = self.0.assigned.get(name) {
            return Ok(Some(value.clone()));
        }
        Ok(match name {
            "capture" => Some(self.capture_function()),
            "caller" => {
                return Err(PythonError::unsupported(
                    "caller, the content of a call, for calls with content are not supported",
                ));
            }
            "self" | "local" => Some(Value::host(Namespace::new(self.root()))),
            _ => match self.0.given.get(name) {
                Some(value) => Some(value.clone()),
                None => builtin(name, cx),
            },
        })
    }

    /// The context as it was before the template's code assigned anything.
    fn root(&self) -> Self {
        Self(Rc::new(State {
            given: Rc::clone(&self.0.given),
            assigned: Attributes::new(),
            buffers: Rc::clone(&self.0.buffers),
            module: self.0.module.clone(),
        }))
    }

    fn keys(&self) -> Vec<Value> {
        let mut names: Vec<Rc<str>> = self.0.given.keys().cloned().collect();
        let more = OWN.iter().map(|name| Rc::from(*name));
        for name in more.chain(self.0.assigned.keys().cloned()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.into_iter().map(Value::Str).collect()
    }

    fn push_buffer(&self) {
        self.0.buffers.borrow_mut().push(Buffer::default());
    }

    fn pop_buffer(&self) -> Result<Buffer, PythonError> {
        let mut buffers = self.0.buffers.borrow_mut();
        match buffers.pop() {
            // The template's own buffer is not taken away by a template.
            Some(buffer) if !buffers.is_empty() => Ok(buffer),
            last => {
                buffers.extend(last);
                Err(PythonError::unsupported(
                    "context._pop_buffer() without a buffer that was pushed",
                ))
            }
        }
    }

    /// `capture(function, *args, **kwargs)`: what the function writes.
    fn capture_function(&self) -> Value {
        let context = self.clone();
        Value::function("capture", move |cx, arguments| {
            let mut bound = arguments.bind(
                "capture",
                &[
                    Parameter::positional_only("callable_"),
                    Parameter::rest("args"),
                    Parameter::rest_keyword("kwargs"),
                ],
            )?;
            let function = bound.require("callable_");
            if !is_callable(cx, &function)? {
                return Err(super::loops::runtime_exception(
                    cx,
                    "capture() function expects a callable as its argument (i.e. \
                     capture(func, *args, **kwargs))",
                ));
            }
            context.push_buffer();
            let called = cx.call(
                &function,
                Arguments {
                    positional: bound.rest_positional,
                    keyword: bound.rest_keyword,
                    origin: bound.origin,
                    spans: Vec::new(),
                },
            );
            let buffer = context.pop_buffer()?;
            called?;
            Ok(buffer.text()?.into())
        })
    }

    /// A method of the context.
    fn method(
        &self,
        name: &'static str,
        parameters: &'static [Parameter<'static>],
        code: fn(
            &Self,
            &mut Interpreter,
            crate::python::BoundArguments,
        ) -> Result<Value, PythonError>,
    ) -> Value {
        let context = self.clone();
        Value::function(name, move |cx, arguments| {
            code(&context, cx, arguments.bind(name, parameters)?)
        })
    }
}

/// One of Python's own names; an error at its use where it is refused.
fn builtin(name: &str, cx: &Interpreter) -> Option<Value> {
    if REFUSED_BUILTINS.contains(&name) {
        let reason = format!("the builtin {name} is not supported in a template");
        return Some(Value::opaque(name, reason));
    }
    match name {
        "__name__" => Some(Value::from("builtins")),
        _ => cx.builtins.get(name).cloned(),
    }
}

fn is_callable(cx: &mut Interpreter, value: &Value) -> Result<bool, PythonError> {
    match cx.builtins.get("callable").cloned() {
        Some(callable) => {
            let answer = cx.call_with(&callable, vec![value.clone()])?;
            cx.truth(&answer)
        }
        None => Ok(true),
    }
}

impl HostObject for Context {
    fn type_name(&self) -> Rc<str> {
        "Context".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        const GET: &[Parameter<'static>] =
            &[Parameter::required("key"), Parameter::optional("default")];
        const WRITE: &[Parameter<'static>] = &[Parameter::required("string")];
        const LOCALS: &[Parameter<'static>] = &[Parameter::required("d")];
        Ok(Some(match name {
            "get" => self.method("get", GET, |context, cx, mut arguments| {
                let key = arguments.require("key");
                cx.hash_key(&key)?;
                let default = arguments.take("default").unwrap_or(Value::None);
                match key.as_str() {
                    Some(name) => Ok(context.lookup(&name, cx)?.unwrap_or(default)),
                    None => Ok(default),
                }
            }),
            "write" => self.method("write", WRITE, |context, cx, mut arguments| {
                context
                    .buffer()
                    .write(cx, &arguments.require("string"))
                    .map(|()| Value::None)
            }),
            "writer" => self.method("writer", &[], |context, _, _| Ok(context.buffer().writer())),
            "keys" => self.method("keys", &[], |context, _, _| Ok(Value::list(context.keys()))),
            "kwargs" => {
                let mut copy = Dictionary::new();
                for (name, value) in self.0.given.iter() {
                    copy.insert_str(name.clone(), value.clone());
                }
                Value::dict(copy)
            }
            "_locals" => self.method("_locals", LOCALS, |context, cx, mut arguments| {
                let more = context.with(cx, &arguments.require("d"))?;
                Ok(Value::host(more))
            }),
            "_push_buffer" => self.method("_push_buffer", &[], |context, cx, _| {
                cx.allocate(64)?;
                context.push_buffer();
                Ok(Value::None)
            }),
            "_pop_buffer" => self.method("_pop_buffer", &[], |context, _, _| {
                Ok(Value::host(context.pop_buffer()?))
            }),
            name if REFUSED.contains(&name) => {
                return Err(PythonError::unsupported(format!("context.{name}")));
            }
            _ => return Ok(None),
        }))
    }

    fn subscript(&self, index: &Value, cx: &mut Interpreter) -> Result<Value, PythonError> {
        cx.hash_key(index)?;
        let found = match index.as_str() {
            Some(name) => self.lookup(&name, cx)?,
            None => None,
        };
        found.ok_or_else(|| {
            PythonError::exception_with(ExceptionClass::KeyError, vec![index.clone()])
        })
    }

    fn contains(&self, _item: &Value, _cx: &mut Interpreter) -> Result<Option<bool>, PythonError> {
        Err(PythonError::unsupported(
            "'in context', which Mako's context cannot answer: ask context.get() or context.keys()",
        ))
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "<context of {} names>", self.0.given.len())
    }
}
