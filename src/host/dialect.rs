//! `bind.dialect` and `postgresql.dialect()`: what a migration asks it is the name.

use std::rc::Rc;

use crate::operations::DialectInUse;
use crate::python::{
    Arguments, Class, HostObject, Interpreter, Parameter, PythonError, Shared, Value,
};

use super::host_context::Host;
use super::identifier_preparer::IdentifierPreparer;
use super::sa::types::type_object;
use super::values::unexpected;

/// The dialect of PostgreSQL with psycopg2, SQLAlchemy's default for it.
pub(crate) struct Dialect {
    host: Rc<Host>,
    origin: DialectInUse,
}

impl std::fmt::Debug for Dialect {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("<dialect postgresql>")
    }
}

impl Dialect {
    /// The dialect of `host`'s connection.
    pub(crate) fn new(host: &Rc<Host>) -> Self {
        Self {
            host: Rc::clone(host),
            origin: DialectInUse::OfConnection,
        }
    }

    /// Whether what is asked of it becomes part of a script.
    pub(crate) fn is_offline(&self) -> bool {
        self.host.is_offline()
    }
}

/// `postgresql.dialect()`.
pub(crate) fn construct(
    host: &Rc<Host>,
    _cx: &mut Interpreter,
    _class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let bound = arguments.bind(
        "PGDialect_psycopg2.__init__",
        &[Parameter::rest_keyword("kw")],
    )?;
    if let Some((name, _)) = bound.rest_keyword.first() {
        return Err(PythonError::unsupported(format!(
            "the argument {name} of a dialect"
        )));
    }
    Ok(Value::host(Dialect {
        host: Rc::clone(host),
        origin: DialectInUse::OwnInstance,
    }))
}

/// `dialect.type_descriptor(type)`: the type itself; what it is called is the type compiler's
/// business.
fn type_descriptor(cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "DefaultDialect.type_descriptor",
        &[Parameter::required("typeobj")],
    )?;
    let value = bound.require("typeobj");
    match type_object(cx, &value)? {
        Some(object) => Ok(Value::Host(object)),
        None => Err(unexpected(cx, &value, "typeobj", "a type of SQLAlchemy")),
    }
}

impl HostObject for Dialect {
    fn type_name(&self) -> Rc<str> {
        "PGDialect_psycopg2".into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        self.host.class("PGDialect_psycopg2")
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Ok(Some(match name {
            "name" => Value::from("postgresql"),
            "default_schema_name" if self.host.is_offline() => Value::None,
            "supports_native_enum"
            | "supports_native_boolean"
            | "supports_native_uuid"
            | "supports_sequences"
            | "supports_alter"
            | "supports_comments"
            | "supports_schemas" => Value::Bool(true),
            "type_descriptor" => Value::function("type_descriptor", type_descriptor),
            "identifier_preparer" => Value::host(IdentifierPreparer::new(&self.host, self.origin)),
            "inline_comments" => Value::Bool(false),
            "max_identifier_length" => Value::from(63),
            _ => {
                return Err(PythonError::unsupported(format!("the dialect's {name}")));
            }
        }))
    }
}
