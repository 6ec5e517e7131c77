//! The methods that the type of an expression brings: JSON, ARRAY, HSTORE, ranges.
//!
//! The counterpart of the `Comparator` classes of `sqltypes` and `dialects.postgresql`.

use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::expression::operators::{self, Comparator, DialectOperator, Operand, Subscript};
use crate::schema::expression::{BinaryOperator, Expression, UnaryOperator, boolean};
use crate::schema::{
    CharacterKind, CharacterType, FloatKind, Name, NumericType, PlainType, SchemaError, SqlType,
    TypeKind,
};

use super::super::super::raise::schema_error;
use super::super::super::values;
use super::coerce::operand;
use super::methods::{Method, OTHER};
use super::object::ExpressionObject;

/// The method `name` that the type of an expression brings.
pub(super) fn find(expression: &Expression, name: &str) -> Option<Method> {
    let comparator = Comparator::of(&expression.sql_type());
    let tables: &[&[(&str, Method)]] = match comparator {
        Comparator::Plain => &[],
        Comparator::GenericArray => &[GENERIC_ARRAY, ANY_ARRAY],
        Comparator::Array => &[CONTAINMENT, OVERLAP, ANY_ARRAY],
        Comparator::GenericJson | Comparator::Json => &[JSON],
        Comparator::Jsonb => &[CONTAINMENT, KEYS, JSONB, JSON],
        Comparator::Hstore => &[CONTAINMENT, KEYS, HSTORE],
        Comparator::Range => &[CONTAINMENT, RANGE],
    };
    tables
        .iter()
        .flat_map(|table| table.iter())
        .find(|(own, _)| *own == name)
        .map(|(_, method)| *method)
}

const CONTAINMENT: &[(&str, Method)] = &[
    ("contained_by", |object, cx, arguments| {
        custom(object, cx, arguments, DialectOperator::ContainedBy)
    }),
    ("contains", |object, cx, arguments| {
        custom(object, cx, arguments, DialectOperator::Contains)
    }),
];

const OVERLAP: &[(&str, Method)] = &[("overlap", |object, cx, arguments| {
    custom(object, cx, arguments, DialectOperator::Overlap)
})];

const KEYS: &[(&str, Method)] = &[
    ("has_all", |object, cx, arguments| {
        custom(object, cx, arguments, DialectOperator::HasAll)
    }),
    ("has_any", |object, cx, arguments| {
        custom(object, cx, arguments, DialectOperator::HasAny)
    }),
    ("has_key", |object, cx, arguments| {
        custom(object, cx, arguments, DialectOperator::HasKey)
    }),
];

const JSONB: &[(&str, Method)] = &[
    ("delete_path", |object, cx, arguments| {
        let mut bound = arguments.bind("delete_path", &[Parameter::required("array")])?;
        let path = bound.require("array");
        let path = operand(cx, &path)?;
        object.made(cx, operators::delete_path(object.expression(), path))
    }),
    ("path_exists", |object, cx, arguments| {
        custom(object, cx, arguments, DialectOperator::PathExists)
    }),
    ("path_match", |object, cx, arguments| {
        custom(object, cx, arguments, DialectOperator::PathMatch)
    }),
];

const JSON: &[(&str, Method)] = &[
    ("as_boolean", |object, cx, arguments| {
        item_as(object, cx, arguments, "as_boolean", Ok(boolean()))
    }),
    ("as_float", |object, cx, arguments| {
        let float = SqlType::new(TypeKind::Float(FloatKind::Float, None));
        item_as(object, cx, arguments, "as_float", float)
    }),
    ("as_integer", |object, cx, arguments| {
        let integer = Ok(SqlType::plain(PlainType::Integer));
        item_as(object, cx, arguments, "as_integer", integer)
    }),
    ("as_json", |object, cx, arguments| {
        arguments.bind("as_json", &[])?;
        object.made(cx, Ok(object.expression().clone()))
    }),
    ("as_numeric", as_numeric),
    ("as_string", |object, cx, arguments| {
        let unicode = SqlType::new(TypeKind::Character(CharacterType {
            kind: CharacterKind::Unicode,
            length: None,
            collation: None,
        }));
        item_as(object, cx, arguments, "as_string", unicode)
    }),
];

const ANY_ARRAY: &[(&str, Method)] = &[
    ("all", |object, cx, arguments| {
        any_element(object, cx, arguments, UnaryOperator::All)
    }),
    ("any", |object, cx, arguments| {
        any_element(object, cx, arguments, UnaryOperator::Any)
    }),
];

const GENERIC_ARRAY: &[(&str, Method)] = &[("contains", |_, cx, _| {
    let refusal = SchemaError::NotImplemented(
        "ARRAY.contains() not implemented for the base ARRAY type; please use the \
         dialect-specific ARRAY type"
            .to_owned(),
    );
    Err(schema_error(cx, refusal))
})];

