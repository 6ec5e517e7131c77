//! `int | None`: a choice of types (`types.UnionType`, `Objects/unionobject.c`).
//!
//! A name of `typing` among the alternatives makes a `typing.Union` of it instead, which is a
//! [`GenericAlias`].

use std::rc::Rc;

use super::class::{BuiltinType, Class, ClassKind};
use super::dictionary::HashKey;
use super::error::PythonError;
use super::generic_alias::{GenericAlias, GenericOrigin};
use super::interpreter::Interpreter;
use super::object::{BinaryOperator, Comparison, HostObject, Side};
use super::shared::Shared;
use super::value::Value;

/// A choice of types; the type of `None` is `None` here.
#[derive(Debug, Clone)]
pub struct UnionType {
    alternatives: Rc<[Value]>,
}

impl UnionType {
    /// The types, in their order and each once.
    pub fn alternatives(&self) -> &[Value] {
        &self.alternatives
    }
}

/// `left | right`; nothing where one of the operands is no type.
pub(crate) fn union(
    cx: &mut Interpreter,
    left: &Value,
    right: &Value,
) -> Result<Option<Value>, PythonError> {
    if left.is_none() && right.is_none() || !is_operand(left) || !is_operand(right) {
        return Ok(None);
    }
    let mut alternatives: Vec<(HashKey, Value)> = Vec::new();
    for operand in [left, right] {
        let own = match operand.downcast::<UnionType>() {
            Some(union) => union.alternatives.to_vec(),
            None => vec![without_type_of_none(operand)],
        };
        for value in own {
            let key = cx.hash_key(&value)?;
            if alternatives.iter().all(|(known, _)| *known != key) {
                alternatives.push((key, value));
            }
        }
    }
    let mut values: Vec<Value> = alternatives.into_iter().map(|(_, value)| value).collect();
    Ok(Some(match values.len() {
        1 => values.swap_remove(0),
        _ => Value::host(UnionType {
            alternatives: values.into(),
        }),
    }))
}

/// Whether `|` makes a union of a value and another.
fn is_operand(value: &Value) -> bool {
    match value {
        Value::Class(_) | Value::None => true,
        Value::Host(host) => match value.downcast::<GenericAlias>() {
            Some(alias) => alias.class_of_origin().is_some(),
            // A name of `typing` makes a union of its own kind.
            None => {
                value.downcast::<UnionType>().is_some()
                    || host.is_class() && &*host.type_name() != "_SpecialForm"
            }
        },
        _ => false,
    }
}

/// `NoneType` as `None`.
fn without_type_of_none(value: &Value) -> Value {
    match value {
        Value::Class(class) if class.kind == ClassKind::Builtin(BuiltinType::NoneType) => {
            Value::None
        }
        _ => value.clone(),
    }
}

/// The types that a union allows, however it was written; nothing for anything else.
pub(crate) fn choices(value: &Value) -> Option<Vec<Value>> {
    if let Some(union) = value.downcast::<UnionType>() {
        return Some(union.alternatives.to_vec());
    }
    let alias = value.downcast::<GenericAlias>()?;
    let mut own = match alias.origin() {
        GenericOrigin::Form(name) if **name == *"Optional" => vec![Value::None],
        GenericOrigin::Form(name) if **name == *"Union" => Vec::new(),
        GenericOrigin::Class(_) | GenericOrigin::Form(_) => return None,
    };
    let nested = alias.arguments().to_vec();
    for value in nested {
        match choices(&value) {
            Some(inner) => own.extend(inner),
            None => own.push(without_type_of_none(&value)),
        }
    }
    Some(own)
}

