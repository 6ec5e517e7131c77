//! Operators that yield values (`Objects/abstract.c`, `binary_op1`).

use std::rc::Rc;

use super::numbers;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::object::{BinaryOperator, Side, UnaryOperator};
use crate::python::union_type;
use crate::python::value::Value;

impl Interpreter {
    /// `left operator right`.
    pub fn binary(
        &mut self,
        operator: BinaryOperator,
        left: &Value,
        right: &Value,
    ) -> Result<Value, PythonError> {
        if matches!(left, Value::Opaque(_)) || matches!(right, Value::Opaque(_)) {
            let may_spread = self.operands_may_spread(left, right);
            let known = self
                .known(left)
                .and_then(|left| Ok((left, self.known(right)?)));
            return match known {
                Ok((left, right)) => self.binary(operator, &left, &right),
                Err(error) if may_spread => self.spread(Err(error)),
                Err(error) => Err(error),
            };
        }
        let right_first = match (left, right) {
            (Value::Instance(one), Value::Instance(other)) => {
                other.class.derives_from(&one.class)
                    && !std::ptr::eq(&raw const *one.class, &raw const *other.class)
            }
            _ => false,
        };
        if right_first && let Some(result) = self.reflected(operator, left, right)? {
            return Ok(result);
        }
        match left {
            Value::Host(host) => {
                if let Some(result) = Rc::clone(host).binary(operator, right, Side::Left, self)? {
                    return Ok(result);
                }
            }
            Value::Instance(_) => {
                let method = format!("__{}__", operator.method());
                match self.call_special(left, &method, std::slice::from_ref(right))? {
                    Some(Value::NotImplemented) | None => {}
                    Some(result) => return Ok(result),
                }
                if let host @ Value::Host(_) = left.underlying() {
                    return self.binary(operator, &host, right);
                }
            }
            _ => {}
        }
        let (plain_left, plain_right) = (left.underlying(), right.underlying());
        if let Some(result) = self.binary_native(operator, &plain_left, &plain_right, right)? {
            return Ok(result);
        }
        if !right_first && let Some(result) = self.reflected(operator, left, right)? {
            return Ok(result);
        }
        Err(self.unsupported_operands(operator, left, right))
    }

    fn reflected(
        &mut self,
        operator: BinaryOperator,
        left: &Value,
        right: &Value,
    ) -> Result<Option<Value>, PythonError> {
        match right {
            Value::Host(host) => Rc::clone(host).binary(operator, left, Side::Right, self),
            Value::Instance(_) => {
                let method = format!("__r{}__", operator.method());
                match self.call_special(right, &method, std::slice::from_ref(left))? {
                    Some(Value::NotImplemented) | None => match right.underlying() {
                        Value::Host(host) => host.binary(operator, left, Side::Right, self),
                        _ => Ok(None),
                    },
                    result => Ok(result),
                }
            }
            _ => Ok(None),
        }
    }

    fn unsupported_operands(
        &mut self,
        operator: BinaryOperator,
        left: &Value,
        right: &Value,
    ) -> PythonError {
        let (left_type, right_type) = (self.type_name(left), self.type_name(right));
        let message = match (operator, left.underlying(), right.underlying()) {
            (BinaryOperator::Add, Value::Str(_) | Value::List(_) | Value::Tuple(_), _) => {
                format!("can only concatenate {left_type} (not \"{right_type}\") to {left_type}")
            }
            (BinaryOperator::Add, Value::Bytes(_), _) => {
                format!("can't concat {right_type} to bytes")
            }
            (
                BinaryOperator::Multiply,
                Value::Str(_) | Value::List(_) | Value::Tuple(_) | Value::Bytes(_),
                _,
            ) => format!("can't multiply sequence by non-int of type '{right_type}'"),
            (
                BinaryOperator::Multiply,
                _,
                Value::Str(_) | Value::List(_) | Value::Tuple(_) | Value::Bytes(_),
            ) => format!("can't multiply sequence by non-int of type '{left_type}'"),
            (BinaryOperator::Power, ..) => format!(
                "unsupported operand type(s) for ** or pow(): '{left_type}' and '{right_type}'"
            ),
            _ => format!(
                "unsupported operand type(s) for {}: '{left_type}' and '{right_type}'",
                operator.symbol()
            ),
        };
        PythonError::type_error(message)
    }

