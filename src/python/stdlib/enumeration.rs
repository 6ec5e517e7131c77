//! `enum`: classes whose instances are made once, with their names (`Lib/enum.py`).

use std::cell::RefCell;
use std::rc::Rc;

use crate::python::arguments::{Arguments, Parameter};
use crate::python::class::{BuiltinType, Class, ClassKind, Instance};
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::integer::Integer;
use crate::python::interpreter::Interpreter;
use crate::python::module::Module;
use crate::python::shared::Shared;
use crate::python::value::{Attributes, Descriptor, Value};

/// Fills the module `enum`.
pub(super) fn fill(cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    let enumeration = base_class(cx);
    module.set("Enum", Value::Class(enumeration.clone()));
    for (name, kind) in [("IntEnum", BuiltinType::Int), ("StrEnum", BuiltinType::Str)] {
        let bases = vec![cx.builtin_class(kind), enumeration.clone()];
        let class = native_class(cx, name, bases)?;
        module.set(name, Value::Class(class));
    }
    let auto = cx.new_class("auto", "enum", Vec::new(), Attributes::new())?;
    module.set("auto", Value::Class(auto));
    module.set(
        "unique",
        Value::function("unique", |cx, arguments| {
            let mut bound = arguments.bind("unique", &[Parameter::required("enumeration")])?;
            unique(cx, bound.require("enumeration"))
        }),
    );
    let nothing_special = Value::function("member", |_, arguments| {
        let mut bound = arguments.bind("member", &[Parameter::required("value")])?;
        Ok(bound.require("value"))
    });
    module.set("member", nothing_special);
    Ok(())
}

fn base_class(cx: &mut Interpreter) -> Shared<Class> {
    if let Some(class) = cx.native_classes.get("enum.Enum") {
        return class.clone();
    }
    let object = cx.builtin_class(BuiltinType::Object);
    let mut attributes = Attributes::new();
    for (name, hidden) in [("name", "_name_"), ("value", "_value_")] {
        let getter = Value::method(name, move |_, arguments| {
            match arguments.positional.first() {
                Some(Value::Instance(member)) => Ok(member_attribute(member, hidden)),
                _ => Err(PythonError::type_error("not a member of an enumeration")),
            }
        });
        let property = Descriptor::Property {
            getter,
            setter: Value::None,
            deleter: Value::None,
        };
        attributes.insert(name.into(), Value::Descriptor(Shared::new(property)));
    }
    let class = Shared::new(Class {
        name: "Enum".into(),
        qualified_name: "Enum".into(),
        module: "enum".into(),
        bases: vec![object.clone()],
        ancestors: vec![object],
        attributes: RefCell::new(attributes),
        kind: ClassKind::Enumeration,
        constructor: None,
    });
    cx.native_classes.insert("enum.Enum", class.clone());
    class
}

fn native_class(
    cx: &mut Interpreter,
    name: &'static str,
    bases: Vec<Shared<Class>>,
) -> Result<Shared<Class>, PythonError> {
    if let Some(class) = cx.native_classes.get(name) {
        return Ok(class.clone());
    }
    let class = cx.new_class(name, "enum", bases, Attributes::new())?;
    cx.native_classes.insert(name, class.clone());
    Ok(class)
}

fn member_attribute(member: &Instance, name: &str) -> Value {
    member.attributes.borrow().get(name).cloned().into()
}

/// The members of an enumeration in the order of their definition, without aliases.
pub(crate) fn members(class: &Class) -> Vec<Value> {
    match class.attributes.borrow().get("_members_") {
        Some(Value::List(members)) => members.borrow().clone(),
        _ => Vec::new(),
    }
}

/// Whether a name bound in the body of an enumeration is a member.
fn is_member(name: &str, value: &Value) -> bool {
    let reserved = name.starts_with("__") || (name.starts_with('_') && name.ends_with('_'));
    if reserved {
        return false;
    }
    match value {
        Value::Function(_) | Value::Builtin(_) | Value::Descriptor(_) | Value::BoundMethod(_) => {
            false
        }
        Value::Instance(instance) => instance.class.lookup_python("__get__").is_none(),
        _ => true,
    }
}

