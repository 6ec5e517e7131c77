//! Methods of `list` (`Objects/listobject.c`).

use std::cell::RefCell;

use super::registry::MethodTable;
use crate::python::arguments::Parameter;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::shared::Shared;
use crate::python::value::{Slice, Value};

const NONE: &[Parameter<'static>] = &[];
const ONE: &[Parameter<'static>] = &[Parameter::positional_only("object")];

fn list_of(receiver: &Value) -> Result<Shared<RefCell<Vec<Value>>>, PythonError> {
    match receiver {
        Value::List(items) => Ok(items.clone()),
        _ => Err(PythonError::type_error("a method of list needs a 'list' object")),
    }
}

pub(super) fn add(table: &mut MethodTable) {
    table
        .add("append", ONE, |cx, receiver, mut bound| {
            cx.allocate(size_of::<Value>())?;
            list_of(&receiver)?.borrow_mut().push(bound.require("object"));
            Ok(Value::None)
        })
        .add("extend", ONE, |cx, receiver, mut bound| {
            let added = cx.collect(&bound.require("object"))?;
            cx.allocate(added.len() * size_of::<Value>())?;
            list_of(&receiver)?.borrow_mut().extend(added);
            Ok(Value::None)
        })
        .add(
            "insert",
            const { &[Parameter::positional_only("index"), Parameter::positional_only("object")] },
            |cx, receiver, mut bound| {
                let list = list_of(&receiver)?;
                let index = bound.require("index");
                let length = list.borrow().len();
                cx.charge(length as u64 / 64)?;
                cx.allocate(size_of::<Value>())?;
                let slice = Slice {
                    start: index,
                    stop: Value::None,
                    step: Value::None,
                };
                let place = crate::python::protocol::slice_indices(cx, &slice, length)?;
                let place = usize::try_from(place.start).unwrap_or(0).min(length);
                list.borrow_mut().insert(place, bound.require("object"));
                Ok(Value::None)
            },
        )
        .add(
            "pop",
            const { &[Parameter::optional_positional_only("index")] },
            |cx, receiver, mut bound| {
                let list = list_of(&receiver)?;
                let length = list.borrow().len();
                if length == 0 {
                    return Err(PythonError::index_error("pop from empty list"));
                }
                let Some(index) = bound.take("index") else {
                    return Ok(list.borrow_mut().pop().into());
                };
                cx.charge(length as u64 / 64)?;
                let index = super::functions::expect_integer(cx, &index)?;
                match crate::python::protocol::position(&index, length) {
                    Some(position) => Ok(list.borrow_mut().remove(position)),
                    None => Err(PythonError::index_error("pop index out of range")),
                }
            },
        )
        .add("remove", ONE, |cx, receiver, mut bound| {
            let list = list_of(&receiver)?;
            match position_of(cx, &list, &bound.require("object"))? {
                Some(position) if position < list.borrow().len() => {
                    list.borrow_mut().remove(position);
                    Ok(Value::None)
                }
                _ => Err(PythonError::value_error("list.remove(x): x not in list")),
            }
        })
        .add("clear", NONE, |_, receiver, _| {
            let items = std::mem::take(&mut *list_of(&receiver)?.borrow_mut());
            drop(items);
            Ok(Value::None)
        })
        .add("copy", NONE, |cx, receiver, _| {
            let items = list_of(&receiver)?.borrow().clone();
            cx.allocate(items.len() * size_of::<Value>())?;
            Ok(Value::list(items))
        })
        .add("reverse", NONE, |_, receiver, _| {
            list_of(&receiver)?.borrow_mut().reverse();
            Ok(Value::None)
        })
        .add(
            "sort",
            const { &[Parameter::keyword("key"), Parameter::keyword("reverse")] },
            |cx, receiver, mut bound| {
                let list = list_of(&receiver)?;
                let key = bound.take_some("key");
                let reverse = super::iterables::reverse_flag(cx, &mut bound)?;
                let items = list.borrow().clone();
                let sorted = super::sort_values(cx, items, key, reverse)?;
                *list.borrow_mut() = sorted;
                Ok(Value::None)
            },
        );
    super::tuple_methods::add(table);
}

/// Where an item equal to `wanted` is first found.
fn position_of(
    cx: &mut Interpreter,
    list: &Shared<RefCell<Vec<Value>>>,
    wanted: &Value,
) -> Result<Option<usize>, PythonError> {
    let mut position = 0;
    loop {
        let Some(item) = list.borrow().get(position).cloned() else {
            return Ok(None);
        };
        if cx.same(&item, wanted)? {
            return Ok(Some(position));
        }
        position += 1;
    }
}
