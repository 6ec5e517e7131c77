//! Iterating over any value (`PyObject_GetIter`).

use std::cell::RefCell;
use std::rc::Rc;

use crate::python::class::ClassKind;
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::integer::Integer;
use crate::python::interpreter::Interpreter;
use crate::python::iterator::{IteratorCell, PythonIterator, ValueIterator};
use crate::python::set_table::ValueSet;
use crate::python::shared::Shared;
use crate::python::value::{DictPart, DictView, Range, Value};

impl Interpreter {
    /// `iter(value)`.
    pub fn iterate(&mut self, value: &Value) -> Result<Box<dyn PythonIterator>, PythonError> {
        match value {
            Value::List(items) => Ok(Box::new(ListIterator {
                items: items.clone(),
                next: 0,
            })),
            Value::Tuple(items) => Ok(Box::new(TupleIterator {
                items: items.clone(),
                next: 0,
            })),
            Value::Str(text) => {
                self.allocate(text.len())?;
                Ok(Box::new(TextIterator {
                    text: Rc::clone(text),
                    next: 0,
                }))
            }
            Value::Bytes(bytes) => {
                self.allocate(bytes.len() * size_of::<Value>())?;
                let items = bytes.iter().map(|byte| Value::int(i64::from(*byte)));
                Ok(Box::new(ValueIterator::new(items.collect())))
            }
            Value::Dict(entries) => Ok(Box::new(DictionaryIterator::new(entries, DictPart::Keys))),
            Value::DictView(view) => match &view.dictionary {
                Value::Dict(entries) => Ok(Box::new(DictionaryIterator::new(entries, view.part))),
                _ => Err(PythonError::type_error("not a dictionary")),
            },
            Value::Set(items) => {
                self.require_order(&items.borrow())?;
                Ok(Box::new(SetIterator::new(items)))
            }
            Value::FrozenSet(items) => {
                let items = self.items_in_order(items)?;
                Ok(Box::new(ValueIterator::new(items)))
            }
            Value::Range(range) => Ok(Box::new(RangeIterator {
                next: range.start.clone(),
                range: range.clone(),
            })),
            Value::Iterator(iterator) if &*iterator.type_name == "coroutine" => Err(
                PythonError::type_error("'coroutine' object is not iterable"),
            ),
            Value::Iterator(iterator) => Ok(Box::new(SharedIterator(iterator.clone()))),
            Value::Host(host) => match Rc::clone(host).iterate(self)? {
                Some(iterator) => Ok(iterator),
                None => Err(self.not_iterable(value)),
            },
            Value::Class(class) if class.kind == ClassKind::Enumeration => {
                let members = crate::python::stdlib::enumeration::members(class);
                Ok(Box::new(ValueIterator::new(members)))
            }
            Value::Instance(instance) => {
                if let Some(result) = self.call_special(value, "__iter__", &[])? {
                    if matches!(result, Value::Instance(_)) {
                        return Ok(Box::new(InstanceIterator(result)));
                    }
                    return self.iterate(&result);
                }
                if instance.class.lookup_python("__getitem__").is_some() {
                    return Ok(Box::new(IndexIterator {
                        object: value.clone(),
                        next: 0,
                    }));
                }
                let native = instance.native.borrow().clone();
                match native {
                    Some(native) => self.iterate(&native),
                    None => Err(self.not_iterable(value)),
                }
            }
            Value::Opaque(_) => {
                let known = self.known(value)?;
                self.iterate(&known)
            }
            _ => Err(self.not_iterable(value)),
        }
    }

    fn not_iterable(&mut self, value: &Value) -> PythonError {
        PythonError::type_error(format!(
            "'{}' object is not iterable",
            self.type_name(value)
        ))
    }

    /// `iter(value)` as a value.
    pub(crate) fn iterator_value(&mut self, value: &Value) -> Result<Value, PythonError> {
        if let Value::Iterator(_) = value {
            return Ok(value.clone());
        }
        if let Some(result) = self.call_special(value, "__iter__", &[])? {
            return Ok(result);
        }
        Ok(IteratorCell::value(self.iterate(value)?))
    }

