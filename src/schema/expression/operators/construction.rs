//! Expressions that are made by name: literals, casts, functions, CASE, ORDER BY modifiers.

use crate::schema::{
    ArrayType, Literal, Name, PlainType, SchemaError, Sequence, SqlType, TimeZone, TypeKind,
};

use super::super::bind_parameter::BindParameter;
use super::super::column_reference::ColumnReference;
use super::super::function::{FunctionCall, FunctionName};
use super::super::operator::{BinaryOperator, Modifier, Surrounding, UnaryOperator};
use super::super::tree::{
    ArrayLiteral, Case, Cast, CastForm, Expression, ExpressionKind, Extract, Label, Over,
};
use super::super::typing::{boolean, type_of_value};
use super::coercion::{Operand, coerce};
use super::comparison::binary;
use super::grouping::array_elements;

/// `literal(value, type)`.
pub fn literal(value: Literal, sql_type: Option<SqlType>) -> Expression {
    let sql_type = sql_type.unwrap_or_else(|| type_of_value(&value));
    BindParameter::of_value(value, sql_type).into()
}

/// `cast(operand, type)`: a plain value is a literal of that type.
pub fn cast(operand: Operand, sql_type: SqlType) -> Result<Expression, SchemaError> {
    typed(operand, sql_type, CastForm::Cast)
}

/// `type_coerce(operand, type)`.
pub fn type_coerce(operand: Operand, sql_type: SqlType) -> Result<Expression, SchemaError> {
    typed(operand, sql_type, CastForm::Coerce)
}

fn typed(operand: Operand, sql_type: SqlType, form: CastForm) -> Result<Expression, SchemaError> {
    let operand = match operand {
        Operand::Value(Literal::None) => Expression::null(),
        Operand::Value(value) => literal(value, Some(sql_type.clone())),
        Operand::Expression(expression) => match expression.kind() {
            ExpressionKind::BindParameter(parameter) if form == CastForm::Coerce => {
                let mut parameter = parameter.clone();
                parameter.sql_type = sql_type.clone();
                parameter.into()
            }
            _ => expression,
        },
    };
    Expression::new(ExpressionKind::Cast(Cast {
        operand,
        sql_type,
        form,
    }))
}

/// `func.package.name(arguments…)`.
///
/// Names are looked up without regard to case and packages: those SQLAlchemy knows have a type,
/// and some are keywords. `func.cast()` and `func.extract()` are not functions: see [`cast`] and
/// [`extract`].
pub fn call(
    packages: Vec<Name>,
    name: Name,
    arguments: Vec<Operand>,
    sql_type: Option<SqlType>,
) -> Result<Expression, SchemaError> {
    let mut expressions = Vec::with_capacity(arguments.len());
    for argument in arguments {
        let expression = match argument {
            Operand::Value(Literal::None) => Expression::null(),
            Operand::Value(value) => literal(value, None),
            Operand::Expression(expression) => expression,
        };
        expressions.push(expression.self_group(&Surrounding::Comma)?);
    }
    let lower = name.text().to_lowercase();
    let known = if packages.is_empty() {
        Some(lower.as_str())
    } else {
        None
    };
    if known == Some("count") && expressions.is_empty() {
        expressions.push(ColumnReference::literal("*", SqlType::null()).into());
    }
    let own_type = known.and_then(|known| known_type(known, &expressions));
    let name = match known.and_then(keyword) {
        Some(keyword) => FunctionName::Keyword(keyword),
        None if known.is_some_and(is_generic) => FunctionName::Generic {
            packages,
            name: Name::new(lower),
        },
        None => FunctionName::Generic { packages, name },
    };
    let sql_type = own_type.or(sql_type).unwrap_or_else(SqlType::null);
    Expression::new(ExpressionKind::Function(FunctionCall {
        name,
        arguments: expressions,
        sql_type,
    }))
}

