//! How members read: `<Color.RED: 1>`, `Color.RED`, and the value itself for some classes.

use std::rc::Rc;

use crate::python::class::{Class, Instance};
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::shared::Shared;
use crate::python::value::Value;

/// `Color.RED`.
fn qualified(member: &Instance) -> String {
    let name = member
        .attributes
        .borrow()
        .get("_name_")
        .and_then(Value::as_str);
    format!(
        "{}.{}",
        member.class.name,
        name.as_deref().unwrap_or_default()
    )
}

/// Whether members of the class show as their values: those of `IntEnum` and `StrEnum` do.
fn reads_like_values(class: &Class) -> bool {
    class
        .ancestors
        .iter()
        .any(|base| &*base.name == "ReprEnum" && &*base.module == "enum")
}

/// `repr(member)`, unless its class says otherwise.
pub(crate) fn repr(
    cx: &mut Interpreter,
    member: &Shared<Instance>,
) -> Result<Rc<str>, PythonError> {
    let value: Value = member.attributes.borrow().get("_value_").cloned().into();
    let shown = cx.repr(&value)?;
    Ok(format!("<{}: {shown}>", qualified(member)).into())
}

/// `str(member)`, unless its class says otherwise.
pub(crate) fn str(cx: &mut Interpreter, member: &Shared<Instance>) -> Result<Rc<str>, PythonError> {
    let native = member.native.borrow().clone();
    match native {
        Some(value) if reads_like_values(&member.class) => cx.str(&value),
        _ => Ok(qualified(member).into()),
    }
}

/// What `format` of a member formats.
pub(crate) fn format_value(cx: &mut Interpreter, member: &Value) -> Result<Value, PythonError> {
    match member {
        Value::Instance(instance) if reads_like_values(&instance.class) => Ok(member.underlying()),
        _ => Ok(Value::Str(cx.str(member)?)),
    }
}
