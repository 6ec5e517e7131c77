//! The functions of `sqlalchemy.sql.expression` that make expressions.

use std::rc::Rc;

use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::expression::{
    BindParameter, CastForm, ColumnReference, Rendering, operators, type_of_value,
};
use crate::schema::{Expression, Literal, SqlType};

use super::super::super::host_context::{Host, HostFunction};
use super::super::super::raise::{schema_error, sqlalchemy_error};
use super::super::super::values;
use super::super::table::table_clause;
use super::super::types::value_type;
use super::coerce::{expression_of, operand};
use super::literal::literal_of;
use super::object::ExpressionObject;
use super::text::text;

/// The functions by name.
pub(crate) const CONSTRUCTORS: &[(&str, HostFunction)] = &[
    ("bindparam", bindparam),
    ("cast", cast),
    ("column", column),
    ("false", false_),
    ("literal", literal),
    ("literal_column", literal_column),
    ("null", null),
    ("table", table_clause),
    ("text", text),
    ("true", true_),
    ("try_cast", try_cast),
    ("type_coerce", type_coerce),
];

fn object(host: &Rc<Host>, expression: impl Into<Expression>) -> Value {
    Value::host(ExpressionObject::new(host, expression.into()))
}

fn null(host: &Rc<Host>, _: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    arguments.bind("null", &[])?;
    Ok(object(host, Expression::null()))
}

fn true_(host: &Rc<Host>, _: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    arguments.bind("true", &[])?;
    Ok(object(host, Expression::truth(true)))
}

fn false_(
    host: &Rc<Host>,
    _: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    arguments.bind("false", &[])?;
    Ok(object(host, Expression::truth(false)))
}

/// `literal(value, type_=…, literal_execute=…)`.
fn literal(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "literal",
        &[
            Parameter::required("value"),
            Parameter::optional("type_"),
            Parameter::optional("literal_execute"),
        ],
    )?;
    let value = bound.require("value");
    let sql_type = bound.take_some("type_");
    let literal_execute = bound.take("literal_execute");
    if expression_of(cx, &value)?.is_some() {
        let shown = cx.repr(&value)?;
        let message = format!("Literal Python value expected, got {shown}.");
        return Err(sqlalchemy_error(cx, "ArgumentError", message));
    }
    if value.is_none() && sql_type.is_none() {
        return Ok(object(host, Expression::null()));
    }
    let mut parameter = parameter(cx, &value, sql_type)?;
    if values::flag(cx, literal_execute, false)? {
        parameter.rendering = Rendering::Inline;
    }
    Ok(object(host, parameter))
}

/// A parameter with a value and the type that was given, else the value's.
fn parameter(
    cx: &mut Interpreter,
    value: &Value,
    sql_type: Option<Value>,
) -> Result<BindParameter, PythonError> {
    let Some(literal) = literal_of(cx, value)? else {
        return Err(values::unexpected(
            cx,
            value,
            "a value",
            "one SQL has a literal for",
        ));
    };
    let sql_type = match sql_type {
        Some(sql_type) => value_type(cx, &sql_type, "type_")?,
        None => type_of_value(&literal),
    };
    Ok(BindParameter::of_value(literal, sql_type))
}

