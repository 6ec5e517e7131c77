//! The type of an expression, and the type a plain Python value gets.

use super::super::literal::Literal;
use super::super::sql_type::{
    CharacterKind, CharacterType, FloatKind, IntervalType, NumericType, PlainType, SqlType,
    TimeZone, TypeKind, UuidType,
};
use super::super::statement::FromKind;
use super::tree::{Expression, ExpressionKind};

impl Expression {
    /// The type SQLAlchemy says this expression has.
    pub fn sql_type(&self) -> SqlType {
        match self.kind() {
            ExpressionKind::BindParameter(parameter) => parameter.sql_type.clone(),
            ExpressionKind::True | ExpressionKind::False | ExpressionKind::Boolean { .. } => {
                boolean()
            }
            ExpressionKind::Column(column) => column.sql_type.clone(),
            ExpressionKind::Function(call) => call.sql_type.clone(),
            ExpressionKind::Cast(cast) => cast.sql_type.clone(),
            ExpressionKind::Unary { sql_type, .. } => sql_type.clone(),
            ExpressionKind::Modified { operand, .. } => operand.sql_type(),
            ExpressionKind::Binary(binary) => binary.sql_type.clone(),
            ExpressionKind::Grouping(inner) => inner.sql_type(),
            ExpressionKind::Label(label) => label.element.sql_type(),
            ExpressionKind::Over(over) => over.element.sql_type(),
            ExpressionKind::Array(array) => array.sql_type.clone(),
            ExpressionKind::Case(case) => case
                .branches
                .iter()
                .map(|(_, then)| then)
                .chain(&case.otherwise)
                .map(Self::sql_type)
                .find(|sql_type| !sql_type.is_null())
                .unwrap_or_else(SqlType::null),
            ExpressionKind::Extract(_) => SqlType::plain(PlainType::Integer),
            ExpressionKind::ScalarSubquery(query) => query.scalar_type(),
            ExpressionKind::LabelReference(inner) => inner.sql_type(),
            ExpressionKind::TableValued(from) => match from.kind() {
                FromKind::TableFunction(function) => function.function.sql_type(),
                _ => SqlType::null(),
            },
            ExpressionKind::TextualLabelReference(_)
            | ExpressionKind::Text(_)
            | ExpressionKind::Null
            | ExpressionKind::List { .. }
            | ExpressionKind::Tuple(_)
            | ExpressionKind::Collation(_) => SqlType::null(),
        }
    }
}

/// `Boolean()`.
pub fn boolean() -> SqlType {
    flat(TypeKind::Boolean(super::super::sql_type::BooleanType {
        constraint: super::super::enumeration::ConstraintCreation::Omit,
        name: None,
    }))
}

fn flat(kind: TypeKind) -> SqlType {
    SqlType::new(kind).expect("a type without a type inside is not nested")
}

/// The type of a value nothing else gives a type (`sqltypes._resolve_value_to_type`).
pub fn type_of_value(value: &Literal) -> SqlType {
    match value {
        Literal::Boolean(_) => boolean(),
        Literal::Integer(_) => SqlType::plain(PlainType::Integer),
        Literal::Float(_) => flat(TypeKind::Float(FloatKind::Float, None)),
        Literal::Decimal(_) => flat(TypeKind::Numeric(NumericType {
            decimal: false,
            precision: None,
            scale: None,
        })),
        Literal::Text(_) => flat(TypeKind::Character(CharacterType {
            kind: CharacterKind::String,
            length: None,
            collation: None,
        })),
        Literal::Bytes(_) => SqlType::plain(PlainType::LargeBinary),
        Literal::Date(_) => SqlType::plain(PlainType::Date),
        Literal::Time(_) => flat(TypeKind::Time(TimeZone::Without, None)),
        Literal::DateTime(_) => flat(TypeKind::DateTime(TimeZone::Without)),
        Literal::Interval(_) => flat(TypeKind::Interval(IntervalType::default())),
        Literal::Uuid(_) => flat(TypeKind::Uuid(UuidType::default())),
        Literal::None
        | Literal::EnumerationMember(_)
        | Literal::List(_)
        | Literal::Tuple(_)
        | Literal::Dictionary(_) => SqlType::null(),
    }
}
