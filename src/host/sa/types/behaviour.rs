//! What a type does besides having a name in DDL, where a library decides that.

use std::fmt::Debug;

use crate::python::{Interpreter, PythonError, Value};
use crate::schema::{Column, Index, SqlType, TableReference};

/// How values of a type get to the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Treatment {
    /// As those of the type it is implemented with.
    AsImplemented,
    /// [`TypeBehaviour::convert`] comes first, and may refuse.
    Converted,
}

/// What a library's type does besides having a name in DDL.
///
/// The counterpart of `process_bind_param`, of attributes set by `__init__`, and of the events a
/// library listens to.
pub(crate) trait TypeBehaviour: Debug {
    /// Whether values are anything but the type's own business.
    fn treatment(&self) -> Treatment {
        Treatment::AsImplemented
    }

    /// The value that is written in place of `value`, which is not `None`.
    fn convert(&self, cx: &mut Interpreter, value: Value) -> Result<Value, PythonError> {
        let _ = cx;
        Ok(value)
    }

    /// The type converted values are written as, where it is not the type itself.
    fn written_as(&self) -> Option<SqlType> {
        None
    }

    /// An attribute of its instances.
    fn attribute(&self, name: &str) -> Option<Value> {
        let _ = name;
        None
    }

    /// What happens when a column of the type becomes part of a table; gives the indexes the table
    /// gets.
    fn attached(
        &self,
        cx: &mut Interpreter,
        table: &TableReference,
        column: &mut Column,
    ) -> Result<Vec<Index>, PythonError> {
        let _ = (cx, table, column);
        Ok(Vec::new())
    }
}
