//! Comparisons: `=`, IS, IN, LIKE, BETWEEN, regular expressions.

use crate::schema::{Literal, PlainType, SchemaError, SqlType, TypeKind};

use super::super::bind_parameter::{BindParameter, Rendering};
use super::super::operator::{BinaryOperator, Surrounding, UnaryOperator};
use super::super::tree::{BinaryExpression, Expression, ExpressionKind, Separator};
use super::super::typing::boolean;
use super::coercion::{Operand, coerce_beside, compared_type, item_type};

/// Two operands, grouped, with a truth value as result.
pub(super) fn binary(
    left: &Expression,
    operator: BinaryOperator,
    right: &Expression,
    sql_type: SqlType,
) -> Result<BinaryExpression, SchemaError> {
    let surrounding = Surrounding::Binary(operator.clone());
    Ok(BinaryExpression {
        left: left.self_group(&surrounding)?,
        right: right.self_group(&surrounding)?,
        negation: operator.negated(),
        operator,
        sql_type,
        escape: None,
        flags: None,
        symmetric: false,
        text_search_configuration: None,
    })
}

/// `left = right` and the other comparisons; None, true and false become IS or constants.
pub fn compare(
    left: &Expression,
    operator: BinaryOperator,
    right: Operand,
) -> Result<Expression, SchemaError> {
    let constant = match &right {
        Operand::Value(Literal::None) => Some(Expression::null()),
        // A `TypeDecorator` gets the value instead (`coerce_to_is_types`).
        Operand::Value(Literal::Boolean(value)) => {
            let is_decorated = matches!(
                left.sql_type().kind(),
                TypeKind::Decorated(_) | TypeKind::Plain(PlainType::Pickle)
            );
            (!is_decorated).then(|| Expression::truth(*value))
        }
        Operand::Expression(expression) => match expression.kind() {
            ExpressionKind::Null | ExpressionKind::True | ExpressionKind::False => {
                Some(expression.clone())
            }
            _ => None,
        },
        Operand::Value(_) => None,
    };
    let (operator, right) = match constant {
        None => (operator, coerce_beside(right, left)?),
        Some(constant) => {
            let is_truth = !matches!(constant.kind(), ExpressionKind::Null);
            let operator = match operator {
                BinaryOperator::Equal | BinaryOperator::NotEqual if is_truth => operator,
                BinaryOperator::IsDistinctFrom | BinaryOperator::IsNotDistinctFrom => operator,
                BinaryOperator::Equal | BinaryOperator::Is => BinaryOperator::Is,
                BinaryOperator::NotEqual | BinaryOperator::IsNot => BinaryOperator::IsNot,
                _ => return Err(refused_constant()),
            };
            (operator, constant)
        }
    };
    let mut comparison = binary(left, operator, &right, boolean())?;
    if is_quantified(&comparison.right) {
        comparison.negation = None;
    }
    Expression::new(ExpressionKind::Binary(comparison))
}

/// Whether an expression is ANY or ALL, whose comparison has no simple opposite.
fn is_quantified(expression: &Expression) -> bool {
    matches!(
        expression.kind(),
        ExpressionKind::Unary {
            operator: UnaryOperator::Any | UnaryOperator::All,
            ..
        }
    )
}

/// `left IN right`, where the right side is an expression: a text, a bind parameter.
pub fn is_in(
    left: &Expression,
    operator: BinaryOperator,
    right: &Expression,
) -> Result<Expression, SchemaError> {
    let right = match right.kind() {
        ExpressionKind::BindParameter(parameter) => {
            let mut parameter = parameter.clone();
            parameter.expanding = true;
            if parameter.sql_type.is_null() {
                parameter.sql_type = left.sql_type();
            }
            parameter.into()
        }
        // NOT IN groups a text as IN does.
        ExpressionKind::Text(_) => right.grouped()?,
        ExpressionKind::Tuple(_) => right.clone(),
        ExpressionKind::Function(_) => {
            return Err(SchemaError::Unsupported(
                "a function on the right of IN, which becomes a SELECT,".to_owned(),
            ));
        }
        ExpressionKind::Column(_)
        | ExpressionKind::Null
        | ExpressionKind::True
        | ExpressionKind::False
        | ExpressionKind::Unary { .. }
        | ExpressionKind::Binary(_)
        | ExpressionKind::Cast(_)
        | ExpressionKind::Case(_)
        | ExpressionKind::Extract(_)
        | ExpressionKind::Array(_)
        | ExpressionKind::Boolean { .. } => {
            return Err(SchemaError::Argument(
                "IN expression list, SELECT construct, or bound parameter object expected, got \
                 an expression."
                    .to_owned(),
            ));
        }
        _ => right.clone(),
    };
    Expression::new(ExpressionKind::Binary(binary(
        left,
        operator,
        &right,
        boolean(),
    )?))
}

