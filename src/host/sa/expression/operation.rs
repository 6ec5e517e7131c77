//! Python's operators on SQL expressions (`ColumnOperators`).

use crate::python::{
    BinaryOperator, Comparison, ExceptionClass, Interpreter, PythonError, Side, UnaryOperator,
    Value,
};
use crate::schema::SchemaError;
use crate::schema::expression::operators::{self, Comparator, DialectOperator, Operand};
use crate::schema::expression::{self as sql, BooleanConnective, Expression, ExpressionKind};

use super::super::super::raise::{schema_error, sqlalchemy_error};
use super::super::orm::MappedAttribute;
use super::coerce::operand;
use super::function_methods::condition;
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
    if side == Side::Right && !has_reverse(operator) {
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
        let right = condition(cx, other)?;
        let made = operators::junction(own, connective, right);
        return object.made(cx, made).map(Some);
    }
    let operator = match operator {
        BinaryOperator::Add => sql::BinaryOperator::Add,
        BinaryOperator::Subtract => sql::BinaryOperator::Subtract,
        BinaryOperator::Multiply => sql::BinaryOperator::Multiply,
        BinaryOperator::Divide => sql::BinaryOperator::Divide,
        BinaryOperator::FloorDivide => sql::BinaryOperator::FloorDivide,
        BinaryOperator::Modulo => sql::BinaryOperator::Modulo,
        BinaryOperator::ShiftLeft => {
            return shift(object, cx, other, DialectOperator::StrictlyLeftOf, "lshift").map(Some);
        }
        BinaryOperator::ShiftRight => {
            return shift(
                object,
                cx,
                other,
                DialectOperator::StrictlyRightOf,
                "rshift",
            )
            .map(Some);
        }
        BinaryOperator::MatrixMultiply
        | BinaryOperator::Power
        | BinaryOperator::ExclusiveOr
        | BinaryOperator::And
        | BinaryOperator::Or => return Ok(None),
    };
    let other = operand(cx, other)?;
    let (left, right) = match side {
        Side::Left => (own.clone().into(), other),
        Side::Right => (other, own.clone().into()),
    };
    let made = operators::arithmetic(left, operator, right);
    object.made(cx, made).map(Some)
}

/// Whether the class of expressions has the method for an operator with the expression on its
/// right.
fn has_reverse(operator: BinaryOperator) -> bool {
    match operator {
        BinaryOperator::Add
        | BinaryOperator::Subtract
        | BinaryOperator::Multiply
        | BinaryOperator::Divide
        | BinaryOperator::FloorDivide
        | BinaryOperator::Modulo => true,
        BinaryOperator::ShiftLeft
        | BinaryOperator::ShiftRight
        | BinaryOperator::MatrixMultiply
        | BinaryOperator::Power
        | BinaryOperator::ExclusiveOr
        | BinaryOperator::And
        | BinaryOperator::Or => false,
    }
}

/// `range << other`; other types have no such operator.
fn shift(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    other: &Value,
    operator: DialectOperator,
    name: &str,
) -> Result<Value, PythonError> {
    if Comparator::of(&object.expression().sql_type()) != Comparator::Range {
        let message = format!("Operator '{name}' is not supported on this expression");
        return Err(PythonError::exception(
            ExceptionClass::NotImplementedError,
            message,
        ));
    }
    let other = operand(cx, other)?;
    let made = operators::custom(object.expression(), operator.custom(), other, None);
    object.made(cx, made)
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
    // The class of an attribute is not derived from that of any expression.
    let is_attribute = other.downcast::<MappedAttribute>().is_some();
    let other = operand(cx, other)?;
    let made = match &other {
        Operand::Expression(other) if !is_attribute && is_derived(other, own) => {
            compared(other, operator.mirrored(), own.clone().into())
        }
        _ => compared(own, operator, other),
    };
    object.made(cx, made).map(Some)
}

/// A comparison; ANY and ALL stand on its right whoever was asked.
fn compared(
    own: &Expression,
    operator: sql::BinaryOperator,
    other: Operand,
) -> Result<Expression, SchemaError> {
    if is_quantified(own) {
        operators::compare_with_collection(own, operator, other)
    } else {
        operators::compare(own, operator, other)
    }
}

/// Whether the class of the right side is derived from that of the left side: Python asks it first.
fn is_derived(right: &Expression, left: &Expression) -> bool {
    match (left.kind(), right.kind()) {
        (ExpressionKind::Column(left), ExpressionKind::Column(right)) => {
            left.class == sql::ColumnClass::Clause && right.class == sql::ColumnClass::Column
        }
        (ExpressionKind::Function(left), ExpressionKind::Function(right)) => {
            !operators::is_known(left) && operators::is_known(right)
        }
        (
            ExpressionKind::Unary { operator: left, .. },
            ExpressionKind::Unary {
                operator: right, ..
            },
        ) => !has_own_class(*left) && has_own_class(*right),
        (ExpressionKind::Modified { .. }, ExpressionKind::Unary { operator, .. }) => {
            has_own_class(*operator)
        }
        (ExpressionKind::Cast(left), ExpressionKind::Cast(right)) => {
            left.form == sql::CastForm::Cast && right.form == sql::CastForm::TryCast
        }
        (
            ExpressionKind::Binary(left),
            ExpressionKind::Boolean { .. } | ExpressionKind::Array(_),
        ) => operators::is_chain(left),
        _ => false,
    }
}

/// Whether such an expression has a class derived from that of other unary operators.
fn has_own_class(operator: sql::UnaryOperator) -> bool {
    match operator {
        sql::UnaryOperator::IsFalse
        | sql::UnaryOperator::IsTrue
        | sql::UnaryOperator::Exists
        | sql::UnaryOperator::Any
        | sql::UnaryOperator::All => true,
        sql::UnaryOperator::Not
        | sql::UnaryOperator::Negate
        | sql::UnaryOperator::BitwiseNot
        | sql::UnaryOperator::Distinct => false,
    }
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
