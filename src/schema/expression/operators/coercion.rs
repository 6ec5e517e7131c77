//! Plain values beside expressions (`sqlalchemy.sql.coercions`).

use crate::schema::{CharacterKind, JsonNone, Literal, PlainType, SchemaError, SqlType, TypeKind};

use super::super::bind_parameter::BindParameter;
use super::super::operator::UnaryOperator;
use super::super::tree::{Expression, ExpressionKind};
use super::super::typing::type_of_value;

/// What can stand on the other side of an operator.
#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    /// An expression.
    Expression(Expression),
    /// A plain value.
    Value(Literal),
}

impl From<Expression> for Operand {
    fn from(expression: Expression) -> Self {
        Self::Expression(expression)
    }
}

impl From<Literal> for Operand {
    fn from(value: Literal) -> Self {
        Self::Value(value)
    }
}

/// The operand of an operator as an expression, typed by what it stands beside
/// (`roles.BinaryElementRole`).
///
/// A bind parameter without a type takes its type from there as well.
pub fn coerce(operand: Operand, beside: &SqlType) -> Expression {
    match operand {
        Operand::Value(value) => {
            let sql_type = compared_type(beside, &value);
            BindParameter::of_value(value, sql_type).into()
        }
        Operand::Expression(expression) => typed_parameter(expression, beside),
    }
}

/// The operand beside an expression: a tuple meets a tuple, ANY and ALL a value of the elements.
pub(super) fn coerce_beside(
    operand: Operand,
    beside: &Expression,
) -> Result<Expression, SchemaError> {
    match (beside.kind(), operand) {
        (
            ExpressionKind::Tuple(elements),
            Operand::Value(Literal::Tuple(values) | Literal::List(values)),
        ) => {
            let values = values
                .into_iter()
                .zip(elements)
                .map(|(value, element)| coerce(value.into(), &element.sql_type()));
            Expression::new(ExpressionKind::Tuple(values.collect()))
        }
        (
            ExpressionKind::Array(_),
            Operand::Value(Literal::List(values) | Literal::Tuple(values)),
        ) => {
            // Each value is compared with the type of the whole array, as the original does.
            let array = beside.sql_type();
            let values = values.into_iter().map(|value| coerce(value.into(), &array));
            super::construction::array_of(values.collect(), None)
        }
        (
            ExpressionKind::Unary {
                operator: UnaryOperator::Any | UnaryOperator::All,
                operand: collection,
                ..
            },
            Operand::Value(value),
        ) => Ok(coerce(value.into(), &item_type(&collection.sql_type()))),
        (_, operand) => Ok(coerce(operand, &beside.sql_type())),
    }
}

/// The type of the elements, where it is an array.
pub(super) fn item_type(sql_type: &SqlType) -> SqlType {
    match sql_type.kind() {
        TypeKind::Array(array) => array.item_type.clone(),
        _ => sql_type.clone(),
    }
}

fn typed_parameter(expression: Expression, beside: &SqlType) -> Expression {
    match expression.kind() {
        ExpressionKind::BindParameter(parameter)
            if parameter.sql_type.is_null() && !beside.is_null() =>
        {
            let mut typed = parameter.clone();
            typed.sql_type = beside.clone();
            typed.into()
        }
        _ => expression,
    }
}

/// An operand that stands beside nothing, as the arguments of functions
/// (`roles.ExpressionElementRole`).
pub fn element(operand: Operand, sql_type: Option<&SqlType>) -> Expression {
    match operand {
        Operand::Value(Literal::None) if !sql_type.is_some_and(evaluates_none) => {
            Expression::null()
        }
        Operand::Value(value) => {
            let sql_type = sql_type.cloned().unwrap_or_else(|| type_of_value(&value));
            BindParameter::of_value(value, sql_type).into()
        }
        Operand::Expression(expression) => expression,
    }
}

/// Whether None is a value of the type (`should_evaluate_none`), as in JSON.
fn evaluates_none(sql_type: &SqlType) -> bool {
    matches!(sql_type.kind(), TypeKind::Json(json) if json.none == JsonNone::Json)
}

