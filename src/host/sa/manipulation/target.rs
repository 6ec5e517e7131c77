//! The table a statement changes.

use crate::python::{Interpreter, PythonError, Value};
use crate::schema::statement::{FromClause, FromKind};

use super::super::super::raise::sqlalchemy_error;
use super::super::super::values;
use super::super::selectable::named_from;

/// The table given to `insert()`, `update()` or `delete()` (`DMLTableRole`).
pub(crate) fn target_table(cx: &mut Interpreter, value: &Value) -> Result<FromClause, PythonError> {
    let Some(from) = named_from(value) else {
        if let Some(text) = value.as_str() {
            let shown = cx.repr(&Value::Str(text))?;
            return Err(sqlalchemy_error(
                cx,
                "ArgumentError",
                format!(
                    "subject table for an INSERT, UPDATE or DELETE expected, got {}.",
                    shown
                ),
            ));
        }
        return Err(values::unexpected(cx, value, "table", "a table"));
    };
    match from.kind() {
        FromKind::Table(_) => Ok(from),
        FromKind::Alias { element, .. } if matches!(element.kind(), FromKind::Table(_)) => Ok(from),
        _ => Err(PythonError::unsupported(
            "INSERT, UPDATE or DELETE of something other than a table",
        )),
    }
}
