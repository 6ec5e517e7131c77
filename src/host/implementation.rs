//! `op.get_context().impl` and `context.get_impl()`: Alembic's `PostgresqlImpl` as a migration sees
//! it.

use std::rc::Rc;

use crate::python::{Class, HostObject, Interpreter, PythonError, Shared, Value};

use super::connection::Connection;
use super::dialect::Dialect;
use super::host_context::Host;

/// What Alembic does for PostgreSQL in particular, of which migrations ask what it works on.
pub(crate) struct Implementation {
    host: Rc<Host>,
}

impl std::fmt::Debug for Implementation {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("<implementation for postgresql>")
    }
}

impl Implementation {
    /// The implementation of `host`'s context.
    pub(crate) fn new(host: &Rc<Host>) -> Self {
        Self {
            host: Rc::clone(host),
        }
    }
}

impl HostObject for Implementation {
    fn type_name(&self) -> Rc<str> {
        "PostgresqlImpl".into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        None
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Ok(Some(match name {
            "bind" | "connection" => Value::host(Connection::new(&self.host)),
            "dialect" => Value::host(Dialect::new(&self.host)),
            "as_sql" => Value::Bool(self.host.is_offline()),
            "command_terminator" => Value::from(";"),
            "__dialect__" => Value::from("postgresql"),
            _ => {
                return Err(PythonError::unsupported(format!(
                    "the attribute {name} of Alembic's PostgresqlImpl"
                )));
            }
        }))
    }
}
