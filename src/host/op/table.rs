//! `op.create_table`, `op.drop_table`, `op.rename_table` and the comments of tables.

use std::rc::Rc;

use crate::operations::{
    CreateTableCommentOp, CreateTableOp, DropTableCommentOp, DropTableOp, Operation, RenameTableOp,
};
use crate::python::{Arguments, BoundArguments, Interpreter, Parameter, PythonError, Value};

use super::super::raise::sqlalchemy_error;
use super::super::sa::table::{TableObject, table};
use super::super::values;
use super::target::{Signature, Target, existence, table_reference};

const CREATE_TABLE: &[Parameter<'static>] = &[
    Parameter::required("table_name"),
    Parameter::rest("columns"),
    Parameter::keyword("if_not_exists"),
    Parameter::keyword("schema"),
    Parameter::keyword("quote"),
    Parameter::keyword("quote_schema"),
    Parameter::keyword("autoload_with"),
    Parameter::keyword("autoload_replace"),
    Parameter::keyword("keep_existing"),
    Parameter::keyword("extend_existing"),
    Parameter::keyword("resolve_fks"),
    Parameter::keyword("include_columns"),
    Parameter::keyword("implicit_returning"),
    Parameter::keyword("comment"),
    Parameter::keyword("info"),
    Parameter::keyword("listeners"),
    Parameter::keyword("prefixes"),
    Parameter::keyword("must_exist"),
    Parameter::rest_keyword("kw"),
];

/// What `Table()` makes of an argument before anything is written.
fn check_table_arguments(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
    name: &Value,
) -> Result<(), PythonError> {
    let must_exist = bound.take("must_exist");
    if values::flag(cx, must_exist, false)? {
        let name = cx.str(name)?;
        return Err(sqlalchemy_error(
            cx,
            "InvalidRequestError",
            format!("Table '{name}' not defined"),
        ));
    }
    if let Some(info) = bound.take_some("info")
        && cx.truth(&info)?
        && !matches!(info.underlying(), Value::Dict(_))
    {
        return Err(values::unexpected(cx, &info, "info", "a dictionary"));
    }
    Ok(())
}

/// `op.create_table(table_name, *columns, …)`.
pub(crate) fn create_table(
    target: &Target,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("create_table", CREATE_TABLE)?;
    let name = bound.require("table_name");
    check_table_arguments(cx, &mut bound, &name)?;
    let (keep, extend) = (bound.take("keep_existing"), bound.take("extend_existing"));
    if values::flag(cx, keep, false)? && values::flag(cx, extend, false)? {
        return Err(sqlalchemy_error(
            cx,
            "ArgumentError",
            "keep_existing and extend_existing are mutually exclusive.",
        ));
    }
    let schema = bound.take("schema");
    let check = bound.take("if_not_exists");
    let check = existence(cx, check)?;
    let reference = table_reference(cx, &name, schema)?;
    let host = Rc::clone(target.host());
    let table = table(&host, cx, reference, &mut bound)?;
    let object = TableObject::of_table(&host, cx, &table, &bound.rest_positional, None)?;
    let operation = CreateTableOp {
        table,
        existence: check,
    };
    target.invoke(
        cx,
        Operation::CreateTable(Box::new(operation)),
        bound.origin,
    )?;
    Ok(Value::host(object))
}

/// `op.drop_table(table_name, …)`; keywords beside `schema` and `if_exists` describe the table and
/// have no effect.
pub(crate) fn drop_table(
    target: &Target,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "drop_table",
        &[
            Parameter::required("table_name"),
            Parameter::keyword("schema"),
            Parameter::keyword("if_exists"),
            Parameter::keyword("comment"),
            Parameter::keyword("info"),
            Parameter::keyword("prefixes"),
            Parameter::keyword("must_exist"),
            Parameter::rest_keyword("kw"),
        ],
    )?;
    let name = bound.require("table_name");
    check_table_arguments(cx, &mut bound, &name)?;
    if let Some(prefixes) = bound.take_some("prefixes")
        && cx.truth(&prefixes)?
    {
        cx.collect(&prefixes)?;
    }
    let keywords = std::mem::take(&mut bound.rest_keyword);
    super::super::dialect_arguments::dialect_arguments(
        cx,
        super::super::dialect_arguments::Construct::Table,
        keywords,
    )?;
    let schema = bound.take("schema");
    let table = table_reference(cx, &name, schema)?;
    let check = bound.take("if_exists");
    let operation = DropTableOp {
        table,
        existence: existence(cx, check)?,
    };
    target.invoke(cx, Operation::DropTable(operation), bound.origin)
}

/// `op.rename_table(old_table_name, new_table_name, schema=…)`.
pub(super) fn rename_table(
    target: &Target,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "rename_table",
        &[
            Parameter::required("old_table_name"),
            Parameter::required("new_table_name"),
            Parameter::keyword("schema"),
        ],
    )?;
    let table = target.table_called(cx, &mut bound, "old_table_name", "schema")?;
    let new_name = bound.require("new_table_name");
    let new_name = values::name(cx, &new_name, "new_table_name")?;
    target.invoke(
        cx,
        Operation::RenameTable(RenameTableOp { table, new_name }),
        bound.origin,
    )
}

const CREATE_COMMENT: Signature = Signature {
    name: "create_table_comment",
    direct: &[
        Parameter::required("table_name"),
        Parameter::required("comment"),
        Parameter::keyword("existing_comment"),
        Parameter::keyword("schema"),
    ],
    batch: &[
        Parameter::required("comment"),
        Parameter::keyword("existing_comment"),
    ],
};

/// `op.create_table_comment(table_name, comment, …)`.
pub(super) fn create_table_comment(
    target: &Target,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = target.bind(&CREATE_COMMENT, arguments)?;
    let table = target.table(cx, &mut bound)?;
    let comment = bound.take("comment");
    let comment = values::optional_string(cx, comment, "comment")?;
    let operation = CreateTableCommentOp {
        table,
        comment: comment.map(|comment| comment.to_string()),
    };
    target.invoke(cx, Operation::CreateTableComment(operation), bound.origin)
}

const DROP_COMMENT: Signature = Signature {
    name: "drop_table_comment",
    direct: &[
        Parameter::required("table_name"),
        Parameter::keyword("existing_comment"),
        Parameter::keyword("schema"),
    ],
    batch: &[Parameter::keyword("existing_comment")],
};

/// `op.drop_table_comment(table_name, …)`.
pub(super) fn drop_table_comment(
    target: &Target,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = target.bind(&DROP_COMMENT, arguments)?;
    let table = target.table(cx, &mut bound)?;
    target.invoke(
        cx,
        Operation::DropTableComment(DropTableCommentOp { table }),
        bound.origin,
    )
}
