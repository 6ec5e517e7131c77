//! AND and OR.

use crate::schema::{Literal, SchemaError};

use super::super::operator::{Surrounding, UnaryOperator};
use super::super::tree::{BooleanConnective, Expression, ExpressionKind};
use super::super::typing::boolean;
use super::coercion::Operand;

/// `left & right`, `left | right`.
pub fn junction(
    left: &Expression,
    connective: BooleanConnective,
    right: Operand,
) -> Result<Expression, SchemaError> {
    conjunction(connective, vec![left.clone().into(), right])
}

/// `and_(…)`, `or_(…)`: constants that decide nothing fall out, one that decides stands alone,
/// one level of the same connective is merged.
pub fn conjunction(
    connective: BooleanConnective,
    operands: Vec<Operand>,
) -> Result<Expression, SchemaError> {
    let mut clauses = clauses(connective, operands)?;
    if clauses.len() == 1
        && let Some(only) = clauses.pop()
    {
        return Ok(only);
    }
    merge(connective, clauses)
}

/// The criteria of WHERE and HAVING, as they stand between the ANDs there. They are no expression
/// together, so the AND is no operator around them (`_generate_delimited_and_list`).
pub fn criteria(criteria: &[Expression]) -> Result<Vec<Expression>, SchemaError> {
    let operands = criteria.iter().cloned().map(Into::into).collect();
    clauses(BooleanConnective::And, operands)
}

/// What is joined, in the parentheses it needs there (`_process_clauses_for_boolean`).
fn clauses(
    connective: BooleanConnective,
    operands: Vec<Operand>,
) -> Result<Vec<Expression>, SchemaError> {
    let mut clauses: Vec<Expression> = Vec::with_capacity(operands.len());
    let mut neutral: Option<Expression> = None;
    for operand in operands {
        let clause = condition(operand)?;
        match (clause.kind(), connective) {
            (ExpressionKind::True, BooleanConnective::And)
            | (ExpressionKind::False, BooleanConnective::Or) => neutral = Some(clause),
            (ExpressionKind::False, BooleanConnective::And)
            | (ExpressionKind::True, BooleanConnective::Or) => return Ok(vec![decided(clause)?]),
            _ => clauses.push(clause),
        }
    }
    let against = match (clauses.len(), connective) {
        (0, _) => return neutral.map(decided).into_iter().collect(),
        (1, _) => Surrounding::Boolean,
        (_, BooleanConnective::And) => Surrounding::And,
        (_, BooleanConnective::Or) => Surrounding::Or,
    };
    clauses
        .iter()
        .map(|clause| clause.self_group(&against))
        .collect()
}

/// A constant that stands for the whole; it is a condition from now on, no longer the constant.
fn decided(constant: Expression) -> Result<Expression, SchemaError> {
    Expression::new(ExpressionKind::Unary {
        operator: UnaryOperator::IsTrue,
        operand: constant,
        sql_type: boolean(),
    })
}

/// The clauses as one; without any it is nothing at all in SQL, which is deprecated.
fn merge(
    connective: BooleanConnective,
    clauses: Vec<Expression>,
) -> Result<Expression, SchemaError> {
    let mut merged = Vec::with_capacity(clauses.len());
    for clause in clauses {
        match clause.kind() {
            ExpressionKind::Boolean {
                connective: inner,
                operands,
            } if *inner == connective => {
                merged.extend(operands.iter().cloned());
            }
            _ => merged.push(clause),
        }
    }
    Expression::new(ExpressionKind::Boolean {
        connective,
        operands: merged,
    })
}

/// What can be a condition: an expression, true, false, None.
fn condition(operand: Operand) -> Result<Expression, SchemaError> {
    match operand {
        Operand::Expression(expression) => Ok(expression),
        Operand::Value(Literal::Boolean(value)) => Ok(Expression::truth(value)),
        Operand::Value(Literal::None) => Ok(Expression::null()),
        Operand::Value(_) => Err(SchemaError::Argument(
            "SQL expression for WHERE/HAVING role expected".to_owned(),
        )),
    }
}