    /// The operators of builtin values; `None` where the operands do not go together.
    fn binary_native(
        &mut self,
        operator: BinaryOperator,
        left: &Value,
        right: &Value,
        right_object: &Value,
    ) -> Result<Option<Value>, PythonError> {
        if let Some(result) = numbers::binary(operator, left, right) {
            return result.map(Some);
        }
        match (operator, left, right) {
            (BinaryOperator::Add, Value::Str(left), Value::Str(right)) => {
                self.allocate(left.len() + right.len())?;
                let mut text = String::with_capacity(left.len() + right.len());
                text.push_str(left);
                text.push_str(right);
                Ok(Some(text.into()))
            }
            (BinaryOperator::Add, Value::Bytes(left), Value::Bytes(right)) => {
                self.allocate(left.len() + right.len())?;
                Ok(Some(Value::Bytes([&**left, &**right].concat().into())))
            }
            (BinaryOperator::Add, Value::List(left), Value::List(right)) => {
                let mut items = left.borrow().clone();
                items.extend(right.borrow().iter().cloned());
                self.allocate(items.len() * size_of::<Value>())?;
                Ok(Some(Value::list(items)))
            }
            (BinaryOperator::Add, Value::Tuple(left), Value::Tuple(right)) => {
                let mut items = left.to_vec();
                items.extend(right.iter().cloned());
                self.allocate(items.len() * size_of::<Value>())?;
                Ok(Some(Value::tuple(items)))
            }
            (BinaryOperator::Multiply, sequence, count) if is_sequence(sequence) => {
                match count.as_int() {
                    Some(count) => self.repeat(sequence, &count).map(Some),
                    None => Ok(None),
                }
            }
            (BinaryOperator::Multiply, count, sequence) if is_sequence(sequence) => {
                match count.as_int() {
                    Some(count) => self.repeat(sequence, &count).map(Some),
                    None => Ok(None),
                }
            }
            (BinaryOperator::Modulo, Value::Str(template), _) => {
                // The instance itself is formatted, not the value it stands for.
                crate::python::text::percent::format(self, template, right_object).map(Some)
            }
            (BinaryOperator::Modulo, Value::Bytes(_), _) => {
                Err(PythonError::unsupported("formatting bytes with %"))
            }
            (BinaryOperator::Or, Value::Dict(left), Value::Dict(right)) => {
                let mut merged = left.borrow().thawed();
                for (hash, key, value) in right.borrow().iter() {
                    merged.insert(hash.clone(), key.clone(), value.clone());
                }
                self.allocate(merged.len() * 64)?;
                Ok(Some(Value::dict(merged)))
            }
            (
                BinaryOperator::Or
                | BinaryOperator::And
                | BinaryOperator::Subtract
                | BinaryOperator::ExclusiveOr,
                _,
                _,
            ) => {
                if operator == BinaryOperator::Or
                    && let Some(types) = union_type::union(self, left, right)?
                {
                    return Ok(Some(types));
                }
                self.binary_sets(operator, left, right)
            }
            _ => Ok(None),
        }
    }

    /// `sequence * count`.
    fn repeat(
        &mut self,
        sequence: &Value,
        count: &crate::python::integer::Integer,
    ) -> Result<Value, PythonError> {
        let count = if count.is_negative() {
            0
        } else {
            count.to_usize().unwrap_or(usize::MAX)
        };
        let (length, size) = match sequence {
            Value::Str(text) => (text.len(), 1),
            Value::Bytes(bytes) => (bytes.len(), 1),
            Value::List(items) => (items.borrow().len(), size_of::<Value>()),
            Value::Tuple(items) => (items.len(), size_of::<Value>()),
            _ => (0, 1),
        };
        self.allocate(length.saturating_mul(size).saturating_mul(count))?;
        let count = if length == 0 { 0 } else { count };
        let repeated = |items: &[Value]| -> Vec<Value> {
            let mut result = Vec::with_capacity(items.len() * count);
            for _ in 0..count {
                result.extend_from_slice(items);
            }
            result
        };
        Ok(match sequence {
            Value::Str(text) => text.repeat(count).into(),
            Value::Bytes(bytes) => Value::Bytes(bytes.repeat(count).into()),
            Value::List(items) => Value::list(repeated(&items.borrow())),
            Value::Tuple(items) => Value::tuple(repeated(items)),
            other => other.clone(),
        })
    }

