//! `@dataclass`, with and without arguments.

use std::rc::Rc;

use super::field::{Default, FIELDS, Field, Fields, collect};
use super::methods;
use crate::python::arguments::{Arguments, BoundArguments};
use crate::python::class::Class;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::object::Comparison;
use crate::python::shared::Shared;
use crate::python::stdlib::convert;
use crate::python::stdlib::native::{Outcome, closure};
use crate::python::value::Value;

/// The arguments of `dataclass` that change what is made.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of dataclass() itself"
)]
struct Flags {
    initialise: bool,
    repr: bool,
    equality: bool,
    order: bool,
    frozen: bool,
    keyword_only: bool,
}

/// `dataclass(class)` or `dataclass(…)(class)`.
pub(super) fn dataclass(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let mut flag =
        |cx: &mut Interpreter, name, default| convert::flag(cx, arguments.take(name), default);
    let flags = Flags {
        initialise: flag(cx, "init", true)?,
        repr: flag(cx, "repr", true)?,
        equality: flag(cx, "eq", true)?,
        order: flag(cx, "order", false)?,
        frozen: flag(cx, "frozen", false)?,
        keyword_only: flag(cx, "kw_only", false)?,
    };
    for name in ["unsafe_hash", "weakref_slot"] {
        if flag(cx, name, false)? {
            return Err(PythonError::unsupported(format!(
                "the argument {name} of dataclass()"
            )));
        }
    }
    // Slots change how much memory instances take, and nothing that is asked here.
    flag(cx, "slots", false)?;
    flag(cx, "match_args", true)?;
    if let Some(class) = arguments.take_some("cls") {
        return decorate(cx, &class, flags);
    }
    Ok(closure(
        "dataclass",
        move |cx, mut arguments: Arguments| match (
            arguments.positional.pop(),
            arguments.positional.is_empty(),
        ) {
            (Some(class), true) if arguments.keyword.is_empty() => decorate(cx, &class, flags),
            _ => Err(PythonError::type_error("dataclass() decorates one class")),
        },
    ))
}

fn decorate(cx: &mut Interpreter, value: &Value, flags: Flags) -> Outcome {
    let class = match cx.resolve(value.clone())? {
        Value::Class(class) => class,
        // A class with an unknown base stays unknown.
        opaque @ Value::Opaque(_) => return Ok(opaque),
        _ => return Err(PythonError::type_error("dataclass() decorates a class")),
    };
    if flags.order && !flags.equality {
        return Err(PythonError::value_error("eq must be true if order is true"));
    }
    let fields = collect(cx, &class)?;
    if flags.initialise {
        check_order(&fields, flags.keyword_only)?;
    }
    let names: Vec<Value> = fields
        .iter()
        .filter(|field| field.options.initialised)
        .map(|field| Value::Str(Rc::clone(&field.name)))
        .collect();
    let fields = Rc::new(Fields(fields));
    let add = |name: &str, value: Value| {
        class.attributes.borrow_mut().insert(name.into(), value);
    };
    let defined = |name: &str| class.attributes.borrow().contains_key(name);
    add(FIELDS, Value::Host(Rc::<Fields>::clone(&fields)));
    if !defined("__match_args__") {
        add("__match_args__", Value::tuple(names));
    }
    if flags.initialise && !defined("__init__") {
        let method = methods::initialise(&class, Rc::clone(&fields), flags.keyword_only);
        add("__init__", method);
    }
    if flags.repr && !defined("__repr__") {
        add("__repr__", methods::representation(Rc::clone(&fields)));
    }
    if flags.equality && !defined("__eq__") {
        add(
            "__eq__",
            methods::comparison(Rc::clone(&fields), Comparison::Equal),
        );
    }
    if flags.order {
        for comparison in [
            Comparison::Less,
            Comparison::LessOrEqual,
            Comparison::Greater,
            Comparison::GreaterOrEqual,
        ] {
            if defined(comparison.method()) {
                return Err(PythonError::type_error(format!(
                    "Cannot overwrite attribute {} in class {}. Consider using \
                     functools.total_ordering",
                    comparison.method(),
                    class.name
                )));
            }
            add(
                comparison.method(),
                methods::comparison(Rc::clone(&fields), comparison),
            );
        }
    }
    freeze(&class, &fields, flags)?;
    Ok(Value::Class(class))
}

fn freeze(class: &Shared<Class>, fields: &Rc<Fields>, flags: Flags) -> Result<(), PythonError> {
    if !flags.frozen {
        return Ok(());
    }
    let mut attributes = class.attributes.borrow_mut();
    if attributes.contains_key("__setattr__") {
        return Err(PythonError::type_error(format!(
            "Cannot overwrite attribute __setattr__ in class {}",
            class.name
        )));
    }
    attributes.insert("__setattr__".into(), methods::refuse_assignment());
    if flags.equality {
        attributes.insert("__hash_key__".into(), methods::hash_key(Rc::clone(fields)));
    }
    Ok(())
}

/// A field without a default must not follow one with a default.
fn check_order(fields: &[Field], all_keyword_only: bool) -> Result<(), PythonError> {
    let mut seen_default = false;
    for field in fields {
        let by_keyword = field.options.keyword_only.unwrap_or(all_keyword_only);
        if by_keyword || !field.options.initialised {
            continue;
        }
        match field.options.default {
            Default::None if seen_default => {
                return Err(PythonError::type_error(format!(
                    "non-default argument '{}' follows default argument",
                    field.name
                )));
            }
            Default::None => {}
            Default::Value(_) | Default::Factory(_) => seen_default = true,
        }
    }
    Ok(())
}
