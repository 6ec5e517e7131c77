//! Operators that compute: `+`, `||`, bits, subscripts, and those a migration names itself.

use crate::schema::{
    IntervalType, NumericType, PlainType, SchemaError, SqlType, TimeZone, TypeKind,
};

use super::super::bind_parameter::BindParameter;
use super::super::operator::{BinaryOperator, CustomOperator, Surrounding};
use super::super::tree::{BinaryExpression, Expression, ExpressionKind};
use super::super::typing::boolean;
use super::coercion::{Affinity, Operand, affinity, coerce, coerce_beside, same_affinity};
use super::comparison::binary;

/// `left operator right`; one of them is an expression, the other may be a plain value.
///
/// `+` between texts is `||`.
pub fn arithmetic(
    left: Operand,
    operator: BinaryOperator,
    right: Operand,
) -> Result<Expression, SchemaError> {
    let (left, right) = both(left, right)?;
    let (operator, sql_type) = adapt(operator, &left.sql_type(), &right.sql_type());
    if let Some(chained) = chain(&left, &operator, &right, &sql_type)? {
        return Ok(chained);
    }
    let mut expression = binary(&left, operator, &right, sql_type)?;
    expression.negation = None;
    Expression::new(ExpressionKind::Binary(expression))
}

/// `left.op(text)(right)`: the type that was named, else a truth value for a comparison, else what
/// the operands make of it.
pub fn custom(
    left: &Expression,
    operator: CustomOperator,
    right: Operand,
    return_type: Option<SqlType>,
) -> Result<Expression, SchemaError> {
    let beside = match &*operator.text {
        // Strings beside these operators of JSONB are paths; a `TypeDecorator` asks nobody.
        "@?" | "@@"
            if operator.eager_grouping
                && !matches!(left.sql_type().kind(), TypeKind::Decorated(_)) =>
        {
            SqlType::plain(PlainType::JsonPath)
        }
        _ => left.sql_type(),
    };
    let right = match right {
        Operand::Value(value) if !same_affinity(&beside, &left.sql_type()) => {
            BindParameter::of_value(value, beside).into()
        }
        right => coerce_beside(right, left)?,
    };
    let is_comparison = operator.is_comparison;
    let operator = BinaryOperator::Custom(operator);
    let sql_type = match return_type {
        Some(sql_type) => sql_type,
        None if is_comparison => boolean(),
        None => adapt(operator.clone(), &left.sql_type(), &right.sql_type()).1,
    };
    let expression = binary(left, operator, &right, sql_type)?;
    Expression::new(ExpressionKind::Binary(expression))
}

/// `left[index]` and what else names its operator and its type itself; the operand is an
/// expression already.
pub(super) fn operate(
    left: &Expression,
    operator: BinaryOperator,
    right: &Expression,
    sql_type: SqlType,
) -> Result<Expression, SchemaError> {
    let mut expression = binary(left, operator, right, sql_type)?;
    expression.negation = None;
    Expression::new(ExpressionKind::Binary(expression))
}

fn both(left: Operand, right: Operand) -> Result<(Expression, Expression), SchemaError> {
    Ok(match (left, right) {
        (Operand::Expression(left), right) => {
            let right = coerce_beside(right, &left)?;
            (left, right)
        }
        (left, Operand::Expression(right)) => {
            let left = coerce_beside(left, &right)?;
            (left, right)
        }
        (left, right) => (
            coerce(left, &SqlType::null()),
            coerce(right, &SqlType::null()),
        ),
    })
}

