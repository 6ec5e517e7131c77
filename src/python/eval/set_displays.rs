//! Set displays, and what CPython's compiler makes of those of constants (`Python/compile.c`,
//! `starunpack_helper`, and `Python/ast_opt.c`).
//!
//! It makes a frozenset of them beforehand, which then is what a loop walks, or what is copied
//! into a new set. That shows: making a set of another can change the order of its items. The
//! frozenset is made twice, and a third time where one of its strings was interned before, which
//! depends on all the process has loaded; where that makes a difference the order is not known.
//! A module that Python reads from `__pycache__` has had its constants sorted on the way; the order
//! here is that of a module just compiled.

use std::cell::RefCell;

use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::object::BinaryOperator;
use crate::python::scope::Scope;
use crate::python::set_table::ValueSet;
use crate::python::shared::Shared;
use crate::python::syntax::{Constant, Expression, ExpressionKind};
use crate::python::value::Value;

/// Largest integer a product, power or shift of constants is computed to beforehand, in bits.
const MOST_FOLDED_BITS: u64 = 128;
/// Longest string a repetition of a constant is computed to beforehand.
const MOST_FOLDED_LENGTH: usize = 4096;
/// Longest tuple a repetition of a constant is computed to beforehand.
const MOST_FOLDED_ITEMS: usize = 256;

impl Interpreter {
    /// `{a, b, *c}`.
    pub(super) fn evaluate_set(
        &mut self,
        items: &[Expression],
        scope: &Shared<Scope>,
    ) -> Result<Value, PythonError> {
        let set = RefCell::new(ValueSet::new());
        if items.len() > 2
            && let Some(items) = self.fold_items(items)
        {
            let (constant, interned) = self.compile_set(items)?;
            let mut set = constant.copied();
            if let Some(interned) = interned {
                set.doubt_unless_as(&interned.copied());
            }
            return Ok(Value::set(set));
        }
        // Items before the first unpacked iterable are all evaluated before any is added.
        let plain = items.iter().position(is_starred).unwrap_or(items.len());
        let mut values = Vec::with_capacity(plain);
        for item in &items[..plain] {
            values.push(self.evaluate(item, scope)?);
        }
        for value in values {
            self.add_to_set(&set, value)?;
        }
        for item in &items[plain..] {
            if let ExpressionKind::Starred(inner) = &item.kind {
                let iterable = self.evaluate(inner, scope)?;
                self.update_set(&set, &iterable)
                    .map_err(|error| self.attach(error, inner.span))?;
            } else {
                let value = self.evaluate(item, scope)?;
                self.add_to_set(&set, value)?;
            }
        }
        Ok(Value::set(set.into_inner()))
    }

    /// The frozenset a loop over a display of constants walks; nothing for another expression.
    pub(super) fn constant_set(
        &mut self,
        iterable: &Expression,
    ) -> Result<Option<ValueSet>, PythonError> {
        let ExpressionKind::Set(items) = &iterable.kind else {
            return Ok(None);
        };
        let Some(items) = self.fold_items(items) else {
            return Ok(None);
        };
        let (mut constant, interned) = self.compile_set(items)?;
        if let Some(interned) = interned {
            constant.doubt_unless_as(&interned);
        }
        Ok(Some(constant))
    }

    /// The frozenset the compiler keeps, and the one it keeps where it found a string of it
    /// interned already (`merge_consts_recursive`, `intern_string_constants`).
    fn compile_set(
        &mut self,
        items: Vec<Value>,
    ) -> Result<(ValueSet, Option<ValueSet>), PythonError> {
        let has_names = items.iter().any(is_interned);
        // Made of the display, then once more of what that gave.
        let constant = self.make_set(items)?.rebuilt();
        let interned = has_names.then(|| constant.rebuilt());
        Ok((constant, interned))
    }

    fn fold_items(&mut self, items: &[Expression]) -> Option<Vec<Value>> {
        items.iter().map(|item| self.fold(item)).collect()
    }

