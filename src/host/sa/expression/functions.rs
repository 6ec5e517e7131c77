//! `sqlalchemy.func`: any function by name.

use std::rc::Rc;

use crate::python::{Arguments, Class, HostObject, Interpreter, PythonError, Shared, Value};
use crate::schema::expression::{
    ColumnReference, ExpressionKind, FunctionCall, FunctionName,
};
use crate::schema::{Expression, Name, PlainType, SqlType, TimeZone, TypeKind};

use super::super::super::host_context::Host;
use super::super::super::raise::schema_error;
use super::coerce::operand;
use super::object::ExpressionObject;

/// What type a function SQLAlchemy knows has.
#[derive(Debug, Clone, Copy)]
enum ResultType {
    /// Unknown.
    Null,
    /// `Integer()`.
    Integer,
    /// `String()`.
    String,
    /// `Date()`.
    Date,
    /// `DateTime()`.
    DateTime,
    /// `Time()`.
    Time,
    /// That of the first argument.
    OfArgument,
}

/// The functions `sqlalchemy.sql.functions` defines, found by name in any case, with the word they
/// are written as where they take no parentheses.
const KNOWN: &[(&str, Option<&str>, ResultType)] = &[
    ("char_length", None, ResultType::Integer),
    ("coalesce", None, ResultType::OfArgument),
    ("concat", None, ResultType::String),
    ("count", None, ResultType::Integer),
    ("cume_dist", None, ResultType::Null),
    ("current_date", Some("CURRENT_DATE"), ResultType::Date),
    ("current_time", Some("CURRENT_TIME"), ResultType::Time),
    ("current_timestamp", Some("CURRENT_TIMESTAMP"), ResultType::DateTime),
    ("current_user", Some("CURRENT_USER"), ResultType::String),
    ("dense_rank", None, ResultType::Integer),
    ("localtime", Some("LOCALTIME"), ResultType::DateTime),
    ("localtimestamp", Some("LOCALTIMESTAMP"), ResultType::DateTime),
    ("max", None, ResultType::OfArgument),
    ("min", None, ResultType::OfArgument),
    ("now", None, ResultType::DateTime),
    ("percent_rank", None, ResultType::Null),
    ("random", None, ResultType::Null),
    ("rank", None, ResultType::Integer),
    ("session_user", Some("SESSION_USER"), ResultType::String),
    ("sum", None, ResultType::OfArgument),
    ("sysdate", Some("sysdate"), ResultType::DateTime),
    ("user", Some("USER"), ResultType::String),
];

/// Functions SQLAlchemy knows that are written in ways of their own, or give types of their own.
const UNFOLLOWED: &[&str] = &[
    "aggregate_strings",
    "array_agg",
    "cast",
    "cube",
    "extract",
    "grouping_sets",
    "mode",
    "next_value",
    "percentile_cont",
    "percentile_disc",
    "phraseto_tsquery",
    "plainto_tsquery",
    "rollup",
    "to_tsquery",
    "to_tsvector",
    "ts_headline",
    "websearch_to_tsquery",
];

/// `func`, or a name that was asked of it.
#[derive(Clone)]
pub(crate) struct FunctionNamespace {
    host: Rc<Host>,
    names: Rc<[Rc<str>]>,
}

impl std::fmt::Debug for FunctionNamespace {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "<func.{}>", self.names.join("."))
    }
}

impl FunctionNamespace {
    /// `func` itself.
    pub(crate) fn new(host: &Rc<Host>) -> Self {
        Self { host: Rc::clone(host), names: Rc::new([]) }
    }
}

impl HostObject for FunctionNamespace {
    fn type_name(&self) -> Rc<str> {
        "_FunctionGenerator".into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        None
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        if name.starts_with("__") {
            return Ok(None);
        }
        // A trailing underscore is there to get around Python's keywords.
        let name = name.strip_suffix('_').unwrap_or(name);
        let names = self.names.iter().cloned().chain(std::iter::once(name.into())).collect();
        Ok(Some(Value::host(Self { host: Rc::clone(&self.host), names })))
    }

    fn call(&self, arguments: Arguments, cx: &mut Interpreter) -> Result<Value, PythonError> {
        let Some((name, packages)) = self.names.split_last() else {
            return Err(PythonError::unsupported("calling func itself"));
        };
        if !arguments.keyword.is_empty() {
            return Err(PythonError::unsupported(format!("keywords of the function {name}()")));
        }
        let mut given = Vec::new();
        for value in &arguments.positional {
            given.push(operand(cx, value)?);
        }
        let lower = name.to_lowercase();
        if packages.is_empty() && UNFOLLOWED.contains(&lower.as_str()) {
            return Err(PythonError::unsupported(format!("func.{name}()")));
        }
        let known = KNOWN.iter().find(|(known, ..)| packages.is_empty() && *known == lower);
        let call = match known {
            Some((known, keyword, result)) => {
                if *known == "count" && given.is_empty() {
                    given.push(ColumnReference::literal("*", SqlType::null()).into());
                }
                let sql_type = result_type(*result, &given);
                let name = match keyword {
                    Some(keyword) => FunctionName::Keyword(keyword),
                    None => FunctionName::Generic { packages: Vec::new(), name: Name::new(*known) },
                };
                FunctionCall { name, arguments: given, sql_type }
            }
            None => FunctionCall {
                name: FunctionName::Generic {
                    packages: packages.iter().map(|part| Name::new(Rc::clone(part))).collect(),
                    name: Name::new(Rc::clone(name)),
                },
                arguments: given,
                sql_type: SqlType::null(),
            },
        };
        let expression = Expression::new(ExpressionKind::Function(call))
            .map_err(|error| schema_error(cx, error))?;
        Ok(Value::host(ExpressionObject::new(&self.host, expression)))
    }
}

fn result_type(result: ResultType, arguments: &[Expression]) -> SqlType {
    let flat = |kind| SqlType::new(kind).unwrap_or_else(|_| SqlType::null());
    match result {
        ResultType::Null => SqlType::null(),
        ResultType::Integer => SqlType::plain(PlainType::Integer),
        ResultType::String => SqlType::string(None),
        ResultType::Date => SqlType::plain(PlainType::Date),
        ResultType::DateTime => flat(TypeKind::DateTime(TimeZone::Without)),
        ResultType::Time => flat(TypeKind::Time(TimeZone::Without, None)),
        ResultType::OfArgument => {
            arguments.first().map_or_else(SqlType::null, Expression::sql_type)
        }
    }
}