    /// `list(value)`, as a vector.
    pub fn collect(&mut self, value: &Value) -> Result<Vec<Value>, PythonError> {
        match value {
            Value::List(items) => return Ok(items.borrow().clone()),
            Value::Tuple(items) => return Ok(items.to_vec()),
            _ => {}
        }
        let mut iterator = self.iterate(value)?;
        let mut items = Vec::new();
        while let Some(item) = iterator.next(self)? {
            self.allocate(size_of::<Value>())?;
            self.charge(1)?;
            items.push(item);
        }
        Ok(items)
    }

    /// The next value of an iterator object; `None` at its end.
    pub(crate) fn next_of(&mut self, iterator: &Value) -> Result<Option<Value>, PythonError> {
        match iterator {
            Value::Iterator(cell) => SharedIterator(cell.clone()).next(self),
            Value::Instance(_) => InstanceIterator(iterator.clone()).next(self),
            Value::Host(host) => Err(PythonError::unsupported(format!(
                "next() of {}; iter() of it gives an iterator",
                host.type_name()
            ))),
            _ => Err(PythonError::type_error(format!(
                "'{}' object is not an iterator",
                self.type_name(iterator)
            ))),
        }
    }
}

impl Range {
    /// Number of items.
    pub fn length(&self) -> Integer {
        let (low, high, step) = if self.step.is_negative() {
            (&self.stop, &self.start, self.step.negate())
        } else {
            (&self.start, &self.stop, self.step.clone())
        };
        if low >= high {
            return Integer::Small(0);
        }
        let distance = high.subtract(low).subtract(&Integer::Small(1));
        match distance.divide(&step) {
            Ok((quotient, _)) => quotient.add(&Integer::Small(1)),
            Err(_) => Integer::Small(0),
        }
    }

    /// The item at an index from 0, which must be in range.
    pub fn item(&self, index: &Integer) -> Integer {
        match index.multiply(&self.step) {
            Ok(distance) => self.start.add(&distance),
            Err(_) => self.start.clone(),
        }
    }

    /// Whether `value` is one of its items.
    pub fn contains(&self, value: &Integer) -> bool {
        let inside = if self.step.is_negative() {
            *value <= self.start && *value > self.stop
        } else {
            *value >= self.start && *value < self.stop
        };
        inside
            && value
                .subtract(&self.start)
                .divide(&self.step)
                .is_ok_and(|(_, remainder)| remainder.is_zero())
    }
}

struct ListIterator {
    items: Shared<RefCell<Vec<Value>>>,
    next: usize,
}

impl PythonIterator for ListIterator {
    fn next(&mut self, _cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        let item = self.items.borrow().get(self.next).cloned();
        self.next = if item.is_some() {
            self.next + 1
        } else {
            usize::MAX
        };
        Ok(item)
    }

    fn type_name(&self) -> &'static str {
        "list_iterator"
    }
}

struct TupleIterator {
    items: Shared<Vec<Value>>,
    next: usize,
}

impl PythonIterator for TupleIterator {
    fn next(&mut self, _cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        let item = self.items.get(self.next).cloned();
        self.next += 1;
        Ok(item)
    }

    fn type_name(&self) -> &'static str {
        "tuple_iterator"
    }
}

struct TextIterator {
    text: Rc<str>,
    next: usize,
}

impl PythonIterator for TextIterator {
    fn next(&mut self, _cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        let character = self.text[self.next..].chars().next();
        Ok(character.map(|character| {
            self.next += character.len_utf8();
            character.to_string().into()
        }))
    }

    fn type_name(&self) -> &'static str {
        "str_iterator"
    }
}

struct RangeIterator {
    range: Shared<Range>,
    next: Integer,
}

impl PythonIterator for RangeIterator {
    fn next(&mut self, _cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        let done = if self.range.step.is_negative() {
            self.next <= self.range.stop
        } else {
            self.next >= self.range.stop
        };
        if done {
            return Ok(None);
        }
        let following = self.next.add(&self.range.step);
        Ok(Some(Value::Int(std::mem::replace(
            &mut self.next,
            following,
        ))))
    }

    fn type_name(&self) -> &'static str {
        "range_iterator"
    }
}

