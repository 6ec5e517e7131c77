//! Expressions that are made by name: literals, casts, functions, CASE, ORDER BY modifiers.

use std::rc::Rc;

use crate::schema::{
    ArrayClass, ArrayType, Literal, Name, PlainType, SchemaError, Sequence, SqlType, TypeKind,
};

use super::super::bind_parameter::BindParameter;
use super::super::function::{FunctionCall, FunctionName};
use super::super::operator::{BinaryOperator, Modifier, Surrounding, UnaryOperator};
use super::super::tree::{
    ArrayLiteral, Case, Cast, CastForm, Expression, ExpressionKind, Extract, Label,
};
use super::super::typing::{boolean, type_of_value};
use super::coercion::{Operand, element};
use super::comparison::binary;

/// `literal(value, type)`.
pub fn literal(value: Literal, sql_type: Option<SqlType>) -> Expression {
    let sql_type = sql_type.unwrap_or_else(|| type_of_value(&value));
    BindParameter::of_value(value, sql_type).into()
}

/// `cast(operand, type)`: a plain value is a literal of that type.
pub fn cast(operand: Operand, sql_type: SqlType) -> Result<Expression, SchemaError> {
    typed(operand, sql_type, CastForm::Cast)
}

/// `try_cast(operand, type)`.
pub fn try_cast(operand: Operand, sql_type: SqlType) -> Result<Expression, SchemaError> {
    typed(operand, sql_type, CastForm::TryCast)
}

/// `type_coerce(operand, type)`.
pub fn type_coerce(operand: Operand, sql_type: SqlType) -> Result<Expression, SchemaError> {
    typed(operand, sql_type, CastForm::Coerce)
}

fn typed(operand: Operand, sql_type: SqlType, form: CastForm) -> Result<Expression, SchemaError> {
    let mut operand = element(operand, Some(&sql_type));
    if let (CastForm::Coerce, ExpressionKind::BindParameter(parameter)) = (form, operand.kind()) {
        let mut parameter = parameter.clone();
        parameter.sql_type = sql_type.clone();
        operand = parameter.into();
    }
    Expression::new(ExpressionKind::Cast(Cast {
        operand,
        sql_type,
        form,
    }))
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

/// A string where ORDER BY or PARTITION BY take a column.
pub fn textual_reference(text: impl Into<Rc<str>>) -> Result<Expression, SchemaError> {
    Expression::new(ExpressionKind::TextualReference(text.into()))
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
    value: Option<Operand>,
    branches: Vec<(Operand, Operand)>,
    otherwise: Option<Operand>,
) -> Result<Expression, SchemaError> {
    let mut converted = Vec::with_capacity(branches.len());
    for (when, then) in branches {
        let when = element(when, None).self_group(&Surrounding::Nothing)?;
        converted.push((when, element(then, None)));
    }
    Expression::new(ExpressionKind::Case(Case {
        value: value.map(|value| element(value, None)),
        branches: converted,
        otherwise: otherwise.map(|otherwise| element(otherwise, None)),
    }))
}

/// `extract(field, expression)`.
pub fn extract(field: String, operand: Operand) -> Result<Expression, SchemaError> {
    let operand = element(operand, None);
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
        None => element.label_for_nameless()?,
    };
    let element = element.self_group(&Surrounding::As)?;
    Expression::new(ExpressionKind::Label(Label { name, element }))
}

/// `tuple_(…)`, with the types its plain values have where they were given.
pub fn tuple(elements: Vec<Operand>, types: Option<&[SqlType]>) -> Result<Expression, SchemaError> {
    if let Some(types) = types
        && types.len() != elements.len()
    {
        return Err(SchemaError::Argument(format!(
            "Wrong number of elements for {}-tuple",
            types.len()
        )));
    }
    let elements: Result<Vec<Expression>, SchemaError> = elements
        .into_iter()
        .enumerate()
        .map(|(position, operand)| {
            let sql_type = types.and_then(|types| types.get(position));
            let sql_type = sql_type.filter(|sql_type| !sql_type.is_null());
            element(operand, sql_type).self_group(&Surrounding::Comma)
        })
        .collect();
    Expression::new(ExpressionKind::Tuple(elements?))
}

/// `postgresql.array([…], type_=…)`.
pub fn array(
    elements: Vec<Operand>,
    item_type: Option<SqlType>,
) -> Result<Expression, SchemaError> {
    let elements = elements.into_iter().map(|operand| element(operand, None));
    array_of(elements.collect(), item_type)
}

/// An array of expressions; an array of arrays has one dimension more.
pub(super) fn array_of(
    elements: Vec<Expression>,
    item_type: Option<SqlType>,
) -> Result<Expression, SchemaError> {
    let main_type = item_type.unwrap_or_else(|| {
        elements
            .first()
            .map_or_else(SqlType::null, Expression::sql_type)
    });
    let array_type = match main_type.kind() {
        TypeKind::Array(inner) if inner.class == ArrayClass::PostgreSql => ArrayType {
            dimensions: Some(inner.dimensions.map_or(2, |dimensions| dimensions + 1)),
            ..ArrayType::new(inner.item_type.clone(), ArrayClass::PostgreSql)
        },
        _ => ArrayType::new(main_type, ArrayClass::PostgreSql),
    };
    Expression::new(ExpressionKind::Array(ArrayLiteral {
        elements,
        sql_type: SqlType::new(TypeKind::Array(array_type))?,
    }))
}
