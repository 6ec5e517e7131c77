//! Defaults: `server_default`, `default`, `autoincrement`, `FetchedValue` and `DefaultClause`.

use std::rc::Rc;

use crate::python::{
    Arguments, BoundArguments, Class, HostObject, Interpreter, Parameter, PythonError, Shared,
    Value,
};
use crate::schema::{Autoincrement, ColumnDefault, Literal, ServerDefault};

use super::super::host_context::Host;
use super::super::raise::sqlalchemy_error;
use super::super::values;
use super::expression::{expression_of, literal_of};
use super::identity::{ComputedObject, IdentityObject};
use super::sequence::SequenceObject;

/// `FetchedValue()` or `DefaultClause(…)`.
#[derive(Debug)]
pub(crate) struct DefaultObject {
    class: Shared<Class>,
    /// What it says.
    pub(crate) server_default: ServerDefault,
}

impl HostObject for DefaultObject {
    fn type_name(&self) -> Rc<str> {
        Rc::clone(&self.class.name)
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        Some(self.class.clone())
    }
}

/// `FetchedValue(for_update=…)`.
pub(crate) fn fetched_value(
    _host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("__init__", &[Parameter::optional("for_update")])?;
    refuse_updates(cx, &mut bound)?;
    let server_default = ServerDefault::FetchedValue;
    Ok(Value::host(DefaultObject {
        class: class.clone(),
        server_default,
    }))
}

/// `DefaultClause(arg, for_update=…)`.
pub(crate) fn default_clause(
    _host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let parameters = &[
        Parameter::required("arg"),
        Parameter::optional("for_update"),
    ];
    let mut bound = arguments.bind("__init__", parameters)?;
    refuse_updates(cx, &mut bound)?;
    let value = bound.require("arg");
    let server_default = text_or_clause(cx, &value)?;
    Ok(Value::host(DefaultObject {
        class: class.clone(),
        server_default,
    }))
}

/// A default for UPDATE is the column's `server_onupdate`, wherever it stands.
fn refuse_updates(cx: &mut Interpreter, bound: &mut BoundArguments) -> Result<(), PythonError> {
    let for_update = bound.take("for_update");
    if values::flag(cx, for_update, false)? {
        return Err(PythonError::unsupported("a default with for_update=True"));
    }
    Ok(())
}

/// What a `server_default` other than `None` stands for.
pub(crate) fn server_default(
    cx: &mut Interpreter,
    value: &Value,
) -> Result<ServerDefault, PythonError> {
    if let Some(object) = value.downcast::<DefaultObject>() {
        return Ok(object.server_default.clone());
    }
    if let Some(object) = value.downcast::<ComputedObject>() {
        return Ok(ServerDefault::Computed(object.computed.clone()));
    }
    if let Some(object) = value.downcast::<IdentityObject>() {
        return Ok(ServerDefault::Identity(object.identity.clone()));
    }
    text_or_clause(cx, value)
}

fn text_or_clause(cx: &mut Interpreter, value: &Value) -> Result<ServerDefault, PythonError> {
    if let Some(text) = value.as_str() {
        return Ok(ServerDefault::Text(text.to_string()));
    }
    if let Some(expression) = expression_of(cx, value)? {
        return Ok(ServerDefault::Expression(expression));
    }
    if let Value::Opaque(opaque) = value {
        return Err(PythonError::opaque_use(opaque));
    }
    let type_name = cx.type_name(value);
    Err(sqlalchemy_error(
        cx,
        "ArgumentError",
        format!(
            "Argument 'arg' is expected to be one of type '<class 'str'>' or '<class \
             'sqlalchemy.sql.elements.ClauseElement'>' or '<class \
             'sqlalchemy.sql.elements.TextClause'>', got '<class '{type_name}'>'"
        ),
    ))
}

/// What a `default` or `onupdate` other than `None` stands for.
pub(crate) fn column_default(
    _host: &Rc<Host>,
    cx: &mut Interpreter,
    value: &Value,
) -> Result<ColumnDefault, PythonError> {
    if let Some(sequence) = value.downcast::<SequenceObject>() {
        return Ok(ColumnDefault::Sequence(sequence.sequence.clone()));
    }
    if let Some(expression) = expression_of(cx, value)? {
        return Ok(ColumnDefault::Expression(expression));
    }
    match value {
        Value::Opaque(opaque) => Err(PythonError::opaque_use(opaque)),
        Value::Function(_) | Value::Builtin(_) | Value::BoundMethod(_) | Value::Class(_) => {
            Ok(ColumnDefault::Callable)
        }
        value => Ok(match literal_of(cx, value)? {
            Some(literal) => ColumnDefault::Value(literal),
            // A value SQL has no literal for is stored by code DDL knows nothing of.
            None => ColumnDefault::Value(Literal::None),
        }),
    }
}

/// The argument `autoincrement` of a column.
///
/// SQLAlchemy compares with `is True` and with two strings; what is neither counts as `False`.
pub(crate) fn autoincrement(value: Option<&Value>) -> Result<Autoincrement, PythonError> {
    match value {
        None => Ok(Autoincrement::Auto),
        Some(Value::Bool(true)) => Ok(Autoincrement::Enabled),
        Some(Value::Opaque(opaque)) => Err(PythonError::opaque_use(opaque)),
        Some(value) => Ok(match value.as_str().as_deref() {
            Some("auto") => Autoincrement::Auto,
            Some("ignore_fk") => Autoincrement::IgnoreForeignKey,
            Some(_) | None => Autoincrement::Disabled,
        }),
    }
}

/// The error of a column with a second default.
pub(crate) fn second_default(cx: &mut Interpreter, what: &str) -> PythonError {
    sqlalchemy_error(
        cx,
        "ArgumentError",
        format!("{what} cannot specify a server_default or a server_onupdate argument"),
    )
}