/// The functions that are keywords and need no parentheses.
fn keyword(lower: &str) -> Option<&'static str> {
    Some(match lower {
        "current_date" => "CURRENT_DATE",
        "current_time" => "CURRENT_TIME",
        "current_timestamp" => "CURRENT_TIMESTAMP",
        "current_user" => "CURRENT_USER",
        "localtime" => "LOCALTIME",
        "localtimestamp" => "LOCALTIMESTAMP",
        "sysdate" => "sysdate",
        "session_user" => "SESSION_USER",
        "user" => "USER",
        _ => return None,
    })
}

/// The functions SQLAlchemy knows, which it writes in its own spelling.
fn is_generic(lower: &str) -> bool {
    matches!(
        lower,
        "coalesce"
            | "max"
            | "min"
            | "sum"
            | "now"
            | "concat"
            | "char_length"
            | "random"
            | "count"
            | "array_agg"
            | "mode"
            | "percentile_cont"
            | "percentile_disc"
            | "rank"
            | "dense_rank"
            | "percent_rank"
            | "cume_dist"
            | "aggregate_strings"
    )
}

fn known_type(lower: &str, arguments: &[Expression]) -> Option<SqlType> {
    let moment = || SqlType::new(TypeKind::DateTime(TimeZone::Without)).ok();
    match lower {
        "now" | "current_timestamp" | "localtime" | "localtimestamp" | "sysdate" => moment(),
        "current_date" => Some(SqlType::plain(PlainType::Date)),
        "current_time" => SqlType::new(TypeKind::Time(TimeZone::Without, None)).ok(),
        "current_user" | "session_user" | "user" | "concat" | "aggregate_strings" => {
            Some(SqlType::string(None))
        }
        "count" | "char_length" | "rank" | "dense_rank" => Some(SqlType::plain(PlainType::Integer)),
        "max" | "min" | "sum" | "coalesce" => arguments.first().map(Expression::sql_type),
        "array_agg" => {
            let item_type = arguments.first()?.sql_type();
            SqlType::new(TypeKind::Array(ArrayType {
                item_type,
                dimensions: None,
            }))
            .ok()
        }
        _ => None,
    }
}

/// `sequence.next_value()`.
pub fn next_value(sequence: Sequence) -> Result<Expression, SchemaError> {
    let sql_type = sequence
        .data_type
        .clone()
        .unwrap_or(SqlType::plain(PlainType::Integer));
    Expression::new(ExpressionKind::Function(FunctionCall {
        name: FunctionName::NextValue(Box::new(sequence)),
        arguments: Vec::new(),
        sql_type,
    }))
}

/// `expression.desc()` and its kin.
pub fn modified(expression: &Expression, modifier: Modifier) -> Result<Expression, SchemaError> {
    Expression::new(ExpressionKind::Modified {
        operand: expression.self_group(&Surrounding::Modifier(modifier))?,
        modifier,
    })
}

/// `expression.collate(name)`; the name is always quoted by its characters and case.
pub fn collate(expression: &Expression, collation: Name) -> Result<Expression, SchemaError> {
    let right = Expression::new(ExpressionKind::Collation(collation))?;
    let mut collated = binary(
        expression,
        BinaryOperator::Collate,
        &right,
        expression.sql_type(),
    )?;
    collated.negation = None;
    Expression::new(ExpressionKind::Binary(collated))
}

/// `-expression`.
pub fn negative(expression: &Expression) -> Result<Expression, SchemaError> {
    unary(expression, UnaryOperator::Negate, expression.sql_type())
}

/// `expression.bitwise_not()`.
pub fn bitwise_not(expression: &Expression) -> Result<Expression, SchemaError> {
    unary(expression, UnaryOperator::BitwiseNot, expression.sql_type())
}

/// `distinct(expression)`.
pub fn distinct(expression: &Expression) -> Result<Expression, SchemaError> {
    unary(expression, UnaryOperator::Distinct, expression.sql_type())
}