    /// `left operator= right`: in place where the left side allows it.
    pub(crate) fn binary_in_place(
        &mut self,
        operator: BinaryOperator,
        left: &Value,
        right: &Value,
    ) -> Result<Value, PythonError> {
        match (operator, left) {
            (_, Value::Instance(_)) => {
                let method = format!("__i{}__", operator.method());
                match self.call_special(left, &method, std::slice::from_ref(right))? {
                    Some(Value::NotImplemented) | None => {}
                    Some(result) => return Ok(result),
                }
            }
            (BinaryOperator::Add, Value::List(items)) => {
                let added = match self.known(right)? {
                    Value::List(other) => other.borrow().clone(),
                    other => self.collect(&other)?,
                };
                self.allocate(added.len() * size_of::<Value>())?;
                items.borrow_mut().extend(added);
                return Ok(left.clone());
            }
            (BinaryOperator::Multiply, Value::List(items)) => {
                if let Some(count) = right.as_int()
                    && let Value::List(repeated) = self.repeat(left, &count)?
                {
                    let repeated = repeated.borrow().clone();
                    *items.borrow_mut() = repeated;
                    return Ok(left.clone());
                }
            }
            (BinaryOperator::Or, Value::Dict(_)) => {
                crate::python::builtins::update_dictionary(self, left, right)?;
                return Ok(left.clone());
            }
            (
                BinaryOperator::Or
                | BinaryOperator::And
                | BinaryOperator::Subtract
                | BinaryOperator::ExclusiveOr,
                Value::Set(items),
            ) if self.binary_set_in_place(operator, items, right)? => {
                return Ok(left.clone());
            }
            _ => {}
        }
        self.binary(operator, left, right).map_err(|error| {
            // CPython names the operator as it was written.
            error.replace_message(
                &format!("for {}: ", operator.symbol()),
                &format!("for {}=: ", operator.symbol()),
            )
        })
    }

    /// `operator value`.
    pub fn unary(&mut self, operator: UnaryOperator, value: &Value) -> Result<Value, PythonError> {
        let value = &self.known(value)?;
        match value {
            Value::Host(host) => {
                if let Some(result) = Rc::clone(host).unary(operator, self)? {
                    return Ok(result);
                }
            }
            Value::Instance(_) => {
                if let Some(result) = self.call_special(value, operator.method(), &[])? {
                    return Ok(result);
                }
                if let host @ Value::Host(_) = value.underlying() {
                    return self.unary(operator, &host);
                }
            }
            _ => {}
        }
        let plain = value.underlying();
        if let Some(integer) = plain.as_int() {
            return Ok(Value::Int(match operator {
                UnaryOperator::Negative => integer.negate(),
                UnaryOperator::Positive => integer,
                UnaryOperator::Invert => integer.invert(),
            }));
        }
        match (operator, plain) {
            (UnaryOperator::Negative, Value::Float(number)) => Ok(Value::Float(-number)),
            (UnaryOperator::Positive, Value::Float(number)) => Ok(Value::Float(number)),
            _ => Err(PythonError::type_error(format!(
                "bad operand type for unary {}: '{}'",
                operator.symbol(),
                self.type_name(value)
            ))),
        }
    }
}

fn is_sequence(value: &Value) -> bool {
    matches!(
        value,
        Value::Str(_) | Value::Bytes(_) | Value::List(_) | Value::Tuple(_)
    )
}
