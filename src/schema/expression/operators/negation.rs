//! NOT.

use crate::schema::{SchemaError, SqlType};

use super::super::operator::{Surrounding, UnaryOperator};
use super::super::tree::{BinaryExpression, Expression, ExpressionKind};
use super::super::typing::boolean;
use super::coercion::{Affinity, affinity};

/// `not_(expression)`: the opposite operator where there is one, else NOT.
pub fn negate(expression: &Expression) -> Result<Expression, SchemaError> {
    match expression.kind() {
        ExpressionKind::True => Ok(Expression::truth(false)),
        ExpressionKind::False => Ok(Expression::truth(true)),
        ExpressionKind::Binary(binary) => match &binary.negation {
            Some(negation) => Expression::new(ExpressionKind::Binary(BinaryExpression {
                operator: negation.clone(),
                negation: Some(binary.operator.clone()),
                ..binary.clone()
            })),
            None => negate(&expression.self_group(&Surrounding::Nothing)?),
        },
        // The negation of a negated truth value is the value.
        ExpressionKind::Unary {
            operator: UnaryOperator::IsFalse,
            operand,
            ..
        } => Ok(operand.clone()),
        ExpressionKind::Unary {
            operator: UnaryOperator::IsTrue,
            operand,
            ..
        } => negate(operand),
        ExpressionKind::Unary { sql_type, .. } if is_truth(sql_type) => {
            prefixed(expression, UnaryOperator::Not, boolean())
        }
        ExpressionKind::Text(_) => Err(SchemaError::Unsupported("not_() of text()".to_owned())),
        ExpressionKind::Boolean { .. } => prefixed(expression, UnaryOperator::Not, SqlType::null()),
        _ if is_truth(&expression.sql_type()) => Expression::new(ExpressionKind::Unary {
            operator: UnaryOperator::IsFalse,
            operand: expression.clone(),
            sql_type: boolean(),
        }),
        _ => prefixed(expression, UnaryOperator::Not, SqlType::null()),
    }
}

fn is_truth(sql_type: &SqlType) -> bool {
    affinity(sql_type) == Affinity::Boolean
}

fn prefixed(
    expression: &Expression,
    operator: UnaryOperator,
    sql_type: SqlType,
) -> Result<Expression, SchemaError> {
    Expression::new(ExpressionKind::Unary {
        operator,
        operand: expression.self_group(&Surrounding::Unary(operator))?,
        sql_type,
    })
}
