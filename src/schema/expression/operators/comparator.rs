//! What the type of an expression adds to its operators: subscripts and PostgreSQL's own operators.
//!
//! The counterpart of the `Comparator` classes of `sqltypes.JSON`, `sqltypes.ARRAY` and of
//! `sqlalchemy.dialects.postgresql`, and of its `operators` module.

use num_bigint::BigInt;

use crate::schema::{
    ArrayClass, ArrayIndexes, ArrayType, CharacterKind, CharacterType, JsonFormat, Literal,
    PlainType, SchemaError, SqlType, TypeKind,
};

use super::super::bind_parameter::BindParameter;
use super::super::operator::{BinaryOperator, CustomOperator, UnaryOperator};
use super::super::tree::{BinaryExpression, Expression, ExpressionKind};
use super::arithmetic::{arithmetic, custom, operate};
use super::coercion::{Operand, coerce, element};
use super::comparison::compare_with_collection;
use super::construction::{array_of, cast, quantified};

/// Which operators the type of an expression brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparator {
    /// None beside those every expression has.
    Plain,
    /// `sqlalchemy.ARRAY`.
    GenericArray,
    /// `postgresql.ARRAY`.
    Array,
    /// `sqlalchemy.JSON`, which has no `astext`.
    GenericJson,
    /// `postgresql.JSON`.
    Json,
    /// `postgresql.JSONB`.
    Jsonb,
    /// `postgresql.HSTORE`.
    Hstore,
    /// Ranges and multiranges.
    Range,
}

impl Comparator {
    /// That of a type; a decorated type has that of its implementation, a variant counts for nothing.
    pub fn of(sql_type: &SqlType) -> Self {
        match sql_type.kind() {
            TypeKind::Array(array) => match array.class {
                ArrayClass::Generic => Self::GenericArray,
                ArrayClass::PostgreSql => Self::Array,
            },
            TypeKind::Json(json) => match json.format {
                JsonFormat::Generic => Self::GenericJson,
                JsonFormat::Text => Self::Json,
                JsonFormat::Binary => Self::Jsonb,
            },
            TypeKind::Plain(PlainType::Hstore) => Self::Hstore,
            TypeKind::Range(_) => Self::Range,
            TypeKind::Decorated(implementation) => Self::of(implementation),
            _ => Self::Plain,
        }
    }
}

/// The operators of `sqlalchemy.dialects.postgresql.operators`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DialectOperator {
    /// `->>`.
    AsText,
    /// `#>>`.
    PathAsText,
    /// `?`.
    HasKey,
    /// `?&`.
    HasAll,
    /// `?|`.
    HasAny,
    /// `#-`.
    DeletePath,
    /// `@?`.
    PathExists,
    /// `@@`.
    PathMatch,
    /// `@>`.
    Contains,
    /// `<@`.
    ContainedBy,
    /// `&&`.
    Overlap,
    /// `<<`.
    StrictlyLeftOf,
    /// `>>`.
    StrictlyRightOf,
    /// `&<`.
    NotExtendRightOf,
    /// `&>`.
    NotExtendLeftOf,
    /// `-|-`.
    AdjacentTo,
    /// `->` of HSTORE.
    GetItem,
}

impl DialectOperator {
    fn text(self) -> &'static str {
        match self {
            Self::AsText => "->>",
            Self::PathAsText => "#>>",
            Self::HasKey => "?",
            Self::HasAll => "?&",
            Self::HasAny => "?|",
            Self::DeletePath => "#-",
            Self::PathExists => "@?",
            Self::PathMatch => "@@",
            Self::Contains => "@>",
            Self::ContainedBy => "<@",
            Self::Overlap => "&&",
            Self::StrictlyLeftOf => "<<",
            Self::StrictlyRightOf => ">>",
            Self::NotExtendRightOf => "&<",
            Self::NotExtendLeftOf => "&>",
            Self::AdjacentTo => "-|-",
            Self::GetItem => "->",
        }
    }

    /// The operator with its precedence.
    pub fn custom(self) -> CustomOperator {
        let is_comparison = !matches!(
            self,
            Self::AsText | Self::PathAsText | Self::DeletePath | Self::GetItem
        );
        let grouped = !matches!(
            self,
            Self::Overlap
                | Self::StrictlyLeftOf
                | Self::StrictlyRightOf
                | Self::NotExtendRightOf
                | Self::NotExtendLeftOf
                | Self::AdjacentTo
        );
        let like = if is_comparison {
            BinaryOperator::Equal
        } else {
            BinaryOperator::JsonGetItem
        };
        CustomOperator {
            text: self.text().into(),
            precedence: like.precedence(),
            is_comparison,
            natural_self_precedent: grouped,
            eager_grouping: grouped,
        }
    }
}

