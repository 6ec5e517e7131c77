//! The module `dataclasses` itself.

use std::rc::Rc;

use super::decorator::dataclass;
use super::field::{field, fields_of};
use crate::python::arguments::{Arguments, BoundArguments};
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::stdlib::copy;
use crate::python::stdlib::native::{ModuleBuilder, Outcome, exception_class};
use crate::python::value::Value;

/// What a value inside of a data class becomes: a dictionary, a tuple, or a copy.
fn converted(cx: &mut Interpreter, value: &Value, into: Into) -> Outcome {
    cx.charge(1)?;
    if let Value::Instance(instance) = value
        && let Some(fields) = fields_of(&instance.class)
    {
        let mut entries = Dictionary::new();
        let mut items = Vec::new();
        for field in &fields.0 {
            let inner = cx.attribute(value, &field.name)?;
            let inner = converted(cx, &inner, into)?;
            match into {
                Into::Dictionary => entries.insert_str(Rc::clone(&field.name), inner),
                Into::Tuple => items.push(inner),
            }
        }
        return Ok(match into {
            Into::Dictionary => Value::dict(entries),
            Into::Tuple => Value::tuple(items),
        });
    }
    match value {
        Value::List(items) => {
            let mut copied = Vec::new();
            for item in items.borrow().clone() {
                copied.push(converted(cx, &item, into)?);
            }
            Ok(Value::list(copied))
        }
        Value::Tuple(items) => {
            let mut copied = Vec::new();
            for item in items.iter() {
                copied.push(converted(cx, item, into)?);
            }
            Ok(Value::tuple(copied))
        }
        Value::Dict(entries) => {
            let mut copied = Dictionary::new();
            let entries = entries.borrow().clone();
            for (hash, key, value) in entries.iter() {
                copied.insert(hash.clone(), key.clone(), converted(cx, value, into)?);
            }
            Ok(Value::dict(copied))
        }
        _ => copy::deep(cx, value),
    }
}

/// What an instance is turned into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Into {
    Dictionary,
    Tuple,
}

fn turned(cx: &mut Interpreter, mut arguments: BoundArguments, name: &str, into: Into) -> Outcome {
    let value = arguments.require("obj");
    let value = cx.known(&value)?;
    let factory = match into {
        Into::Dictionary => "dict_factory",
        Into::Tuple => "tuple_factory",
    };
    if arguments.take(factory).is_some() {
        return Err(PythonError::unsupported(format!(
            "the argument {factory} of {name}()"
        )));
    }
    match &value {
        Value::Instance(instance) if fields_of(&instance.class).is_some() => {
            converted(cx, &value, into)
        }
        _ => Err(PythonError::type_error(format!(
            "{name}() should be called on dataclass instances"
        ))),
    }
}

fn replace(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let value = arguments.require("obj");
    let value = cx.known(&value)?;
    let Value::Instance(instance) = &value else {
        return Err(not_an_instance());
    };
    let Some(fields) = fields_of(&instance.class) else {
        return Err(not_an_instance());
    };
    let mut call = Arguments::none(arguments.origin.clone());
    call.keyword = std::mem::take(&mut arguments.rest_keyword);
    for field in &fields.0 {
        let given = call.keyword.iter().any(|(name, _)| *name == field.name);
        match (field.options.initialised, given) {
            (false, true) => {
                return Err(PythonError::value_error(format!(
                    "field {} is declared with init=False, it cannot be specified with replace()",
                    field.name
                )));
            }
            (true, false) => {
                let current = cx.attribute(&value, &field.name)?;
                call.keyword.push((Rc::clone(&field.name), current));
            }
            (false, false) | (true, true) => {}
        }
    }
    cx.call(&Value::Class(instance.class.clone()), call)
}

fn not_an_instance() -> PythonError {
    PythonError::type_error("replace() should be called on dataclass instances")
}

fn class_fields(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let value = arguments.require("class_or_instance");
    let class = match cx.known(&value)? {
        Value::Class(class) => Some(class),
        Value::Instance(instance) => Some(instance.class.clone()),
        _ => None,
    };
    match class.and_then(|class| fields_of(&class)) {
        Some(fields) => Ok(Value::tuple(
            fields.0.iter().cloned().map(Value::host).collect(),
        )),
        None => Err(PythonError::type_error(
            "must be called with a dataclass type or instance",
        )),
    }
}

fn is_dataclass(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let value = arguments.require("obj");
    Ok(Value::Bool(match cx.known(&value)? {
        Value::Class(class) => fields_of(&class).is_some(),
        Value::Instance(instance) => fields_of(&instance.class).is_some(),
        _ => false,
    }))
}

/// Makes the module.
pub(in crate::python::stdlib) fn module(cx: &mut Interpreter) -> Value {
    let frozen = exception_class(
        cx,
        "dataclasses",
        "FrozenInstanceError",
        ExceptionClass::AttributeError,
    );
    ModuleBuilder::new("dataclasses")
        .class(&frozen)
        .function(
            "dataclass",
            "cls=, /, *, init=, repr=, eq=, order=, unsafe_hash=, frozen=, match_args=, kw_only=, \
             slots=, weakref_slot=",
            dataclass,
        )
        .function(
            "field",
            "*, default=, default_factory=, init=, repr=, hash=, compare=, metadata=, kw_only=",
            field,
        )
        .function("asdict", "obj, *, dict_factory=", |cx, arguments| {
            turned(cx, arguments, "asdict", Into::Dictionary)
        })
        .function("astuple", "obj, *, tuple_factory=", |cx, arguments| {
            turned(cx, arguments, "astuple", Into::Tuple)
        })
        .function("replace", "obj, /, **changes", replace)
        .function("fields", "class_or_instance", class_fields)
        .function("is_dataclass", "obj", is_dataclass)
        .finish()
}

#[cfg(test)]
mod tests {
    use crate::python::stdlib::testing::check;

    #[test]
    fn fields_become_methods() {
        check(
            "from dataclasses import *\n\
             @dataclass\nclass P:\n    x: int\n    y: int = 2\n    z: list = field(default_factory=list)\n\
             @dataclass(frozen=True, order=True)\nclass Q:\n    a: int\n    b: str = 'q'\n\
             def change():\n    Q(1).a = 2\n",
            &[
                (
                    "P(1), P(1) == P(1), P(1) == 1, asdict(P(1)), replace(P(1), y=9)",
                    "(P(x=1, y=2, z=[]), True, False, {'x': 1, 'y': 2, 'z': []}, P(x=1, y=9, z=[]))",
                ),
                (
                    "P()",
                    "TypeError: P.__init__() missing 1 required positional argument: 'x'",
                ),
                (
                    "Q(1) < Q(2), {Q(1): 5}[Q(1)], astuple(Q(1))",
                    "(True, 5, (1, 'q'))",
                ),
                (
                    "change()",
                    "dataclasses.FrozenInstanceError: cannot assign to field 'a'",
                ),
                ("{P(1): 1}", "TypeError: unhashable type: 'P'"),
            ],
        );
    }
}
