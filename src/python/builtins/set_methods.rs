//! Methods of `set`, `frozenset` and the set-like views (`Objects/setobject.c`).

use std::cell::RefCell;

use super::registry::MethodTable;
use crate::python::arguments::{BoundArguments, Parameter};
use crate::python::dictionary::ValueSet;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::shared::Shared;
use crate::python::value::Value;

const NONE: &[Parameter<'static>] = &[];
const ONE: &[Parameter<'static>] = &[Parameter::positional_only("object")];
const OTHERS: &[Parameter<'static>] = &[Parameter::rest("others")];

fn set_of(receiver: &Value) -> Result<Shared<RefCell<ValueSet>>, PythonError> {
    match receiver {
        Value::Set(items) => Ok(items.clone()),
        _ => Err(PythonError::type_error("a method of set needs a 'set' object")),
    }
}

fn items_of(cx: &mut Interpreter, receiver: &Value) -> Result<ValueSet, PythonError> {
    match cx.as_set(receiver)? {
        Some(items) => Ok(items),
        None => {
            let items = cx.collect(receiver)?;
            cx.make_set(items)
        }
    }
}

/// The result of an operation on `receiver`, of the same type.
fn like(receiver: &Value, items: ValueSet) -> Value {
    match receiver {
        Value::FrozenSet(_) => Value::FrozenSet(Shared::new(items)),
        _ => Value::set(items),
    }
}

/// The operations of `set` that combine it with other iterables.
#[derive(Clone, Copy)]
enum Combination {
    Union,
    Intersection,
    Difference,
    SymmetricDifference,
}

fn combine(
    cx: &mut Interpreter,
    receiver: &Value,
    mut bound: BoundArguments,
    combination: Combination,
) -> Result<ValueSet, PythonError> {
    let mut result = items_of(cx, receiver)?;
    for other in std::mem::take(&mut bound.rest_positional) {
        let other = items_of(cx, &other)?;
        cx.allocate((result.len() + other.len()) * 48)?;
        result = match combination {
            Combination::Union => {
                for (key, value) in other.iter() {
                    result.insert(key.clone(), value.clone());
                }
                result
            }
            Combination::Intersection => result.filtered(|key| other.contains(key)),
            Combination::Difference => result.filtered(|key| !other.contains(key)),
            Combination::SymmetricDifference => {
                let mut left = result.filtered(|key| !other.contains(key));
                for (key, value) in other.iter() {
                    if !result.contains(key) {
                        left.insert(key.clone(), value.clone());
                    }
                }
                left
            }
        };
    }
    Ok(result)
}

pub(super) fn add_frozen(table: &mut MethodTable) {
    table
        .add("union", OTHERS, |cx, receiver, bound| {
            Ok(like(&receiver, combine(cx, &receiver, bound, Combination::Union)?))
        })
        .add("intersection", OTHERS, |cx, receiver, bound| {
            Ok(like(&receiver, combine(cx, &receiver, bound, Combination::Intersection)?))
        })
        .add("difference", OTHERS, |cx, receiver, bound| {
            Ok(like(&receiver, combine(cx, &receiver, bound, Combination::Difference)?))
        })
        .add("symmetric_difference", OTHERS, |cx, receiver, bound| {
            let items = combine(cx, &receiver, bound, Combination::SymmetricDifference)?;
            Ok(like(&receiver, items))
        })
        .add("copy", NONE, |cx, receiver, _| {
            let items = items_of(cx, &receiver)?;
            cx.allocate(items.len() * 48)?;
            Ok(like(&receiver, items))
        })
        .add("issubset", ONE, |cx, receiver, mut bound| {
            let (one, other) = (items_of(cx, &receiver)?, items_of(cx, &bound.require("object"))?);
            Ok(Value::Bool(one.iter().all(|(key, _)| other.contains(key))))
        })
        .add("issuperset", ONE, |cx, receiver, mut bound| {
            let (one, other) = (items_of(cx, &receiver)?, items_of(cx, &bound.require("object"))?);
            Ok(Value::Bool(other.iter().all(|(key, _)| one.contains(key))))
        });
    add_views(table);
}

/// What the views `dict.keys()` and `dict.items()` share with sets.
pub(super) fn add_views(table: &mut MethodTable) {
    table.add("isdisjoint", ONE, |cx, receiver, mut bound| {
        let (one, other) = (items_of(cx, &receiver)?, items_of(cx, &bound.require("object"))?);
        Ok(Value::Bool(!one.iter().any(|(key, _)| other.contains(key))))
    });
}

pub(super) fn add(table: &mut MethodTable) {
    add_frozen(table);
    table
        .add("add", ONE, |cx, receiver, mut bound| {
            let item = bound.require("object");
            let key = cx.hash_key(&item)?;
            cx.allocate(48)?;
            set_of(&receiver)?.borrow_mut().insert(key, item);
            Ok(Value::None)
        })
        .add("discard", ONE, |cx, receiver, mut bound| {
            let key = cx.hash_key(&bound.require("object"))?;
            let set = set_of(&receiver)?;
            cx.charge(set.borrow().len() as u64 / 64)?;
            set.borrow_mut().remove(&key);
            Ok(Value::None)
        })
        .add("remove", ONE, |cx, receiver, mut bound| {
            let item = bound.require("object");
            let key = cx.hash_key(&item)?;
            let set = set_of(&receiver)?;
            cx.charge(set.borrow().len() as u64 / 64)?;
            let removed = set.borrow_mut().remove(&key);
            match removed {
                Some(_) => Ok(Value::None),
                None => Err(PythonError::key_error(item)),
            }
        })
        .add("pop", NONE, |cx, receiver, _| {
            // Which item CPython takes depends on hashes; only one of one is certain.
            let set = set_of(&receiver)?;
            cx.charge(set.borrow().len() as u64 / 64)?;
            if set.borrow().len() > 1 {
                return Err(PythonError::unsupported(
                    "pop() of a set with several items, whose order is not defined",
                ));
            }
            let item = set.borrow_mut().pop_first();
            item.ok_or_else(|| PythonError::key_error(Value::from("pop from an empty set")))
        })
        .add("clear", NONE, |_, receiver, _| {
            set_of(&receiver)?.borrow_mut().clear();
            Ok(Value::None)
        })
        .add("update", OTHERS, |cx, receiver, bound| {
            let items = combine(cx, &receiver, bound, Combination::Union)?;
            *set_of(&receiver)?.borrow_mut() = items;
            Ok(Value::None)
        })
        .add("intersection_update", OTHERS, |cx, receiver, bound| {
            let items = combine(cx, &receiver, bound, Combination::Intersection)?;
            *set_of(&receiver)?.borrow_mut() = items;
            Ok(Value::None)
        })
        .add("difference_update", OTHERS, |cx, receiver, bound| {
            let items = combine(cx, &receiver, bound, Combination::Difference)?;
            *set_of(&receiver)?.borrow_mut() = items;
            Ok(Value::None)
        })
        .add("symmetric_difference_update", OTHERS, |cx, receiver, bound| {
            let items = combine(cx, &receiver, bound, Combination::SymmetricDifference)?;
            *set_of(&receiver)?.borrow_mut() = items;
            Ok(Value::None)
        });
}
