//! The module `enum` itself.

use std::rc::Rc;

use super::making::Automatic;
use super::reading;
use crate::python::class::{BuiltinType, Class, ClassKind, Instance};
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::shared::Shared;
use crate::python::stdlib::convert;
use crate::python::stdlib::native::{ClassBuilder, ModuleBuilder, Outcome};
use crate::python::value::Value;

/// The receiver of a method of members.
fn member(value: &Value) -> Result<Shared<Instance>, PythonError> {
    match value {
        Value::Instance(instance) => Ok(instance.clone()),
        _ => Err(PythonError::type_error("not a member of an enumeration")),
    }
}

/// A class enumerations are derived from.
fn base(cx: &mut Interpreter, name: &'static str, bases: Vec<Shared<Class>>) -> Shared<Class> {
    let builder = ClassBuilder::new("enum", name)
        .kind(ClassKind::Enumeration)
        .plain_method("__repr__", "", |cx, value, _| {
            Ok(Value::Str(reading::repr(cx, &member(&value)?)?))
        })
        .plain_method("__str__", "", |cx, value, _| {
            Ok(Value::Str(reading::str(cx, &member(&value)?)?))
        })
        .plain_method("__format__", "format_spec", |cx, value, mut arguments| {
            let shown = reading::format_value(cx, &value)?;
            let specification = arguments.require("format_spec");
            let specification = convert::string(cx, &specification, "format_spec")?;
            Ok(Value::Str(cx.format(&shown, &specification)?))
        });
    bases
        .into_iter()
        .fold(builder, ClassBuilder::base)
        .finish(cx)
}

/// `unique`: refuses a class with aliases.
fn unique(cx: &mut Interpreter, class: Value) -> Outcome {
    let Value::Class(own) = cx.known(&class)? else {
        return Err(PythonError::type_error("unique() needs an enumeration"));
    };
    let names = own.attributes.borrow().get("__members__").cloned();
    let mut aliases = Vec::new();
    if let Some(Value::Dict(entries)) = names {
        for (_, name, member) in entries.borrow().iter() {
            let (Some(name), Value::Instance(instance)) = (name.as_str(), member) else {
                continue;
            };
            let first = instance.attributes.borrow().get("_name_").and_then(Value::as_str);
            if let Some(first) = first.filter(|first| *first != name) {
                aliases.push(format!("{name} -> {first}"));
            }
        }
    }
    if aliases.is_empty() {
        return Ok(class);
    }
    Err(PythonError::value_error(format!(
        "duplicate values found in <enum '{}'>: {}",
        own.name,
        aliases.join(", ")
    )))
}

/// Makes the module.
pub(in crate::python::stdlib) fn module(cx: &mut Interpreter) -> Value {
    let plain = base(cx, "Enum", Vec::new());
    let int = cx.builtin_class(BuiltinType::Int);
    let text = cx.builtin_class(BuiltinType::Str);
    let repr = base(cx, "ReprEnum", vec![plain.clone()]);
    let int_enum = base(cx, "IntEnum", vec![int, repr.clone()]);
    let text_enum = base(cx, "StrEnum", vec![text, repr.clone()]);
    let flag = base(cx, "Flag", vec![plain.clone()]);
    let int_flag = base(cx, "IntFlag", vec![flag.clone()]);
    let mut builder = ModuleBuilder::new("enum");
    for class in [plain, repr, int_enum, text_enum, flag, int_flag] {
        builder = builder.class(&class);
    }
    builder
        .function("auto", "", |_, _| Ok(Value::Host(Rc::new(Automatic))))
        .function("unique", "enumeration", |cx, mut arguments| {
            let class = arguments.require("enumeration");
            unique(cx, class)
        })
        .finish()
}