/// What makes two unions equal: their types, in whatever order.
pub(crate) fn key_of_choices(
    cx: &mut Interpreter,
    choices: &[Value],
) -> Result<HashKey, PythonError> {
    let mut keys = Vec::new();
    for choice in choices {
        let key = cx.hash_key(choice)?;
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    if keys.len() == 1 {
        return Ok(keys.swap_remove(0));
    }
    keys.sort();
    keys.insert(0, HashKey::Native("typing", "Union".into()));
    Ok(HashKey::Tuple(keys))
}

/// Whether two values of which one is a union are equal.
pub(crate) fn equal(
    cx: &mut Interpreter,
    left: &Value,
    right: &Value,
) -> Result<bool, PythonError> {
    let mut key = |value: &Value| -> Result<Option<HashKey>, PythonError> {
        let own = match choices(value) {
            Some(own) => own,
            None if is_operand(value) && !value.is_none() => vec![without_type_of_none(value)],
            None => return Ok(None),
        };
        key_of_choices(cx, &own).map(Some)
    };
    let (left, right) = (key(left)?, key(right)?);
    Ok(left.is_some() && left == right)
}

/// Whether an instance is of one of the types of a union.
pub(crate) fn has_instance(
    cx: &mut Interpreter,
    choices: &[Value],
    value: &Value,
) -> Result<bool, PythonError> {
    for choice in choices {
        let found = match choice {
            Value::None => value.is_none(),
            class => cx.is_instance(value, class)?,
        };
        if found {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Modules whose classes `typing` shows under names of its own, which are the same object here.
const SHARED_WITH_TYPING: &[&str] = &["collections", "collections.abc", "contextlib", "re"];

/// A type as a union shows it (`union_repr_item`).
fn shown(value: &Value) -> Result<String, PythonError> {
    let unsupported = || Err(PythonError::unsupported("repr() of such a union of types"));
    match value {
        Value::None => Ok("None".to_owned()),
        Value::Class(class) => {
            let is_ambiguous = [
                BuiltinType::List,
                BuiltinType::Dict,
                BuiltinType::Set,
                BuiltinType::FrozenSet,
                BuiltinType::Tuple,
                BuiltinType::Type,
            ]
            .iter()
            .any(|kind| class.kind == ClassKind::Builtin(*kind))
                || SHARED_WITH_TYPING.contains(&&*class.module);
            if is_ambiguous {
                return unsupported();
            }
            Ok(match &*class.module {
                "builtins" => class.qualified_name.to_string(),
                module => format!("{module}.{}", class.qualified_name),
            })
        }
        _ => unsupported(),
    }
}

impl HostObject for UnionType {
    fn type_name(&self) -> Rc<str> {
        "types.UnionType".into()
    }

    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        let Ok(Value::Module(module)) = cx.import("types") else {
            return None;
        };
        match module.get("UnionType") {
            Some(Value::Class(class)) => Some(class),
            _ => None,
        }
    }

    fn get_attribute(
        &self,
        name: &str,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        match name {
            "__args__" => Ok(Some(self.arguments(cx))),
            "__parameters__" => Err(PythonError::unsupported("the parameters of a union")),
            _ => Ok(None),
        }
    }

    fn binary(
        &self,
        operator: BinaryOperator,
        other: &Value,
        side: Side,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        if operator != BinaryOperator::Or {
            return Ok(None);
        }
        let this = Value::host(self.clone());
        match side {
            Side::Left => union(cx, &this, other),
            Side::Right => union(cx, other, &this),
        }
    }

    fn compare(
        &self,
        comparison: Comparison,
        other: &Value,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let wanted = match comparison {
            Comparison::Equal => true,
            Comparison::NotEqual => false,
            Comparison::Less
            | Comparison::LessOrEqual
            | Comparison::Greater
            | Comparison::GreaterOrEqual => return Ok(None),
        };
        let is_equal = equal(cx, &Value::host(self.clone()), other)?;
        Ok(Some(Value::Bool(is_equal == wanted)))
    }

    fn repr(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        let shown: Result<Vec<String>, PythonError> = self.alternatives.iter().map(shown).collect();
        Ok(shown?.join(" | ").into())
    }

    fn hash_key(&self, cx: &mut Interpreter) -> Result<Option<HashKey>, PythonError> {
        key_of_choices(cx, &self.alternatives).map(Some)
    }

    fn is_class(&self) -> bool {
        true
    }

    fn has_instance(
        &self,
        value: &Value,
        cx: &mut Interpreter,
    ) -> Result<Option<bool>, PythonError> {
        has_instance(cx, &self.alternatives, value).map(Some)
    }
}

impl UnionType {
    /// `__args__`: the types, of which `None` is `NoneType`.
    pub(crate) fn arguments(&self, cx: &Interpreter) -> Value {
        let types = self.alternatives.iter().map(|value| match value {
            Value::None => Value::Class(cx.builtin_class(BuiltinType::NoneType)),
            other => other.clone(),
        });
        Value::tuple(types.collect())
    }
}
