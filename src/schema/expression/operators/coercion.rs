//! Plain values beside expressions (`sqlalchemy.sql.coercions`).

use crate::schema::{Literal, PlainType, SqlType, TypeKind};

use super::super::bind_parameter::BindParameter;
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

/// The operand as an expression, typed by what it stands beside.
///
/// A bind parameter without a type takes its type from there as well.
pub fn coerce(operand: Operand, beside: &SqlType) -> Expression {
    match operand {
        Operand::Value(Literal::None) => Expression::null(),
        Operand::Value(value) => {
            let sql_type = compared_type(beside, &value);
            BindParameter::of_value(value, sql_type).into()
        }
        Operand::Expression(expression) => match expression.kind() {
            ExpressionKind::BindParameter(parameter)
                if parameter.sql_type.is_null() && !beside.is_null() =>
            {
                let mut typed = parameter.clone();
                typed.sql_type = parameter
                    .value
                    .as_ref()
                    .map_or_else(|| beside.clone(), |value| compared_type(beside, value));
                typed.into()
            }
            _ => expression,
        },
    }
}

/// The type a value has beside a type (`TypeEngine.coerce_compared_value`): that type, unless the
/// value is plainly of another kind.
pub(super) fn compared_type(beside: &SqlType, value: &Literal) -> SqlType {
    if let TypeKind::Decorated(_) = beside.kind() {
        return beside.clone();
    }
    let own = type_of_value(value);
    if own.is_null() || affinity(&own) == affinity(beside) {
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
    /// A type that is its own kind.
    Own,
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
            | PlainType::RegConfig
            | PlainType::Hstore => Affinity::Own,
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
        TypeKind::Bit(_)
        | TypeKind::Range(_)
        | TypeKind::Domain(_)
        | TypeKind::UserDefined(_)
        | TypeKind::Tuple(_) => Affinity::Own,
    }
}
