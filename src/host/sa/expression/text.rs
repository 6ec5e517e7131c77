//! `sqlalchemy.text()` and its `bindparams()`.

use std::rc::Rc;

use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::Literal;
use crate::schema::expression::{
    BindParameter, Expression, ExpressionKind, TextClause, type_of_value,
};

use super::super::super::host_context::Host;
use super::super::super::raise::sqlalchemy_error;
use super::super::super::values;
use super::coerce::expression_of;
use super::literal::literal_of;
use super::object::ExpressionObject;

/// `text(text)`.
pub(super) fn text(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("text", &[Parameter::required("text")])?;
    let text = bound.require("text");
    let text = values::string(cx, &text, "text")?;
    Ok(Value::host(ExpressionObject::new(
        host,
        TextClause::new(&*text).into(),
    )))
}

/// `text(…).bindparams(*binds, **names_to_values)`.
pub(super) fn bindparams(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    clause: &TextClause,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let bound = arguments.bind(
        "bindparams",
        &[
            Parameter::rest("binds"),
            Parameter::rest_keyword("names_to_values"),
        ],
    )?;
    let mut clause = clause.clone();
    for bind in &bound.rest_positional {
        let expression = expression_of(cx, bind)?;
        let parameter = match expression.as_ref().map(Expression::kind) {
            Some(ExpressionKind::BindParameter(parameter)) => parameter.clone(),
            _ => return Err(values::unexpected(cx, bind, "an argument", "bindparam(…)")),
        };
        require_placeholder(cx, &clause, parameter.key.as_deref().unwrap_or(""))?;
        clause.bind_parameters.push(parameter);
    }
    for (name, value) in bound.rest_keyword {
        require_placeholder(cx, &clause, &name)?;
        let Some(literal) = literal_of(cx, &value)? else {
            return Err(values::unexpected(
                cx,
                &value,
                &format!("the value of {name}"),
                "one SQL has a literal for",
            ));
        };
        let known = clause.bind_parameter(&name).cloned();
        let mut parameter = with_value(known, literal);
        parameter.key = Some(name);
        clause.bind_parameters.push(parameter);
    }
    Ok(Value::host(ExpressionObject::new(host, clause.into())))
}

/// The parameter with a value: the type that was given for it stays, else the value's is taken.
fn with_value(known: Option<BindParameter>, value: Literal) -> BindParameter {
    let sql_type = match &known {
        Some(parameter) if !parameter.sql_type.is_null() => parameter.sql_type.clone(),
        _ => type_of_value(&value),
    };
    let plain = BindParameter::of_value(value, sql_type);
    match known {
        Some(parameter) => BindParameter {
            value: plain.value,
            sql_type: plain.sql_type,
            ..parameter
        },
        None => plain,
    }
}

fn require_placeholder(
    cx: &mut Interpreter,
    clause: &TextClause,
    name: &str,
) -> Result<(), PythonError> {
    if clause.placeholder_names().contains(&name) {
        return Ok(());
    }
    let message = format!("This text() construct doesn't define a bound parameter named '{name}'");
    Err(sqlalchemy_error(cx, "ArgumentError", message))
}
