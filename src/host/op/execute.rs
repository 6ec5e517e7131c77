//! `op.execute` and `op.bulk_insert`.

use std::rc::Rc;

use crate::operations::{BulkInsertOp, BulkRow, Executable, ExecuteSqlOp, Operation, RowGrouping};
use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::expression::{BindParameter, Rendering};
use crate::schema::statement::AssignedValue;

use super::super::host_context::Host;
use super::super::sa::executable::executable_of;
use super::super::sa::manipulation::{
    assigned_value, complete_bulk_rows, require_known_option, server_statement,
};
use super::super::sa::table::TableObject;
use super::super::values;

/// `op.execute(sqltext, execution_options=…)`; in a batch it is done at once too.
pub(crate) fn execute(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "execute",
        &[
            Parameter::required("sqltext"),
            Parameter::keyword("execution_options"),
        ],
    )?;
    let statement = bound.require("sqltext");
    let mut operation = ExecuteSqlOp::new(executable_of(cx, &statement)?);
    if !host.is_offline()
        && let Some(completed) =
            server_statement(cx, &statement, &mut operation.parameters, &bound.origin)?
    {
        operation.statement = Executable::Statement(completed);
    }
    let options = bound.take("execution_options");
    for (option, value) in values::entries(cx, options, "execution_options")? {
        if &*option == "isolation_level" {
            let level = values::string(cx, &value, "isolation_level")?;
            operation.options.isolation_level = Some(level.to_string());
        } else {
            require_known_option(&option)?;
        }
    }
    host.invoke(cx, Operation::ExecuteSql(Box::new(operation)), bound.origin)?;
    Ok(Value::None)
}

/// `op.bulk_insert(table, rows, multiinsert=…)`.
pub(super) fn bulk_insert(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "bulk_insert",
        &[
            Parameter::required("table"),
            Parameter::required("rows"),
            Parameter::keyword("multiinsert"),
        ],
    )?;
    let table = bound.require("table");
    let Some(table) = table.downcast::<TableObject>() else {
        return Err(values::unexpected(cx, &table, "table", "a table"));
    };
    table.require_own()?;
    let given = bound.require("rows");
    let Value::List(given) = given.underlying() else {
        if let Value::Opaque(opaque) = &given {
            return Err(PythonError::opaque_use(opaque));
        }
        return Err(PythonError::type_error("List expected"));
    };
    let given = given.borrow().clone();
    let multiinsert = bound.take("multiinsert");
    let grouping = if values::flag(cx, multiinsert, true)? {
        RowGrouping::Together
    } else {
        RowGrouping::Separate
    };
    let offline = host.is_offline();
    let mut rows = Vec::new();
    for row in given {
        if !matches!(row.underlying(), Value::Dict(_) | Value::Opaque(_)) {
            return Err(PythonError::type_error("List of dictionaries expected"));
        }
        rows.push(one_row(cx, &table, row, offline)?);
    }
    if !offline {
        let together = grouping == RowGrouping::Together;
        let computed = table.computed_columns();
        complete_bulk_rows(cx, &mut rows, computed, together, &bound.origin)?;
    }
    let operation = BulkInsertOp {
        table: table.as_from().clone(),
        rows,
        grouping,
    };
    host.invoke(cx, Operation::BulkInsert(Box::new(operation)), bound.origin)?;
    Ok(Value::None)
}

/// The values of one row.
///
/// A script looks the columns up before it writes; a server is left to find out.
fn one_row(
    cx: &mut Interpreter,
    table: &TableObject,
    row: Value,
    offline: bool,
) -> Result<BulkRow, PythonError> {
    let mut given = BulkRow::new();
    for (key, value) in values::entries(cx, Some(row), "a row")? {
        if offline && table.as_from().position(&key).is_none() {
            return Err(PythonError::key_error(Value::Str(key)));
        }
        let value = match table.converted_value(cx, &key, &value)? {
            Some(converted) => converted_assignment(converted, offline),
            None => assigned_value(cx, table.as_from(), &key, &value)?,
        };
        given.push((key.to_string(), value));
    }
    Ok(given)
}

/// What the library of its type made of a value: a script has it written out
/// (`_literal_bindparam`), a server gets it as it gets other values.
fn converted_assignment(mut converted: BindParameter, offline: bool) -> AssignedValue {
    match converted.value.take() {
        Some(literal) if !offline => AssignedValue::Literal(literal),
        value => {
            converted.value = value;
            converted.rendering = Rendering::Inline;
            AssignedValue::Expression(converted.into())
        }
    }
}
