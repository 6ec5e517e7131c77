//! `copy` (`Lib/copy.py`).

use std::collections::HashMap;

use crate::python::arguments::Parameter;
use crate::python::class::{ClassKind, Instance};
use crate::python::dictionary::{Dictionary, ValueSet};
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::module::Module;
use crate::python::shared::Shared;
use crate::python::value::Value;

/// Fills the module `copy`.
pub(super) fn fill(_cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    module.set(
        "copy",
        Value::function("copy", |cx, arguments| {
            let value = arguments
                .bind("copy", &[Parameter::required("x")])?
                .require("x");
            shallow(cx, &value)
        }),
    );
    module.set(
        "deepcopy",
        Value::function("deepcopy", |cx, arguments| {
            let parameters = [Parameter::required("x"), Parameter::optional("memo")];
            let value = arguments.bind("deepcopy", &parameters)?.require("x");
            deep(cx, &value, &mut HashMap::new())
        }),
    );
    Ok(())
}

fn shallow(cx: &mut Interpreter, value: &Value) -> Result<Value, PythonError> {
    let value = cx.known(value)?;
    if let Some(result) = cx.call_special(&value, "__copy__", &[])? {
        return Ok(result);
    }
    Ok(match &value {
        Value::List(items) => {
            cx.allocate(items.borrow().len() * size_of::<Value>())?;
            Value::list(items.borrow().clone())
        }
        Value::Dict(entries) => {
            cx.allocate(entries.borrow().len() * 64)?;
            Value::dict(entries.borrow().thawed())
        }
        Value::Set(items) => {
            cx.allocate(items.borrow().len() * 48)?;
            Value::set(items.borrow().clone())
        }
        Value::Instance(instance) if instance.class.kind != ClassKind::Enumeration => {
            let copy = Instance::new(instance.class.clone());
            copy.attributes
                .borrow_mut()
                .clone_from(&instance.attributes.borrow());
            let native = instance.native.borrow().clone();
            if let Some(native) = native {
                let native = shallow(cx, &native)?;
                *copy.native.borrow_mut() = Some(native);
            }
            Value::Instance(Shared::new(copy))
        }
        Value::Host(host) => {
            return match cx.find_attribute(&value, "__copy__")? {
                Some(method) => cx.call_with(&method, Vec::new()),
                None => Err(PythonError::unsupported(format!(
                    "copying {}",
                    host.type_name()
                ))),
            };
        }
        Value::Iterator(_) | Value::Module(_) => {
            return Err(PythonError::unsupported(format!(
                "copying a {}",
                cx.type_name(&value)
            )));
        }
        _ => value,
    })
}

/// A copy of the value and all it holds; an object met twice is copied once.
fn deep(
    cx: &mut Interpreter,
    value: &Value,
    copies: &mut HashMap<usize, Value>,
) -> Result<Value, PythonError> {
    cx.charge(1)?;
    let value = cx.known(value)?;
    let address = value.address();
    if let Some(copy) = address.and_then(|address| copies.get(&address)) {
        return Ok(copy.clone());
    }
    if cx.call_special(&value, "__deepcopy__", &[]).is_err() {
        return Err(PythonError::unsupported("a class with __deepcopy__"));
    }
    let mut remember = |copy: &Value| {
        if let Some(address) = address {
            copies.insert(address, copy.clone());
        }
    };
    Ok(match &value {
        Value::List(items) => {
            let copy = Value::list(Vec::new());
            remember(&copy);
            let originals = items.borrow().clone();
            cx.allocate(originals.len() * size_of::<Value>())?;
            for item in originals {
                let item = deep(cx, &item, copies)?;
                if let Value::List(items) = &copy {
                    items.borrow_mut().push(item);
                }
            }
            copy
        }
        Value::Tuple(items) => {
            let mut copied = Vec::with_capacity(items.len());
            for item in items.iter() {
                copied.push(deep(cx, item, copies)?);
            }
            Value::tuple(copied)
        }
        Value::Dict(_) => {
            let copy = Value::dict(Dictionary::new());
            remember(&copy);
            for (key, item) in cx.mapping_items(&value)? {
                cx.allocate(64)?;
                let (key, item) = (deep(cx, &key, copies)?, deep(cx, &item, copies)?);
                let hash = cx.hash_key(&key)?;
                if let Value::Dict(entries) = &copy {
                    entries.borrow_mut().insert(hash, key, item);
                }
            }
            copy
        }
        Value::Set(items) => {
            let mut copied = ValueSet::new();
            let originals = items.borrow().clone();
            for (_, item) in originals.iter() {
                let item = deep(cx, item, copies)?;
                copied.insert(cx.hash_key(&item)?, item);
            }
            Value::set(copied)
        }
        Value::Instance(instance) if instance.class.kind != ClassKind::Enumeration => {
            let shared = Shared::new(Instance::new(instance.class.clone()));
            let copy = Value::Instance(shared.clone());
            remember(&copy);
            let attributes = instance.attributes.borrow().clone();
            for (name, item) in attributes {
                let item = deep(cx, &item, copies)?;
                shared.attributes.borrow_mut().insert(name, item);
            }
            let native = instance.native.borrow().clone();
            if let Some(native) = native {
                let native = deep(cx, &native, copies)?;
                *shared.native.borrow_mut() = Some(native);
            }
            copy
        }
        Value::Host(_) | Value::Iterator(_) | Value::Module(_) => shallow(cx, &value)?,
        _ => value,
    })
}
