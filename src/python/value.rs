//! Python's values as the evaluator holds them (`PyObject` and its kin).

use std::any::Any;
use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use indexmap::IndexMap;

use super::arguments::Arguments;
use super::class::{Class, Instance};
use super::dictionary::Dictionary;
use super::error::PythonError;
use super::function::{BoundMethod, Function};
use super::integer::Integer;
use super::interpreter::Interpreter;
use super::iterator::IteratorCell;
use super::module::Module;
use super::object::HostObject;
use super::opaque::Opaque;
use super::set_table::ValueSet;
use super::shared::Shared;

/// Names and what they are bound to, in the order they were bound.
pub type Attributes = IndexMap<Rc<str>, Value>;

/// The code of a native function; the receiver of a method is its first positional argument.
pub type NativeCode = dyn Fn(&mut Interpreter, Arguments) -> Result<Value, PythonError>;

/// A Python value; cloning it shares the object.
#[derive(Clone)]
pub enum Value {
    /// `None`.
    None,
    /// `NotImplemented`.
    NotImplemented,
    /// `...`.
    Ellipsis,
    /// `True` or `False`.
    Bool(bool),
    /// An integer.
    Int(Integer),
    /// A float.
    Float(f64),
    /// A string.
    Str(Rc<str>),
    /// Bytes.
    Bytes(Rc<[u8]>),
    /// A list.
    List(Shared<RefCell<Vec<Value>>>),
    /// A tuple.
    Tuple(Shared<Vec<Value>>),
    /// A dictionary.
    Dict(Shared<RefCell<Dictionary>>),
    /// `dict.keys()`, `.values()` or `.items()`.
    DictView(Shared<DictView>),
    /// A set.
    Set(Shared<RefCell<ValueSet>>),
    /// A frozenset.
    FrozenSet(Shared<ValueSet>),
    /// `range(…)`.
    Range(Shared<Range>),
    /// `slice(…)`.
    Slice(Shared<Slice>),
    /// A function written in Python.
    Function(Shared<Function>),
    /// A function bound to its receiver.
    BoundMethod(Shared<BoundMethod>),
    /// A native function.
    Builtin(Shared<Builtin>),
    /// `property`, `classmethod`, `staticmethod` or what the interpreter puts beside them.
    Descriptor(Shared<Descriptor>),
    /// A class, built in or written in Python.
    Class(Shared<Class>),
    /// An instance of a class written in Python, or an exception.
    Instance(Shared<Instance>),
    /// `super()`.
    Super(Shared<Super>),
    /// A module.
    Module(Shared<Module>),
    /// An iterator, a generator among them.
    Iterator(Shared<IteratorCell>),
    /// An object of the host.
    Host(Rc<dyn HostObject>),
    /// Something that could not be resolved.
    Opaque(Shared<Opaque>),
}

/// A view on a dictionary.
pub struct DictView {
    /// The dictionary looked at.
    pub dictionary: Value,
    /// What of it.
    pub part: DictPart,
}

/// What a view shows of a dictionary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DictPart {
    /// `keys()`.
    Keys,
    /// `values()`.
    Values,
    /// `items()`.
    Items,
}

/// `range(start, stop, step)`; the step is not zero.
#[derive(Debug, Clone)]
pub struct Range {
    /// The first number.
    pub start: Integer,
    /// The number not reached.
    pub stop: Integer,
    /// The distance.
    pub step: Integer,
}

/// `slice(start, stop, step)`.
pub struct Slice {
    /// The first index or `None`.
    pub start: Value,
    /// The index behind the last or `None`.
    pub stop: Value,
    /// The distance or `None`.
    pub step: Value,
}

/// A native function.
pub struct Builtin {
    /// Its name as error messages and `repr` show it.
    pub name: Rc<str>,
    /// Whether it binds its receiver when found in a class.
    pub binding: Binding,
    /// What it does.
    pub code: Rc<NativeCode>,
    /// `__doc__`, `__wrapped__` and the like, settable as on functions.
    pub attributes: RefCell<Attributes>,
}

/// Whether a native function found in a class is a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    /// It receives the instance as its first argument.
    Method,
    /// It does not.
    Function,
}

/// `property`, `classmethod` or `staticmethod`.
pub enum Descriptor {
    /// `property(getter, setter, deleter)`.
    Property {
        /// `fget`.
        getter: Value,
        /// `fset`.
        setter: Value,
        /// `fdel`.
        deleter: Value,
    },
    /// `functools.cached_property`: the value replaces it on the instance.
    CachedProperty {
        /// The function.
        getter: Value,
        /// The attribute the value is kept under, known once the class is made.
        name: RefCell<Option<Rc<str>>>,
    },
    /// `classmethod`.
    ClassMethod(Value),
    /// `staticmethod`.
    StaticMethod(Value),
    /// `__dict__` or `__weakref__` in the namespace of a class.
    GetSet {
        /// The name of the attribute.
        name: &'static str,
        /// The name of the class.
        class: Rc<str>,
    },
}

