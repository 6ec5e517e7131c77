//! `sqlalchemy.Identity` and `sqlalchemy.Computed`.

use std::rc::Rc;

use crate::python::{
    Arguments, BoundArguments, Class, HostObject, Interpreter, Parameter, PythonError, Shared,
    Value,
};
use crate::schema::{Computed, Identity, IdentityGeneration, IdentityOptions, Persistence};

use super::super::host_context::Host;
use super::super::values;
use super::expression::text_or_expression;

/// `Identity(…)`.
#[derive(Debug)]
pub(crate) struct IdentityObject {
    class: Shared<Class>,
    /// What it says.
    pub(crate) identity: Identity,
}

impl HostObject for IdentityObject {
    fn type_name(&self) -> Rc<str> {
        "Identity".into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        Some(self.class.clone())
    }
}

/// `Computed(…)`.
#[derive(Debug)]
pub(crate) struct ComputedObject {
    class: Shared<Class>,
    /// What it says.
    pub(crate) computed: Computed,
}

impl HostObject for ComputedObject {
    fn type_name(&self) -> Rc<str> {
        "Computed".into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        Some(self.class.clone())
    }
}

const IDENTITY: &[Parameter<'static>] = &[
    Parameter::optional("always"),
    Parameter::optional("on_null"),
    Parameter::optional("start"),
    Parameter::optional("increment"),
    Parameter::optional("minvalue"),
    Parameter::optional("maxvalue"),
    Parameter::optional("nominvalue"),
    Parameter::optional("nomaxvalue"),
    Parameter::optional("cycle"),
    Parameter::optional("cache"),
    Parameter::optional("order"),
];

/// `Identity(always=…, start=…)`; `on_null` and `order` are Oracle's.
pub(crate) fn identity(
    _host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("__init__", IDENTITY)?;
    let always = bound.take("always");
    let generation = if values::flag(cx, always, false)? {
        IdentityGeneration::Always
    } else {
        IdentityGeneration::ByDefault
    };
    let options = identity_options(cx, &mut bound)?;
    let identity = Identity {
        generation,
        options,
    };
    Ok(Value::host(IdentityObject {
        class: class.clone(),
        identity,
    }))
}

/// The options sequences and identity columns share.
pub(crate) fn identity_options(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
) -> Result<IdentityOptions, PythonError> {
    let mut number = |name: &str| {
        let value = bound.take(name);
        values::optional_integer(cx, value, name)
    };
    let start = number("start")?;
    let increment = number("increment")?;
    let minvalue = number("minvalue")?;
    let maxvalue = number("maxvalue")?;
    let cache = number("cache")?;
    let mut flag = |name: &str| {
        let value = bound.take(name);
        values::optional_flag(cx, value)
    };
    Ok(IdentityOptions {
        start,
        increment,
        minvalue,
        maxvalue,
        nominvalue: flag("nominvalue")?,
        nomaxvalue: flag("nomaxvalue")?,
        cycle: flag("cycle")?,
        cache,
    })
}

/// `Computed(sqltext, persisted=…)`.
pub(crate) fn computed(
    _host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let parameters = &[
        Parameter::required("sqltext"),
        Parameter::optional("persisted"),
    ];
    let mut bound = arguments.bind("__init__", parameters)?;
    let expression = bound.require("sqltext");
    let persisted = bound.take("persisted");
    let persistence = match persisted {
        None | Some(Value::None) => Persistence::Unspecified,
        Some(Value::Bool(true)) => Persistence::Stored,
        Some(Value::Bool(false)) => Persistence::Virtual,
        Some(value) => {
            return Err(values::unexpected(cx, &value, "persisted", "a bool"));
        }
    };
    let computed = Computed {
        expression: text_or_expression(cx, &expression, "sqltext")?,
        persistence,
    };
    Ok(Value::host(ComputedObject {
        class: class.clone(),
        computed,
    }))
}
