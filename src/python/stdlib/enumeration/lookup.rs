//! Finding members: `Color(1)`, `Color['RED']`, iteration and `in` (`EnumType` in `Lib/enum.py`).

use super::making;
use crate::python::arguments::{Arguments, Parameter};
use crate::python::class::Class;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::shared::Shared;
use crate::python::stdlib::convert;
use crate::python::value::{Attributes, Value};

/// The members in the order of their definition, aliases left out.
pub(crate) fn members(class: &Shared<Class>) -> Vec<Value> {
    class
        .attributes
        .borrow()
        .iter()
        .filter(|(name, value)| is_member(class, value) && own_name(value).as_deref() == Some(name))
        .map(|(_, value)| value.clone())
        .collect()
}

/// Whether `value` is a member of `class`.
pub(super) fn is_member(class: &Shared<Class>, value: &Value) -> bool {
    matches!(value, Value::Instance(instance) if Shared::is(&instance.class, class))
}

fn attribute(member: &Value, name: &str) -> Option<Value> {
    match member {
        Value::Instance(instance) => instance.attributes.borrow().get(name).cloned(),
        _ => None,
    }
}

fn own_name(member: &Value) -> Option<std::rc::Rc<str>> {
    attribute(member, "_name_").and_then(|name| name.as_str())
}

/// The value of a member.
pub(super) fn value_of(member: &Value) -> Value {
    attribute(member, "_value_").into()
}

/// `Color[name]`.
pub(crate) fn member_by_name(
    cx: &mut Interpreter,
    class: &Shared<Class>,
    name: &Value,
) -> Result<Value, PythonError> {
    let name = cx.known(name)?;
    let found = name
        .as_str()
        .and_then(|name| class.attributes.borrow().get(&name).cloned())
        .filter(|value| is_member(class, value));
    found.ok_or_else(|| PythonError::key_error(name))
}

/// The member with an equal value.
pub(super) fn member_by_value(
    cx: &mut Interpreter,
    class: &Shared<Class>,
    value: &Value,
) -> Result<Option<Value>, PythonError> {
    for member in members(class) {
        if cx.equal(&value_of(&member), value)? {
            return Ok(Some(member));
        }
    }
    Ok(None)
}

/// `Color(value)`, or the functional form on a class without members.
pub(crate) fn call(
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    if members(class).is_empty() {
        return make_class(cx, class, arguments);
    }
    let mut arguments = arguments.bind("EnumType.__call__", &[Parameter::required("value")])?;
    let value = cx.known(&arguments.require("value"))?;
    if is_member(class, &value) {
        return Ok(value);
    }
    if let Some(member) = member_by_value(cx, class, &value)? {
        return Ok(member);
    }
    let missing = class.lookup_python("_missing_");
    if let Some(missing) = missing {
        let receiver = Value::Class(class.clone());
        let missing = cx.bind(missing, &receiver, class)?;
        let member = cx.call_with(&missing, vec![value.clone()])?;
        if is_member(class, &member) {
            return Ok(member);
        }
        if !member.is_none() {
            return Err(PythonError::type_error(format!(
                "error in {}._missing_: returned {} instead of None or a valid member",
                class.name,
                cx.repr(&member)?
            )));
        }
    }
    Err(PythonError::value_error(format!(
        "{} is not a valid {}",
        cx.repr(&value)?,
        class.qualified_name
    )))
}

/// `value in Color`.
pub(crate) fn contains(
    cx: &mut Interpreter,
    class: &Shared<Class>,
    item: &Value,
) -> Result<bool, PythonError> {
    match cx.known(item)? {
        Value::Instance(instance) => Ok(Shared::is(&instance.class, class)),
        item => Err(PythonError::type_error(format!(
            "unsupported operand type(s) for 'in': '{}' and 'EnumType'",
            cx.type_name(&item)
        ))),
    }
}

/// `Enum(name, names)`.
fn make_class(
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut arguments = arguments.bind(
        "EnumType.__call__",
        &[
            Parameter::required("value"),
            Parameter::optional("names"),
            Parameter::keyword("module"),
            Parameter::keyword("qualname"),
            Parameter::keyword("type"),
            Parameter::keyword("start"),
        ],
    )?;
    let name = convert::string(
        cx,
        &arguments.require("value"),
        "the name of an enumeration",
    )?;
    let Some(names) = arguments.take_some("names") else {
        return Err(PythonError::type_error(format!(
            "{} has no members; specify `names=()` if you meant to create a new, empty, enum",
            cx.repr(&Value::Class(class.clone()))?
        )));
    };
    for option in ["qualname", "type", "start"] {
        if arguments.take_some(option).is_some() {
            return Err(PythonError::unsupported(format!(
                "the argument {option} of Enum()"
            )));
        }
    }
    let module = match arguments.take_some("module") {
        Some(module) => convert::string(cx, &module, "the argument module")?,
        None => "__main__".into(),
    };
    let mut namespace = Attributes::new();
    for (name, value) in named_values(cx, &names)? {
        namespace.insert(name, value);
    }
    let made = cx.new_class(&name, &module, vec![class.clone()], namespace)?;
    making::make_members(cx, &made)?;
    Ok(Value::Class(made))
}

type Named = Vec<(std::rc::Rc<str>, Value)>;

/// Names with their values: a text of names, a list of names or pairs, or a dictionary.
fn named_values(cx: &mut Interpreter, names: &Value) -> Result<Named, PythonError> {
    const NAME: &str = "the name of a member";
    if let Some(text) = names.as_str() {
        let text = text.replace(',', " ");
        return Ok((1_i64..)
            .zip(text.split_whitespace())
            .map(|(number, name)| (name.into(), number.into()))
            .collect());
    }
    let pairs = match names.underlying() {
        Value::Dict(entries) => {
            let entries = entries.borrow();
            let pairs = entries
                .iter()
                .map(|(_, key, value)| Value::tuple(vec![key.clone(), value.clone()]));
            pairs.collect()
        }
        _ => cx.collect(names)?,
    };
    let mut named = Vec::new();
    for (number, item) in (1_i64..).zip(&pairs) {
        match item.as_sequence().as_deref() {
            Some([name, value]) => named.push((convert::string(cx, name, NAME)?, value.clone())),
            _ => named.push((convert::string(cx, item, NAME)?, number.into())),
        }
    }
    Ok(named)
}