/// The type a value has beside a type (`TypeEngine.coerce_compared_value`): that type, unless the
/// value is plainly of another kind.
pub(super) fn compared_type(beside: &SqlType, value: &Literal) -> SqlType {
    match (beside.kind(), value) {
        (
            TypeKind::Decorated(_)
            | TypeKind::UserDefined(_)
            | TypeKind::Plain(
                PlainType::Pickle
                | PlainType::Inet
                | PlainType::Cidr
                | PlainType::MacAddr
                | PlainType::MacAddr8,
            ),
            _,
        ) => return beside.clone(),
        (TypeKind::Character(character), _)
            if character.kind == CharacterKind::CaseInsensitiveText =>
        {
            return beside.clone();
        }
        // A length of time is compared as the moment it could be kept as.
        (TypeKind::Interval(interval), Literal::DateTime(_)) if interval.emulated => {
            return type_of_value(value);
        }
        (TypeKind::Uuid(_), Literal::Text(_)) => return beside.clone(),
        (TypeKind::Tuple(types), Literal::Tuple(values) | Literal::List(values)) => {
            let types = types
                .iter()
                .zip(values)
                .map(|(sql_type, value)| compared_type(sql_type, value))
                .collect();
            if let Ok(tuple) = SqlType::new(TypeKind::Tuple(types)) {
                return tuple;
            }
        }
        _ if affinity(beside) == Affinity::Binary && matches!(value, Literal::Text(_)) => {
            return beside.clone();
        }
        _ => {}
    }
    let own = type_of_value(value);
    if own.is_null() || same_affinity(&own, beside) {
        beside.clone()
    } else {
        own
    }
}

/// The generic kind of a type (`TypeEngine._type_affinity`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Affinity {
    Null,
    Text,
    Integer,
    Numeric,
    Boolean,
    Date,
    DateTime,
    Time,
    Interval,
    Binary,
    Json,
    Uuid,
    Array,
    Enumeration,
    Hstore,
    Range,
    /// A type that is its own kind.
    Own,
}

/// Whether two types are of one kind (`_compare_type_affinity`); an enumeration is a text.
pub(super) fn same_affinity(left: &SqlType, right: &SqlType) -> bool {
    let generic = |sql_type| match affinity(sql_type) {
        Affinity::Enumeration => Affinity::Text,
        other => other,
    };
    match (generic(left), generic(right)) {
        (Affinity::Own, Affinity::Own) => {
            std::mem::discriminant(left.kind()) == std::mem::discriminant(right.kind())
                && match (left.kind(), right.kind()) {
                    (TypeKind::Plain(left), TypeKind::Plain(right)) => left == right,
                    _ => true,
                }
        }
        (left, right) => left == right,
    }
}

pub(super) fn affinity(sql_type: &SqlType) -> Affinity {
    match sql_type.kind() {
        TypeKind::Plain(plain) => match plain {
            PlainType::Null => Affinity::Null,
            PlainType::Integer | PlainType::SmallInteger | PlainType::BigInteger => {
                Affinity::Integer
            }
            PlainType::Date => Affinity::Date,
            PlainType::UpperDateTime => Affinity::DateTime,
            PlainType::LargeBinary | PlainType::Blob | PlainType::Pickle => Affinity::Binary,
            PlainType::Hstore => Affinity::Hstore,
            PlainType::JsonPath
            | PlainType::TsVector
            | PlainType::TsQuery
            | PlainType::Inet
            | PlainType::Cidr
            | PlainType::MacAddr
            | PlainType::MacAddr8
            | PlainType::Money
            | PlainType::Oid
            | PlainType::RegClass
            | PlainType::RegConfig => Affinity::Own,
        },
        TypeKind::Character(_) => Affinity::Text,
        TypeKind::Boolean(_) => Affinity::Boolean,
        TypeKind::Numeric(_) | TypeKind::Float(..) => Affinity::Numeric,
        TypeKind::DateTime(_) | TypeKind::Timestamp(..) => Affinity::DateTime,
        TypeKind::Time(..) => Affinity::Time,
        TypeKind::Interval(_) => Affinity::Interval,
        TypeKind::Binary(_) | TypeKind::VarBinary(_) => Affinity::Binary,
        TypeKind::Json(_) => Affinity::Json,
        TypeKind::Uuid(_) => Affinity::Uuid,
        TypeKind::Array(_) => Affinity::Array,
        TypeKind::Enumeration(_) => Affinity::Enumeration,
        TypeKind::Decorated(implementation) => affinity(implementation),
        TypeKind::Range(_) => Affinity::Range,
        TypeKind::Bit(_) | TypeKind::Domain(_) | TypeKind::UserDefined(_) | TypeKind::Tuple(_) => {
            Affinity::Own
        }
    }
}
