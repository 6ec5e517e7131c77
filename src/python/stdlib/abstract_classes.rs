//! `collections.abc` and `abc`: classes told apart by what an object can do (`Lib/_collections_abc.py`).

use std::rc::Rc;

use crate::python::arguments::Parameter;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::module::Module;
use crate::python::object::{BinaryOperator, ClassStatement, HostObject, Side};
use crate::python::shared::Shared;
use crate::python::value::{Descriptor, DictPart, Value};

/// One of the abstract classes, such as `Sequence`.
#[derive(Debug)]
pub(super) struct AbstractClass {
    name: &'static str,
}

impl AbstractClass {
    /// Every abstract class known by name.
    pub(super) const NAMES: &'static [&'static str] = &[
        "AsyncGenerator",
        "AsyncIterable",
        "AsyncIterator",
        "Awaitable",
        "ByteString",
        "Callable",
        "Collection",
        "Container",
        "Coroutine",
        "Generator",
        "Hashable",
        "ItemsView",
        "Iterable",
        "Iterator",
        "KeysView",
        "Mapping",
        "MappingView",
        "MutableMapping",
        "MutableSequence",
        "MutableSet",
        "Reversible",
        "Sequence",
        "Sized",
        "ValuesView",
    ];

    pub(super) fn value(name: &'static str) -> Value {
        Value::host(Self { name })
    }

    /// Whether a builtin value belongs to the class; nothing where that takes looking at methods.
    fn holds(&self, value: &Value) -> Option<bool> {
        let is_mapping = matches!(value, Value::Dict(_));
        let is_sequence = matches!(
            value,
            Value::List(_) | Value::Tuple(_) | Value::Str(_) | Value::Bytes(_) | Value::Range(_)
        );
        let is_set = matches!(value, Value::Set(_) | Value::FrozenSet(_))
            || matches!(value, Value::DictView(view) if view.part != DictPart::Values);
        let is_view = matches!(value, Value::DictView(_));
        let is_iterator = matches!(value, Value::Iterator(iterator)
            if &*iterator.type_name != "coroutine");
        let sized = is_mapping || is_sequence || is_set || is_view;
        Some(match self.name {
            "Iterable" => sized || is_iterator,
            "Iterator" => is_iterator,
            "Generator" => matches!(value, Value::Iterator(iterator)
                if &*iterator.type_name == "generator"),
            "Coroutine" | "Awaitable" => matches!(value, Value::Iterator(iterator)
                if &*iterator.type_name == "coroutine"),
            "Container" | "Sized" | "Collection" => sized,
            "Reversible" => sized && !matches!(value, Value::Set(_) | Value::FrozenSet(_)),
            "Sequence" => is_sequence,
            "MutableSequence" => matches!(value, Value::List(_)),
            "ByteString" => matches!(value, Value::Bytes(_)),
            "Mapping" | "MutableMapping" => is_mapping,
            "Set" | "AbstractSet" => is_set,
            "MutableSet" => matches!(value, Value::Set(_)),
            "MappingView" => is_view,
            "KeysView" => matches!(value, Value::DictView(view) if view.part == DictPart::Keys),
            "ItemsView" => matches!(value, Value::DictView(view) if view.part == DictPart::Items),
            "ValuesView" => matches!(value, Value::DictView(view) if view.part == DictPart::Values),
            "Callable" => matches!(
                value,
                Value::Function(_) | Value::Builtin(_) | Value::BoundMethod(_) | Value::Class(_)
            ),
            _ => return None,
        })
    }

    /// The special method whose presence makes an instance belong to the class.
    fn special_method(&self) -> Option<&'static str> {
        Some(match self.name {
            "Iterable" => "__iter__",
            "Iterator" => "__next__",
            "Sized" => "__len__",
            "Container" => "__contains__",
            "Callable" => "__call__",
            _ => return None,
        })
    }
}

impl HostObject for AbstractClass {
    fn type_name(&self) -> Rc<str> {
        format!("collections.abc.{}", self.name).into()
    }

    fn is_class(&self) -> bool {
        true
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Ok((name == "__name__").then(|| Value::from(self.name)))
    }

    fn subscript(&self, _index: &Value, _cx: &mut Interpreter) -> Result<Value, PythonError> {
        Ok(Self::value(self.name))
    }

    fn binary(
        &self,
        operator: BinaryOperator,
        other: &Value,
        _side: Side,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        // `Sequence[str] | None` in an annotation or isinstance: the alternatives.
        Ok((operator == BinaryOperator::Or)
            .then(|| Value::tuple(vec![Self::value(self.name), other.clone()])))
    }

    fn has_instance(
        &self,
        value: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<bool>, PythonError> {
        if self.name == "Hashable" {
            return Err(PythonError::unsupported("isinstance() with Hashable"));
        }
        let unknown = |what: Rc<str>| {
            PythonError::unsupported(format!("asking whether {what} is a {}", self.name))
        };
        match value {
            Value::Host(host) => Err(unknown(host.type_name())),
            Value::Instance(instance) => {
                if let Some(method) = self.special_method()
                    && instance.class.lookup(method).is_some()
                {
                    return Ok(Some(true));
                }
                let derived = instance
                    .class
                    .lookup("__abstract_bases__")
                    .and_then(|names| names.as_sequence())
                    .is_some_and(|names| {
                        names
                            .iter()
                            .any(|name| name.as_str().is_some_and(|name| *name == *self.name))
                    });
                if derived {
                    return Ok(Some(true));
                }
                let native = instance.native.borrow().clone();
                Ok(Some(native.is_some_and(|native| {
                    self.holds(&native).unwrap_or(false)
                })))
            }
            other => self
                .holds(other)
                .map(Some)
                .ok_or_else(|| unknown("a value".into())),
        }
    }

    /// An abstract base adds methods built on the abstract ones; those are not provided.
    fn subclass(
        &self,
        statement: ClassStatement,
        _cx: &mut Interpreter,
    ) -> Result<Value, PythonError> {
        Err(PythonError::unsupported(format!(
            "deriving the class {} from collections.abc.{}",
            statement.name, self.name
        )))
    }
}

/// Fills `collections.abc`.
pub(super) fn fill(_cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    for name in AbstractClass::NAMES {
        module.set(*name, AbstractClass::value(name));
    }
    module.set("Set", AbstractClass::value("Set"));
    Ok(())
}

/// Fills `abc`.
pub(super) fn fill_abc(cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    let namespace = crate::python::value::Attributes::new();
    let class = cx.new_class("ABC", "abc", Vec::new(), namespace)?;
    module.set("ABC", Value::Class(class));
    let namespace = crate::python::value::Attributes::new();
    let metaclass = cx.new_class("ABCMeta", "abc", Vec::new(), namespace)?;
    module.set("ABCMeta", Value::Class(metaclass));
    module.set(
        "abstractmethod",
        Value::function("abstractmethod", |_, arguments| {
            let parameters = [Parameter::required("funcobj")];
            Ok(arguments
                .bind("abstractmethod", &parameters)?
                .require("funcobj"))
        }),
    );
    module.set(
        "abstractproperty",
        Value::function("abstractproperty", |_, arguments| {
            let parameters = [Parameter::required("fget")];
            let getter = arguments
                .bind("abstractproperty", &parameters)?
                .require("fget");
            Ok(Value::Descriptor(Shared::new(Descriptor::Property {
                getter,
                setter: Value::None,
                deleter: Value::None,
            })))
        }),
    );
    Ok(())
}
