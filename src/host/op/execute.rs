//! `op.execute` and `op.bulk_insert`.

use std::rc::Rc;

use crate::operations::{BulkInsertOp, ExecuteSqlOp, Operation, RowGrouping};
use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::Expression;

use super::super::host_context::Host;
use super::super::sa::executable::executable_of;
use super::super::sa::expression::expression_of;
use super::super::sa::table::TableObject;
use super::super::values;

/// `op.execute(sqltext, execution_options=…)`; in a batch it is done at once too.
pub(super) fn execute(
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
    let options = bound.take("execution_options");
    for (option, value) in values::entries(cx, options, "execution_options")? {
        // SQLAlchemy 2 keeps options it does not know, and does not heed them.
        if &*option == "autocommit" {
            continue;
        }
        if &*option != "isolation_level" {
            return Err(PythonError::unsupported(format!(
                "the execution option {option}"
            )));
        }
        let level = values::string(cx, &value, "isolation_level")?;
        operation.options.isolation_level = Some(level.to_string());
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
    let mut rows = Vec::new();
    for row in given {
        if !matches!(row.underlying(), Value::Dict(_) | Value::Opaque(_)) {
            return Err(PythonError::type_error("List of dictionaries expected"));
        }
        rows.push(one_row(cx, &table, row)?);
    }
    let operation = BulkInsertOp {
        table: table.reference().clone(),
        columns: table.columns().to_vec(),
        rows,
        grouping,
    };
    host.invoke(cx, Operation::BulkInsert(Box::new(operation)), bound.origin)?;
    Ok(Value::None)
}

/// The values of one row; each becomes a literal of its column's type.
fn one_row(
    cx: &mut Interpreter,
    table: &TableObject,
    row: Value,
) -> Result<Vec<(String, Expression)>, PythonError> {
    let mut values = Vec::new();
    for (key, value) in values::entries(cx, Some(row), "a row")? {
        let Some(column) = table.columns().iter().find(|column| column.key() == &*key) else {
            return Err(PythonError::key_error(Value::Str(key)));
        };
        let expression = expression_of(cx, &value)?;
        let value = if let Some(expression) = expression {
            expression
        } else {
            table.written_value(cx, column, &value)?
        };
        values.push((key.to_string(), value));
    }
    Ok(values)
}