/// What stands in the brackets behind an expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Subscript {
    /// A value or an expression.
    Index(Operand),
    /// `start:stop`; `None` is what was left out.
    Slice(Option<Operand>, Option<Operand>),
}

/// `expression[subscript]`.
pub fn subscript(expression: &Expression, subscript: Subscript) -> Result<Expression, SchemaError> {
    match (Comparator::of(&expression.sql_type()), subscript) {
        (
            Comparator::GenericJson | Comparator::Json | Comparator::Jsonb,
            Subscript::Index(index),
        ) => json_item(expression, index),
        (Comparator::GenericArray | Comparator::Array, subscript) => {
            array_item(expression, subscript)
        }
        (Comparator::Hstore, Subscript::Index(index)) => custom(
            expression,
            DialectOperator::GetItem.custom(),
            index,
            Some(text_type(CharacterKind::Text)),
        ),
        (
            Comparator::GenericJson | Comparator::Json | Comparator::Jsonb | Comparator::Hstore,
            Subscript::Slice(..),
        ) => Err(SchemaError::Unsupported(
            "a slice of JSON or HSTORE".to_owned(),
        )),
        (Comparator::Plain | Comparator::Range, _) => Err(SchemaError::NotImplemented(
            "Operator 'getitem' is not supported on this expression".to_owned(),
        )),
    }
}

fn text_type(kind: CharacterKind) -> SqlType {
    let character = CharacterType {
        kind,
        length: None,
        collation: None,
    };
    SqlType::new(TypeKind::Character(character)).expect("a text holds no other type")
}

/// `json[key]`, `json[index]`, `json[(path, …)]`.
fn json_item(expression: &Expression, index: Operand) -> Result<Expression, SchemaError> {
    let operator = match &index {
        Operand::Value(Literal::List(_) | Literal::Tuple(_)) => BinaryOperator::JsonPathGetItem,
        _ => BinaryOperator::JsonGetItem,
    };
    let index_type = match &index {
        Operand::Value(Literal::List(_) | Literal::Tuple(_)) => SqlType::plain(PlainType::JsonPath),
        Operand::Value(Literal::Integer(_) | Literal::Boolean(_)) => {
            SqlType::plain(PlainType::Integer)
        }
        Operand::Value(Literal::Text(_) | Literal::None) | Operand::Expression(_) => {
            SqlType::string(None)
        }
        Operand::Value(_) => {
            return Err(SchemaError::Unsupported(
                "a JSON key that is neither a string nor an integer".to_owned(),
            ));
        }
    };
    let index = match index {
        Operand::Value(value) => BindParameter::of_value(value, index_type).into(),
        index @ Operand::Expression(_) => coerce(index, &index_type),
    };
    operate(expression, operator, &index, expression.sql_type())
}

fn array_item(expression: &Expression, subscript: Subscript) -> Result<Expression, SchemaError> {
    let sql_type = expression.sql_type();
    let array = array_type(&sql_type).ok_or_else(|| {
        SchemaError::Unsupported("a subscript of an array of unknown elements".to_owned())
    })?;
    let index = match subscript {
        Subscript::Index(index) => {
            let index = shifted(array, index)?;
            let result = match array.dimensions {
                None | Some(1) => array.item_type.clone(),
                Some(dimensions) => SqlType::new(TypeKind::Array(ArrayType {
                    dimensions: Some(dimensions.saturating_sub(1)),
                    ..array.clone()
                }))?,
            };
            let index = coerce(index, &sql_type);
            return operate(expression, BinaryOperator::GetItem, &index, result);
        }
        Subscript::Slice(start, stop) => {
            let limit = |limit: Option<Operand>| {
                let limit = limit.unwrap_or(Operand::Value(Literal::None));
                let limit = shifted(array, limit)?;
                Ok(element(limit, Some(&SqlType::plain(PlainType::Integer))))
            };
            Expression::new(ExpressionKind::Slice {
                start: limit(start)?,
                stop: limit(stop)?,
            })?
        }
    };
    operate(
        expression,
        BinaryOperator::GetItem,
        &index,
        sql_type.clone(),
    )
}

