//! `deque`: a queue with two ends.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use crate::python::arguments::BoundArguments;
use crate::python::class::Class;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::iterator::{PythonIterator, ValueIterator};
use crate::python::object::{Comparison, HostObject};
use crate::python::shared::Shared;
use crate::python::stdlib::convert;
use crate::python::stdlib::native::{ClassBuilder, Outcome, class_of};
use crate::python::value::Value;

#[derive(Debug)]
struct Deque {
    items: RefCell<VecDeque<Value>>,
    most: Option<usize>,
}

impl Deque {
    fn push_back(&self, cx: &mut Interpreter, value: Value) -> Result<(), PythonError> {
        cx.allocate(size_of::<Value>())?;
        let mut items = self.items.borrow_mut();
        items.push_back(value);
        if self.most.is_some_and(|most| items.len() > most) {
            items.pop_front();
        }
        Ok(())
    }

    fn push_front(&self, cx: &mut Interpreter, value: Value) -> Result<(), PythonError> {
        cx.allocate(size_of::<Value>())?;
        let mut items = self.items.borrow_mut();
        items.push_front(value);
        if self.most.is_some_and(|most| items.len() > most) {
            items.pop_back();
        }
        Ok(())
    }

    fn content(&self) -> Vec<Value> {
        self.items.borrow().iter().cloned().collect()
    }
}

impl HostObject for Deque {
    fn type_name(&self) -> Rc<str> {
        "collections.deque".into()
    }

    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        class_of(cx, "collections", "deque")
    }

    fn subscript(&self, index: &Value, cx: &mut Interpreter) -> Outcome {
        let content = Value::list(self.content());
        if matches!(index, Value::Slice(_)) {
            return Err(PythonError::type_error(
                "sequence index must be integer, not 'slice'",
            ));
        }
        cx.subscript(&content, index)
    }

    fn iterate(
        &self,
        cx: &mut Interpreter,
    ) -> Result<Option<Box<dyn PythonIterator>>, PythonError> {
        let content = self.content();
        cx.allocate(content.len() * size_of::<Value>())?;
        Ok(Some(Box::new(ValueIterator::new(content))))
    }

    fn length(&self, _cx: &mut Interpreter) -> Result<Option<usize>, PythonError> {
        Ok(Some(self.items.borrow().len()))
    }

    fn compare(
        &self,
        comparison: Comparison,
        other: &Value,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let Some(other) = other.downcast::<Self>() else {
            return Ok(None);
        };
        let (own, other) = (Value::list(self.content()), Value::list(other.content()));
        cx.compare(comparison, &own, &other).map(Some)
    }

    fn repr(&self, cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        let content = cx.repr(&Value::list(self.content()))?;
        Ok(match self.most {
            Some(most) => format!("deque({content}, maxlen={most})").into(),
            None => format!("deque({content})").into(),
        })
    }
}

fn construct(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let most = match arguments.take_some("maxlen") {
        Some(value) => {
            let most = convert::small_integer(cx, &value)?;
            Some(
                usize::try_from(most)
                    .map_err(|_| PythonError::value_error("maxlen must be non-negative"))?,
            )
        }
        None => None,
    };
    let deque = Deque {
        items: RefCell::default(),
        most,
    };
    if let Some(source) = arguments.take("iterable") {
        for item in cx.collect(&source)? {
            deque.push_back(cx, item)?;
        }
    }
    Ok(Value::host(deque))
}

fn pop(item: Option<Value>) -> Outcome {
    item.ok_or_else(|| PythonError::index_error("pop from an empty deque"))
}

fn rotate(cx: &mut Interpreter, deque: &Rc<Deque>, mut arguments: BoundArguments) -> Outcome {
    let steps = match arguments.take("n") {
        Some(value) => convert::small_integer(cx, &value)?,
        None => 1,
    };
    let mut items = deque.items.borrow_mut();
    let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
    if length > 0 {
        let steps = usize::try_from(steps.rem_euclid(length)).unwrap_or(0);
        items.rotate_right(steps);
    }
    Ok(Value::None)
}

/// The class `deque`.
pub(super) fn class(cx: &mut Interpreter) -> Shared<Class> {
    ClassBuilder::new("collections", "deque")
        .subscribable()
        .constructor("iterable=, maxlen=", construct)
        .method::<Deque>("append", "x, /", |cx, deque, mut arguments| {
            deque.push_back(cx, arguments.require("x"))?;
            Ok(Value::None)
        })
        .method::<Deque>("appendleft", "x, /", |cx, deque, mut arguments| {
            deque.push_front(cx, arguments.require("x"))?;
            Ok(Value::None)
        })
        .method::<Deque>("extend", "iterable, /", |cx, deque, mut arguments| {
            for item in cx.collect(&arguments.require("iterable"))? {
                deque.push_back(cx, item)?;
            }
            Ok(Value::None)
        })
        .method::<Deque>("extendleft", "iterable, /", |cx, deque, mut arguments| {
            for item in cx.collect(&arguments.require("iterable"))? {
                deque.push_front(cx, item)?;
            }
            Ok(Value::None)
        })
        .method::<Deque>("pop", "", |_, deque, _| {
            pop(deque.items.borrow_mut().pop_back())
        })
        .method::<Deque>("popleft", "", |_, deque, _| {
            pop(deque.items.borrow_mut().pop_front())
        })
        .method::<Deque>("clear", "", |_, deque, _| {
            deque.items.borrow_mut().clear();
            Ok(Value::None)
        })
        .method::<Deque>("rotate", "n=, /", rotate)
        .method::<Deque>("copy", "", |_, deque, _| {
            Ok(Value::host(Deque {
                items: deque.items.clone(),
                most: deque.most,
            }))
        })
        .property::<Deque>("maxlen", |_, deque| {
            Ok(deque.most.map_or(Value::None, |most| {
                Value::int(i64::try_from(most).unwrap_or(i64::MAX))
            }))
        })
        .refused(&["count", "index", "insert", "remove", "reverse"])
        .finish(cx)
}
