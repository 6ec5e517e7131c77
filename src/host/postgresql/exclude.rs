//! `postgresql.ExcludeConstraint`.

use std::rc::Rc;

use crate::python::{
    Arguments, BoundArguments, Class, Interpreter, Parameter, PythonError, Shared, Value,
};
use crate::schema::expression::ColumnReference;
use crate::schema::{Constraint, ExcludeConstraint, ExcludeElement, Expression, SqlType};

use super::super::host_context::Host;
use super::super::sa::constraint::{ConstraintObject, constraint_traits};
use super::super::sa::expression::{expression_of, text_or_expression};
use super::super::values;

const PARAMETERS: &[Parameter<'static>] = &[
    Parameter::rest("elements"),
    Parameter::keyword("name"),
    Parameter::keyword("deferrable"),
    Parameter::keyword("initially"),
    Parameter::keyword("using"),
    Parameter::keyword("where"),
    Parameter::keyword("ops"),
    Parameter::keyword("comment"),
    Parameter::rest_keyword("kw"),
];

/// `ExcludeConstraint((element, operator), …, using=…, where=…)`; it takes any further keyword and
/// heeds none.
pub(crate) fn construct(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("__init__", PARAMETERS)?;
    let constraint = exclude_constraint(host, cx, &mut bound)?;
    let conditions: Vec<Expression> = constraint
        .elements
        .iter()
        .map(|element| element.expression.clone())
        .collect();
    let object = ConstraintObject::new(class.clone(), Constraint::Exclude(constraint));
    Ok(Value::host(object.following_conditions(host, &conditions)))
}

/// The constraint its arguments describe.
pub(crate) fn exclude_constraint(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
) -> Result<ExcludeConstraint, PythonError> {
    let traits = constraint_traits(host, cx, bound)?;
    let mut elements = Vec::new();
    for element in std::mem::take(&mut bound.rest_positional) {
        elements.push(exclude_element(cx, &element)?);
    }
    if elements.is_empty() {
        return Err(PythonError::value_error(
            "not enough values to unpack (expected 2, got 0)",
        ));
    }
    let using = match bound.take("using") {
        None => None,
        Some(using) => Some(values::string(cx, &using, "using")?),
    };
    let filter = match bound.take_some("where") {
        Some(value) => Some(text_or_expression(cx, &value, "where")?),
        None => None,
    };
    let operator_classes = bound.take("ops");
    let mut classes = Vec::new();
    for (column, class) in values::entries(cx, operator_classes, "ops")? {
        let class = values::string(cx, &class, "an operator class of ops")?;
        classes.push((column.to_string(), class.to_string()));
    }
    Ok(ExcludeConstraint {
        traits,
        elements,
        using: using.as_deref().unwrap_or("gist").to_owned(),
        filter,
        operator_classes: classes,
    })
}

fn exclude_element(cx: &mut Interpreter, value: &Value) -> Result<ExcludeElement, PythonError> {
    let pair = value.as_sequence();
    let Some([element, operator]) = pair.as_deref() else {
        return Err(values::unexpected(
            cx,
            value,
            "an element of EXCLUDE",
            "a pair",
        ));
    };
    let operator = values::string(cx, operator, "the operator of an element of EXCLUDE")?;
    let expression = if element.as_str().is_some() {
        let name = values::name(cx, element, "a column of EXCLUDE")?;
        ColumnReference::new(name, SqlType::null()).into()
    } else {
        match expression_of(cx, element)? {
            Some(expression) => expression,
            None => {
                return Err(values::unexpected(
                    cx,
                    element,
                    "an element of EXCLUDE",
                    "a column or expression",
                ));
            }
        }
    };
    Ok(ExcludeElement {
        expression,
        operator: operator.to_string(),
    })
}