const HSTORE: &[(&str, Method)] = &[
    ("array", |object, cx, arguments| {
        function(object, cx, arguments, "hstore_to_array", &[])
    }),
    ("defined", |object, cx, arguments| {
        function(
            object,
            cx,
            arguments,
            "defined",
            &[Parameter::required("key")],
        )
    }),
    ("delete", |object, cx, arguments| {
        function(
            object,
            cx,
            arguments,
            "delete",
            &[Parameter::required("key")],
        )
    }),
    ("keys", |object, cx, arguments| {
        function(object, cx, arguments, "akeys", &[])
    }),
    ("matrix", |object, cx, arguments| {
        function(object, cx, arguments, "hstore_to_matrix", &[])
    }),
    ("slice", |object, cx, arguments| {
        function(
            object,
            cx,
            arguments,
            "slice",
            &[Parameter::required("array")],
        )
    }),
    ("vals", |object, cx, arguments| {
        function(object, cx, arguments, "avals", &[])
    }),
];

const RANGE: &[(&str, Method)] = &[
    ("adjacent_to", |object, cx, arguments| {
        custom(object, cx, arguments, DialectOperator::AdjacentTo)
    }),
    ("difference", |object, cx, arguments| {
        arithmetic(object, cx, arguments, BinaryOperator::Subtract)
    }),
    ("intersection", |object, cx, arguments| {
        arithmetic(object, cx, arguments, BinaryOperator::Multiply)
    }),
    ("not_extend_left_of", |object, cx, arguments| {
        custom(object, cx, arguments, DialectOperator::NotExtendLeftOf)
    }),
    ("not_extend_right_of", |object, cx, arguments| {
        custom(object, cx, arguments, DialectOperator::NotExtendRightOf)
    }),
    ("overlaps", |object, cx, arguments| {
        custom(object, cx, arguments, DialectOperator::Overlap)
    }),
    ("strictly_left_of", |object, cx, arguments| {
        custom(object, cx, arguments, DialectOperator::StrictlyLeftOf)
    }),
    ("strictly_right_of", |object, cx, arguments| {
        custom(object, cx, arguments, DialectOperator::StrictlyRightOf)
    }),
    ("union", |object, cx, arguments| {
        arithmetic(object, cx, arguments, BinaryOperator::Add)
    }),
];

fn custom(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
    operator: DialectOperator,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("operate", OTHER)?;
    let other = bound.require("other");
    let other = operand(cx, &other)?;
    let made = operators::custom(object.expression(), operator.custom(), other, None);
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
    object.made(cx, operators::arithmetic(own, operator, other))
}

fn item_as(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
    method: &str,
    sql_type: Result<SqlType, SchemaError>,
) -> Result<Value, PythonError> {
    arguments.bind(method, &[])?;
    let made = sql_type
        .and_then(|sql_type| operators::json_item_as(object.expression(), sql_type, method));
    object.made(cx, made)
}

/// `as_numeric(precision, scale, asdecimal=…)`; the last is about results.
fn as_numeric(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "as_numeric",
        &[
            Parameter::required("precision"),
            Parameter::required("scale"),
            Parameter::optional("asdecimal"),
        ],
    )?;
    let precision = bound.take("precision");
    let scale = bound.take("scale");
    let numeric = SqlType::new(TypeKind::Numeric(NumericType {
        decimal: false,
        precision: values::optional_size(cx, precision, "precision")?,
        scale: values::optional_size(cx, scale, "scale")?,
    }));
    let made = numeric
        .and_then(|numeric| operators::json_item_as(object.expression(), numeric, "as_numeric"));
    object.made(cx, made)
}

/// `array.any(other)`; another operator than `=` is refused.
fn any_element(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
    quantifier: UnaryOperator,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "any",
        &[
            Parameter::required("other"),
            Parameter::optional("operator"),
        ],
    )?;
    if bound.take_some("operator").is_some() {
        return Err(PythonError::unsupported(
            "the argument operator of any() and all()",
        ));
    }
    let other = bound.require("other");
    let other = operand(cx, &other)?;
    let operator = BinaryOperator::Equal;
    let made = operators::any_element(object.expression(), quantifier, operator, other);
    object.made(cx, made)
}

/// A method that is a function of the server, with the expression as its first argument.
fn function(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    arguments: Arguments,
    name: &'static str,
    parameters: &[Parameter<'_>],
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(name, parameters)?;
    let mut given = vec![Operand::Expression(object.expression().clone())];
    for parameter in ["key", "array"] {
        if bound.has(parameter) {
            let value = bound.require(parameter);
            if matches!(value.underlying(), Value::Dict(_)) {
                return Err(PythonError::unsupported("a dictionary for delete()"));
            }
            given.push(operand(cx, &value)?);
        }
    }
    let made = operators::call(Vec::new(), Name::new(name), given, None);
    object.made(cx, made)
}

/// `expression[index]` and `expression[start:stop]`.
pub(super) fn subscript(
    object: &ExpressionObject,
    cx: &mut Interpreter,
    index: &Value,
) -> Result<Value, PythonError> {
    let subscript = match index {
        Value::Slice(slice) => {
            if !slice.step.is_none() {
                return Err(PythonError::unsupported(
                    "the step of a slice of an SQL expression",
                ));
            }
            Subscript::Slice(limit(cx, &slice.start)?, limit(cx, &slice.stop)?)
        }
        index => Subscript::Index(operand(cx, index)?),
    };
    object.made(cx, operators::subscript(object.expression(), subscript))
}

fn limit(cx: &mut Interpreter, value: &Value) -> Result<Option<Operand>, PythonError> {
    if value.is_none() {
        Ok(None)
    } else {
        operand(cx, value).map(Some)
    }
}
