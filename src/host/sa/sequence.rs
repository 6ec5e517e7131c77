//! `sqlalchemy.Sequence`.

use std::rc::{Rc, Weak};

use crate::python::{
    Arguments, Class, HostObject, Interpreter, Parameter, PythonError, Shared, Value,
};
use crate::schema::expression::operators;
use crate::schema::{Name, Sequence};

use super::super::host_context::Host;
use super::super::raise::schema_error;
use super::super::values;
use super::expression::ExpressionObject;
use super::identity::identity_options;
use super::types::required_type;

/// `Sequence(…)`.
#[derive(Debug)]
pub(crate) struct SequenceObject {
    class: Shared<Class>,
    /// What it says.
    pub(crate) sequence: Sequence,
    /// What the objects of the host share.
    host: Weak<Host>,
}

impl HostObject for SequenceObject {
    fn type_name(&self) -> Rc<str> {
        "Sequence".into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        Some(self.class.clone())
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        match name {
            "name" => Ok(Some(Value::from(self.sequence.name.text()))),
            "schema" => {
                let schema = self.sequence.schema.as_ref();
                Ok(Some(schema.map(|name| Value::from(name.text())).into()))
            }
            "next_value" => {
                let host = self
                    .host
                    .upgrade()
                    .expect("a sequence is asked while its modules exist");
                let sequence = self.sequence.clone();
                Ok(Some(Value::function("next_value", move |cx, arguments| {
                    arguments.bind("next_value", &[])?;
                    let made = operators::next_value(sequence.clone());
                    let expression = made.map_err(|error| schema_error(cx, error))?;
                    Ok(Value::host(ExpressionObject::new(&host, expression)))
                })))
            }
            _ => Err(PythonError::unsupported(format!(
                "the attribute {name} of a Sequence"
            ))),
        }
    }
}

const PARAMETERS: &[Parameter<'static>] = &[
    Parameter::required("name"),
    Parameter::optional("start"),
    Parameter::optional("increment"),
    Parameter::optional("minvalue"),
    Parameter::optional("maxvalue"),
    Parameter::optional("nominvalue"),
    Parameter::optional("nomaxvalue"),
    Parameter::optional("cycle"),
    Parameter::optional("schema"),
    Parameter::optional("cache"),
    Parameter::optional("order"),
    Parameter::optional("data_type"),
    Parameter::optional("optional"),
    Parameter::optional("quote"),
    Parameter::optional("metadata"),
    Parameter::optional("quote_schema"),
    Parameter::optional("for_update"),
];

/// `Sequence(name, start=…)`; `order` is Oracle's.
pub(crate) fn construct(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("__init__", PARAMETERS)?;
    for refused in ["metadata", "quote_schema", "for_update"] {
        if bound.take_some(refused).is_some() {
            return Err(PythonError::unsupported(format!(
                "the argument {refused} of Sequence"
            )));
        }
    }
    let name = bound.require("name");
    let mut name = values::name(cx, &name, "name")?;
    let quote = bound.take("quote");
    if let Some(quote) = values::optional_flag(cx, quote)? {
        name = Name::quoted(name.text(), Some(quote));
    }
    let schema = bound.take("schema");
    let data_type = bound.take_some("data_type");
    let optional = bound.take("optional");
    let sequence = Sequence {
        name,
        schema: values::optional_name(cx, schema, "schema")?,
        options: identity_options(cx, &mut bound)?,
        data_type: data_type
            .map(|value| required_type(cx, &value, "data_type"))
            .transpose()?,
        optional: values::flag(cx, optional, false)?,
    };
    Ok(Value::host(SequenceObject {
        class: class.clone(),
        sequence,
        host: Rc::downgrade(host),
    }))
}
