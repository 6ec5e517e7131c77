//! `copy`: shallow and deep copies.

use std::collections::HashMap;

use super::native::{ModuleBuilder, Outcome};
use crate::python::ValueSet;
use crate::python::class::Instance;
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::shared::Shared;
use crate::python::value::Value;

/// Copies made so far, by the address of the original, which is kept so that it stays its own.
type Memory = HashMap<usize, (Value, Value)>;

/// `copy.deepcopy(value)`.
pub(super) fn deep(cx: &mut Interpreter, value: &Value) -> Outcome {
    deep_with(cx, value, &mut Memory::new())
}

fn remember(memory: &mut Memory, original: &Value, copied: &Value) {
    if let Some(address) = original.address() {
        memory.insert(address, (original.clone(), copied.clone()));
    }
}

fn deep_with(cx: &mut Interpreter, value: &Value, memory: &mut Memory) -> Outcome {
    cx.charge(1)?;
    let value = &cx.resolve(value.clone())?;
    if let Some((_, copied)) = value.address().and_then(|address| memory.get(&address)) {
        return Ok(copied.clone());
    }
    match value {
        Value::List(items) => {
            let copied = Value::list(Vec::new());
            remember(memory, value, &copied);
            let items = items.borrow().clone();
            cx.allocate(items.len() * size_of::<Value>())?;
            for item in &items {
                let item = deep_with(cx, item, memory)?;
                if let Value::List(target) = &copied {
                    target.borrow_mut().push(item);
                }
            }
            Ok(copied)
        }
        Value::Tuple(items) => {
            let mut copied = Vec::with_capacity(items.len());
            for item in items.iter() {
                copied.push(deep_with(cx, item, memory)?);
            }
            Ok(Value::tuple(copied))
        }
        Value::Dict(entries) => {
            let copied = Value::dict(Dictionary::new());
            remember(memory, value, &copied);
            let entries = entries.borrow().clone();
            cx.allocate(entries.len() * 3 * size_of::<Value>())?;
            for (_, key, item) in entries.iter() {
                let key = deep_with(cx, key, memory)?;
                let item = deep_with(cx, item, memory)?;
                let hash = cx.hash_key(&key)?;
                if let Value::Dict(target) = &copied {
                    target.borrow_mut().insert(hash, key, item);
                }
            }
            Ok(copied)
        }
        Value::Set(items) => {
            let items = items.borrow().clone();
            Ok(Value::set(deep_set(cx, &items, memory)?))
        }
        Value::FrozenSet(items) => {
            let copied = deep_set(cx, items, memory)?;
            Ok(Value::FrozenSet(Shared::new(copied)))
        }
        Value::Instance(_) => deep_instance(cx, value, memory),
        _ => shallow(cx, value),
    }
}

fn deep_set(
    cx: &mut Interpreter,
    items: &ValueSet,
    memory: &mut Memory,
) -> Result<ValueSet, PythonError> {
    cx.allocate(items.len() * 2 * size_of::<Value>())?;
    let mut copied = ValueSet::new();
    copied.depend_on(items);
    for (_, item) in items.iter() {
        let item = deep_with(cx, item, memory)?;
        copied.insert(cx.hash_key(&item)?, item);
        cx.settle(&copied)?;
    }
    Ok(copied)
}

fn deep_instance(cx: &mut Interpreter, value: &Value, memory: &mut Memory) -> Outcome {
    let Value::Instance(instance) = value else {
        return Ok(value.clone());
    };
    if let Some(copied) = custom_copy(cx, value, "__deepcopy__")? {
        return Ok(copied);
    }
    if is_member(value) {
        return Ok(value.clone());
    }
    let copied = Shared::new(Instance::new(instance.class.clone()));
    let result = Value::Instance(copied.clone());
    remember(memory, value, &result);
    let native = instance.native.borrow().clone();
    if let Some(native) = native {
        *copied.native.borrow_mut() = Some(deep_with(cx, &native, memory)?);
    }
    let attributes = instance.attributes.borrow().clone();
    for (name, attribute) in attributes {
        let attribute = deep_with(cx, &attribute, memory)?;
        copied.attributes.borrow_mut().insert(name, attribute);
    }
    Ok(result)
}

/// A class may say itself how it is copied.
fn custom_copy(
    cx: &mut Interpreter,
    value: &Value,
    method: &str,
) -> Result<Option<Value>, PythonError> {
    for name in [
        "__reduce_ex__",
        "__reduce__",
        "__getstate__",
        "__setstate__",
    ] {
        if let Value::Instance(instance) = value
            && instance.class.lookup_python(name).is_some()
        {
            return Err(PythonError::unsupported(format!(
                "copying an instance of {}, which defines {name}",
                instance.class.name
            )));
        }
    }
    let arguments = match method {
        "__deepcopy__" => vec![Value::dict(Dictionary::new())],
        _ => Vec::new(),
    };
    cx.call_special(value, method, &arguments)
}

/// Members of enumerations are the same everywhere.
fn is_member(value: &Value) -> bool {
    matches!(value, Value::Instance(instance)
        if instance.class.kind == crate::python::class::ClassKind::Enumeration)
}

/// `copy.copy(value)`.
fn shallow(cx: &mut Interpreter, value: &Value) -> Outcome {
    let value = cx.resolve(value.clone())?;
    Ok(match &value {
        Value::List(items) => {
            cx.allocate(items.borrow().len() * size_of::<Value>())?;
            Value::list(items.borrow().clone())
        }
        Value::Dict(entries) => {
            cx.allocate(entries.borrow().len() * 3 * size_of::<Value>())?;
            Value::dict(entries.borrow().clone())
        }
        Value::Set(_) => Value::set(cx.new_set(&value)?),
        Value::Instance(instance) => {
            if let Some(copied) = custom_copy(cx, &value, "__copy__")? {
                return Ok(copied);
            }
            if is_member(&value) {
                return Ok(value);
            }
            let copied = Instance::new(instance.class.clone());
            copied
                .attributes
                .borrow_mut()
                .clone_from(&instance.attributes.borrow());
            let native = instance.native.borrow().clone();
            if let Some(native) = native {
                *copied.native.borrow_mut() = Some(shallow(cx, &native)?);
            }
            Value::Instance(Shared::new(copied))
        }
        Value::Host(host) => {
            // Values of the standard library do not change, so a copy is the value itself.
            if host.hash_key(cx)?.is_some() {
                return Ok(value);
            }
            return Err(PythonError::unsupported(format!(
                "a copy of {}",
                host.type_name()
            )));
        }
        Value::Iterator(_) | Value::Module(_) => {
            return Err(PythonError::type_error(format!(
                "cannot pickle '{}' object",
                cx.type_name(&value)
            )));
        }
        Value::Opaque(opaque) => return Err(PythonError::opaque_use(opaque)),
        _ => value,
    })
}

/// Makes the module.
pub(super) fn module(_cx: &mut Interpreter) -> Value {
    ModuleBuilder::new("copy")
        .function("copy", "x", |cx, mut arguments| {
            shallow(cx, &arguments.require("x"))
        })
        .function("deepcopy", "x, memo=", |cx, mut arguments| {
            if arguments.take_some("memo").is_some() {
                return Err(PythonError::unsupported("the argument memo of deepcopy()"));
            }
            deep(cx, &arguments.require("x"))
        })
        .finish()
}