struct DictionaryIterator {
    entries: Shared<RefCell<Dictionary>>,
    part: DictPart,
    next: usize,
    length: usize,
}

impl DictionaryIterator {
    fn new(entries: &Shared<RefCell<Dictionary>>, part: DictPart) -> Self {
        Self {
            length: entries.borrow().len(),
            entries: entries.clone(),
            part,
            next: 0,
        }
    }
}

impl PythonIterator for DictionaryIterator {
    fn next(&mut self, _cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        let entries = self.entries.borrow();
        if self.next > entries.len() && self.next > self.length {
            return Ok(None);
        }
        if entries.len() != self.length {
            return Err(PythonError::exception(
                ExceptionClass::RuntimeError,
                "dictionary changed size during iteration",
            ));
        }
        let Some((key, value)) = entries.entry_at(self.next) else {
            return Ok(None);
        };
        self.next += 1;
        Ok(Some(match self.part {
            DictPart::Keys => key.clone(),
            DictPart::Values => value.clone(),
            DictPart::Items => Value::tuple(vec![key.clone(), value.clone()]),
        }))
    }

    fn type_name(&self) -> &'static str {
        match self.part {
            DictPart::Keys => "dict_keyiterator",
            DictPart::Values => "dict_valueiterator",
            DictPart::Items => "dict_itemiterator",
        }
    }
}

/// Walks the table of a set that may change meanwhile (`setiter_iternext`).
struct SetIterator {
    /// The set; nothing once its end was reached.
    items: Option<Shared<RefCell<ValueSet>>>,
    /// The slot to look at next.
    slot: usize,
    length: usize,
}

impl SetIterator {
    fn new(items: &Shared<RefCell<ValueSet>>) -> Self {
        Self {
            length: items.borrow().len(),
            items: Some(items.clone()),
            slot: 0,
        }
    }
}

impl PythonIterator for SetIterator {
    fn next(&mut self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        let Some(items) = self.items.clone() else {
            return Ok(None);
        };
        let items = items.borrow();
        if items.len() != self.length {
            // No set has so many items: the error comes again whoever asks.
            self.length = usize::MAX;
            return Err(PythonError::exception(
                ExceptionClass::RuntimeError,
                "Set changed size during iteration",
            ));
        }
        cx.require_order(&items)?;
        let found = items.next_from(self.slot);
        cx.settle(&items)?;
        if let Some((item, next)) = found {
            self.slot = next;
            return Ok(Some(item.clone()));
        }
        self.items = None;
        Ok(None)
    }

    fn type_name(&self) -> &'static str {
        "set_iterator"
    }
}

/// An iterator somebody else may be advancing too.
struct SharedIterator(Shared<IteratorCell>);

impl PythonIterator for SharedIterator {
    fn next(&mut self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        cx.charge(1)?;
        match self.0.state.try_borrow_mut() {
            Ok(mut state) => state.next(cx),
            Err(_) => Err(PythonError::value_error("generator already executing")),
        }
    }
}

/// An instance with `__next__`.
struct InstanceIterator(Value);

impl PythonIterator for InstanceIterator {
    fn next(&mut self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        match cx.call_special(&self.0, "__next__", &[]) {
            Ok(Some(value)) => Ok(Some(value)),
            Ok(None) => Err(PythonError::type_error(format!(
                "'{}' object is not an iterator",
                cx.type_name(&self.0)
            ))),
            Err(error) if error.is_instance_of(ExceptionClass::StopIteration) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// An instance with `__getitem__` only: indices from 0 until `IndexError`.
struct IndexIterator {
    object: Value,
    next: i64,
}

impl PythonIterator for IndexIterator {
    fn next(&mut self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        let index = Value::int(self.next);
        self.next += 1;
        match cx.subscript(&self.object, &index) {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.is_instance_of(ExceptionClass::IndexError) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl DictView {
    /// A view on the dictionary of `value` (or of an instance derived from `dict`).
    pub(crate) fn of(value: &Value, part: DictPart) -> Value {
        Value::DictView(Shared::new(Self {
            dictionary: value.underlying(),
            part,
        }))
    }
}