/// Turns what the body of an enumeration bound into its members.
pub(crate) fn make_members(cx: &mut Interpreter, class: &Shared<Class>) -> Result<(), PythonError> {
    for ancestor in &class.ancestors {
        if ancestor.kind == ClassKind::Enumeration && !members(ancestor).is_empty() {
            return Err(PythonError::type_error(format!(
                "<enum '{}'> cannot extend <enum '{}'>",
                class.name, ancestor.name
            )));
        }
    }
    let bound: Vec<(Rc<str>, Value)> = class
        .attributes
        .borrow()
        .iter()
        .filter(|(name, value)| is_member(name, value))
        .map(|(name, value)| (Rc::clone(name), value.clone()))
        .collect();
    let list = Value::list(Vec::new());
    let mut by_name = Dictionary::new();
    class
        .attributes
        .borrow_mut()
        .insert("_members_".into(), list.clone());
    let mut values = Vec::new();
    for (name, value) in bound {
        let value = if is_auto(&value) {
            next_value(cx, class, &name, &values)?
        } else {
            value
        };
        let member = make_member(cx, class, &name, &value)?;
        let value = match &member {
            Value::Instance(instance) => member_attribute(instance, "_value_"),
            _ => value,
        };
        values.push(value.clone());
        let member = match find_by_value(cx, class, &value)? {
            Some(original) => original,
            None => {
                if let Value::List(members) = &list {
                    members.borrow_mut().push(member.clone());
                }
                member
            }
        };
        by_name.insert_str(Rc::clone(&name), member.clone());
        class.attributes.borrow_mut().insert(name, member);
    }
    class
        .attributes
        .borrow_mut()
        .insert("__members__".into(), Value::dict(by_name.of_namespace()));
    Ok(())
}

fn is_auto(value: &Value) -> bool {
    matches!(value, Value::Instance(instance)
        if &*instance.class.name == "auto" && &*instance.class.module == "enum")
}

fn next_value(
    cx: &mut Interpreter,
    class: &Shared<Class>,
    name: &Rc<str>,
    values: &[Value],
) -> Result<Value, PythonError> {
    if let Some(hook) = class.lookup_python("_generate_next_value_") {
        let hook = match &hook {
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::StaticMethod(function) => function.clone(),
                _ => hook.clone(),
            },
            _ => hook,
        };
        let arguments = vec![
            Value::Str(Rc::clone(name)),
            Value::int(1_i64),
            Value::int(values.len()),
            Value::list(values.to_vec()),
        ];
        return cx.call_with(&hook, arguments);
    }
    if class
        .ancestors
        .iter()
        .any(|ancestor| &*ancestor.name == "StrEnum")
    {
        return Ok(name.to_lowercase().into());
    }
    let highest = values.iter().rev().find_map(Value::as_int);
    Ok(Value::Int(match highest {
        Some(value) => value.add(&Integer::Small(1)),
        None => Integer::Small(1),
    }))
}

