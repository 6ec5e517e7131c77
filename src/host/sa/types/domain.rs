//! `postgresql.DOMAIN`.

use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::{Domain, Expression, ServerDefault, TypeCreation};

use super::super::super::values;
use super::super::expression::expression_of;
use super::coerce::required_type;
use super::enumeration::metadata_of;

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
    let mut bound = arguments.bind("DOMAIN.__init__", PARAMETERS)?;
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
    let quote = bound.take("quote");
    let quote = values::optional_flag(cx, quote)?;
    let metadata = metadata_of(cx, bound.take("metadata"))?;
    let mut name = values::name(cx, &name, "name")?;
    if quote.is_some() {
        name = crate::schema::Name::quoted(name.text(), quote);
    }
    let mut schema = values::optional_name(cx, schema, "schema")?;
    if let (None, Some(metadata)) = (&schema, &metadata) {
        schema = metadata.schema().cloned();
    }
    let created = values::flag(cx, create_type, true)? && metadata.is_none();
    Ok(Domain {
        name,
        schema,
        data_type: required_type(cx, &data_type, "data_type")?,
        collation: values::optional_name(cx, collation, "collation")?,
        default,
        constraint_name: values::optional_name(cx, constraint_name, "constraint_name")?,
        not_null: values::flag(cx, not_null, false)?,
        check,
        // A type that belongs to a MetaData is created with that, not with a table.
        creation: if created {
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
