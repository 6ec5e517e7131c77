//! `op.create_index` and `op.drop_index`.

use crate::operations::{CreateIndexOp, DropIndexOp, Operation};
use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};

use super::super::sa::index::index;
use super::super::values;
use super::target::{Signature, Target, existence};

const CREATE_INDEX: Signature = Signature {
    name: "create_index",
    direct: &[
        Parameter::required("index_name"),
        Parameter::required("table_name"),
        Parameter::required("columns"),
        Parameter::keyword("schema"),
        Parameter::keyword("unique"),
        Parameter::keyword("if_not_exists"),
        Parameter::keyword("quote"),
        Parameter::keyword("info"),
        Parameter::rest_keyword("kw"),
    ],
    batch: &[
        Parameter::required("index_name"),
        Parameter::required("columns"),
        Parameter::keyword("unique"),
        Parameter::keyword("if_not_exists"),
        Parameter::keyword("quote"),
        Parameter::keyword("info"),
        Parameter::rest_keyword("kw"),
    ],
};

/// `op.create_index(index_name, table_name, columns, …)`.
pub(super) fn create_index(
    target: &Target,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = target.bind(&CREATE_INDEX, arguments)?;
    let table = target.table(cx, &mut bound)?;
    let name = bound.require("index_name");
    let columns = bound.require("columns");
    let columns = values::items(cx, &columns, "columns")?;
    let check = bound.take("if_not_exists");
    let operation = CreateIndexOp {
        table,
        index: index(cx, name, &columns, &mut bound)?,
        existence: existence(cx, check)?,
    };
    target.invoke(
        cx,
        Operation::CreateIndex(Box::new(operation)),
        bound.origin,
    )
}

const DROP_INDEX: Signature = Signature {
    name: "drop_index",
    direct: &[
        Parameter::required("index_name"),
        Parameter::optional("table_name"),
        Parameter::keyword("schema"),
        Parameter::keyword("if_exists"),
        Parameter::keyword("unique"),
        Parameter::keyword("quote"),
        Parameter::keyword("info"),
        Parameter::rest_keyword("kw"),
    ],
    batch: &[
        Parameter::required("index_name"),
        Parameter::keyword("if_exists"),
        Parameter::keyword("unique"),
        Parameter::keyword("quote"),
        Parameter::keyword("info"),
        Parameter::rest_keyword("kw"),
    ],
};

/// `op.drop_index(index_name, table_name, …)`; of what else describes the index only
/// `postgresql_concurrently` shows.
pub(super) fn drop_index(
    target: &Target,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = target.bind(&DROP_INDEX, arguments)?;
    let (table_name, schema) = match target {
        Target::Direct(_) => {
            let table_name = bound.take("table_name");
            let schema = bound.take("schema");
            (
                values::optional_name(cx, table_name, "table_name")?,
                values::optional_name(cx, schema, "schema")?
                    .filter(|schema| !schema.text().is_empty()),
            )
        }
        Target::Batch(batch) => (
            Some(batch.table().name.clone()),
            batch.table().schema.clone(),
        ),
    };
    let name = bound.require("index_name");
    let check = bound.take("if_exists");
    let described = index(cx, name, &[], &mut bound)?;
    let Some(index_name) = described.name else {
        return Err(PythonError::unsupported("drop_index() without a name"));
    };
    let operation = DropIndexOp {
        index_name,
        table_name,
        schema,
        existence: existence(cx, check)?,
        concurrency: described.options.concurrency,
    };
    target.invoke(cx, Operation::DropIndex(operation), bound.origin)
}
