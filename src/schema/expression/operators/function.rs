//! Functions: those SQLAlchemy knows by name, and what can stand behind a call.
//!
//! The counterpart of `sqlalchemy.sql.functions` with the functions that importing
//! `sqlalchemy.dialects.postgresql` adds; Alembic imports it always.

use crate::schema::{
    ArrayClass, ArrayType, CharacterKind, CharacterType, Name, NumericType, PlainType, SchemaError,
    SqlType, TimeZone, TypeKind,
};

use super::super::column_reference::ColumnReference;
use super::super::function::{FunctionCall, FunctionName};
use super::super::operator::Surrounding;
use super::super::tree::{BooleanConnective, Expression, ExpressionKind, Frame, Over};
use super::super::typing::boolean;
use super::coercion::{Affinity, Operand, affinity, element};
use super::conjunction::{conjunction, junction};

/// A function SQLAlchemy knows (`GenericFunction`).
#[derive(Debug, Clone, Copy)]
pub struct KnownFunction {
    /// Its name in lower case, by which it is found without regard to case.
    pub name: &'static str,
    /// How its name is written, where it is written without regard to the name it was asked by.
    written: Written,
    /// The type of its result.
    result: ResultType,
}

/// How a known function is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// As its name, with parentheses.
    Called,
    /// As this keyword; parentheses only around arguments.
    Keyword(&'static str),
    /// As this, with parentheses.
    As(&'static str),
}

/// The type of the result of a known function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ResultType {
    Unknown,
    Moment,
    Day,
    TimeOfDay,
    String,
    Text,
    Integer,
    Numeric,
    Truth,
    Hstore,
    Texts,
    TsVector,
    TsQuery,
    /// That of the first argument that has one.
    OfArguments,
    /// An array of those.
    ArrayOfArguments,
}

const fn known(name: &'static str, written: Written, result: ResultType) -> KnownFunction {
    KnownFunction {
        name,
        written,
        result,
    }
}

const fn keyword(name: &'static str, keyword: &'static str, result: ResultType) -> KnownFunction {
    known(name, Written::Keyword(keyword), result)
}

const fn called(name: &'static str, result: ResultType) -> KnownFunction {
    known(name, Written::Called, result)
}

const KNOWN: &[KnownFunction] = &[
    known(
        "aggregate_strings",
        Written::As("string_agg"),
        ResultType::String,
    ),
    called("akeys", ResultType::Texts),
    called("array_agg", ResultType::ArrayOfArguments),
    called("avals", ResultType::Texts),
    called("char_length", ResultType::Integer),
    called("coalesce", ResultType::OfArguments),
    called("concat", ResultType::String),
    called("count", ResultType::Integer),
    known("cube", Written::As("CUBE"), ResultType::Unknown),
    called("cume_dist", ResultType::Numeric),
    keyword("current_date", "CURRENT_DATE", ResultType::Day),
    keyword("current_time", "CURRENT_TIME", ResultType::TimeOfDay),
    keyword("current_timestamp", "CURRENT_TIMESTAMP", ResultType::Moment),
    keyword("current_user", "CURRENT_USER", ResultType::String),
    called("defined", ResultType::Truth),
    called("delete", ResultType::Hstore),
    called("dense_rank", ResultType::Integer),
    known(
        "grouping_sets",
        Written::As("GROUPING SETS"),
        ResultType::Unknown,
    ),
    called("hstore", ResultType::Hstore),
    called("hstore_to_array", ResultType::Texts),
    called("hstore_to_matrix", ResultType::Texts),
    keyword("localtime", "LOCALTIME", ResultType::Moment),
    keyword("localtimestamp", "LOCALTIMESTAMP", ResultType::Moment),
    called("max", ResultType::OfArguments),
    called("min", ResultType::OfArguments),
    called("mode", ResultType::Unknown),
    called("now", ResultType::Moment),
    called("percent_rank", ResultType::Numeric),
    called("percentile_cont", ResultType::Unknown),
    called("percentile_disc", ResultType::Unknown),
    called("phraseto_tsquery", ResultType::TsQuery),
    called("plainto_tsquery", ResultType::TsQuery),
    called("random", ResultType::Unknown),
    called("rank", ResultType::Integer),
    known("rollup", Written::As("ROLLUP"), ResultType::Unknown),
    keyword("session_user", "SESSION_USER", ResultType::String),
    called("slice", ResultType::Hstore),
    called("sum", ResultType::OfArguments),
    keyword("sysdate", "sysdate", ResultType::Moment),
    called("to_tsquery", ResultType::TsQuery),
    called("to_tsvector", ResultType::TsVector),
    called("ts_headline", ResultType::Text),
    keyword("user", "USER", ResultType::String),
    called("websearch_to_tsquery", ResultType::TsQuery),
];

