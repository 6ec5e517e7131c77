//! Expressions that Python can iterate over (`ClauseList.__iter__`, `ExpressionClauseList.__iter__`).

use super::super::tree::{Expression, ExpressionKind};
use super::arithmetic::is_chain;

/// What iterating over the expression gives; nothing for what cannot be iterated over.
///
/// SQLAlchemy takes a row, an array or a chain of one operator apart where it expects an expression
/// or a list of them.
pub fn iterated(expression: &Expression) -> Option<Vec<Expression>> {
    match expression.kind() {
        ExpressionKind::Tuple(elements)
        | ExpressionKind::List { elements, .. }
        | ExpressionKind::Boolean {
            operands: elements, ..
        } => Some(elements.clone()),
        ExpressionKind::Array(array) => Some(array.elements.clone()),
        ExpressionKind::Binary(binary) if is_chain(binary) => {
            let parts = [&binary.left, &binary.right].map(|operand| match operand.kind() {
                ExpressionKind::Binary(inner) if inner.operator == binary.operator => {
                    iterated(operand)
                        .unwrap_or_else(|| vec![inner.left.clone(), inner.right.clone()])
                }
                _ => vec![operand.clone()],
            });
            Some(parts.concat())
        }
        _ => None,
    }
}