fn array_type(sql_type: &SqlType) -> Option<&ArrayType> {
    match sql_type.kind() {
        TypeKind::Array(array) => Some(array),
        TypeKind::Decorated(implementation) => array_type(implementation),
        _ => None,
    }
}

/// The index as PostgreSQL counts.
fn shifted(array: &ArrayType, index: Operand) -> Result<Operand, SchemaError> {
    match (array.indexes, index) {
        (ArrayIndexes::FromOne, index) => Ok(index),
        (ArrayIndexes::FromZero, Operand::Value(Literal::Integer(number))) => {
            Ok(Operand::Value(Literal::Integer(number + BigInt::from(1))))
        }
        (ArrayIndexes::FromZero, index @ Operand::Expression(_)) => {
            let one = Operand::Value(1.into());
            arithmetic(index, BinaryOperator::Add, one).map(Operand::Expression)
        }
        (ArrayIndexes::FromZero, Operand::Value(_)) => Err(SchemaError::Type(
            "unsupported operand type(s) for +: an index that is no number and 'int'".to_owned(),
        )),
    }
}

/// `as_integer()` and its kin: an item of JSON that is taken for another type.
pub fn json_item_as(
    expression: &Expression,
    sql_type: SqlType,
    method: &str,
) -> Result<Expression, SchemaError> {
    match expression.kind() {
        ExpressionKind::Binary(item)
            if matches!(
                item.operator,
                BinaryOperator::JsonGetItem | BinaryOperator::JsonPathGetItem
            ) =>
        {
            Expression::new(ExpressionKind::Binary(BinaryExpression {
                sql_type,
                ..item.clone()
            }))
        }
        _ => Err(SchemaError::InvalidRequest(format!(
            "The JSON cast operator JSON.{method}() only works with a JSON index expression e.g. \
             col['q'].{method}()"
        ))),
    }
}

/// `json[key].astext`; nothing where the expression is no item.
pub fn as_text(expression: &Expression) -> Option<Result<Expression, SchemaError>> {
    let ExpressionKind::Binary(item) = expression.kind() else {
        return None;
    };
    let is_path = matches!(
        item.right.sql_type().kind(),
        TypeKind::Plain(PlainType::JsonPath)
    );
    let operator = if is_path {
        DialectOperator::PathAsText
    } else {
        DialectOperator::AsText
    };
    Some(custom(
        &item.left,
        operator.custom(),
        item.right.clone().into(),
        Some(text_type(CharacterKind::Text)),
    ))
}

/// `jsonb.delete_path(array)`; a list becomes an array of texts.
pub fn delete_path(expression: &Expression, path: Operand) -> Result<Expression, SchemaError> {
    let path = match path {
        Operand::Expression(path) if matches!(path.kind(), ExpressionKind::Array(_)) => path,
        Operand::Value(Literal::List(items) | Literal::Tuple(items)) => {
            let items = items.into_iter().map(|item| element(item.into(), None));
            array_of(items.collect(), None)?
        }
        _ => {
            return Err(SchemaError::Unsupported(
                "a path of delete_path() that is no list".to_owned(),
            ));
        }
    };
    let texts = ArrayType::new(text_type(CharacterKind::Text), ArrayClass::PostgreSql);
    let path = cast(path.into(), SqlType::new(TypeKind::Array(texts))?)?;
    custom(
        expression,
        DialectOperator::DeletePath.custom(),
        path.into(),
        Some(expression_jsonb()),
    )
}

fn expression_jsonb() -> SqlType {
    let jsonb = crate::schema::JsonType {
        format: JsonFormat::Binary,
        none: crate::schema::JsonNone::Json,
    };
    SqlType::new(TypeKind::Json(jsonb)).expect("JSON holds no other type")
}

/// `array.any(other, operator=…)` and `array.all(…)`: `other operator ANY (array)`.
pub fn any_element(
    expression: &Expression,
    quantifier: UnaryOperator,
    operator: BinaryOperator,
    other: Operand,
) -> Result<Expression, SchemaError> {
    let sql_type = expression.sql_type();
    let other = match other {
        Operand::Value(value) => {
            let item = array_type(&sql_type).map_or_else(SqlType::null, |a| a.item_type.clone());
            Operand::Expression(BindParameter::of_value(value, item).into())
        }
        other @ Operand::Expression(_) => other,
    };
    let collection = quantified(expression, quantifier)?;
    compare_with_collection(&collection, operator.mirrored(), other)
}