/// The functions SQLAlchemy knows.
pub fn known_functions() -> &'static [KnownFunction] {
    KNOWN
}

/// Whether a call is of a function SQLAlchemy knows, which has a class of its own.
pub fn is_known(call: &FunctionCall) -> bool {
    match &call.name {
        FunctionName::Keyword(_) | FunctionName::Known { .. } | FunctionName::NextValue(_) => true,
        FunctionName::Generic { packages, name } => {
            packages.is_empty() && KNOWN.iter().any(|known| known.name == name.text())
        }
    }
}

/// `func.package.name(arguments…, type_=…)`.
///
/// Names are looked up without regard to case: those SQLAlchemy knows have a type, and some are
/// keywords. `func.cast()`, `func.extract()` and `func.next_value()` are no functions: see
/// [`cast`](super::cast), [`extract`](super::extract) and [`next_value`](super::next_value).
pub fn call(
    packages: Vec<Name>,
    name: Name,
    arguments: Vec<Operand>,
    sql_type: Option<SqlType>,
) -> Result<Expression, SchemaError> {
    let lower = name.text().to_lowercase();
    let known = if packages.is_empty() {
        KNOWN.iter().find(|known| known.name == lower)
    } else {
        None
    };
    let mut arguments: Vec<Expression> = match known {
        Some(known) => known_arguments(known, arguments)?,
        None => arguments
            .into_iter()
            .map(|argument| element(argument, None))
            .collect(),
    };
    let sql_type = match (sql_type, known) {
        (Some(sql_type), _) => sql_type,
        (None, Some(known)) => result_type(known.result, &arguments)?,
        (None, None) => SqlType::null(),
    };
    for argument in &mut arguments {
        *argument = argument.self_group(&Surrounding::Comma)?;
    }
    let name = match known.map(|known| (known.name, known.written)) {
        Some((_, Written::Keyword(keyword))) => FunctionName::Keyword(keyword),
        Some((name, Written::As(written))) => FunctionName::Known { name, written },
        Some((_, Written::Called)) => FunctionName::Generic {
            packages,
            name: Name::new(lower),
        },
        None => FunctionName::Generic { packages, name },
    };
    Expression::new(ExpressionKind::Function(FunctionCall {
        name,
        arguments,
        sql_type,
    }))
}

/// The arguments of a known function: how many it takes, and which have a type of their own.
fn known_arguments(
    known: &KnownFunction,
    arguments: Vec<Operand>,
) -> Result<Vec<Expression>, SchemaError> {
    let given = arguments.len();
    let wrong_number = match known.name {
        "count" => given > 1,
        "char_length" => given != 1,
        "aggregate_strings" => given != 2,
        _ => false,
    };
    if wrong_number {
        return Err(SchemaError::Type(format!(
            "{}.__init__() does not take {given} positional arguments",
            known.name
        )));
    }
    if known.name == "count"
        && matches!(
            arguments.as_slice(),
            [] | [Operand::Value(crate::schema::Literal::None)]
        )
    {
        return Ok(vec![ColumnReference::literal("*", SqlType::null()).into()]);
    }
    let has_configuration = match (known.name, arguments.get(1)) {
        (
            "to_tsvector"
            | "to_tsquery"
            | "plainto_tsquery"
            | "phraseto_tsquery"
            | "websearch_to_tsquery",
            second,
        ) => second.is_some(),
        ("ts_headline", Some(Operand::Expression(second))) => !matches!(
            second.sql_type().kind(),
            TypeKind::Plain(PlainType::TsQuery)
        ),
        ("ts_headline", second) => second.is_some(),
        _ => false,
    };
    let configuration = SqlType::plain(PlainType::RegConfig);
    Ok(arguments
        .into_iter()
        .enumerate()
        .map(|(position, argument)| {
            element(
                argument,
                (has_configuration && position == 0).then_some(&configuration),
            )
        })
        .collect())
}

