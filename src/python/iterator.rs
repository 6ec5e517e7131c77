//! Iterators: anything that gives values one after the other (`tp_iternext`).

use std::cell::RefCell;
use std::rc::Rc;

use super::error::PythonError;
use super::interpreter::Interpreter;
use super::value::Value;

/// A source of values.
pub trait PythonIterator {
    /// The next value; `None` at the end, and from then on.
    fn next(&mut self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError>;

    /// The name of its type, such as `list_iterator`.
    fn type_name(&self) -> &'static str {
        "iterator"
    }

    /// The generator, where it is one that can be sent values and errors.
    fn as_generator(&mut self) -> Option<&mut super::eval::Generator> {
        None
    }
}

/// An iterator as a value: shared, and advanced by whoever asks.
pub struct IteratorCell {
    /// The iterator; borrowed while it runs, so that a generator cannot enter itself.
    pub state: RefCell<Box<dyn PythonIterator>>,
    /// The name of its type.
    pub type_name: Rc<str>,
}

impl IteratorCell {
    /// A value that iterates `iterator`.
    pub fn value(iterator: Box<dyn PythonIterator>) -> Value {
        let type_name = iterator.type_name().into();
        Value::Iterator(super::shared::Shared::new(Self {
            state: RefCell::new(iterator),
            type_name,
        }))
    }
}

/// Values that are there already.
pub struct ValueIterator {
    items: std::vec::IntoIter<Value>,
}

impl ValueIterator {
    /// Iterates over `items`.
    pub fn new(items: Vec<Value>) -> Self {
        Self {
            items: items.into_iter(),
        }
    }
}

impl PythonIterator for ValueIterator {
    fn next(&mut self, _cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        Ok(self.items.next())
    }
}
