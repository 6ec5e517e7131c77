//! Python values that become SQL values.

use std::rc::Rc;

use crate::python::{BuiltinType, ClassKind, Instance, Interpreter, PythonError, Shared, Value};
use crate::schema::{EnumerationMixin, EnumerationValue, Literal};

use super::super::super::native_values::literal_of_native;

/// The SQL value of a Python value; nothing where SQL has none for it.
pub(crate) fn literal_of(
    cx: &mut Interpreter,
    value: &Value,
) -> Result<Option<Literal>, PythonError> {
    Ok(Some(match value {
        Value::None => Literal::None,
        Value::Bool(value) => Literal::Boolean(*value),
        Value::Int(value) => Literal::Integer(value.to_big()),
        Value::Float(value) => Literal::Float(*value),
        Value::Str(text) => Literal::Text(Rc::clone(text)),
        Value::Bytes(bytes) => Literal::Bytes(Rc::clone(bytes)),
        Value::List(items) => {
            let items = items.borrow().clone();
            return Ok(all(cx, &items)?.map(Literal::List));
        }
        Value::Tuple(items) => return Ok(all(cx, items)?.map(Literal::Tuple)),
        Value::Dict(dictionary) => {
            let entries: Vec<(Value, Value)> = dictionary
                .borrow()
                .iter()
                .map(|(_, key, value)| (key.clone(), value.clone()))
                .collect();
            let mut literals = Vec::new();
            for (key, value) in entries {
                let (Some(key), Some(value)) = (literal_of(cx, &key)?, literal_of(cx, &value)?)
                else {
                    return Ok(None);
                };
                literals.push((key, value));
            }
            Literal::Dictionary(literals)
        }
        Value::Instance(instance) if instance.class.kind == ClassKind::Enumeration => {
            return member(cx, value, instance).map(Some);
        }
        Value::Instance(_) => {
            let underlying = value.underlying();
            if matches!(underlying, Value::Instance(_)) {
                return Ok(None);
            }
            return literal_of(cx, &underlying);
        }
        Value::Host(_) => return Ok(literal_of_native(value)),
        Value::Opaque(opaque) => return Err(PythonError::opaque_use(opaque)),
        _ => return Ok(None),
    }))
}

fn all(cx: &mut Interpreter, items: &[Value]) -> Result<Option<Vec<Literal>>, PythonError> {
    items.iter().map(|item| literal_of(cx, item)).collect()
}

/// A member of a Python enumeration.
fn member(
    cx: &mut Interpreter,
    value: &Value,
    instance: &Shared<Instance>,
) -> Result<Literal, PythonError> {
    let name = cx.attribute(value, "name")?;
    let content = cx.attribute(value, "value")?;
    let mixin = match instance.class.builtin_type() {
        Some(BuiltinType::Str | BuiltinType::Int | BuiltinType::Float) => EnumerationMixin::OfValue,
        _ => EnumerationMixin::Pure,
    };
    Ok(Literal::EnumerationMember(EnumerationValue {
        class_name: Rc::clone(&instance.class.name),
        member_name: super::super::super::values::string(cx, &name, "the name of a member")?,
        value: literal_of(cx, &content)?.map(Box::new),
        mixin,
    }))
}