/// A member whose body wrote `name = value`.
fn make_member(
    cx: &mut Interpreter,
    class: &Shared<Class>,
    name: &Rc<str>,
    value: &Value,
) -> Result<Value, PythonError> {
    let arguments = match value {
        Value::Tuple(items) => items.to_vec(),
        other => vec![other.clone()],
    };
    let member = match class.lookup_python("__new__") {
        Some(hook) => {
            let mut all = vec![Value::Class(class.clone())];
            all.extend(arguments.iter().cloned());
            cx.call_with(&hook, all)?
        }
        None => {
            let instance = Instance::new(class.clone());
            let mixin = class
                .ancestors
                .iter()
                .find(|ancestor| {
                    matches!(ancestor.kind, ClassKind::Builtin(kind) if kind != BuiltinType::Object)
                })
                .cloned();
            if let Some(mixin) = mixin {
                let given = arguments.clone();
                let native = cx.call_with(&Value::Class(mixin), given)?;
                *instance.native.borrow_mut() = Some(native);
            }
            Value::Instance(Shared::new(instance))
        }
    };
    let Value::Instance(instance) = &member else {
        return Err(PythonError::unsupported(
            "a __new__ of an enumeration that makes no member",
        ));
    };
    {
        let native = instance.native.borrow().clone();
        let is_mixed = matches!(
            native,
            Some(Value::Int(_) | Value::Str(_) | Value::Float(_))
        );
        let own_value = match native {
            // `A = 1, ` of an int enumeration has the value of the member, not of the tuple.
            Some(native) if is_mixed => native,
            _ => value.clone(),
        };
        let mut attributes = instance.attributes.borrow_mut();
        attributes.entry("_value_".into()).or_insert(own_value);
        attributes.insert("_name_".into(), Value::Str(Rc::clone(name)));
    }
    if let Some(hook) = class.lookup_python("__init__") {
        let bound = cx.bind(hook, &member, class)?;
        cx.call_with(&bound, arguments)?;
    }
    Ok(member)
}

fn find_by_value(
    cx: &mut Interpreter,
    class: &Class,
    value: &Value,
) -> Result<Option<Value>, PythonError> {
    for member in members(class) {
        if let Value::Instance(instance) = &member {
            let own = member_attribute(instance, "_value_");
            if cx.same(&own, value)? {
                return Ok(Some(member));
            }
        }
    }
    Ok(None)
}

/// `Class(value)`: the member with this value, or a new enumeration.
pub(crate) fn call(
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    if members(class).is_empty() && arguments.positional.len() > 1 {
        return define(cx, class, &arguments);
    }
    let mut bound = arguments.bind(&class.name, &[Parameter::required("value")])?;
    let value = bound.require("value");
    let value = cx.known(&value)?;
    if let Value::Instance(instance) = &value
        && Shared::is(&instance.class, class)
    {
        return Ok(value);
    }
    if let Some(member) = find_by_value(cx, class, &value)? {
        return Ok(member);
    }
    if let Some(Value::Descriptor(descriptor)) = class.lookup_python("_missing_")
        && let Descriptor::ClassMethod(hook) = &*descriptor
    {
        let found = cx.call_with(hook, vec![Value::Class(class.clone()), value.clone()])?;
        if !found.is_none() {
            return Ok(found);
        }
    }
    let shown = cx.repr(&value)?;
    Err(PythonError::value_error(format!(
        "{shown} is not a valid {}",
        class.qualified_name
    )))
}

/// `Enum("Name", names)`.
fn define(
    cx: &mut Interpreter,
    base: &Shared<Class>,
    arguments: &Arguments,
) -> Result<Value, PythonError> {
    let name = cx.str(&arguments.positional[0])?;
    let names = cx.known(&arguments.positional[1])?;
    let mut namespace = Attributes::new();
    let pairs: Vec<(Value, Value)> = match names.underlying() {
        Value::Str(text) => text
            .replace(',', " ")
            .split_whitespace()
            .enumerate()
            .map(|(index, name)| (Value::from(name), Value::int(index + 1)))
            .collect(),
        Value::Dict(_) => cx.mapping_items(&names)?,
        _ => {
            let mut pairs = Vec::new();
            for (index, item) in cx.collect(&names)?.into_iter().enumerate() {
                pairs.push(match item.as_sequence().as_deref() {
                    Some([name, value]) => (name.clone(), value.clone()),
                    _ => (item, Value::int(index + 1)),
                });
            }
            pairs
        }
    };
    for (name, value) in pairs {
        let name = cx.str(&name)?;
        let lowers = base.ancestors.iter().any(|class| &*class.name == "StrEnum")
            || &*base.name == "StrEnum";
        if lowers && matches!(value, Value::Int(_)) {
            namespace.insert(Rc::clone(&name), name.to_lowercase().into());
        } else {
            namespace.insert(name, value);
        }
    }
    for (option, value) in &arguments.keyword {
        match &**option {
            "module" => namespace.insert("__module__".into(), value.clone()),
            "qualname" => namespace.insert("__qualname__".into(), value.clone()),
            _ => {
                return Err(PythonError::unsupported(format!(
                    "the argument {option} of an enumeration"
                )));
            }
        };
    }
    let class = cx.new_class(&name, "__main__", vec![base.clone()], namespace)?;
    make_members(cx, &class)?;
    Ok(Value::Class(class))
}

