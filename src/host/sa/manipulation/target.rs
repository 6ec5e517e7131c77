//! The table a statement changes.

use std::rc::Rc;

use crate::python::{Interpreter, PythonError, Value};
use crate::schema::statement::{FromClause, FromKind};

use super::super::super::raise::sqlalchemy_error;
use super::super::super::values;
use super::super::orm::table_of_class;
use super::super::selectable::named_from;
use super::super::table::TableObject;
use super::computed::ComputedColumns;

/// The table given to `insert()`, `update()` or `delete()` (`DMLTableRole`).
pub(super) fn target_table(
    cx: &mut Interpreter,
    value: &Value,
) -> Result<(FromClause, ComputedColumns), PythonError> {
    if let Some(table) = value.downcast::<TableObject>() {
        table.require_own()?;
        let computed = Rc::clone(table.computed_columns());
        return Ok((table.as_from().clone(), computed));
    }
    if let Some(table) = table_of_class(value)? {
        let computed = Rc::clone(table.computed_columns());
        return Ok((table.as_from().clone(), computed));
    }
    let Some(from) = named_from(value) else {
        if let Some(text) = value.as_str() {
            let shown = cx.repr(&Value::Str(text))?;
            let message =
                format!("subject table for an INSERT, UPDATE or DELETE expected, got {shown}.");
            return Err(sqlalchemy_error(cx, "ArgumentError", message));
        }
        return Err(values::unexpected(cx, value, "table", "a table"));
    };
    match from.kind() {
        FromKind::Alias { element, .. } if matches!(element.kind(), FromKind::Table(_)) => {
            Ok((from, Rc::new([])))
        }
        _ => Err(PythonError::unsupported(
            "INSERT, UPDATE or DELETE of something other than a table",
        )),
    }
}
