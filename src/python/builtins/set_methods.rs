//! Methods of `set`, `frozenset` and the set-like views (`Objects/setobject.c`).

use std::cell::RefCell;

use super::registry::MethodTable;
use crate::python::arguments::{BoundArguments, Parameter};
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::protocol::set_like;
use crate::python::set_table::ValueSet;
use crate::python::shared::Shared;
use crate::python::value::Value;

const NONE: &[Parameter<'static>] = &[];
const ONE: &[Parameter<'static>] = &[Parameter::positional_only("object")];
const OTHERS: &[Parameter<'static>] = &[Parameter::rest("others")];

fn set_of(receiver: &Value) -> Result<Shared<RefCell<ValueSet>>, PythonError> {
    match receiver {
        Value::Set(items) => Ok(items.clone()),
        _ => Err(PythonError::type_error(
            "a method of set needs a 'set' object",
        )),
    }
}

/// The items of an operand whose order does not matter.
fn items_of(cx: &mut Interpreter, operand: &Value) -> Result<ValueSet, PythonError> {
    match cx.as_set(operand)? {
        Some(items) => Ok(items),
        None => cx.new_set(operand),
    }
}

fn others(bound: &mut BoundArguments) -> Vec<Value> {
    std::mem::take(&mut bound.rest_positional)
}

/// `set_intersection_multi`.
fn intersection(
    cx: &mut Interpreter,
    receiver: &Value,
    others: &[Value],
) -> Result<ValueSet, PythonError> {
    let Some((first, rest)) = others.split_first() else {
        return cx.new_set(receiver);
    };
    let mut result = cx.set_intersection(receiver, first)?;
    for other in rest {
        result = cx.set_intersection(&Value::set(result), other)?;
    }
    Ok(result)
}

pub(super) fn add_frozen(table: &mut MethodTable) {
    table
        .add("union", OTHERS, |cx, receiver, mut bound| {
            let result = RefCell::new(cx.new_set(&receiver)?);
            for other in others(&mut bound) {
                if !other.is(&receiver) {
                    cx.update_set(&result, &other)?;
                }
            }
            Ok(set_like(&receiver, result.into_inner()))
        })
        .add("intersection", OTHERS, |cx, receiver, mut bound| {
            let result = intersection(cx, &receiver, &others(&mut bound))?;
            Ok(set_like(&receiver, result))
        })
        .add("difference", OTHERS, |cx, receiver, mut bound| {
            let others = others(&mut bound);
            let Some((first, rest)) = others.split_first() else {
                let copy = cx.new_set(&receiver)?;
                return Ok(set_like(&receiver, copy));
            };
            let result = RefCell::new(cx.set_difference(&receiver, first)?);
            for other in rest {
                cx.subtract_from_set(&result, other)?;
            }
            Ok(set_like(&receiver, result.into_inner()))
        })
        .add("symmetric_difference", ONE, |cx, receiver, mut bound| {
            // The copy of the other side is changed, so its items come first.
            let result = RefCell::new(cx.new_set(&bound.require("object"))?);
            cx.toggle_in_set(&result, &receiver)?;
            Ok(set_like(&receiver, result.into_inner()))
        })
        .add("copy", NONE, |cx, receiver, _| match receiver {
            Value::FrozenSet(_) => Ok(receiver),
            _ => Ok(Value::set(cx.new_set(&receiver)?)),
        })
        .add("issubset", ONE, |cx, receiver, mut bound| {
            let (one, other) = (
                items_of(cx, &receiver)?,
                items_of(cx, &bound.require("object"))?,
            );
            let holds = one.iter().all(|(key, _)| other.contains(key));
            cx.settle(&other)?;
            Ok(Value::Bool(holds))
        })
        .add("issuperset", ONE, |cx, receiver, mut bound| {
            let (one, other) = (
                items_of(cx, &receiver)?,
                items_of(cx, &bound.require("object"))?,
            );
            let holds = other.iter().all(|(key, _)| one.contains(key));
            cx.settle(&one)?;
            Ok(Value::Bool(holds))
        });
    add_views(table);
}

/// What the views `dict.keys()` and `dict.items()` share with sets.
pub(super) fn add_views(table: &mut MethodTable) {
    table.add("isdisjoint", ONE, |cx, receiver, mut bound| {
        let (one, other) = (
            items_of(cx, &receiver)?,
            items_of(cx, &bound.require("object"))?,
        );
        let meet = one.iter().any(|(key, _)| other.contains(key));
        cx.settle(&other)?;
        Ok(Value::Bool(!meet))
    });
}

pub(super) fn add(table: &mut MethodTable) {
    add_frozen(table);
    table
        .add("add", ONE, |cx, receiver, mut bound| {
            cx.add_to_set(&*set_of(&receiver)?, bound.require("object"))?;
            Ok(Value::None)
        })
        .add("discard", ONE, |cx, receiver, mut bound| {
            remove(cx, &receiver, &bound.require("object"))?;
            Ok(Value::None)
        })
        .add("remove", ONE, |cx, receiver, mut bound| {
            let item = bound.require("object");
            match remove(cx, &receiver, &item)? {
                Some(_) => Ok(Value::None),
                None => Err(PythonError::key_error(item)),
            }
        })
        .add("pop", NONE, |cx, receiver, _| {
            let set = set_of(&receiver)?;
            cx.require_order(&set.borrow())?;
            let item = set.borrow_mut().pop();
            cx.settle(&set.borrow())?;
            item.ok_or_else(|| PythonError::key_error(Value::from("pop from an empty set")))
        })
        .add("clear", NONE, |_, receiver, _| {
            set_of(&receiver)?.borrow_mut().clear();
            Ok(Value::None)
        })
        .add("update", OTHERS, |cx, receiver, mut bound| {
            let set = set_of(&receiver)?;
            for other in others(&mut bound) {
                cx.update_set(&set, &other)?;
            }
            Ok(Value::None)
        })
        .add("intersection_update", OTHERS, |cx, receiver, mut bound| {
            let common = intersection(cx, &receiver, &others(&mut bound))?;
            set_of(&receiver)?.borrow_mut().replace_items(common);
            Ok(Value::None)
        })
        .add("difference_update", OTHERS, |cx, receiver, mut bound| {
            let set = set_of(&receiver)?;
            for other in others(&mut bound) {
                cx.subtract_from_set(&set, &other)?;
            }
            Ok(Value::None)
        })
        .add(
            "symmetric_difference_update",
            ONE,
            |cx, receiver, mut bound| {
                let (set, other) = (set_of(&receiver)?, bound.require("object"));
                cx.toggle_in_set(&set, &other)?;
                Ok(Value::None)
            },
        );
}

fn remove(
    cx: &mut Interpreter,
    receiver: &Value,
    item: &Value,
) -> Result<Option<Value>, PythonError> {
    let key = cx.hash_key(item)?;
    let set = set_of(receiver)?;
    let removed = set.borrow_mut().remove(&key);
    cx.settle(&set.borrow())?;
    Ok(removed)
}
