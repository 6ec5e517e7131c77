//! The variable `loop` (`mako.runtime.LoopStack` and `LoopContext`).

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use crate::python::{
    ErrorKind, ExceptionClass, HostObject, Interpreter, Parameter, PythonError, PythonIterator,
    Value,
};

/// The loops of one call of a template's function, innermost last; a clone is the same stack.
#[derive(Clone, Default)]
pub(super) struct LoopStack(Rc<RefCell<Vec<Value>>>);

/// One loop; a clone is the same loop.
#[derive(Clone)]
struct LoopContext(Rc<LoopState>);

struct LoopState {
    iterable: Value,
    /// Turns that are over.
    index: Cell<usize>,
    /// The loop around, or `None`.
    parent: Value,
}

/// `mako.exceptions.RuntimeException(message)`.
pub(super) fn runtime_exception(cx: &mut Interpreter, message: &str) -> PythonError {
    let base = cx.exception_class(ExceptionClass::Exception);
    let raised = cx
        .new_exception_class("mako.exceptions", "RuntimeException", &base)
        .and_then(|class| {
            let class = Value::Class(class);
            cx.call_with(&class, vec![Value::from(message)])
        });
    match raised {
        Ok(Value::Instance(instance)) => PythonError::raise(instance),
        Ok(_) => PythonError::new(ErrorKind::Unsupported {
            reason: message.to_owned(),
        }),
        Err(error) => error,
    }
}

impl HostObject for LoopStack {
    fn type_name(&self) -> Rc<str> {
        "LoopStack".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let stack = self.clone();
        match name {
            "_enter" => Ok(Some(Value::function("_enter", move |_, arguments| {
                let mut arguments = arguments.bind("_enter", &[Parameter::required("iterable")])?;
                let mut loops = stack.0.borrow_mut();
                let context = Value::host(LoopContext(Rc::new(LoopState {
                    iterable: arguments.require("iterable"),
                    index: Cell::new(0),
                    parent: loops.last().cloned().into(),
                })));
                loops.push(context.clone());
                Ok(context)
            }))),
            "_exit" => Ok(Some(Value::function("_exit", move |_, _| {
                let mut loops = stack.0.borrow_mut();
                loops.pop();
                let around = loops.last().cloned();
                Ok(around.unwrap_or_else(|| Value::host(stack.clone())))
            }))),
            _ => Err(runtime_exception(cx, "No loop context is established")),
        }
    }

    fn iterate(
        &self,
        _cx: &mut Interpreter,
    ) -> Result<Option<Box<dyn PythonIterator>>, PythonError> {
        Err(PythonError::unsupported(
            "iterating over 'loop' outside of every loop",
        ))
    }
}

impl LoopContext {
    fn length(&self, cx: &mut Interpreter) -> Result<usize, PythonError> {
        cx.length(&self.0.iterable)
    }
}

impl HostObject for LoopContext {
    fn type_name(&self) -> Rc<str> {
        "LoopContext".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let index = self.0.index.get();
        let number = |value: usize| i64::try_from(value).unwrap_or(i64::MAX);
        Ok(Some(match name {
            "index" => Value::from(number(index)),
            "parent" => self.0.parent.clone(),
            "reverse_index" => Value::from(number(self.length(cx)?) - number(index) - 1),
            "first" => Value::Bool(index == 0),
            "last" => Value::Bool(index + 1 == self.length(cx)?),
            "even" => Value::Bool(index.is_multiple_of(2)),
            "odd" => Value::Bool(!index.is_multiple_of(2)),
            "cycle" => {
                let state = Rc::clone(&self.0);
                Value::function("cycle", move |_, arguments| {
                    let values = arguments
                        .bind("cycle", &[Parameter::rest("values")])?
                        .rest_positional;
                    let count = values.len().max(1);
                    values
                        .get(state.index.get() % count)
                        .cloned()
                        .ok_or_else(|| {
                            PythonError::value_error("You must provide values to cycle through")
                        })
                })
            }
            _ => return Ok(None),
        }))
    }

    fn iterate(
        &self,
        _cx: &mut Interpreter,
    ) -> Result<Option<Box<dyn PythonIterator>>, PythonError> {
        Ok(Some(Box::new(Turns {
            context: self.clone(),
            items: None,
            is_running: false,
        })))
    }

    fn length(&self, cx: &mut Interpreter) -> Result<Option<usize>, PythonError> {
        LoopContext::length(self, cx).map(Some)
    }
}

/// The items of a loop; asking for the next one ends a turn.
struct Turns {
    context: LoopContext,
    /// The iterator, which is asked for only when the first item is.
    items: Option<Box<dyn PythonIterator>>,
    is_running: bool,
}

impl PythonIterator for Turns {
    fn next(&mut self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        let state = &self.context.0;
        if self.is_running {
            state.index.set(state.index.get() + 1);
        }
        let items = match &mut self.items {
            Some(items) => items,
            None => self.items.insert(cx.iterate(&state.iterable)?),
        };
        let item = items.next(cx)?;
        self.is_running = item.is_some();
        Ok(item)
    }

    fn type_name(&self) -> &'static str {
        "generator"
    }
}

impl fmt::Debug for LoopStack {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("<loops>")
    }
}

impl fmt::Debug for LoopContext {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "<turn {} of a loop>", self.0.index.get())
    }
}
