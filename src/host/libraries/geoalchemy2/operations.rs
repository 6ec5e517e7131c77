//! The operations of `geoalchemy2.alembic_helpers`.
//!
//! On PostgreSQL they are Alembic's own, but for the indexes: a column that is added brings none,
//! because autogenerate writes CREATE INDEX as an operation of its own.

use std::rc::Rc;

use crate::operations::{
    AddColumnOp, CreateIndexOp, DropColumnOp, DropIndexOp, ExistenceCheck, InlinePlacement,
    Operation,
};
use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};

use super::super::super::host_context::{Host, HostFunction};
use super::super::super::op::{OperationFunction, Signature, Target, create_table, drop_table};
use super::super::super::sa::column::ColumnObject;
use super::super::super::sa::index::index;
use super::super::super::values;

/// Operations outside of batches.
pub(super) const OPERATIONS: &[(&str, HostFunction)] = &[
    ("create_geospatial_table", create_geospatial_table),
    ("drop_geospatial_table", drop_geospatial_table),
    ("create_geospatial_constraints", create_constraints),
    ("drop_geospatial_constraints", drop_constraints),
];

/// Operations a batch has as well.
pub(super) const BATCH_OPERATIONS: &[(&str, OperationFunction)] = &[
    ("add_geospatial_column", add_column),
    ("drop_geospatial_column", drop_column),
    ("create_geospatial_index", create_index),
    ("drop_geospatial_index", drop_index),
];

fn create_geospatial_table(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    create_table(&Target::Direct(Rc::clone(host)), cx, arguments)?;
    Ok(Value::None)
}

fn drop_geospatial_table(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    drop_table(&Target::Direct(Rc::clone(host)), cx, arguments)
}

/// They are for another database; here only the arguments are looked at.
fn create_constraints(
    _host: &Rc<Host>,
    _cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    arguments.bind(
        "create_geospatial_constraints",
        &[
            Parameter::required("table_name"),
            Parameter::required("column"),
            Parameter::optional("schema"),
        ],
    )?;
    Ok(Value::None)
}

fn drop_constraints(
    _host: &Rc<Host>,
    _cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    arguments.bind(
        "drop_geospatial_constraints",
        &[
            Parameter::required("table_name"),
            Parameter::required("column_name"),
            Parameter::optional("schema"),
        ],
    )?;
    Ok(Value::None)
}

const ADD_COLUMN: Signature = Signature {
    name: "add_geospatial_column",
    direct: &[
        Parameter::required("table_name"),
        Parameter::required("column"),
        Parameter::optional("schema"),
    ],
    batch: &[
        Parameter::required("column"),
        Parameter::optional("insert_before"),
        Parameter::optional("insert_after"),
    ],
};

/// The column alone: neither its index nor its constraints.
fn add_column(
    target: &Target,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = target.bind(&ADD_COLUMN, arguments)?;
    let table = target.table(cx, &mut bound)?;
    if matches!(target, Target::Batch(_)) {
        for place in ["insert_before", "insert_after"] {
            if bound.take_some(place).is_some() {
                return Err(PythonError::unsupported(format!(
                    "the argument {place} of add_geospatial_column()"
                )));
            }
        }
    }
    let column = bound.require("column");
    let Some(object) = column.downcast::<ColumnObject>() else {
        return Err(values::unexpected(cx, &column, "column", "a Column"));
    };
    let mut column = object.attach(target.host(), cx)?;
    if !column.foreign_keys.is_empty() || !column.constraints.is_empty() {
        return Err(PythonError::unsupported(
            "add_geospatial_column() of a column with constraints",
        ));
    }
    column.index = false;
    column.unique = false;
    let operation = AddColumnOp {
        table,
        column,
        existence: ExistenceCheck::None,
        references: InlinePlacement::Separate,
        primary_key: InlinePlacement::Separate,
    };
    target.invoke(cx, Operation::AddColumn(Box::new(operation)), bound.origin)
}

const DROP_COLUMN: Signature = Signature {
    name: "drop_geospatial_column",
    direct: &[
        Parameter::required("table_name"),
        Parameter::required("column_name"),
        Parameter::optional("schema"),
    ],
    batch: &[Parameter::required("column_name")],
};

fn drop_column(
    target: &Target,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = target.bind(&DROP_COLUMN, arguments)?;
    let table = target.table(cx, &mut bound)?;
    let column_name = bound.require("column_name");
    let operation = DropColumnOp {
        table,
        column_name: values::name(cx, &column_name, "column_name")?,
        existence: ExistenceCheck::None,
    };
    target.invoke(cx, Operation::DropColumn(operation), bound.origin)
}

const CREATE_INDEX: Signature = Signature {
    name: "create_geospatial_index",
    direct: &[
        Parameter::required("index_name"),
        Parameter::required("table_name"),
        Parameter::required("columns"),
        Parameter::optional("schema"),
        Parameter::optional("unique"),
        Parameter::keyword("quote"),
        Parameter::rest_keyword("kw"),
    ],
    batch: &[
        Parameter::required("index_name"),
        Parameter::required("columns"),
        Parameter::keyword("unique"),
        Parameter::keyword("quote"),
        Parameter::rest_keyword("kw"),
    ],
};

fn create_index(
    target: &Target,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = target.bind(&CREATE_INDEX, arguments)?;
    let table = target.table(cx, &mut bound)?;
    let name = bound.require("index_name");
    let columns = bound.require("columns");
    let columns = values::items(cx, &columns, "columns")?;
    let operation = CreateIndexOp {
        table,
        index: index(cx, name, &columns, &mut bound)?,
        existence: ExistenceCheck::None,
    };
    target.invoke(
        cx,
        Operation::CreateIndex(Box::new(operation)),
        bound.origin,
    )
}

const DROP_INDEX: Signature = Signature {
    name: "drop_geospatial_index",
    direct: &[
        Parameter::required("index_name"),
        Parameter::required("table_name"),
        Parameter::required("column_name"),
        Parameter::optional("schema"),
        Parameter::optional("unique"),
        Parameter::keyword("quote"),
        Parameter::rest_keyword("kw"),
    ],
    batch: &[
        Parameter::required("index_name"),
        Parameter::required_keyword("column_name"),
        Parameter::keyword("unique"),
        Parameter::keyword("quote"),
        Parameter::rest_keyword("kw"),
    ],
};

fn drop_index(
    target: &Target,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = target.bind(&DROP_INDEX, arguments)?;
    let table = target.table(cx, &mut bound)?;
    let name = bound.require("index_name");
    let described = index(cx, name, &[], &mut bound)?;
    let Some(index_name) = described.name else {
        return Err(PythonError::unsupported(
            "drop_geospatial_index() without a name",
        ));
    };
    let operation = DropIndexOp {
        index_name,
        table_name: Some(table.name),
        schema: table.schema,
        existence: ExistenceCheck::None,
        concurrency: described.options.concurrency,
    };
    target.invoke(cx, Operation::DropIndex(operation), bound.origin)
}
