//! `postgresql.DOMAIN`.

use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::{Domain, Expression, ServerDefault, TypeCreation};

use super::super::super::values;
use super::super::expression::expression_of;
use super::coerce::required_type;

const PARAMETERS: &[Parameter<'static>] = &[
    Parameter::required("name"),
    Parameter::required("data_type"),
    Parameter::keyword("collation"),
    Parameter::keyword("default"),
    Parameter::keyword("constraint_name"),
    Parameter::keyword("not_null"),
    Parameter::keyword("check"),
    Parameter::keyword("create_type"),
    Parameter::keyword("schema"),
    Parameter::keyword("metadata"),
    Parameter::keyword("inherit_schema"),
    Parameter::keyword("quote"),
];

pub(super) fn construct(cx: &mut Interpreter, arguments: Arguments) -> Result<Domain, PythonError> {
    let mut bound = arguments.bind("__init__", PARAMETERS)?;
    for refused in ["metadata", "quote"] {
        if bound.take_some(refused).is_some() {
            return Err(PythonError::unsupported(format!(
                "the argument {refused} of DOMAIN"
            )));
        }
    }
    let name = bound.require("name");
    let data_type = bound.require("data_type");
    let schema = bound.take("schema");
    let collation = bound.take("collation");
    let default = match bound.take_some("default") {
        None => None,
        Some(value) => Some(match value.as_str() {
            Some(text) => ServerDefault::Text(text.to_string()),
            None => ServerDefault::Expression(required_expression(cx, &value, "default")?),
        }),
    };
    let check = match bound.take_some("check") {
        None => None,
        Some(value) => Some(match value.as_str() {
            Some(text) => Expression::text(&*text),
            None => required_expression(cx, &value, "check")?,
        }),
    };
    let constraint_name = bound.take("constraint_name");
    let not_null = bound.take("not_null");
    let create_type = bound.take("create_type");
    let inherit_schema = bound.take("inherit_schema");
    Ok(Domain {
        name: values::name(cx, &name, "name")?,
        schema: values::optional_name(cx, schema, "schema")?,
        data_type: required_type(cx, &data_type, "data_type")?,
        collation: values::optional_name(cx, collation, "collation")?,
        default,
        constraint_name: values::optional_name(cx, constraint_name, "constraint_name")?,
        not_null: values::flag(cx, not_null, false)?,
        check,
        creation: if values::flag(cx, create_type, true)? {
            TypeCreation::WithTable
        } else {
            TypeCreation::Never
        },
        inherit_schema: values::flag(cx, inherit_schema, false)?,
    })
}

fn required_expression(
    cx: &mut Interpreter,
    value: &Value,
    what: &str,
) -> Result<Expression, PythonError> {
    match expression_of(cx, value)? {
        Some(expression) => Ok(expression),
        None => Err(values::unexpected(cx, value, what, "an SQL expression")),
    }
}
