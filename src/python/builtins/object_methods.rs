//! What every object, class, property and exception has: the methods `super()` leads to.

use super::registry::MethodTable;
use crate::python::arguments::Parameter;
use crate::python::class::Instance;
use crate::python::error::PythonError;
use crate::python::shared::Shared;
use crate::python::value::{Descriptor, Value};

const NONE: &[Parameter<'static>] = &[];
const ONE: &[Parameter<'static>] = &[Parameter::positional_only("value")];

pub(super) fn add(table: &mut MethodTable) {
    let new = Value::function("__new__", |cx, mut arguments| {
        if arguments.positional.is_empty() {
            return Err(PythonError::type_error(
                "object.__new__(): not enough arguments",
            ));
        }
        let class = arguments.positional.remove(0);
        match class {
            Value::Class(class) => cx.make_instance(&class, arguments),
            other => Err(PythonError::type_error(format!(
                "object.__new__(X): X is not a type object ({})",
                cx.type_name(&other)
            ))),
        }
    });
    table.attribute("__new__", new);
    table.attribute(
        "__init__",
        Value::method("__init__", |_, arguments| {
            // `list.__init__(self, items)` and its like would fill the object again.
            match arguments.positional.first() {
                Some(Value::Instance(instance))
                    if instance.native.borrow().is_some() && arguments.positional.len() > 1 =>
                {
                    let native = instance.native.borrow().clone();
                    refill(native, &arguments)
                }
                _ => Ok(Value::None),
            }
        }),
    );
    table.attribute(
        "__init_subclass__",
        Value::function("__init_subclass__", |_, _| Ok(Value::None)),
    );
    table.attribute(
        "__setattr__",
        Value::method("__setattr__", |cx, arguments| {
            match arguments.positional.as_slice() {
                [object @ Value::Instance(instance), name, value] => {
                    let name = cx.str(name)?;
                    cx.set_instance_attribute(object, instance, &name, value.clone())?;
                    Ok(Value::None)
                }
                _ => Err(PythonError::unsupported("__setattr__ called so")),
            }
        }),
    );
    table.attribute(
        "__getattribute__",
        Value::method("__getattribute__", |cx, arguments| {
            match arguments.positional.as_slice() {
                [object, name] => {
                    let name = cx.str(name)?;
                    cx.attribute(object, &name)
                }
                _ => Err(PythonError::type_error("expected 1 argument")),
            }
        }),
    );
    add_conversions(table);
}

/// `object.__repr__(x)` and its like: what `x` does where its class says nothing of its own.
fn add_conversions(table: &mut MethodTable) {
    table
        .add("__repr__", NONE, |cx, receiver, _| {
            Ok(Value::Str(cx.repr_of_base(&receiver)?))
        })
        .add("__str__", NONE, |cx, receiver, _| match receiver {
            Value::Instance(_) => Ok(Value::Str(cx.repr_of_base(&receiver)?)),
            other => Ok(Value::Str(cx.str(&other)?)),
        })
        .add("__format__", ONE, |cx, receiver, mut bound| {
            let specification = cx.str(&bound.require("value"))?;
            Ok(Value::Str(cx.format(&receiver, &specification)?))
        })
        .add("__eq__", ONE, |cx, receiver, mut bound| {
            let other = bound.require("value");
            match (&receiver, &other) {
                (Value::Instance(_), _) => Ok(if receiver.is(&other) {
                    Value::Bool(true)
                } else {
                    Value::NotImplemented
                }),
                _ => Ok(Value::Bool(cx.equal(&receiver, &other)?)),
            }
        })
        .add("__hash__", NONE, |cx, receiver, _| cx.hash(&receiver));
}

/// The special methods of containers, as `super()` reaches them.
pub(super) fn add_container(table: &mut MethodTable) {
    table
        .add("__contains__", ONE, |cx, receiver, mut bound| {
            let item = bound.require("value");
            Ok(Value::Bool(cx.contains(&receiver, &item)?))
        })
        .add("__len__", NONE, |cx, receiver, _| {
            Ok(Value::int(cx.length(&receiver)?))
        })
        .add("__getitem__", ONE, |cx, receiver, mut bound| {
            cx.subscript(&receiver, &bound.require("value"))
        })
        .add("__iter__", NONE, |cx, receiver, _| {
            cx.iterator_value(&receiver)
        });
}

/// The special methods of containers that can be changed.
pub(super) fn add_mutable_container(table: &mut MethodTable) {
    add_container(table);
    table
        .add(
            "__setitem__",
            const {
                &[
                    Parameter::positional_only("key"),
                    Parameter::positional_only("value"),
                ]
            },
            |cx, receiver, mut bound| {
                let key = bound.require("key");
                cx.set_subscript(&receiver, &key, bound.require("value"))?;
                Ok(Value::None)
            },
        )
        .add("__delitem__", ONE, |cx, receiver, mut bound| {
            cx.delete_subscript(&receiver, &bound.require("value"))?;
            Ok(Value::None)
        });
}

fn refill(
    native: Option<Value>,
    arguments: &crate::python::arguments::Arguments,
) -> Result<Value, PythonError> {
    match (native, arguments.positional.as_slice()) {
        (Some(Value::List(items)), [_, Value::List(given)]) => {
            let given = given.borrow().clone();
            *items.borrow_mut() = given;
            Ok(Value::None)
        }
        (Some(Value::Dict(entries)), [_, Value::Dict(given)]) if arguments.keyword.is_empty() => {
            let given = given.borrow().thawed();
            *entries.borrow_mut() = given;
            Ok(Value::None)
        }
        (Some(Value::Str(_) | Value::Int(_) | Value::Float(_) | Value::Tuple(_)), _) => {
            Ok(Value::None)
        }
        _ => Err(PythonError::unsupported(
            "calling the __init__ of a builtin type with these arguments",
        )),
    }
}

pub(super) fn add_to_type(table: &mut MethodTable) {
    table.add("mro", NONE, |cx, receiver, _| {
        let order = cx.attribute(&receiver, "__mro__")?;
        Ok(Value::list(cx.collect(&order)?))
    });
}

pub(super) fn add_to_property(table: &mut MethodTable) {
    fn parts(receiver: &Value) -> Result<(Value, Value, Value), PythonError> {
        if let Value::Descriptor(descriptor) = receiver
            && let Descriptor::Property {
                getter,
                setter,
                deleter,
            } = &**descriptor
        {
            return Ok((getter.clone(), setter.clone(), deleter.clone()));
        }
        Err(PythonError::type_error(
            "a method of property needs a property",
        ))
    }
    fn property(getter: Value, setter: Value, deleter: Value) -> Value {
        Value::Descriptor(Shared::new(Descriptor::Property {
            getter,
            setter,
            deleter,
        }))
    }
    table
        .add("getter", ONE, |_, receiver, mut bound| {
            let (_, setter, deleter) = parts(&receiver)?;
            Ok(property(bound.require("value"), setter, deleter))
        })
        .add("setter", ONE, |_, receiver, mut bound| {
            let (getter, _, deleter) = parts(&receiver)?;
            Ok(property(getter, bound.require("value"), deleter))
        })
        .add("deleter", ONE, |_, receiver, mut bound| {
            let (getter, setter, _) = parts(&receiver)?;
            Ok(property(getter, setter, bound.require("value")))
        });
}

pub(super) fn add_to_exception(table: &mut MethodTable) {
    table.attribute(
        "__init__",
        Value::method("__init__", |_, mut arguments| {
            if arguments.positional.is_empty() {
                return Err(PythonError::type_error("__init__() needs an argument"));
            }
            let receiver = arguments.positional.remove(0);
            if let Value::Instance(instance) = &receiver
                && let Some(class) = instance.class.exception_class()
            {
                let instance: &Instance = instance;
                crate::python::exceptions::initialise(instance, class, arguments.positional);
            }
            Ok(Value::None)
        }),
    );
    table
        .add("with_traceback", ONE, |_, receiver, _| Ok(receiver))
        .add("add_note", ONE, |_, _, _| Ok(Value::None))
        .add("__str__", NONE, |cx, receiver, _| {
            Ok(Value::Str(cx.str_of_base(&receiver)?))
        });
}