/// `super()`: attribute lookup that starts behind a class.
pub struct Super {
    /// The class the lookup starts behind.
    pub class: Shared<Class>,
    /// The instance, or the class in a class method.
    pub receiver: Value,
    /// The class whose resolution order is followed.
    pub receiver_class: Shared<Class>,
}

impl Value {
    /// A string.
    pub fn str(text: impl Into<Rc<str>>) -> Self {
        Self::Str(text.into())
    }

    /// An integer.
    pub fn int(value: impl Into<Integer>) -> Self {
        Self::Int(value.into())
    }

    /// A list of `items`.
    pub fn list(items: Vec<Value>) -> Self {
        Self::List(Shared::new(RefCell::new(items)))
    }

    /// A tuple of `items`.
    pub fn tuple(items: Vec<Value>) -> Self {
        Self::Tuple(Shared::new(items))
    }

    /// A dictionary.
    pub fn dict(entries: Dictionary) -> Self {
        Self::Dict(Shared::new(RefCell::new(entries)))
    }

    /// A set.
    pub fn set(items: ValueSet) -> Self {
        Self::Set(Shared::new(RefCell::new(items)))
    }

    /// An object of the host.
    pub fn host<T: HostObject>(object: T) -> Self {
        Self::Host(Rc::new(object))
    }

    /// An opaque value called `name`, for `reason` (a clause).
    pub fn opaque(name: impl Into<Rc<str>>, reason: impl Into<Rc<str>>) -> Self {
        Self::Opaque(Shared::new(Opaque::new(name, reason)))
    }

    /// A native function that does not bind a receiver.
    pub fn function(
        name: impl Into<Rc<str>>,
        code: impl Fn(&mut Interpreter, Arguments) -> Result<Value, PythonError> + 'static,
    ) -> Self {
        Self::Builtin(Shared::new(Builtin {
            name: name.into(),
            binding: Binding::Function,
            code: Rc::new(code),
            attributes: RefCell::default(),
        }))
    }

    /// A native function that, found in a class, receives the instance first.
    pub fn method(
        name: impl Into<Rc<str>>,
        code: impl Fn(&mut Interpreter, Arguments) -> Result<Value, PythonError> + 'static,
    ) -> Self {
        Self::Builtin(Shared::new(Builtin {
            name: name.into(),
            binding: Binding::Method,
            code: Rc::new(code),
            attributes: RefCell::default(),
        }))
    }

    /// `function` with its first argument fixed to `receiver`.
    pub fn bound(receiver: Value, function: Value) -> Self {
        Self::BoundMethod(Shared::new(BoundMethod { receiver, function }))
    }

    /// Whether it is `None`.
    pub fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    /// The text of a string, or of an instance of a class derived from `str`.
    pub fn as_str(&self) -> Option<Rc<str>> {
        match self.underlying() {
            Self::Str(text) => Some(text),
            _ => None,
        }
    }

    /// The integer, or that of a bool or of an instance of a class derived from `int`.
    pub fn as_int(&self) -> Option<Integer> {
        match self.underlying() {
            Self::Int(value) => Some(value),
            Self::Bool(value) => Some(Integer::Small(i64::from(value))),
            _ => None,
        }
    }

    /// The items of a list or tuple (or of an instance of a class derived from one).
    pub fn as_sequence(&self) -> Option<Vec<Value>> {
        match self.underlying() {
            Self::List(items) => Some(items.borrow().clone()),
            Self::Tuple(items) => Some(items.to_vec()),
            _ => None,
        }
    }

    /// The host object of type `T`, where it is one.
    pub fn downcast<T: HostObject>(&self) -> Option<Rc<T>> {
        match self {
            Self::Host(object) => {
                let any: Rc<dyn Any> = Rc::clone(object) as Rc<dyn Any>;
                any.downcast().ok()
            }
            _ => None,
        }
    }

    /// The builtin value an instance of a class derived from a builtin type stands for; any other
    /// value itself.
    #[must_use]
    pub fn underlying(&self) -> Value {
        match self {
            Self::Instance(instance) => {
                let native = instance.native.borrow().clone();
                native.map_or_else(|| self.clone(), |value| value.underlying())
            }
            _ => self.clone(),
        }
    }