/// `any_(expression)` and `all_(expression)`.
pub fn quantified(
    expression: &Expression,
    operator: UnaryOperator,
) -> Result<Expression, SchemaError> {
    unary(expression, operator, boolean())
}

fn unary(
    expression: &Expression,
    operator: UnaryOperator,
    sql_type: SqlType,
) -> Result<Expression, SchemaError> {
    Expression::new(ExpressionKind::Unary {
        operator,
        operand: expression.self_group(&Surrounding::Unary(operator))?,
        sql_type,
    })
}

/// `case((condition, result)…, else_=…)`, or with `value` what the conditions are compared with.
pub fn case(
    value: Option<Expression>,
    branches: Vec<(Operand, Operand)>,
    otherwise: Option<Operand>,
) -> Result<Expression, SchemaError> {
    let beside = value
        .as_ref()
        .map_or_else(SqlType::null, Expression::sql_type);
    let result = |operand| match operand {
        Operand::Value(Literal::None) => Expression::null(),
        Operand::Value(value) => literal(value, None),
        Operand::Expression(expression) => expression,
    };
    let mut converted = Vec::with_capacity(branches.len());
    for (when, then) in branches {
        let when = match when {
            Operand::Value(_) if value.is_none() => {
                return Err(SchemaError::Argument(
                    "Column expression expected for case() condition".to_owned(),
                ));
            }
            operand => coerce(operand, &beside),
        };
        converted.push((when.self_group(&Surrounding::Nothing)?, result(then)));
    }
    Expression::new(ExpressionKind::Case(Case {
        value,
        branches: converted,
        otherwise: otherwise.map(result),
    }))
}

/// `extract(field, expression)`.
pub fn extract(field: String, operand: Expression) -> Result<Expression, SchemaError> {
    Expression::new(ExpressionKind::Extract(Extract { field, operand }))
}

/// `expression.label(name)`; without a name it gets one when the statement is written.
pub fn label(element: &Expression, name: Option<Name>) -> Result<Expression, SchemaError> {
    let mut element = element;
    while let ExpressionKind::Label(label) = element.kind() {
        element = &label.element;
    }
    let name = match name {
        Some(name) => name.into(),
        None => element.label_for_nameless(),
    };
    let element = element.self_group(&Surrounding::As)?;
    Expression::new(ExpressionKind::Label(Label { name, element }))
}

/// `function.over(partition_by=…, order_by=…)`.
pub fn over(
    element: Expression,
    partition_by: Vec<Expression>,
    order_by: Vec<Expression>,
) -> Result<Expression, SchemaError> {
    Expression::new(ExpressionKind::Over(Over {
        element,
        partition_by,
        order_by,
    }))
}

/// `tuple_(…)`.
pub fn tuple(elements: Vec<Operand>) -> Result<Expression, SchemaError> {
    let elements: Result<Vec<Expression>, SchemaError> = elements
        .into_iter()
        .map(|element| coerce(element, &SqlType::null()).self_group(&Surrounding::Comma))
        .collect();
    Expression::new(ExpressionKind::Tuple(elements?))
}

/// `postgresql.array([…], type_=…)`.
pub fn array(
    elements: Vec<Operand>,
    item_type: Option<SqlType>,
) -> Result<Expression, SchemaError> {
    let beside = item_type.clone().unwrap_or_else(SqlType::null);
    let elements: Vec<Expression> = elements
        .into_iter()
        .map(|element| coerce(element, &beside))
        .collect();
    let item_type = item_type.unwrap_or_else(|| {
        elements
            .first()
            .map_or_else(SqlType::null, Expression::sql_type)
    });
    let mut array = ArrayLiteral {
        elements,
        sql_type: SqlType::new(TypeKind::Array(ArrayType {
            item_type,
            dimensions: None,
        }))?,
    };
    array.elements = array_elements(&array)?;
    Expression::new(ExpressionKind::Array(array))
}