/// `left IN (values…)`.
///
/// With expressions among the values the list is written out, else it is one parameter that
/// expands.
pub fn in_list(
    left: &Expression,
    operator: BinaryOperator,
    values: Vec<Operand>,
) -> Result<Expression, SchemaError> {
    let plain: Option<Vec<Literal>> = values
        .iter()
        .map(|value| match value {
            Operand::Value(value) => Some(value.clone()),
            Operand::Expression(_) => None,
        })
        .collect();
    let has_text = values.iter().any(
        |value| matches!(value, Operand::Expression(item) if matches!(item.kind(), ExpressionKind::Text(_))),
    );
    if has_text {
        return Err(SchemaError::Argument(
            "IN expression list, SELECT construct, or bound parameter object expected, got a list \
             with text()."
                .to_owned(),
        ));
    }
    let right = if let Some(values) = plain {
        let sql_type = list_type(left, &values)?;
        Expression::from(BindParameter {
            key: None,
            value: Some(Literal::List(values)),
            sql_type,
            expanding: true,
            rendering: Rendering::Bound,
        })
    } else {
        let elements: Result<Vec<Expression>, SchemaError> = values
            .into_iter()
            .map(|value| coerce_element(value, left)?.self_group(&Surrounding::Comma))
            .collect();
        let separator = Separator::Comma;
        Expression::new(ExpressionKind::List {
            separator,
            elements: elements?,
        })?
        .grouped()?
    };
    Expression::new(ExpressionKind::Binary(binary(
        left,
        operator,
        &right,
        boolean(),
    )?))
}

/// One of the values of a list with expressions among them; expressions keep their types.
fn coerce_element(value: Operand, left: &Expression) -> Result<Expression, SchemaError> {
    match value {
        Operand::Expression(expression) => Ok(expression),
        value @ Operand::Value(_) => coerce_beside(value, left),
    }
}

/// The type of the values on the right of IN: that of the left side, unless the first value is
/// plainly of another kind.
fn list_type(left: &Expression, values: &[Literal]) -> Result<SqlType, SchemaError> {
    let beside = match left.kind() {
        ExpressionKind::Tuple(elements) => {
            return SqlType::new(TypeKind::Tuple(tuple_types(elements, values)));
        }
        ExpressionKind::Unary {
            operator: UnaryOperator::Any | UnaryOperator::All,
            operand,
            ..
        } => item_type(&operand.sql_type()),
        _ => left.sql_type(),
    };
    Ok(values
        .first()
        .map_or_else(|| beside.clone(), |value| compared_type(&beside, value)))
}

/// The types of a tuple; an element without one takes that of the first row's value.
fn tuple_types(elements: &[Expression], rows: &[Literal]) -> Vec<SqlType> {
    let first = match rows.first() {
        Some(Literal::Tuple(items) | Literal::List(items)) => items.as_slice(),
        _ => &[],
    };
    elements
        .iter()
        .enumerate()
        .map(
            |(position, element)| match (element.sql_type(), first.get(position)) {
                (sql_type, Some(value)) => compared_type(&sql_type, value),
                (sql_type, None) => sql_type,
            },
        )
        .collect()
}

/// `escape` and `autoescape` of LIKE and its kin.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LikeForm {
    /// The escape character.
    pub escape: Option<String>,
    /// Whether wildcards in the value are escaped first; `contains()`, `startswith()` and
    /// `endswith()` only.
    pub autoescape: bool,
}

/// Whether it is `null()`, `true()` or `false()`.
fn is_constant(operand: &Operand) -> bool {
    match operand {
        Operand::Value(_) => false,
        Operand::Expression(expression) => matches!(
            expression.kind(),
            ExpressionKind::Null | ExpressionKind::True | ExpressionKind::False
        ),
    }
}

/// The refusal of NULL, true and false beside an operator that does not test for them.
fn refused_constant() -> SchemaError {
    SchemaError::Argument(
        "Only '=', '!=', 'is_()', 'is_not()', 'is_distinct_from()', 'is_not_distinct_from()' \
         operators can be used with None/True/False"
            .to_owned(),
    )
}

