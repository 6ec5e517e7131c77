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
use super::metadata::MetaDataObject;
use super::table_creation::{Action, Definer};
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
            "create" => Ok(Some(self.define("create", Action::Create))),
            "drop" => Ok(Some(self.define("drop", Action::Drop))),
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

impl SequenceObject {
    /// `create(bind, checkfirst=True)` and `drop(bind, checkfirst=True)`.
    fn define(&self, name: &'static str, action: Action) -> Value {
        let sequence = self.sequence.clone();
        Value::function(name, move |cx, arguments| {
            let definer = Definer::of_call(cx, name, arguments, true)?;
            definer.sequence(cx, action, &sequence)?;
            Ok(Value::None)
        })
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
    if bound.take_some("for_update").is_some() {
        return Err(PythonError::unsupported(
            "the argument for_update of Sequence",
        ));
    }
    let metadata = match bound.take_some("metadata") {
        None => None,
        Some(value) => match value.downcast::<MetaDataObject>() {
            Some(metadata) => Some(metadata),
            None => return Err(values::unexpected(cx, &value, "metadata", "a MetaData")),
        },
    };
    let name = bound.require("name");
    let mut name = values::name(cx, &name, "name")?;
    let quote = bound.take("quote");
    if let Some(quote) = values::optional_flag(cx, quote)? {
        name = Name::quoted(name.text(), Some(quote));
    }
    let schema = bound.take("schema");
    let mut schema = values::optional_name(cx, schema, "schema")?;
    if let (None, Some(metadata)) = (&schema, &metadata) {
        schema = metadata.schema().cloned();
    }
    let quote_schema = bound.take("quote_schema");
    if let (Some(quote), Some(plain)) = (values::optional_flag(cx, quote_schema)?, &schema) {
        schema = Some(Name::quoted(plain.text(), Some(quote)));
    }
    let data_type = bound.take_some("data_type");
    let optional = bound.take("optional");
    let sequence = Sequence {
        name,
        schema,
        options: identity_options(cx, &mut bound)?,
        data_type: data_type
            .map(|value| required_type(cx, &value, "data_type"))
            .transpose()?,
        optional: values::flag(cx, optional, false)?,
    };
    if let Some(metadata) = metadata {
        metadata.collection().add_sequence(&sequence, false);
    }
    Ok(Value::host(SequenceObject {
        class: class.clone(),
        sequence,
        host: Rc::downgrade(host),
    }))
}