    /// The value of an expression the compiler knows it of; a failure is left to the evaluation.
    fn fold(&mut self, expression: &Expression) -> Option<Value> {
        self.charge(1).ok()?;
        match &expression.kind {
            ExpressionKind::Constant(constant) => fold_constant(constant),
            ExpressionKind::Tuple(items) => self.fold_items(items).map(Value::tuple),
            ExpressionKind::Unary { operator, operand } => {
                let operand = self.fold(operand)?;
                self.unary(*operator, &operand).ok()
            }
            ExpressionKind::Not(operand) => {
                let operand = self.fold(operand)?;
                self.truth(&operand).ok().map(|truth| Value::Bool(!truth))
            }
            ExpressionKind::Binary {
                left,
                operator,
                right,
            } => {
                let (left, right) = (self.fold(left)?, self.fold(right)?);
                if !is_folded(*operator, &left, &right) {
                    return None;
                }
                self.binary(*operator, &left, &right).ok()
            }
            ExpressionKind::Subscript { value, index } => {
                let (value, index) = (self.fold(value)?, self.fold(index)?);
                self.subscript(&value, &index).ok()
            }
            _ => None,
        }
    }
}

/// Whether a constant, or a part of it, is interned with the code that holds it: strings that look
/// like names.
fn is_interned(constant: &Value) -> bool {
    match constant {
        Value::Str(text) => {
            let is_name = |byte: u8| byte == b'_' || byte.is_ascii_alphanumeric();
            !text.is_empty() && text.bytes().all(is_name)
        }
        Value::Tuple(items) => items.iter().any(is_interned),
        _ => false,
    }
}

fn is_starred(expression: &Expression) -> bool {
    matches!(expression.kind, ExpressionKind::Starred(_))
}

fn fold_constant(constant: &Constant) -> Option<Value> {
    Some(match constant {
        Constant::None => Value::None,
        Constant::Ellipsis => Value::Ellipsis,
        Constant::Bool(value) => Value::Bool(*value),
        Constant::Int(value) => Value::Int(value.clone()),
        Constant::Float(value) => Value::Float(*value),
        Constant::Str(text) => Value::Str(text.clone()),
        Constant::Bytes(bytes) => Value::Bytes(bytes.clone()),
        Constant::Complex => return None,
    })
}

/// Whether the compiler computes the operation: not where the result could be large.
fn is_folded(operator: BinaryOperator, left: &Value, right: &Value) -> bool {
    let integers = left.as_int().zip(right.as_int());
    match operator {
        BinaryOperator::Add
        | BinaryOperator::Subtract
        | BinaryOperator::Divide
        | BinaryOperator::FloorDivide
        | BinaryOperator::ShiftRight
        | BinaryOperator::Or
        | BinaryOperator::ExclusiveOr
        | BinaryOperator::And => true,
        BinaryOperator::MatrixMultiply => false,
        BinaryOperator::Modulo => !matches!(left, Value::Str(_) | Value::Bytes(_)),
        BinaryOperator::Multiply => match (integers, left, right) {
            (Some((left, right)), ..) => left.bits() + right.bits() <= MOST_FOLDED_BITS,
            (None, Value::Int(count), sequence) | (None, sequence, Value::Int(count)) => {
                is_short(sequence, count.to_usize())
            }
            _ => true,
        },
        BinaryOperator::Power => integers.is_none_or(|(base, exponent)| {
            let exponent = exponent
                .to_i64()
                .map_or(u64::MAX, |exponent| exponent.max(0).unsigned_abs());
            base.bits().saturating_mul(exponent) <= MOST_FOLDED_BITS
        }),
        BinaryOperator::ShiftLeft => integers.is_none_or(|(base, count)| {
            let count = count.to_usize().map_or(u64::MAX, |count| count as u64);
            base.bits().saturating_add(count) <= MOST_FOLDED_BITS
        }),
    }
}

/// Whether `count` repetitions of a sequence are computed beforehand; numbers always are.
fn is_short(sequence: &Value, count: Option<usize>) -> bool {
    let (length, most) = match sequence {
        Value::Str(text) => (text.chars().count(), MOST_FOLDED_LENGTH),
        Value::Bytes(bytes) => (bytes.len(), MOST_FOLDED_LENGTH),
        Value::Tuple(items) => (items.len(), MOST_FOLDED_ITEMS),
        _ => return true,
    };
    length == 0 || count.is_some_and(|count| length.saturating_mul(count) <= most)
}