/// `left LIKE right`, ILIKE, `contains()`, `startswith()`, `endswith()`.
pub fn like(
    left: &Expression,
    operator: BinaryOperator,
    right: Operand,
    form: LikeForm,
) -> Result<Expression, SchemaError> {
    let mut escape = form.escape;
    let right = match right {
        Operand::Value(Literal::Text(text)) if form.autoescape => {
            let mark = escape.get_or_insert_with(|| "/".to_owned()).clone();
            let mut escaped = text.to_string();
            if mark != "%" && mark != "_" {
                escaped = escaped.replace(&mark, &mark.repeat(2));
            }
            escaped = escaped
                .replace('%', &format!("{mark}%"))
                .replace('_', &format!("{mark}_"));
            Operand::Value(Literal::Text(escaped.into()))
        }
        _ if form.autoescape => {
            return Err(SchemaError::Type(
                "String value expected when autoescape=True".to_owned(),
            ));
        }
        other => other,
    };
    let is_constant_value = matches!(right, Operand::Value(Literal::None | Literal::Boolean(_)));
    if is_constant_value || is_constant(&right) {
        return Err(refused_constant());
    }
    let right = coerce_beside(right, left)?;
    let mut comparison = binary(left, operator, &right, boolean())?;
    if is_quantified(&comparison.right) {
        comparison.negation = None;
    }
    comparison.escape = escape;
    Expression::new(ExpressionKind::Binary(comparison))
}

/// `left BETWEEN low AND high`.
pub fn between(
    left: &Expression,
    low: Operand,
    high: Operand,
    symmetric: bool,
) -> Result<Expression, SchemaError> {
    // The limits are not grouped, whatever they are.
    let limit = |operand| coerce_beside(operand, left);
    let limits = Expression::new(ExpressionKind::List {
        separator: Separator::And,
        elements: vec![limit(low)?, limit(high)?],
    })?;
    let mut comparison = binary(left, BinaryOperator::Between, &limits, boolean())?;
    comparison.symmetric = symmetric;
    Expression::new(ExpressionKind::Binary(comparison))
}

/// `left ~ pattern`.
pub fn matches_pattern(
    left: &Expression,
    pattern: Operand,
    flags: Option<String>,
) -> Result<Expression, SchemaError> {
    let pattern = coerce_beside(pattern, left)?;
    let mut comparison = binary(left, BinaryOperator::RegexpMatch, &pattern, boolean())?;
    comparison.flags = flags;
    Expression::new(ExpressionKind::Binary(comparison))
}

/// `left.regexp_replace(pattern, replacement)`; the result has no type.
pub fn replaced_pattern(
    left: &Expression,
    pattern: Operand,
    replacement: Operand,
    flags: Option<String>,
) -> Result<Expression, SchemaError> {
    let elements = Expression::new(ExpressionKind::List {
        separator: Separator::Comma,
        elements: vec![
            coerce_beside(pattern, left)?,
            coerce_beside(replacement, left)?,
        ],
    })?;
    let operator = BinaryOperator::RegexpReplace;
    let mut replaced = binary(left, operator, &elements, SqlType::null())?;
    replaced.flags = flags;
    Expression::new(ExpressionKind::Binary(replaced))
}

/// `left.match(right, postgresql_regconfig=…)`.
pub fn text_search(
    left: &Expression,
    right: Operand,
    configuration: Option<Literal>,
) -> Result<Expression, SchemaError> {
    // A plain None or bool is a bound value by then, unlike `null()` and `true()`.
    if is_constant(&right) {
        return Err(refused_constant());
    }
    let right = coerce_beside(right, left)?;
    let mut comparison = binary(left, BinaryOperator::Match, &right, boolean())?;
    comparison.text_search_configuration = configuration;
    Expression::new(ExpressionKind::Binary(comparison))
}

/// The comparison of a value with ANY or ALL, which stand on the right whoever was asked; true and
/// false do not move them.
pub fn compare_with_collection(
    collection: &Expression,
    operator: BinaryOperator,
    other: Operand,
) -> Result<Expression, SchemaError> {
    let is_truth = match &other {
        Operand::Value(Literal::Boolean(_)) => true,
        Operand::Value(_) => false,
        Operand::Expression(other) => {
            matches!(other.kind(), ExpressionKind::True | ExpressionKind::False)
        }
    };
    if is_truth && matches!(operator, BinaryOperator::Equal | BinaryOperator::NotEqual) {
        return compare(collection, operator, other);
    }
    let left = match other {
        Operand::Value(Literal::None) => Expression::null(),
        Operand::Value(Literal::Boolean(value)) => Expression::truth(value),
        other => coerce_beside(other, collection)?,
    };
    let mut comparison = binary(&left, operator.mirrored(), collection, boolean())?;
    comparison.negation = None;
    Expression::new(ExpressionKind::Binary(comparison))
}
