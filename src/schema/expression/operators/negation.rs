//! NOT.

use crate::schema::{SchemaError, SqlType, TypeKind};

use super::super::operator::{Surrounding, UnaryOperator};
use super::super::tree::{BinaryExpression, Expression, ExpressionKind, Label};
use super::super::typing::boolean;

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
            operator: UnaryOperator::Not,
            operand,
            sql_type,
        } if matches!(sql_type.kind(), TypeKind::Boolean(_)) => Ok(operand.clone()),
        ExpressionKind::Label(label) => Expression::new(ExpressionKind::Label(Label {
            name: label.name.clone(),
            element: negate(&label.element)?,
        })),
        ExpressionKind::Text(_) => Err(SchemaError::Unsupported("not_() of text()".to_owned())),
        ExpressionKind::Boolean { .. } => prefixed(expression, SqlType::null()),
        _ => {
            let is_truth = matches!(expression.sql_type().kind(), TypeKind::Boolean(_));
            prefixed(
                expression,
                if is_truth { boolean() } else { SqlType::null() },
            )
        }
    }
}

fn prefixed(expression: &Expression, sql_type: SqlType) -> Result<Expression, SchemaError> {
    let operator = UnaryOperator::Not;
    Expression::new(ExpressionKind::Unary {
        operator,
        operand: expression.self_group(&Surrounding::Unary(operator))?,
        sql_type,
    })
}
