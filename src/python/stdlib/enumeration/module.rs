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
            let first = instance
                .attributes
                .borrow()
                .get("_name_")
                .and_then(Value::as_str);
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
    let mut builder = ModuleBuilder::new("enum");
    for class in [plain, repr, int_enum, text_enum] {
        builder = builder.class(&class);
    }
    // A class derived from one of these is opaque while a file is loaded; its use is refused.
    for name in ["Flag", "IntFlag"] {
        let reason = "enumerations of flags are not supported";
        builder = builder.value(name, Value::opaque(format!("enum.{name}"), reason));
    }
    builder
        .function("auto", "value=", |_, mut arguments| {
            match arguments.take("value") {
                Some(_) => Err(PythonError::unsupported("auto() with a value")),
                None => Ok(Value::Host(Rc::new(Automatic))),
            }
        })
        .function("unique", "enumeration", |cx, mut arguments| {
            let class = arguments.require("enumeration");
            unique(cx, class)
        })
        .finish()
}

#[cfg(test)]
mod tests {
    use crate::python::stdlib::testing::check;

    const SETUP: &str = "import enum\n\
        class C(enum.Enum):\n    R = 1\n    G = enum.auto()\n    B = 1\n\
        class X(str, enum.Enum):\n    A = 'a'\n\
        class I(enum.IntEnum):\n    A = 1\n\
        class S(enum.StrEnum):\n    AB = enum.auto()\n";

    #[test]
    fn members_and_how_they_read() {
        check(
            SETUP,
            &[
                (
                    "list(C), C.B is C.R, C(2), C['G'].value, len(C)",
                    "([<C.R: 1>, <C.G: 2>], True, <C.G: 2>, 2, 2)",
                ),
                (
                    "str(X.A), f'{X.A}', X.A + 'b', X.A == 'a', {X.A: 1}['a']",
                    "('X.A', 'X.A', 'ab', True, 1)",
                ),
                (
                    "str(I.A), I.A + 1, f'{I.A:03d}', repr(S.AB), f'{S.AB}'",
                    "('1', 2, '001', \"<S.AB: 'ab'>\", 'ab')",
                ),
                ("C(3)", "ValueError: 3 is not a valid C"),
                ("C['Z']", "KeyError: 'Z'"),
                ("list(enum.Enum('F', 'A B'))", "[<F.A: 1>, <F.B: 2>]"),
                (
                    "enum.unique(C)",
                    "ValueError: duplicate values found in <enum 'C'>: B -> R",
                ),
            ],
        );
    }
}
