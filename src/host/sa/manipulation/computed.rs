//! Defaults that Python computes before a statement goes to a server
//! (`DefaultExecutionContext._process_execute_defaults`).

use std::rc::Rc;

use crate::operations::{BulkRow, Parameters, StatementParameters};
use crate::python::{Arguments, Interpreter, PythonError, Value};
use crate::schema::Literal;
use crate::schema::statement::{
    AssignedValue, Assignments, Insert, InsertSource, Statement, Update,
};
use crate::source::Origin;

use super::super::super::values;
use super::super::column::ColumnObject;
use super::super::expression::literal_of;

/// A column with functions for its defaults.
#[derive(Debug, Clone)]
pub(crate) struct ComputedColumn {
    key: String,
    default: Option<Value>,
    onupdate: Option<Value>,
}

/// The columns of a table that have them.
pub(crate) type ComputedColumns = Rc<[ComputedColumn]>;

/// Those among what a table is made of.
pub(crate) fn computed_columns(
    cx: &mut Interpreter,
    items: &[Value],
) -> Result<ComputedColumns, PythonError> {
    let mut computed = Vec::new();
    for item in items {
        let Some(column) = item.downcast::<ColumnObject>() else {
            continue;
        };
        let (default, onupdate) = column.computed_defaults();
        if default.is_some() || onupdate.is_some() {
            computed.push(ComputedColumn {
                key: column.key_name(cx)?.to_string(),
                default,
                onupdate,
            });
        }
    }
    Ok(computed.into())
}

/// Which of both functions counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Occasion {
    Insert,
    Update,
}

impl ComputedColumn {
    fn function(&self, occasion: Occasion) -> Option<&Value> {
        match occasion {
            Occasion::Insert => self.default.as_ref(),
            Occasion::Update => self.onupdate.as_ref(),
        }
    }
}

/// What a function gives; it is called without arguments.
fn compute(
    cx: &mut Interpreter,
    column: &ComputedColumn,
    function: &Value,
    origin: &Origin,
) -> Result<Literal, PythonError> {
    let called = cx.call(function, Arguments::none(origin.clone()));
    let value = called.map_err(|error| match error.class_and_message() {
        Some((class, message)) if &*class == "TypeError" && message.contains("missing 1 ") => {
            PythonError::unsupported(format!(
                "the default of the column {}, a function that takes the context",
                column.key
            ))
        }
        _ => error,
    })?;
    match literal_of(cx, &value)? {
        Some(literal) => Ok(literal),
        None => Err(values::unexpected(
            cx,
            &value,
            &format!("the default of the column {}", column.key),
            "a value of SQL",
        )),
    }
}

/// Adds what Python computes to a statement, or to the values executed beside it.
pub(super) fn complete(
    cx: &mut Interpreter,
    statement: &mut Statement,
    computed: &[ComputedColumn],
    parameters: &mut StatementParameters,
    origin: &Origin,
) -> Result<(), PythonError> {
    let (occasion, given) = match statement {
        Statement::Query(_) | Statement::Delete(_) => return Ok(()),
        Statement::Insert(insert) => {
            let insert: &mut Insert = Rc::make_mut(insert);
            match &mut insert.source {
                InsertSource::Unspecified => (Occasion::Insert, Assignments::default()),
                InsertSource::Row(row) => (Occasion::Insert, row.clone()),
                InsertSource::Rows(rows) => return complete_rows(cx, rows, computed, origin),
                InsertSource::Query { .. } => return Ok(()),
            }
        }
        Statement::Update(update) => {
            let update: &Update = update;
            let given = update.values.assignments().cloned().unwrap_or_default();
            (Occasion::Update, given)
        }
    };
    for column in computed {
        let Some(function) = column.function(occasion) else {
            continue;
        };
        if given.get(&column.key).is_some() {
            continue;
        }
        if *parameters == StatementParameters::None {
            *parameters = StatementParameters::One(Parameters::new());
        }
        let sets: &mut [Parameters] = match parameters {
            StatementParameters::None => &mut [],
            StatementParameters::One(set) => std::slice::from_mut(set),
            StatementParameters::Many(sets) => sets,
        };
        let has_key = |set: &Parameters| set.iter().any(|(key, _)| *key == column.key);
        // The keys of the first set are those of all.
        if sets.first().is_some_and(has_key) {
            continue;
        }
        for set in sets {
            set.retain(|(key, _)| *key != column.key);
            set.push((column.key.clone(), compute(cx, column, function, origin)?));
        }
    }
    Ok(())
}

fn complete_rows(
    cx: &mut Interpreter,
    rows: &mut [Assignments],
    computed: &[ComputedColumn],
    origin: &Origin,
) -> Result<(), PythonError> {
    for column in computed {
        let Some(function) = column.function(Occasion::Insert) else {
            continue;
        };
        for row in &mut *rows {
            if row.get(&column.key).is_none() {
                let value = compute(cx, column, function, origin)?;
                row.insert(column.key.as_str().into(), AssignedValue::Literal(value));
            }
        }
    }
    Ok(())
}

/// Adds what Python computes to rows that are inserted in bulk; where they go in one statement the
/// keys of the first are those of all.
pub(crate) fn complete_bulk_rows(
    cx: &mut Interpreter,
    rows: &mut [BulkRow],
    computed: &[ComputedColumn],
    together: bool,
    origin: &Origin,
) -> Result<(), PythonError> {
    for column in computed {
        let Some(function) = column.function(Occasion::Insert) else {
            continue;
        };
        let has_key = |row: &BulkRow| row.iter().any(|(key, _)| *key == column.key);
        let given_by_first = rows.first().is_some_and(has_key);
        for row in &mut *rows {
            let given = if together {
                given_by_first
            } else {
                has_key(row)
            };
            if !given {
                row.retain(|(key, _)| *key != column.key);
                let value = compute(cx, column, function, origin)?;
                row.push((column.key.clone(), AssignedValue::Literal(value)));
            }
        }
    }
    Ok(())
}
