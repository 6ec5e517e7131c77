//! Methods of `dict` (`Objects/dictobject.c`).

use std::cell::RefCell;

use super::registry::MethodTable;
use crate::python::arguments::{Arguments, Parameter};
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::shared::Shared;
use crate::python::value::{Descriptor, DictPart, DictView, Value};

const NONE: &[Parameter<'static>] = &[];
const KEYED: &[Parameter<'static>] = &[
    Parameter::positional_only("key"),
    Parameter::optional_positional_only("default"),
];

fn dict_of(receiver: &Value) -> Result<Shared<RefCell<Dictionary>>, PythonError> {
    match receiver.underlying() {
        Value::Dict(entries) => Ok(entries),
        _ => Err(PythonError::type_error(
            "a method of dict needs a 'dict' object",
        )),
    }
}

/// What `dict` and `mappingproxy` share.
pub(super) fn add_reading(table: &mut MethodTable) {
    table
        .add("get", KEYED, |cx, receiver, mut bound| {
            let entries = dict_of(&receiver)?;
            let key = cx.hash_key(&bound.require("key"))?;
            let found = entries.borrow().get(&key).cloned();
            Ok(found.or_else(|| bound.take("default")).into())
        })
        .add("keys", NONE, |_, receiver, _| {
            Ok(DictView::of(&receiver, DictPart::Keys))
        })
        .add("values", NONE, |_, receiver, _| {
            Ok(DictView::of(&receiver, DictPart::Values))
        })
        .add("items", NONE, |_, receiver, _| {
            Ok(DictView::of(&receiver, DictPart::Items))
        })
        .add("copy", NONE, |cx, receiver, _| {
            let copy = dict_of(&receiver)?.borrow().thawed();
            cx.allocate(copy.len() * 64)?;
            Ok(Value::dict(copy))
        });
}

/// What only `dict` has.
pub(super) fn add_writing(table: &mut MethodTable) {
    table
        .add("setdefault", KEYED, |cx, receiver, mut bound| {
            let entries = dict_of(&receiver)?;
            let key = bound.require("key");
            let hash = cx.hash_key(&key)?;
            if let Some(found) = entries.borrow().get(&hash) {
                return Ok(found.clone());
            }
            cx.allocate(64)?;
            let value: Value = bound.take("default").into();
            entries
                .borrow_mut()
                .writable()?
                .insert(hash, key, value.clone());
            Ok(value)
        })
        .add("pop", KEYED, |cx, receiver, mut bound| {
            let entries = dict_of(&receiver)?;
            let key = bound.require("key");
            let hash = cx.hash_key(&key)?;
            let cost = entries.borrow().removal_cost(&hash);
            cx.charge(cost)?;
            let removed = entries.borrow_mut().writable()?.remove(&hash);
            match (removed, bound.take("default")) {
                (Some(value), _) => Ok(value),
                (None, Some(default)) => Ok(default),
                (None, None) => Err(PythonError::key_error(key)),
            }
        })
        .add("popitem", NONE, |_, receiver, _| {
            let entries = dict_of(&receiver)?;
            let last = entries.borrow_mut().writable()?.pop_last();
            match last {
                Some((key, value)) => Ok(Value::tuple(vec![key, value])),
                None => Err(PythonError::key_error(Value::from(
                    "popitem(): dictionary is empty",
                ))),
            }
        })
        .add("clear", NONE, |_, receiver, _| {
            dict_of(&receiver)?.borrow_mut().writable()?.clear();
            Ok(Value::None)
        });
    table.attribute(
        "update",
        Value::method("update", |cx, mut arguments| {
            if arguments.positional.is_empty() {
                return Err(PythonError::type_error(
                    "unbound method update() needs an argument",
                ));
            }
            let receiver = arguments.positional.remove(0);
            update(cx, &receiver.underlying(), arguments)?;
            Ok(Value::None)
        }),
    );
    let from_keys = Value::function("fromkeys", |cx, arguments| {
        let mut bound = arguments.bind(
            "fromkeys",
            &[
                Parameter::positional_only("class"),
                Parameter::positional_only("iterable"),
                Parameter::optional_positional_only("value"),
            ],
        )?;
        bound.require("class");
        let keys = cx.collect(&bound.require("iterable"))?;
        let value: Value = bound.take("value").into();
        let mut dictionary = Dictionary::new();
        for key in keys {
            cx.allocate(64)?;
            dictionary.insert(cx.hash_key(&key)?, key, value.clone());
        }
        Ok(Value::dict(dictionary))
    });
    table.attribute(
        "fromkeys",
        Value::Descriptor(Shared::new(Descriptor::ClassMethod(from_keys))),
    );
}

/// `dict.update(…)`, which is also what `dict(…)` does with its arguments.
pub(super) fn update(
    cx: &mut Interpreter,
    dictionary: &Value,
    arguments: Arguments,
) -> Result<(), PythonError> {
    if arguments.positional.len() > 1 {
        return Err(PythonError::type_error(format!(
            "update expected at most 1 argument, got {}",
            arguments.positional.len()
        )));
    }
    if let Some(other) = arguments.positional.first() {
        update_dictionary(cx, dictionary, other)?;
    }
    let entries = dict_of(dictionary)?;
    for (name, value) in arguments.keyword {
        cx.allocate(64)?;
        entries.borrow_mut().writable()?.insert_str(name, value);
    }
    Ok(())
}

/// Adds the entries of a mapping or an iterable of pairs.
pub(crate) fn update_dictionary(
    cx: &mut Interpreter,
    dictionary: &Value,
    other: &Value,
) -> Result<(), PythonError> {
    let entries = dict_of(dictionary)?;
    let other = cx.known(other)?;
    let is_mapping = matches!(other.underlying(), Value::Dict(_))
        || match &other {
            Value::List(_) | Value::Tuple(_) | Value::Iterator(_) => false,
            _ => cx.find_attribute(&other, "keys")?.is_some(),
        };
    let pairs = if is_mapping {
        cx.mapping_items(&other)?
    } else {
        let mut pairs = Vec::new();
        for (index, pair) in cx.collect(&other)?.into_iter().enumerate() {
            let parts = cx.collect(&pair).map_err(|error| {
                if error.is_exception() {
                    PythonError::type_error(format!(
                        "cannot convert dictionary update sequence element #{index} to a sequence"
                    ))
                } else {
                    error
                }
            })?;
            let length = parts.len();
            let Ok([key, value]) = <[Value; 2]>::try_from(parts) else {
                return Err(PythonError::value_error(format!(
                    "dictionary update sequence element #{index} has length {length}; 2 is required"
                )));
            };
            pairs.push((key, value));
        }
        pairs
    };
    cx.allocate(pairs.len() * 64)?;
    for (key, value) in pairs {
        let hash = cx.hash_key(&key)?;
        entries.borrow_mut().writable()?.insert(hash, key, value);
    }
    Ok(())
}
