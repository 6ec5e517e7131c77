//! The methods of SQL expressions (`ColumnOperators`, `ColumnElement`).

use crate::python::{Arguments, BoundArguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::expression::operators::{self, LikeForm};
use crate::schema::expression::{
    BinaryOperator, CustomOperator, ExpressionKind, Modifier, Surrounding, UnaryOperator,
};

use super::super::super::raise::sqlalchemy_error;
use super::super::super::values;
use super::super::types::value_type;
use super::coerce::{expression_of, operand};
use super::literal::literal_of;
use super::object::ExpressionObject;
use super::operation::is_quantified;
use super::{comparator_methods, function_methods};

/// A method of an expression.
pub(super) type Method =
    fn(&ExpressionObject, &mut Interpreter, Arguments) -> Result<Value, PythonError>;

/// The methods every expression but `text()` has, by name.
pub(super) const METHODS: &[(&str, Method)] = &[
    ("all_", |object, cx, arguments| {
        quantified(object, cx, arguments, UnaryOperator::All)
    }),
    ("any_", |object, cx, arguments| {
        quantified(object, cx, arguments, UnaryOperator::Any)
    }),
    ("asc", |object, cx, arguments| {
        modified(object, cx, arguments, Modifier::Ascending)
    }),
    ("between", between),
    ("bitwise_and", |object, cx, arguments| {
        arithmetic(object, cx, arguments, BinaryOperator::BitwiseAnd)
    }),
    ("bitwise_lshift", |object, cx, arguments| {
        arithmetic(object, cx, arguments, BinaryOperator::BitwiseLeftShift)
    }),
    ("bitwise_not", |object, cx, arguments| {
        arguments.bind("bitwise_not", &[])?;
        object.made(cx, operators::bitwise_not(object.expression()))
    }),
    ("bitwise_or", |object, cx, arguments| {
        arithmetic(object, cx, arguments, BinaryOperator::BitwiseOr)
    }),
    ("bitwise_rshift", |object, cx, arguments| {
        arithmetic(object, cx, arguments, BinaryOperator::BitwiseRightShift)
    }),
    ("bitwise_xor", |object, cx, arguments| {
        arithmetic(object, cx, arguments, BinaryOperator::BitwiseXor)
    }),
    ("bool_op", |object, cx, arguments| {
        custom(object, cx, arguments, true)
    }),
    ("cast", cast),
    ("collate", collate),
    ("concat", |object, cx, arguments| {
        arithmetic(object, cx, arguments, BinaryOperator::Concatenate)
    }),
    ("contains", |object, cx, arguments| {
        like(object, cx, arguments, BinaryOperator::Contains)
    }),
    ("desc", |object, cx, arguments| {
        modified(object, cx, arguments, Modifier::Descending)
    }),
    ("distinct", distinct),
    ("endswith", |object, cx, arguments| {
        like(object, cx, arguments, BinaryOperator::EndsWith)
    }),
    ("icontains", |object, cx, arguments| {
        like(object, cx, arguments, BinaryOperator::IContains)
    }),
    ("iendswith", |object, cx, arguments| {
        like(object, cx, arguments, BinaryOperator::IEndsWith)
    }),
    ("ilike", |object, cx, arguments| {
        like(object, cx, arguments, BinaryOperator::ILike)
    }),
    ("in_", |object, cx, arguments| {
        is_in(object, cx, arguments, &BinaryOperator::In)
    }),
    ("is_", |object, cx, arguments| {
        compare(object, cx, arguments, BinaryOperator::Is)
    }),
    ("is_distinct_from", |object, cx, arguments| {
        compare(object, cx, arguments, BinaryOperator::IsDistinctFrom)
    }),
    ("is_not", |object, cx, arguments| {
        compare(object, cx, arguments, BinaryOperator::IsNot)
    }),
    ("is_not_distinct_from", |object, cx, arguments| {
        compare(object, cx, arguments, BinaryOperator::IsNotDistinctFrom)
    }),
    ("isnot", |object, cx, arguments| {
        compare(object, cx, arguments, BinaryOperator::IsNot)
    }),
    ("isnot_distinct_from", |object, cx, arguments| {
        compare(object, cx, arguments, BinaryOperator::IsNotDistinctFrom)
    }),
    ("istartswith", |object, cx, arguments| {
        like(object, cx, arguments, BinaryOperator::IStartsWith)
    }),
    ("label", label),
    ("like", |object, cx, arguments| {
        like(object, cx, arguments, BinaryOperator::Like)
    }),
    ("match", match_),
    ("not_ilike", |object, cx, arguments| {
        like(object, cx, arguments, BinaryOperator::NotILike)
    }),
    ("not_in", |object, cx, arguments| {
        is_in(object, cx, arguments, &BinaryOperator::NotIn)
    }),
    ("not_like", |object, cx, arguments| {
        like(object, cx, arguments, BinaryOperator::NotLike)
    }),
    ("notilike", |object, cx, arguments| {
        like(object, cx, arguments, BinaryOperator::NotILike)
    }),
    ("notin_", |object, cx, arguments| {
        is_in(object, cx, arguments, &BinaryOperator::NotIn)
    }),
    ("notlike", |object, cx, arguments| {
        like(object, cx, arguments, BinaryOperator::NotLike)
    }),
    ("nulls_first", |object, cx, arguments| {
        modified(object, cx, arguments, Modifier::NullsFirst)
    }),
    ("nulls_last", |object, cx, arguments| {
        modified(object, cx, arguments, Modifier::NullsLast)
    }),
    ("nullsfirst", |object, cx, arguments| {
        modified(object, cx, arguments, Modifier::NullsFirst)
    }),
    ("nullslast", |object, cx, arguments| {
        modified(object, cx, arguments, Modifier::NullsLast)
    }),
    ("op", |object, cx, arguments| {
        custom(object, cx, arguments, false)
    }),
    ("regexp_match", regexp_match),
    ("regexp_replace", regexp_replace),
    ("self_group", |object, cx, arguments| {
        arguments.bind("self_group", &[])?;
        object.made(cx, object.expression().self_group(&Surrounding::Nothing))
    }),
    ("startswith", |object, cx, arguments| {
        like(object, cx, arguments, BinaryOperator::StartsWith)
    }),
];

pub(super) const OTHER: &[Parameter<'static>] = &[Parameter::required("other")];

fn modified(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
    modifier: Modifier,
) -> Result<Value, PythonError> {
    arguments.bind("modifier", &[])?;
    let made = operators::modified(object.expression(), modifier);
    object.made(cx, made)
}

fn compare(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
    operator: BinaryOperator,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("is_", OTHER)?;
    let other = bound.require("other");
    let other = operand(cx, &other)?;
    let made = operators::compare(object.expression(), operator, other);
    object.made(cx, made)
}

fn is_in(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
    operator: &BinaryOperator,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("in_", OTHER)?;
    let other = bound.require("other");
    if let Some(expression) = expression_of(cx, &other)? {
        let made = operators::is_in(object.expression(), operator.clone(), &expression);
        return object.made(cx, made);
    }
    let is_plain = matches!(
        other.underlying(),
        Value::Str(_)
            | Value::Bytes(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::Bool(_)
            | Value::None
    );
    if is_plain {
        let shown = cx.repr(&other)?;
        let message = format!(
            "IN expression list, SELECT construct, or bound parameter object expected, got {shown}."
        );
        return Err(sqlalchemy_error(cx, "ArgumentError", message));
    }
    let mut list = Vec::new();
    for value in values::items(cx, &other, "the values of IN")? {
        list.push(operand(cx, &value)?);
    }
    let made = operators::in_list(object.expression(), operator.clone(), list);
    object.made(cx, made)
}

fn like(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
    operator: BinaryOperator,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "like",
        &[
            Parameter::required("other"),
            Parameter::optional("escape"),
            Parameter::keyword("autoescape"),
        ],
    )?;
    let other = bound.require("other");
    let other = operand(cx, &other)?;
    let escape = bound.take("escape");
    let autoescape = bound.take("autoescape");
    let form = LikeForm {
        escape: values::optional_string(cx, escape, "escape")?.map(|text| text.to_string()),
        autoescape: values::flag(cx, autoescape, false)?,
    };
    let made = operators::like(object.expression(), operator, other, form);
    object.made(cx, made)
}

fn between(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "between",
        &[
            Parameter::required("cleft"),
            Parameter::required("cright"),
            Parameter::optional("symmetric"),
        ],
    )?;
    let low = bound.require("cleft");
    let low = operand(cx, &low)?;
    let high = bound.require("cright");
    let high = operand(cx, &high)?;
    let symmetric = bound.take("symmetric");
    let symmetric = values::flag(cx, symmetric, false)?;
    let made = operators::between(object.expression(), low, high, symmetric);
    object.made(cx, made)
}

fn arithmetic(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
    operator: BinaryOperator,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("operate", OTHER)?;
    let other = bound.require("other");
    let other = operand(cx, &other)?;
    let own = object.expression().clone().into();
    let made = operators::arithmetic(own, operator, other);
    object.made(cx, made)
}

fn quantified(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
    operator: UnaryOperator,
) -> Result<Value, PythonError> {
    arguments.bind("any_", &[])?;
    object.made(cx, operators::quantified(object.expression(), operator))
}

/// `expression.op(text, …)`, which gives a function to be called with the other side.
fn custom(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
    is_comparison: bool,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "op",
        &[
            Parameter::required("opstring"),
            Parameter::optional("precedence"),
            Parameter::optional("is_comparison"),
            Parameter::optional("return_type"),
            Parameter::optional("python_impl"),
        ],
    )?;
    let text = bound.require("opstring");
    let text = values::string(cx, &text, "opstring")?;
    let (precedence, comparison, return_type) = custom_traits(cx, &mut bound)?;
    let operator = CustomOperator {
        text,
        precedence,
        is_comparison: is_comparison || comparison,
        natural_self_precedent: false,
        eager_grouping: false,
    };
    let left = object.clone();
    Ok(Value::function("against", move |cx, arguments| {
        let mut bound = arguments.bind("against", OTHER)?;
        let other = bound.require("other");
        let other = operand(cx, &other)?;
        let return_type = return_type.clone();
        let made = operators::custom(left.expression(), operator.clone(), other, return_type);
        left.made(cx, made)
    }))
}