/// `bindparam(key, value=…, type_=…, …)`.
fn bindparam(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "bindparam",
        &[
            Parameter::required("key"),
            Parameter::optional("value"),
            Parameter::optional("type_"),
            Parameter::optional("unique"),
            Parameter::optional("required"),
            Parameter::optional("quote"),
            Parameter::optional("callable_"),
            Parameter::optional("expanding"),
            Parameter::optional("isoutparam"),
            Parameter::optional("literal_execute"),
        ],
    )?;
    let isoutparam = bound.take("isoutparam");
    if values::flag(cx, isoutparam, false)? {
        return Err(PythonError::unsupported(
            "the argument isoutparam of bindparam()",
        ));
    }
    // How the name is quoted shows nowhere.
    bound.take("quote");
    let unique = bound.take("unique");
    let unique = values::flag(cx, unique, false)?;
    let key = bound.require("key");
    let key = values::optional_string(cx, Some(key), "key")?;
    let mut value = bound.take("value");
    let callable = bound.take_some("callable_");
    let untyped_callable = callable.is_some() && value.is_none();
    if let Some(callable) = callable {
        let nothing = Arguments::none(cx.origin());
        value = Some(cx.call(&callable, nothing)?);
    }
    let required = bound.take("required");
    let required = values::optional_flag(cx, required)?;
    if value.is_none() && required == Some(false) {
        value = Some(Value::None);
    }
    let sql_type = bound.take_some("type_");
    let expanding = bound.take("expanding");
    let literal_execute = bound.take("literal_execute");
    let expanding = values::flag(cx, expanding, false)?;
    let mut parameter = match value {
        Some(value) => {
            let untyped = sql_type.is_none();
            let mut parameter = parameter(cx, &value, sql_type)?;
            if untyped && untyped_callable {
                // Its value is asked for only when its type stands.
                parameter.sql_type = SqlType::null();
            } else if expanding && untyped {
                parameter.sql_type = type_of_items(parameter.value.as_ref());
            }
            parameter
        }
        None => BindParameter {
            key: None,
            value: None,
            sql_type: match sql_type {
                Some(sql_type) => value_type(cx, &sql_type, "type_")?,
                None => SqlType::null(),
            },
            expanding: false,
            rendering: Rendering::Bound,
        },
    };
    // A unique parameter gets a name of its own, whatever its key.
    parameter.key = key.filter(|_| !unique);
    parameter.expanding = expanding;
    if values::flag(cx, literal_execute, false)? {
        parameter.rendering = Rendering::Inline;
    }
    Ok(object(host, parameter))
}

/// The type of a list's first item, which stands for all.
fn type_of_items(list: Option<&Literal>) -> SqlType {
    match list {
        Some(Literal::List(items) | Literal::Tuple(items)) => {
            items.first().map_or_else(SqlType::null, type_of_value)
        }
        _ => SqlType::null(),
    }
}

/// `column(text, type_=…, is_literal=…)`.
fn column(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "column",
        &[
            Parameter::required("text"),
            Parameter::optional("type_"),
            Parameter::optional("is_literal"),
            Parameter::optional("_selectable"),
        ],
    )?;
    let name = bound.require("text");
    let name = values::name(cx, &name, "the name of a column")?;
    let sql_type = typed(cx, bound.take_some("type_"))?;
    let is_literal = bound.take("is_literal");
    if bound.take_some("_selectable").is_some() {
        return Err(PythonError::unsupported(
            "the argument _selectable of column()",
        ));
    }
    let reference = if values::flag(cx, is_literal, false)? {
        ColumnReference::literal(name, sql_type)
    } else {
        ColumnReference::new(name, sql_type)
    };
    Ok(object(host, reference))
}

/// `literal_column(text, type_=…)`.
fn literal_column(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "literal_column",
        &[Parameter::required("text"), Parameter::optional("type_")],
    )?;
    let text = bound.require("text");
    let text = values::name(cx, &text, "text")?;
    let sql_type = typed(cx, bound.take_some("type_"))?;
    Ok(object(host, ColumnReference::literal(text, sql_type)))
}

fn typed(cx: &mut Interpreter, sql_type: Option<Value>) -> Result<SqlType, PythonError> {
    match sql_type {
        Some(value) => value_type(cx, &value, "type_"),
        None => Ok(SqlType::null()),
    }
}

/// `cast(expression, type_)`.
pub(super) fn cast(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    make_cast(host, cx, CastForm::Cast, arguments)
}

/// `try_cast(expression, type_)`.
fn try_cast(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    make_cast(host, cx, CastForm::TryCast, arguments)
}

/// `type_coerce(expression, type_)`.
fn type_coerce(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    make_cast(host, cx, CastForm::Coerce, arguments)
}

fn make_cast(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    form: CastForm,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "cast",
        &[
            Parameter::required("expression"),
            Parameter::required("type_"),
        ],
    )?;
    let value = bound.require("expression");
    let sql_type = bound.require("type_");
    let sql_type = value_type(cx, &sql_type, "type_")?;
    let operand = operand(cx, &value)?;
    let made = match form {
        CastForm::Cast => operators::cast(operand, sql_type),
        CastForm::TryCast => operators::try_cast(operand, sql_type),
        CastForm::Coerce => operators::type_coerce(operand, sql_type),
    };
    let expression = made.map_err(|error| schema_error(cx, error))?;
    Ok(object(host, expression))
}