/// `Class["NAME"]`.
pub(crate) fn member_by_name(
    cx: &mut Interpreter,
    class: &Shared<Class>,
    name: &Value,
) -> Result<Value, PythonError> {
    let members = class.attributes.borrow().get("__members__").cloned();
    match members {
        Some(members) => {
            let name = cx.known(name)?;
            cx.subscript(&members, &name)
        }
        None => Err(PythonError::key_error(name.clone())),
    }
}

/// `item in Class`.
pub(crate) fn contains(
    cx: &mut Interpreter,
    class: &Shared<Class>,
    item: &Value,
) -> Result<bool, PythonError> {
    match cx.known(item)? {
        Value::Instance(instance) if instance.class.kind == ClassKind::Enumeration => {
            Ok(instance.class.derives_from(class))
        }
        other => Err(PythonError::type_error(format!(
            "unsupported operand type(s) for 'in': '{}' and '{}'",
            cx.type_name(&other),
            "EnumType"
        ))),
    }
}

/// Whether members show the value they stand for, as those of `IntEnum` and `StrEnum` do.
fn shows_value(class: &Class) -> bool {
    class.ancestors.iter().any(|ancestor| {
        &*ancestor.module == "enum" && matches!(&*ancestor.name, "IntEnum" | "StrEnum")
    })
}

/// `repr` of a member.
pub(crate) fn repr(cx: &mut Interpreter, member: &Instance) -> Result<Rc<str>, PythonError> {
    let name = cx.str(&member_attribute(member, "_name_"))?;
    let value = cx.repr(&member_attribute(member, "_value_"))?;
    Ok(format!("<{}.{name}: {value}>", member.class.name).into())
}

/// `str` of a member.
pub(crate) fn str(cx: &mut Interpreter, member: &Instance) -> Result<Rc<str>, PythonError> {
    if shows_value(&member.class) {
        return cx.str(&member_attribute(member, "_value_"));
    }
    let name = cx.str(&member_attribute(member, "_name_"))?;
    Ok(format!("{}.{name}", member.class.name).into())
}

/// What is formatted in a member's place.
pub(crate) fn format_value(cx: &mut Interpreter, member: &Value) -> Result<Value, PythonError> {
    match member {
        Value::Instance(instance) if shows_value(&instance.class) => Ok(member.underlying()),
        _ => Ok(Value::Str(cx.str(member)?)),
    }
}

fn unique(cx: &mut Interpreter, enumeration: Value) -> Result<Value, PythonError> {
    let Value::Class(class) = &enumeration else {
        return Err(PythonError::type_error("unique() needs an enumeration"));
    };
    let all = class.attributes.borrow().get("__members__").cloned();
    let mut aliases = Vec::new();
    if let Some(all) = all {
        for (name, member) in cx.mapping_items(&all)? {
            if let Value::Instance(instance) = &member {
                let own = cx.str(&member_attribute(instance, "_name_"))?;
                let name = cx.str(&name)?;
                if own != name {
                    aliases.push(format!("{name} -> {own}"));
                }
            }
        }
    }
    if aliases.is_empty() {
        return Ok(enumeration);
    }
    let shown = format!("{}", aliases.join(", "));
    Err(PythonError::exception(
        ExceptionClass::ValueError,
        format!("duplicate values found in <enum '{}'>: {shown}", class.name),
    ))
}