type CustomTraits = (i16, bool, Option<crate::schema::SqlType>);

fn custom_traits(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
) -> Result<CustomTraits, PythonError> {
    let precedence = bound.take("precedence");
    let comparison = bound.take("is_comparison");
    let return_type = bound.take_some("return_type");
    Ok((
        values::optional_size(cx, precedence, "precedence")?.unwrap_or(0),
        values::flag(cx, comparison, false)?,
        return_type
            .map(|value| value_type(cx, &value, "return_type"))
            .transpose()?,
    ))
}

fn regexp_match(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "regexp_match",
        &[Parameter::required("pattern"), Parameter::optional("flags")],
    )?;
    let pattern = bound.require("pattern");
    let pattern = operand(cx, &pattern)?;
    let flags = bound.take("flags");
    let flags = values::optional_string(cx, flags, "flags")?.map(|text| text.to_string());
    let made = operators::matches_pattern(object.expression(), pattern, flags);
    object.made(cx, made)
}

fn regexp_replace(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "regexp_replace",
        &[
            Parameter::required("pattern"),
            Parameter::required("replacement"),
            Parameter::optional("flags"),
        ],
    )?;
    let pattern = bound.require("pattern");
    let pattern = operand(cx, &pattern)?;
    let replacement = bound.require("replacement");
    let replacement = operand(cx, &replacement)?;
    let flags = bound.take("flags");
    let flags = values::optional_string(cx, flags, "flags")?.map(|text| text.to_string());
    let made = operators::replaced_pattern(object.expression(), pattern, replacement, flags);
    object.made(cx, made)
}

