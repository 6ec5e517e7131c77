//! NOT.

use crate::schema::{SchemaError, SqlType};

use super::super::operator::{Surrounding, UnaryOperator};
use super::super::tree::{BinaryExpression, Expression, ExpressionKind, Label};
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
        ExpressionKind::Unary {
            operator: UnaryOperator::IsFalse | UnaryOperator::IsTrue,
            operand,
            ..
        } if matches!(operand.kind(), ExpressionKind::True | ExpressionKind::False) => {
            negate(operand)
        }
        // The negation of a negated truth value is written as the value, and is not it.
        ExpressionKind::Unary {
            operator: UnaryOperator::IsFalse,
            operand,
            ..
        } => asked(UnaryOperator::IsTrue, operand),
        ExpressionKind::Unary {
            operator: UnaryOperator::IsTrue,
            operand,
            ..
        } => asked(UnaryOperator::IsFalse, operand),
        ExpressionKind::Unary { sql_type, .. } if is_truth(sql_type) => {
            prefixed(expression, UnaryOperator::Not, boolean())
        }
        // The label stays outside, with the type it had.
        ExpressionKind::Label(label) => {
            let mut element = negate(&label.element)?;
            if let ExpressionKind::Unary {
                operator, operand, ..
            } = element.kind()
            {
                element = Expression::new(ExpressionKind::Unary {
                    operator: *operator,
                    operand: operand.clone(),
                    sql_type: expression.sql_type(),
                })?;
            }
            Expression::new(ExpressionKind::Label(Label {
                name: label.name.clone(),
                element,
            }))
        }
        ExpressionKind::Text(_) => Err(SchemaError::Unsupported("not_() of text()".to_owned())),
        ExpressionKind::Boolean { .. } => prefixed(expression, UnaryOperator::Not, SqlType::null()),
        _ if is_truth(&expression.sql_type()) => asked(UnaryOperator::IsFalse, expression),
        _ => prefixed(expression, UnaryOperator::Not, SqlType::null()),
    }
}

fn is_truth(sql_type: &SqlType) -> bool {
    affinity(sql_type) == Affinity::Boolean
}

/// Whether a truth value is true or false (`AsBoolean`); nothing puts it in parentheses.
fn asked(operator: UnaryOperator, operand: &Expression) -> Result<Expression, SchemaError> {
    Expression::new(ExpressionKind::Unary {
        operator,
        operand: operand.clone(),
        sql_type: boolean(),
    })
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
