//! `collections`: `defaultdict`, `OrderedDict`, `namedtuple`, `deque` (`Lib/collections/__init__.py`).

use std::rc::Rc;

use super::{counter, named_tuples};
use crate::python::arguments::Parameter;
use crate::python::class::{BuiltinType, Class};
use crate::python::dictionary::{Dictionary, Place};
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::module::Module;
use crate::python::shared::Shared;
use crate::python::value::{Attributes, Value};

/// Fills the module `collections`.
pub(super) fn fill(cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    module.set("defaultdict", Value::Class(default_dictionary(cx)?));
    module.set("OrderedDict", Value::Class(ordered_dictionary(cx)?));
    module.set("Counter", Value::Class(counter::class(cx)?));
    module.set("namedtuple", named_tuples::factory());
    module.set("deque", Value::Class(double_ended_queue(cx)?));
    Ok(())
}

/// A class derived from a builtin type whose methods are native.
pub(super) fn derived_class(
    cx: &mut Interpreter,
    name: &'static str,
    base: BuiltinType,
    attributes: Attributes,
) -> Result<Shared<Class>, PythonError> {
    if let Some(class) = cx.native_classes.get(name) {
        return Ok(class.clone());
    }
    let bases = vec![cx.builtin_class(base)];
    let class = cx.new_class(name, "collections", bases, attributes)?;
    cx.native_classes.insert(name, class.clone());
    Ok(class)
}

fn default_dictionary(cx: &mut Interpreter) -> Result<Shared<Class>, PythonError> {
    let mut attributes = Attributes::new();
    attributes.insert(
        "__init__".into(),
        Value::method("__init__", |cx, mut arguments| {
            let receiver = arguments.positional.remove(0);
            let factory = if arguments.positional.is_empty() {
                Value::None
            } else {
                arguments.positional.remove(0)
            };
            let is_valid = matches!(
                factory,
                Value::None
                    | Value::Class(_)
                    | Value::Function(_)
                    | Value::Builtin(_)
                    | Value::BoundMethod(_)
                    | Value::Host(_)
            );
            if !is_valid {
                return Err(PythonError::type_error(
                    "first argument must be callable or None",
                ));
            }
            cx.set_attribute(&receiver, "default_factory", factory)?;
            cx.call_method(&receiver, "update", arguments)
        }),
    );
    attributes.insert(
        "__missing__".into(),
        Value::method("__missing__", |cx, arguments| {
            let parameters = [Parameter::required("self"), Parameter::required("key")];
            let mut bound = arguments.bind("__missing__", &parameters)?;
            let (receiver, key) = (bound.require("self"), bound.require("key"));
            let factory = cx.attribute(&receiver, "default_factory")?;
            if factory.is_none() {
                return Err(PythonError::key_error(key));
            }
            let value = cx.call_with(&factory, Vec::new())?;
            cx.set_subscript(&receiver, &key, value.clone())?;
            Ok(value)
        }),
    );
    attributes.insert(
        "__repr__".into(),
        Value::method("__repr__", |cx, arguments| {
            let receiver = arguments
                .bind("__repr__", &[Parameter::required("self")])?
                .require("self");
            let factory = cx.attribute(&receiver, "default_factory")?;
            let (factory, entries) = (cx.repr(&factory)?, cx.repr(&receiver.underlying())?);
            Ok(format!("defaultdict({factory}, {entries})").into())
        }),
    );
    derived_class(cx, "defaultdict", BuiltinType::Dict, attributes)
}

fn ordered_dictionary(cx: &mut Interpreter) -> Result<Shared<Class>, PythonError> {
    let mut attributes = Attributes::new();
    attributes.insert(
        "__repr__".into(),
        Value::method("__repr__", |cx, arguments| {
            let receiver = arguments
                .bind("__repr__", &[Parameter::required("self")])?
                .require("self");
            let pairs: Vec<Value> = cx
                .mapping_items(&receiver)?
                .into_iter()
                .map(|(key, value)| Value::tuple(vec![key, value]))
                .collect();
            if pairs.is_empty() {
                return Ok("OrderedDict()".into());
            }
            let shown = cx.repr(&Value::list(pairs))?;
            Ok(format!("OrderedDict({shown})").into())
        }),
    );
    attributes.insert(
        "move_to_end".into(),
        Value::method("move_to_end", |cx, arguments| {
            let mut bound = arguments.bind(
                "move_to_end",
                &[
                    Parameter::required("self"),
                    Parameter::required("key"),
                    Parameter::optional("last"),
                ],
            )?;
            let (receiver, key) = (bound.require("self"), bound.require("key"));
            let place = match bound.take("last") {
                Some(last) if !cx.truth(&last)? => Place::First,
                _ => Place::Last,
            };
            let hash = cx.hash_key(&key)?;
            with_entries(&receiver, |entries| {
                if entries.move_to(&hash, place) {
                    Ok(Value::None)
                } else {
                    Err(PythonError::key_error(key))
                }
            })
        }),
    );
    derived_class(cx, "OrderedDict", BuiltinType::Dict, attributes)
}

fn with_entries(
    receiver: &Value,
    work: impl FnOnce(&mut Dictionary) -> Result<Value, PythonError>,
) -> Result<Value, PythonError> {
    match receiver.underlying() {
        Value::Dict(entries) => work(&mut entries.borrow_mut()),
        _ => Err(PythonError::type_error("not a dictionary")),
    }
}

/// `deque` without a length: a list that can also be worked from the left.
fn double_ended_queue(cx: &mut Interpreter) -> Result<Shared<Class>, PythonError> {
    let mut attributes = Attributes::new();
    let left: [(
        &'static str,
        fn(&mut Vec<Value>, Vec<Value>) -> Result<Value, PythonError>,
    ); 3] = [
        ("appendleft", |items, mut given| {
            items.insert(0, given.pop().unwrap_or(Value::None));
            Ok(Value::None)
        }),
        ("popleft", |items, _| {
            if items.is_empty() {
                return Err(PythonError::index_error("pop from an empty deque"));
            }
            Ok(items.remove(0))
        }),
        ("rotate", |_, _| {
            Err(PythonError::unsupported("deque.rotate"))
        }),
    ];
    for (name, code) in left {
        attributes.insert(
            Rc::from(name),
            Value::method(name, move |cx, mut arguments| {
                let receiver = arguments.positional.remove(0);
                let Value::List(items) = receiver.underlying() else {
                    return Err(PythonError::type_error("not a deque"));
                };
                cx.charge(items.borrow().len() as u64 / 64)?;
                code(&mut items.borrow_mut(), arguments.positional)
            }),
        );
    }
    attributes.insert(
        "__repr__".into(),
        Value::method("__repr__", |cx, arguments| {
            let receiver = arguments
                .bind("__repr__", &[Parameter::required("self")])?
                .require("self");
            let shown = cx.repr(&receiver.underlying())?;
            Ok(format!("deque({shown})").into())
        }),
    );
    derived_class(cx, "deque", BuiltinType::List, attributes)
}