/// `expression.match(other, postgresql_regconfig=…)`; other databases' settings mean nothing here.
fn match_(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let bound = arguments.bind(
        "match",
        &[Parameter::required("other"), Parameter::rest_keyword("kw")],
    )?;
    let mut bound = bound;
    let other = bound.require("other");
    let other = operand(cx, &other)?;
    let mut configuration = None;
    for (name, value) in std::mem::take(&mut bound.rest_keyword) {
        match &*name {
            "postgresql_regconfig" if value.as_str().is_some_and(|text| !text.is_empty()) => {
                configuration = literal_of(cx, &value)?;
            }
            name if name.starts_with("mysql_") || name.starts_with("sqlite_") => {}
            _ => {
                return Err(PythonError::unsupported(format!(
                    "the argument {name} of match()"
                )));
            }
        }
    }
    let made = operators::text_search(object.expression(), other, configuration);
    object.made(cx, made)
}

fn collate(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("collate", &[Parameter::required("collation")])?;
    let collation = bound.require("collation");
    let collation = values::name(cx, &collation, "collation")?;
    let made = operators::collate(object.expression(), collation);
    object.made(cx, made)
}

fn cast(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("cast", &[Parameter::required("type_")])?;
    let sql_type = bound.require("type_");
    let sql_type = value_type(cx, &sql_type, "type_")?;
    let made = operators::cast(object.expression().clone().into(), sql_type);
    object.made(cx, made)
}

fn label(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("label", &[Parameter::required("name")])?;
    let name = bound.take("name");
    let name = values::optional_name(cx, name, "name")?;
    let made = operators::label(object.expression(), name);
    object.made(cx, made)
}

fn distinct(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    arguments.bind("distinct", &[])?;
    let made = operators::distinct(object.expression());
    object.made(cx, made)
}

/// The method `name` of an expression: its type's own come first.
pub(super) fn method(object: &ExpressionObject, name: &str) -> Option<Value> {
    let own = object.expression();
    if matches!(own.kind(), ExpressionKind::Text(_)) || is_quantified(own) {
        return None;
    }
    let found = comparator_methods::find(own, name)
        .or_else(|| function_methods::find(own, name))
        .or_else(|| {
            let found = METHODS.iter().find(|(own, _)| *own == name)?;
            Some(found.1)
        })?;
    let object = object.clone();
    Some(Value::function(name, move |cx, arguments| {
        found(&object, cx, arguments)
    }))
}
