//! Operators that compute: `+`, `||`, bits, subscripts, and those a migration names itself.

use crate::schema::{
    IntervalType, NumericType, PlainType, SchemaError, SqlType, TimeZone, TypeKind,
};

use super::super::operator::{Associativity, BinaryOperator, CustomOperator, Surrounding};
use super::super::tree::{BinaryExpression, Expression, ExpressionKind};
use super::super::typing::boolean;
use super::coercion::{Affinity, Operand, affinity, coerce};
use super::comparison::binary;

/// `left operator right`; one of them is an expression, the other may be a plain value.
///
/// `+` between texts is `||`.
pub fn arithmetic(
    left: Operand,
    operator: BinaryOperator,
    right: Operand,
) -> Result<Expression, SchemaError> {
    let (left, right) = both(left, right);
    let (operator, sql_type) = adapt(operator, &left.sql_type(), &right.sql_type());
    if let Some(chained) = chain(&left, &operator, &right, &sql_type)? {
        return Ok(chained);
    }
    let mut expression = binary(&left, operator, &right, sql_type)?;
    expression.negation = None;
    Expression::new(ExpressionKind::Binary(expression))
}

/// `left.op(text)(right)`; a comparison yields a truth value, else the type of the left side.
pub fn custom(
    left: &Expression,
    operator: CustomOperator,
    right: Operand,
    return_type: Option<SqlType>,
) -> Result<Expression, SchemaError> {
    let right = coerce(right, &left.sql_type());
    let sql_type = match return_type {
        Some(sql_type) => sql_type,
        None if operator.is_comparison => boolean(),
        None => left.sql_type(),
    };
    let expression = binary(left, BinaryOperator::Custom(operator), &right, sql_type)?;
    Expression::new(ExpressionKind::Binary(expression))
}

fn both(left: Operand, right: Operand) -> (Expression, Expression) {
    match (left, right) {
        (Operand::Expression(left), right) => {
            let right = coerce(right, &left.sql_type());
            (left, right)
        }
        (left, Operand::Expression(right)) => {
            let left = coerce(left, &right.sql_type());
            (left, right)
        }
        (left, right) => (
            coerce(left, &SqlType::null()),
            coerce(right, &SqlType::null()),
        ),
    }
}

/// `a + (b + c)` is written `a + b + c`: a chain of one associative operator needs no parentheses
/// on its right either.
fn chain(
    left: &Expression,
    operator: &BinaryOperator,
    right: &Expression,
    sql_type: &SqlType,
) -> Result<Option<Expression>, SchemaError> {
    let ExpressionKind::Binary(inner) = right.kind() else {
        return Ok(None);
    };
    if operator.associativity() != Associativity::Natural || inner.operator != *operator {
        return Ok(None);
    }
    let surrounding = Surrounding::Binary(operator.clone());
    Ok(Some(Expression::new(ExpressionKind::Binary(
        BinaryExpression {
            left: left.self_group(&surrounding)?,
            operator: operator.clone(),
            right: right.clone(),
            sql_type: sql_type.clone(),
            negation: None,
            escape: None,
            flags: None,
            symmetric: false,
        },
    ))?))
}

/// The operator that is meant and the type it yields (`Comparator._adapt_expression`).
fn adapt(operator: BinaryOperator, left: &SqlType, right: &SqlType) -> (BinaryOperator, SqlType) {
    let (left_affinity, right_affinity) = (affinity(left), affinity(right));
    if left_affinity == Affinity::Null {
        let commutative = matches!(operator, BinaryOperator::Add | BinaryOperator::Multiply);
        if right_affinity == Affinity::Null || !commutative {
            return (operator, left.clone());
        }
        return adapt(operator, right, left);
    }
    if operator == BinaryOperator::Add
        && is_concatenable(left_affinity)
        && (is_concatenable(right_affinity) || right_affinity == Affinity::Null)
    {
        return (BinaryOperator::Concatenate, left.clone());
    }
    let sql_type = computed_type(&operator, left_affinity, right_affinity, left, right);
    (operator, sql_type)
}

fn is_concatenable(affinity: Affinity) -> bool {
    match affinity {
        Affinity::Text | Affinity::Enumeration | Affinity::Array | Affinity::Json => true,
        Affinity::Null
        | Affinity::Integer
        | Affinity::Numeric
        | Affinity::Boolean
        | Affinity::Date
        | Affinity::DateTime
        | Affinity::Time
        | Affinity::Interval
        | Affinity::Binary
        | Affinity::Uuid
        | Affinity::Own => false,
    }
}

/// The tables of `_expression_adaptations`; what they do not list has the type of the left side.
fn computed_type(
    operator: &BinaryOperator,
    left_affinity: Affinity,
    right_affinity: Affinity,
    left: &SqlType,
    right: &SqlType,
) -> SqlType {
    use BinaryOperator::{Add, Divide, FloorDivide, Multiply, Subtract};

    match (left_affinity, operator, right_affinity) {
        (Affinity::Integer, Divide, Affinity::Integer) => generic(TypeKind::Numeric(NumericType {
            decimal: false,
            precision: None,
            scale: None,
        })),
        (
            Affinity::Integer,
            Add | Multiply | Subtract | Divide | FloorDivide,
            Affinity::Numeric,
        )
        | (Affinity::Integer, Add, Affinity::Date)
        | (Affinity::Integer | Affinity::Numeric, Multiply, Affinity::Interval)
        | (Affinity::Interval, Add, Affinity::DateTime) => right.clone(),
        (Affinity::Date, Add, Affinity::Interval | Affinity::Time)
        | (Affinity::Date, Subtract, Affinity::Interval)
        | (Affinity::Interval, Add, Affinity::Date) => {
            generic(TypeKind::DateTime(TimeZone::Without))
        }
        (Affinity::Date, Subtract, Affinity::Date) => SqlType::plain(PlainType::Integer),
        (Affinity::Date | Affinity::DateTime, Subtract, Affinity::DateTime)
        | (Affinity::Time, Subtract, Affinity::Time) => {
            generic(TypeKind::Interval(IntervalType::default()))
        }
        _ => left.clone(),
    }
}

fn generic(kind: TypeKind) -> SqlType {
    SqlType::new(kind).expect("a type without a type inside is not nested")
}