/// `a + (b + c)` is written `a + b + c`: what was made by the same associative operator on the
/// same kind of type joins the chain, even out of parentheses.
fn chain(
    left: &Expression,
    operator: &BinaryOperator,
    right: &Expression,
    sql_type: &SqlType,
) -> Result<Option<Expression>, SchemaError> {
    let is_associative = matches!(
        operator,
        BinaryOperator::Add | BinaryOperator::Multiply | BinaryOperator::Concatenate
    );
    if !is_associative {
        return Ok(None);
    }
    let joins = |operand: &Expression| match operand.ungrouped().kind() {
        ExpressionKind::Binary(inner) => {
            inner.operator == *operator && same_affinity(sql_type, &inner.sql_type)
        }
        _ => false,
    };
    let (left_joins, right_joins) = (joins(left), joins(right));
    if !left_joins && !right_joins {
        return Ok(None);
    }
    let surrounding = Surrounding::Binary(operator.clone());
    let part = |operand: &Expression, joins: bool| {
        if joins {
            Ok(operand.ungrouped().clone())
        } else {
            operand.self_group(&surrounding)
        }
    };
    Ok(Some(Expression::new(ExpressionKind::Binary(
        BinaryExpression {
            left: part(left, left_joins)?,
            operator: operator.clone(),
            right: part(right, right_joins)?,
            sql_type: sql_type.clone(),
            negation: None,
            escape: None,
            flags: None,
            symmetric: false,
            text_search_configuration: None,
        },
    ))?))
}

/// Whether it joins more than two operands, which makes it an `ExpressionClauseList`.
pub fn is_chain(expression: &BinaryExpression) -> bool {
    let joins = |operand: &Expression| match operand.kind() {
        ExpressionKind::Binary(inner) => {
            inner.operator == expression.operator
                && same_affinity(&expression.sql_type, &inner.sql_type)
        }
        _ => false,
    };
    let is_associative = matches!(
        expression.operator,
        BinaryOperator::Add | BinaryOperator::Multiply | BinaryOperator::Concatenate
    );
    is_associative && (joins(&expression.left) || joins(&expression.right))
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
        let sql_type = match left.kind() {
            TypeKind::Enumeration(enumeration) => {
                SqlType::string(Some(enumeration.longest_label()))
            }
            _ => left.clone(),
        };
        return (BinaryOperator::Concatenate, sql_type);
    }
    let sql_type = computed_type(&operator, left_affinity, right_affinity, left, right);
    (operator, sql_type)
}

fn is_concatenable(affinity: Affinity) -> bool {
    match affinity {
        Affinity::Text
        | Affinity::Enumeration
        | Affinity::Array
        | Affinity::Json
        | Affinity::Hstore => true,
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
        | Affinity::Range
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

    let moment = || generic(TypeKind::DateTime(TimeZone::Without));
    let length = || generic(TypeKind::Interval(IntervalType::default()));
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
        | (Affinity::Interval, Add, Affinity::DateTime | Affinity::Time) => right.clone(),
        (Affinity::Date, Add, Affinity::Interval | Affinity::Time)
        | (Affinity::Date, Subtract, Affinity::Interval)
        | (Affinity::Interval | Affinity::Time, Add, Affinity::Date) => moment(),
        (Affinity::Date, Subtract, Affinity::Date) => SqlType::plain(PlainType::Integer),
        (Affinity::Date | Affinity::DateTime, Subtract, Affinity::DateTime)
        | (Affinity::Time, Subtract, Affinity::Time) => length(),
        (
            Affinity::Numeric,
            Add | Subtract | Multiply | Divide,
            Affinity::Numeric | Affinity::Integer,
        ) => numeric_type(left, right_affinity, right),
        _ => left.clone(),
    }
}

/// Two numbers with a fraction: the right type wins over `Numeric`, every other class stays
/// without its arguments.
fn numeric_type(left: &SqlType, right_affinity: Affinity, right: &SqlType) -> SqlType {
    match left.kind() {
        TypeKind::Numeric(numeric) if !numeric.decimal => {
            if right_affinity == Affinity::Numeric {
                right.clone()
            } else {
                left.clone()
            }
        }
        TypeKind::Numeric(_) => generic(TypeKind::Numeric(NumericType {
            decimal: true,
            precision: None,
            scale: None,
        })),
        TypeKind::Float(kind, _) => generic(TypeKind::Float(*kind, None)),
        _ => left.clone(),
    }
}

fn generic(kind: TypeKind) -> SqlType {
    SqlType::new(kind).expect("a type without a type inside is not nested")
}
