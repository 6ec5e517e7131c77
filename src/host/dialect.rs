//! `bind.dialect`: what a migration asks it is the name.

use std::rc::Rc;

use crate::python::{Class, HostObject, Interpreter, PythonError, Shared, Value};

use super::host_context::Host;

/// The dialect of PostgreSQL with psycopg2, SQLAlchemy's default for it.
pub(crate) struct Dialect {
    host: Rc<Host>,
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
        }
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
            "inline_comments" => Value::Bool(false),
            "max_identifier_length" => Value::from(63),
            _ => {
                return Err(PythonError::unsupported(format!("the dialect's {name}")));
            }
        }))
    }
}
