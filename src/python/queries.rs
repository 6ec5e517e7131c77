//! Questions about a parsed file that need no evaluation (`ast.get_docstring`, `ast.literal_eval`).

use super::dictionary::{Dictionary, HashKey};
use super::integer::Integer;
use super::object::{BinaryOperator, UnaryOperator};
use super::set_table::ValueSet;
use super::syntax::{Constant, Expression, ExpressionKind, Module, StatementKind};
use super::value::Value;
use std::rc::Rc;

/// The value of a leading string statement, as written between its quotes and decoded.
pub fn docstring(module: &Module) -> Option<String> {
    match &module.body.first()?.kind {
        StatementKind::Expression(Expression {
            kind: ExpressionKind::Constant(Constant::Str(text)),
            ..
        }) => Some(text.to_string()),
        _ => None,
    }
}

/// The value of an expression made of literals only; nothing for any other.
pub fn static_value(expression: &Expression) -> Option<Value> {
    if super::stack::is_exhausted() {
        return None;
    }
    let items =
        |items: &[Expression]| -> Option<Vec<Value>> { items.iter().map(static_value).collect() };
    Some(match &expression.kind {
        ExpressionKind::Constant(constant) => match constant {
            Constant::None => Value::None,
            Constant::Ellipsis => Value::Ellipsis,
            Constant::Bool(value) => Value::Bool(*value),
            Constant::Int(value) => Value::Int(value.clone()),
            Constant::Float(value) => Value::Float(*value),
            Constant::Complex => return None,
            Constant::Str(text) => Value::Str(Rc::clone(text)),
            Constant::Bytes(bytes) => Value::Bytes(Rc::clone(bytes)),
        },
        ExpressionKind::List(list) => Value::list(items(list)?),
        ExpressionKind::Tuple(tuple) => Value::tuple(items(tuple)?),
        ExpressionKind::Set(set) => {
            let mut values = ValueSet::new();
            for value in items(set)? {
                values.insert(static_key(&value)?, value);
            }
            // A display of more than two constants is the copy of a frozenset made beforehand.
            Value::set(if set.len() > 2 {
                values.copied()
            } else {
                values
            })
        }
        ExpressionKind::Dict(entries) => {
            let mut dictionary = Dictionary::new();
            for (key, value) in entries {
                let key = static_value(key.as_ref()?)?;
                dictionary.insert(static_key(&key)?, key, static_value(value)?);
            }
            Value::dict(dictionary)
        }
        ExpressionKind::Unary { operator, operand } => match (operator, static_value(operand)?) {
            (UnaryOperator::Negative, Value::Int(value)) => Value::Int(value.negate()),
            (UnaryOperator::Negative, Value::Float(value)) => Value::Float(-value),
            (UnaryOperator::Positive, value @ (Value::Int(_) | Value::Float(_))) => value,
            _ => return None,
        },
        ExpressionKind::Binary {
            left,
            operator: BinaryOperator::Add,
            right,
        } => match (static_value(left)?, static_value(right)?) {
            (Value::Str(left), Value::Str(right)) => format!("{left}{right}").into(),
            _ => return None,
        },
        _ => return None,
    })
}

/// The key of a value without code of its own.
fn static_key(value: &Value) -> Option<HashKey> {
    Some(match value {
        Value::None => HashKey::None,
        Value::Ellipsis => HashKey::Ellipsis,
        Value::Bool(value) => HashKey::Int(Integer::Small(i64::from(*value))),
        Value::Int(value) => HashKey::Int(value.clone()),
        Value::Str(text) => HashKey::Str(Rc::clone(text)),
        Value::Bytes(bytes) => HashKey::Bytes(Rc::clone(bytes)),
        Value::Tuple(items) => {
            HashKey::Tuple(items.iter().map(static_key).collect::<Option<Vec<_>>>()?)
        }
        _ => return None,
    })
}