fn result_type(result: ResultType, arguments: &[Expression]) -> Result<SqlType, SchemaError> {
    let of_arguments = || {
        arguments
            .iter()
            .map(Expression::sql_type)
            .find(|sql_type| !sql_type.is_null())
            .unwrap_or_else(SqlType::null)
    };
    let text = || CharacterType {
        kind: CharacterKind::Text,
        length: None,
        collation: None,
    };
    let kind = match result {
        ResultType::Unknown => return Ok(SqlType::null()),
        ResultType::OfArguments => return Ok(of_arguments()),
        ResultType::String => return Ok(SqlType::string(None)),
        ResultType::Truth => return Ok(boolean()),
        ResultType::ArrayOfArguments => {
            let item_type = of_arguments();
            if affinity(&item_type) == Affinity::Array {
                return Ok(item_type);
            }
            TypeKind::Array(ArrayType {
                dimensions: Some(1),
                ..ArrayType::new(item_type, ArrayClass::Generic)
            })
        }
        ResultType::Texts => TypeKind::Array(ArrayType::new(
            SqlType::new(TypeKind::Character(text()))?,
            ArrayClass::PostgreSql,
        )),
        ResultType::Moment => TypeKind::DateTime(TimeZone::Without),
        ResultType::TimeOfDay => TypeKind::Time(TimeZone::Without, None),
        ResultType::Text => TypeKind::Character(text()),
        ResultType::Numeric => TypeKind::Numeric(NumericType {
            decimal: false,
            precision: None,
            scale: None,
        }),
        ResultType::Day => TypeKind::Plain(PlainType::Date),
        ResultType::Integer => TypeKind::Plain(PlainType::Integer),
        ResultType::Hstore => TypeKind::Plain(PlainType::Hstore),
        ResultType::TsVector => TypeKind::Plain(PlainType::TsVector),
        ResultType::TsQuery => TypeKind::Plain(PlainType::TsQuery),
    };
    SqlType::new(kind)
}

/// `function.filter(criteria…)`; no criterion leaves the function as it is.
pub fn filter(function: &Expression, criteria: Vec<Operand>) -> Result<Expression, SchemaError> {
    let (element, mut joined) = match function.kind() {
        ExpressionKind::Filter { element, criterion } => (element.clone(), Some(criterion.clone())),
        _ => (function.clone(), None),
    };
    for criterion in criteria {
        joined = Some(match joined {
            Some(joined) => junction(&joined, BooleanConnective::And, criterion)?,
            None => single_condition(criterion)?,
        });
    }
    match joined {
        Some(criterion) => Expression::new(ExpressionKind::Filter { element, criterion }),
        None => Ok(element),
    }
}

/// A condition as it is; `and_()` of one would group what is compared with nothing.
fn single_condition(criterion: Operand) -> Result<Expression, SchemaError> {
    match criterion {
        Operand::Expression(expression) => Ok(expression),
        value => conjunction(BooleanConnective::And, vec![value]),
    }
}

/// `function.within_group(order_by…)`.
pub fn within_group(
    element: Expression,
    order_by: Vec<Expression>,
) -> Result<Expression, SchemaError> {
    Expression::new(ExpressionKind::WithinGroup { element, order_by })
}

/// `function.over(partition_by=…, order_by=…, rows=…)`.
pub fn over(
    element: Expression,
    partition_by: Vec<Expression>,
    order_by: Vec<Expression>,
    frame: Option<Frame>,
) -> Result<Expression, SchemaError> {
    Expression::new(ExpressionKind::Over(Over {
        element,
        partition_by,
        order_by,
        frame,
    }))
}

/// `postgresql.aggregate_order_by(target, order_by…)`.
pub fn aggregate_order_by(
    target: Expression,
    order_by: Vec<Expression>,
) -> Result<Expression, SchemaError> {
    if order_by.is_empty() {
        return Err(SchemaError::Type(
            "at least one ORDER BY element is required".to_owned(),
        ));
    }
    Expression::new(ExpressionKind::AggregateOrderBy { target, order_by })
}
