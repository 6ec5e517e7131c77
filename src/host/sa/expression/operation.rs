//! Python's operators on SQL expressions (`ColumnOperators`).

use crate::python::{
    BinaryOperator, Comparison, Interpreter, PythonError, Side, UnaryOperator, Value,
};
use crate::schema::expression::{
    self as sql, BooleanConnective, Expression, ExpressionKind, operators,
};
use crate::schema::{SchemaError, SqlType};

use super::super::super::raise::{schema_error, sqlalchemy_error};
use super::coerce::{expression_of, operand};
use super::object::ExpressionObject;

/// `expression operator other`, or the other way round.
pub(super) fn binary(
    object: &ExpressionObject,
    operator: BinaryOperator,
    other: &Value,
    side: Side,
    cx: &mut Interpreter,
) -> Result<Option<Value>, PythonError> {
    let own = object.expression();
    let is_text = matches!(own.kind(), ExpressionKind::Text(_));
    if is_text && operator != BinaryOperator::And {
        return Ok(None);
    }
    if is_quantified(own) {
        return Err(sqlalchemy_error(
            cx,
            "ArgumentError",
            "Only comparison operators may be used with ANY/ALL",
        ));
    }
    let connective = match operator {
        BinaryOperator::And => Some(BooleanConnective::And),
        BinaryOperator::Or => Some(BooleanConnective::Or),
        _ => None,
    };
    if let Some(connective) = connective {
        let made = match (side, expression_of(cx, other)?) {
            (Side::Right, Some(left)) => operators::junction(&left, connective, own.clone().into()),
            (Side::Left, _) => {
                let right = operand(cx, other)?;
                operators::junction(own, connective, right)
            }
            (Side::Right, None) => {
                let left = operand(cx, other)?;
                operators::conjunction(connective, vec![left, own.clone().into()])
            }
        };
        return object.made(cx, made).map(Some);
    }
    let operator = match operator {
        BinaryOperator::Add => sql::BinaryOperator::Add,
        BinaryOperator::Subtract => sql::BinaryOperator::Subtract,
        BinaryOperator::Multiply => sql::BinaryOperator::Multiply,
        BinaryOperator::Divide => sql::BinaryOperator::Divide,
        BinaryOperator::FloorDivide => sql::BinaryOperator::FloorDivide,
        BinaryOperator::Modulo => sql::BinaryOperator::Modulo,
        BinaryOperator::MatrixMultiply
        | BinaryOperator::Power
        | BinaryOperator::ShiftLeft
        | BinaryOperator::ShiftRight
        | BinaryOperator::ExclusiveOr
        | BinaryOperator::And
        | BinaryOperator::Or => {
            return Err(PythonError::unsupported(format!(
                "the operator {} on an SQL expression",
                operator.symbol()
            )));
        }
    };
    let other = operand(cx, other)?;
    let (left, right) = match side {
        Side::Left => (own.clone().into(), other),
        Side::Right => (other, own.clone().into()),
    };
    let made = operators::arithmetic(left, operator, right);
    object.made(cx, made).map(Some)
}

/// `expression == other` and the other comparisons.
pub(super) fn compare(
    object: &ExpressionObject,
    comparison: Comparison,
    other: &Value,
    cx: &mut Interpreter,
) -> Result<Option<Value>, PythonError> {
    let own = object.expression();
    // A text clause is compared by identity, as any object.
    if matches!(own.kind(), ExpressionKind::Text(_)) {
        return Ok(None);
    }
    let operator = match comparison {
        Comparison::Equal => sql::BinaryOperator::Equal,
        Comparison::NotEqual => sql::BinaryOperator::NotEqual,
        Comparison::Less => sql::BinaryOperator::Less,
        Comparison::LessOrEqual => sql::BinaryOperator::LessOrEqual,
        Comparison::Greater => sql::BinaryOperator::Greater,
        Comparison::GreaterOrEqual => sql::BinaryOperator::GreaterOrEqual,
    };
    let other = operand(cx, other)?;
    let made = if is_quantified(own) {
        // ANY and ALL stand on the right, so the comparison is turned around.
        let left = operators::coerce(other, &SqlType::null());
        operators::compare(&left, mirrored(operator), own.clone().into())
    } else {
        operators::compare(own, operator, other)
    };
    object.made(cx, made).map(Some)
}

/// Whether it is `any_(…)` or `all_(…)`, which can be compared and nothing else.
pub(super) fn is_quantified(expression: &Expression) -> bool {
    matches!(
        expression.kind(),
        ExpressionKind::Unary {
            operator: sql::UnaryOperator::Any | sql::UnaryOperator::All,
            ..
        }
    )
}

/// The comparison that says the same with its sides exchanged.
fn mirrored(operator: sql::BinaryOperator) -> sql::BinaryOperator {
    match operator {
        sql::BinaryOperator::Less => sql::BinaryOperator::Greater,
        sql::BinaryOperator::LessOrEqual => sql::BinaryOperator::GreaterOrEqual,
        sql::BinaryOperator::Greater => sql::BinaryOperator::Less,
        sql::BinaryOperator::GreaterOrEqual => sql::BinaryOperator::LessOrEqual,
        other => other,
    }
}

/// `-expression` and `~expression`.
pub(super) fn unary(
    object: &ExpressionObject,
    operator: UnaryOperator,
    cx: &mut Interpreter,
) -> Result<Option<Value>, PythonError> {
    let own = object.expression();
    let made: Result<Expression, SchemaError> = match operator {
        UnaryOperator::Negative => operators::negative(own),
        UnaryOperator::Invert => operators::negate(own),
        UnaryOperator::Positive => return Ok(None),
    };
    object.made(cx, made).map(Some)
}

/// `bool(expression)`, which SQLAlchemy knows for few.
pub(super) fn truth(object: &ExpressionObject) -> Result<bool, PythonError> {
    match object.expression().kind() {
        ExpressionKind::Text(_) => Ok(true),
        ExpressionKind::Binary(binary)
            if matches!(
                binary.operator,
                sql::BinaryOperator::Equal | sql::BinaryOperator::NotEqual
            ) =>
        {
            Err(PythonError::unsupported(
                "the truth of a comparison of SQL expressions",
            ))
        }
        _ => Err(PythonError::type_error(
            "Boolean value of this clause is not defined",
        )),
    }
}

impl ExpressionObject {
    /// The object for what an operator made.
    pub(super) fn made(
        &self,
        cx: &mut Interpreter,
        made: Result<Expression, SchemaError>,
    ) -> Result<Value, PythonError> {
        match made {
            Ok(expression) => Ok(Value::host(Self::new(self.host(), expression))),
            Err(error) => Err(schema_error(cx, error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::super::testing::{operations, refusal};

    #[test]
    fn operators_make_expressions() {
        let made = operations(
            "a = sa.column('a', sa.Integer)\n\
             op.create_check_constraint('c', 't', (a > 1) & ~a.in_([1, 2]) | a.is_(None))\n\
             op.create_check_constraint('c', 't', sa.and_(a == 1, sa.func.lower('x') != a))",
        );
        assert_eq!(made.len(), 2);
    }

    #[test]
    fn the_truth_of_an_expression_is_refused() {
        assert_eq!(
            refusal("bool(sa.column('a') > 1)"),
            "TypeError: Boolean value of this clause is not defined"
        );
    }
}