    /// Whether both are the same object (`is`).
    pub fn is(&self, other: &Value) -> bool {
        match (self, other) {
            (Self::None, Self::None)
            | (Self::NotImplemented, Self::NotImplemented)
            | (Self::Ellipsis, Self::Ellipsis) => true,
            (Self::Bool(left), Self::Bool(right)) => left == right,
            // CPython shares small integers and constants; equal numbers and texts are one here.
            (Self::Int(left), Self::Int(right)) => left == right,
            (Self::Float(left), Self::Float(right)) => left.to_bits() == right.to_bits(),
            (Self::Str(left), Self::Str(right)) => left == right,
            (Self::Bytes(left), Self::Bytes(right)) => left == right,
            (Self::Tuple(left), Self::Tuple(right)) => {
                Shared::is(left, right) || (left.is_empty() && right.is_empty())
            }
            (Self::Host(left), Self::Host(right)) => {
                std::ptr::addr_eq(Rc::as_ptr(left), Rc::as_ptr(right))
            }
            _ => match (self.address(), other.address()) {
                (Some(left), Some(right)) => left == right,
                _ => false,
            },
        }
    }

    /// The address of an object that has an identity.
    pub(crate) fn address(&self) -> Option<usize> {
        Some(match self {
            Self::None
            | Self::NotImplemented
            | Self::Ellipsis
            | Self::Bool(_)
            | Self::Int(_)
            | Self::Float(_) => return None,
            Self::Str(text) => text.as_ptr() as usize,
            Self::Bytes(bytes) => bytes.as_ptr() as usize,
            Self::List(object) => Shared::address(object),
            Self::Tuple(object) => Shared::address(object),
            Self::Dict(object) => Shared::address(object),
            Self::DictView(object) => Shared::address(object),
            Self::Set(object) => Shared::address(object),
            Self::FrozenSet(object) => Shared::address(object),
            Self::Range(object) => Shared::address(object),
            Self::Slice(object) => Shared::address(object),
            Self::Function(object) => Shared::address(object),
            Self::BoundMethod(object) => Shared::address(object),
            Self::Builtin(object) => Shared::address(object),
            Self::Descriptor(object) => Shared::address(object),
            Self::Class(object) => Shared::address(object),
            Self::Instance(object) => Shared::address(object),
            Self::Super(object) => Shared::address(object),
            Self::Module(object) => Shared::address(object),
            Self::Iterator(object) => Shared::address(object),
            Self::Host(object) => Rc::as_ptr(object).cast::<()>() as usize,
            Self::Opaque(object) => Shared::address(object),
        })
    }
}

impl fmt::Debug for Value {
    /// A short form for tests and logs; Python's own is `Interpreter::repr`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => formatter.write_str("None"),
            Self::NotImplemented => formatter.write_str("NotImplemented"),
            Self::Ellipsis => formatter.write_str("Ellipsis"),
            Self::Bool(value) => value.fmt(formatter),
            Self::Int(value) => fmt::Display::fmt(value, formatter),
            Self::Float(value) => value.fmt(formatter),
            Self::Str(text) => text.fmt(formatter),
            Self::Bytes(bytes) => bytes.fmt(formatter),
            Self::List(items) => match items.try_borrow() {
                Ok(items) => write!(formatter, "<list of {}>", items.len()),
                Err(_) => formatter.write_str("<list>"),
            },
            Self::Tuple(items) => write!(formatter, "<tuple of {}>", items.len()),
            Self::Dict(_) => formatter.write_str("<dict>"),
            Self::DictView(_) => formatter.write_str("<dict view>"),
            Self::Set(_) => formatter.write_str("<set>"),
            Self::FrozenSet(_) => formatter.write_str("<frozenset>"),
            Self::Range(range) => range.fmt(formatter),
            Self::Slice(_) => formatter.write_str("<slice>"),
            Self::Function(function) => {
                write!(formatter, "<function {}>", function.definition.name)
            }
            Self::BoundMethod(_) => formatter.write_str("<bound method>"),
            Self::Builtin(builtin) => write!(formatter, "<built-in {}>", builtin.name),
            Self::Descriptor(_) => formatter.write_str("<descriptor>"),
            Self::Class(class) => write!(formatter, "<class {}>", class.name),
            Self::Instance(instance) => write!(formatter, "<{} object>", instance.class.name),
            Self::Super(_) => formatter.write_str("<super>"),
            Self::Module(module) => write!(formatter, "<module {}>", module.name),
            Self::Iterator(_) => formatter.write_str("<iterator>"),
            Self::Host(object) => object.fmt(formatter),
            Self::Opaque(opaque) => write!(formatter, "<opaque {}>", opaque.name),
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Str(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Str(text.into())
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(Integer::Small(value))
    }
}

impl From<Option<Value>> for Value {
    /// A missing value is Python's `None`.
    fn from(value: Option<Value>) -> Self {
        value.unwrap_or(Self::None)
    }
}
