//! The type of an expression, and the type a plain Python value gets.

use super::super::literal::Literal;
use super::super::sql_type::{
    ArrayClass, ArrayType, CharacterKind, CharacterType, FloatKind, IntervalType, NumericType,
    PlainType, SqlType, TimeZone, TypeKind, UuidType,
};
use super::super::statement::FromKind;
use super::function::FunctionName;
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
            ExpressionKind::Binary(binary) => binary.sql_type.clone(),
            ExpressionKind::Grouping(inner) => inner.sql_type(),
            ExpressionKind::Label(label) => label.element.sql_type(),
            ExpressionKind::Over(over) => over.element.sql_type(),
            ExpressionKind::Array(array) => array.sql_type.clone(),
            ExpressionKind::Case(case) => case
                .branches
                .iter()
                .rev()
                .map(|(_, then)| then.sql_type())
                .find(|sql_type| !sql_type.is_null())
                .or_else(|| case.otherwise.as_ref().map(Self::sql_type))
                .unwrap_or_else(SqlType::null),
            ExpressionKind::Extract(_) => SqlType::plain(PlainType::Integer),
            ExpressionKind::Filter { element, .. } => element.sql_type(),
            ExpressionKind::WithinGroup { element, order_by } => {
                within_group_type(element, order_by)
            }
            ExpressionKind::AggregateOrderBy { target, .. } => target.sql_type(),
            ExpressionKind::Tuple(elements) => {
                let types = elements.iter().map(Self::sql_type).collect();
                SqlType::new(TypeKind::Tuple(types)).unwrap_or_else(|_| SqlType::null())
            }
            ExpressionKind::ScalarSubquery(query) => query.scalar_type(),
            ExpressionKind::LabelReference(inner) => inner.sql_type(),
            ExpressionKind::TableValued(from) => match from.kind() {
                FromKind::TableFunction(function) => function.function.sql_type(),
                _ => SqlType::null(),
            },
            ExpressionKind::TextualLabelReference(_)
            | ExpressionKind::Text(_)
            | ExpressionKind::Null
            | ExpressionKind::Modified { .. }
            | ExpressionKind::List { .. }
            | ExpressionKind::Slice { .. }
            | ExpressionKind::Collation(_) => SqlType::null(),
        }
    }
}

/// The type of a function that orders its rows: `mode()` and the percentiles have that of the first
/// expression they are ordered by.
fn within_group_type(element: &Expression, order_by: &[Expression]) -> SqlType {
    let ExpressionKind::Function(call) = element.kind() else {
        return element.sql_type();
    };
    let name = match &call.name {
        FunctionName::Generic { packages, name } if packages.is_empty() => name.text(),
        _ => "",
    };
    let Some(first) = order_by.first() else {
        return element.sql_type();
    };
    let mut ordered = first;
    while let ExpressionKind::Modified { operand, .. } = ordered.kind() {
        ordered = operand;
    }
    match name {
        "percentile_cont" | "percentile_disc" if call.arguments.len() > 1 => SqlType::new(
            TypeKind::Array(ArrayType::new(ordered.sql_type(), ArrayClass::Generic)),
        )
        .unwrap_or_else(|_| SqlType::null()),
        "mode" | "percentile_cont" | "percentile_disc" => ordered.sql_type(),
        _ => element.sql_type(),
    }
}

fn zone(offset: Option<i64>) -> TimeZone {
    match offset {
        Some(_) => TimeZone::With,
        None => TimeZone::Without,
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
        Literal::Integer(number) => SqlType::plain(if number.bits() >= 32 {
            PlainType::BigInteger
        } else {
            PlainType::Integer
        }),
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
        Literal::Time(time) => flat(TypeKind::Time(zone(time.offset), None)),
        Literal::DateTime(moment) => flat(TypeKind::DateTime(zone(moment.time.offset))),
        Literal::Interval(_) => flat(TypeKind::Interval(IntervalType::default())),
        Literal::Uuid(_) => flat(TypeKind::Uuid(UuidType::default())),
        Literal::None
        | Literal::EnumerationMember(_)
        | Literal::List(_)
        | Literal::Tuple(_)
        | Literal::Dictionary(_) => SqlType::null(),
    }
}
