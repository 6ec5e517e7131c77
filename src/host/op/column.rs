//! `op.add_column`, `op.drop_column` and `op.alter_column`.

use crate::operations::{
    AddColumnOp, AlterColumnOp, Change, CreateIndexOp, DropColumnOp, ExistenceCheck,
    InlinePlacement, Operation,
};
use crate::python::{Arguments, BoundArguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::{ServerDefault, SqlType};

use super::super::raise::command_error;
use super::super::sa::column::ColumnObject;
use super::super::sa::default::server_default;
use super::super::sa::types::current_type;
use super::super::values;
use super::target::{Signature, Target, existence};

const ADD_COLUMN: Signature = Signature {
    name: "add_column",
    direct: &[
        Parameter::required("table_name"),
        Parameter::required("column"),
        Parameter::keyword("schema"),
        Parameter::keyword("if_not_exists"),
        Parameter::keyword("inline_references"),
        Parameter::keyword("inline_primary_key"),
    ],
    batch: &[
        Parameter::required("column"),
        Parameter::keyword("insert_before"),
        Parameter::keyword("insert_after"),
        Parameter::keyword("if_not_exists"),
        Parameter::keyword("inline_references"),
        Parameter::keyword("inline_primary_key"),
    ],
};

/// `op.add_column(table_name, column, …)`.
pub(super) fn add_column(
    target: &Target,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = target.bind(&ADD_COLUMN, arguments)?;
    let table = target.table(cx, &mut bound)?;
    if matches!(target, Target::Batch(_)) {
        for place in ["insert_before", "insert_after"] {
            let place = bound.take(place);
            if values::flag(cx, place, false)? {
                return Err(command_error(
                    cx,
                    "Can't specify insert_before or insert_after when using ALTER; please \
                     specify recreate='always'",
                ));
            }
        }
    }
    let column = bound.require("column");
    let Some(object) = column.downcast::<ColumnObject>() else {
        return Err(values::unexpected(cx, &column, "column", "a Column"));
    };
    object.require_no_followers()?;
    let check = bound.take("if_not_exists");
    let references = bound.take("inline_references");
    let primary_key = bound.take("inline_primary_key");
    let mut attached = object.attach(target.host(), cx)?;
    let indexes = object.attached_indexes(cx, &table, &mut attached)?;
    let operation = AddColumnOp {
        table: table.clone(),
        column: attached,
        existence: existence(cx, check)?,
        references: placement(cx, references)?,
        primary_key: placement(cx, primary_key)?,
    };
    object.become_column_of(cx, table.clone())?;
    let origin = bound.origin;
    target.invoke(
        cx,
        Operation::AddColumn(Box::new(operation)),
        origin.clone(),
    )?;
    for index in indexes {
        let create = CreateIndexOp {
            table: table.clone(),
            index,
            existence: ExistenceCheck::None,
        };
        target.invoke(cx, Operation::CreateIndex(Box::new(create)), origin.clone())?;
    }
    Ok(Value::None)
}

fn placement(cx: &mut Interpreter, inline: Option<Value>) -> Result<InlinePlacement, PythonError> {
    Ok(if values::flag(cx, inline, false)? {
        InlinePlacement::Inline
    } else {
        InlinePlacement::Separate
    })
}

const DROP_COLUMN: Signature = Signature {
    name: "drop_column",
    direct: &[
        Parameter::required("table_name"),
        Parameter::required("column_name"),
        Parameter::keyword("schema"),
        Parameter::keyword("if_exists"),
        Parameter::rest_keyword("kw"),
    ],
    batch: &[
        Parameter::required("column_name"),
        Parameter::keyword("if_exists"),
        Parameter::rest_keyword("kw"),
    ],
};

/// `op.drop_column(table_name, column_name, …)`; Alembic's implementation for PostgreSQL takes any
/// further keyword and heeds none.
pub(super) fn drop_column(
    target: &Target,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = target.bind(&DROP_COLUMN, arguments)?;
    let table = target.table(cx, &mut bound)?;
    let column_name = bound.require("column_name");
    let check = bound.take("if_exists");
    let operation = DropColumnOp {
        table,
        column_name: values::name(cx, &column_name, "column_name")?,
        existence: existence(cx, check)?,
    };
    target.invoke(cx, Operation::DropColumn(operation), bound.origin)
}

const ALTER_COLUMN: Signature = Signature {
    name: "alter_column",
    direct: &[
        Parameter::required("table_name"),
        Parameter::required("column_name"),
        Parameter::keyword("nullable"),
        Parameter::keyword("comment"),
        Parameter::keyword("server_default"),
        Parameter::keyword("new_column_name"),
        Parameter::keyword("type_"),
        Parameter::keyword("existing_type"),
        Parameter::keyword("existing_server_default"),
        Parameter::keyword("existing_nullable"),
        Parameter::keyword("existing_comment"),
        Parameter::keyword("schema"),
        Parameter::keyword("postgresql_using"),
        Parameter::rest_keyword("kw"),
    ],
    batch: &[
        Parameter::required("column_name"),
        Parameter::keyword("nullable"),
        Parameter::keyword("comment"),
        Parameter::keyword("server_default"),
        Parameter::keyword("new_column_name"),
        Parameter::keyword("type_"),
        Parameter::keyword("existing_type"),
        Parameter::keyword("existing_server_default"),
        Parameter::keyword("existing_nullable"),
        Parameter::keyword("existing_comment"),
        Parameter::keyword("postgresql_using"),
        Parameter::rest_keyword("kw"),
    ],
};

/// `op.alter_column(table_name, column_name, …)`.
///
/// `existing_nullable` and `existing_comment` are for other databases; further keywords (`mysql_*`,
/// `autoincrement`, `insert_after` …) Alembic's implementation for PostgreSQL takes and does not
/// heed.
pub(super) fn alter_column(
    target: &Target,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = target.bind(&ALTER_COLUMN, arguments)?;
    if let Some((keyword, _)) = bound
        .rest_keyword
        .iter()
        .find(|(keyword, _)| matches!(&**keyword, "name" | "table_name" | "schema"))
    {
        return Err(PythonError::type_error(format!(
            "alter_column() got multiple values for keyword argument '{keyword}'"
        )));
    }
    let table = target.table(cx, &mut bound)?;
    let column_name = bound.require("column_name");
    let column_name = values::name(cx, &column_name, "column_name")?;
    let mut operation = AlterColumnOp::new(table, column_name);
    let nullable = bound.take("nullable");
    operation.nullable = values::optional_flag(cx, nullable)?;
    operation.server_default = default_change(cx, &mut bound, "server_default")?;
    operation.existing_server_default = default_change(cx, &mut bound, "existing_server_default")?;
    let new_name = bound.take("new_column_name");
    operation.new_name = values::optional_name(cx, new_name, "new_column_name")?;
    operation.sql_type = sql_type(cx, &mut bound, "type_")?;
    operation.existing_type = existing_type(cx, &mut bound)?;
    operation.comment = match bound.take("comment") {
        None | Some(Value::Bool(false)) => Change::Unchanged,
        Some(Value::None) => Change::Drop,
        Some(value) => Change::Set(values::string(cx, &value, "comment")?.to_string()),
    };
    let using = bound.take("postgresql_using");
    operation.using =
        values::optional_string(cx, using, "postgresql_using")?.map(|text| text.to_string());
    if operation.using.is_some() && operation.sql_type.is_none() {
        return Err(command_error(
            cx,
            "postgresql_using must be used with the type_ parameter",
        ));
    }
    target.invoke(
        cx,
        Operation::AlterColumn(Box::new(operation)),
        bound.origin,
    )
}

fn default_change(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
    parameter: &str,
) -> Result<Change<ServerDefault>, PythonError> {
    match bound.take(parameter) {
        None | Some(Value::Bool(false)) => Ok(Change::Unchanged),
        Some(Value::None) => Ok(Change::Drop),
        // Alembic looks at it when it writes it, behind the change of NULL.
        Some(value) => match server_default(cx, &value) {
            Err(error) if error.is_exception() && cx.may_catch() => {
                Err(PythonError::unsupported(format!(
                    "catching an error of alter_column(), which may have written statements \
                     before: {error}"
                )))
            }
            made => made.map(Change::Set),
        },
    }
}

fn sql_type(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
    parameter: &str,
) -> Result<Option<SqlType>, PythonError> {
    bound
        .take_some(parameter)
        .map(|value| match current_type(cx, &value)? {
            Some(object) => {
                object.without_table()?;
                object.for_postgresql()
            }
            None => Err(values::unexpected(
                cx,
                &value,
                parameter,
                "a type of SQLAlchemy",
            )),
        })
        .transpose()
}

/// `existing_type`, which PostgreSQL never has to write: what it cannot write is as good as absent.
fn existing_type(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
) -> Result<Option<SqlType>, PythonError> {
    let Some(value) = bound.take_some("existing_type") else {
        return Ok(None);
    };
    match current_type(cx, &value)? {
        Some(object) => Ok(object.for_postgresql().ok()),
        None => Err(values::unexpected(
            cx,
            &value,
            "existing_type",
            "a type of SQLAlchemy",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use super::super::super::testing::{operations, refusal};

    #[test]
    fn alter_column_tells_false_from_none() {
        let made = operations(
            "op.alter_column('t', 'a', server_default=None, comment='c', mysql_foo=1)\n\
             op.alter_column('t', 'a', server_default=False, comment=None, nullable=False)",
        );
        let [
            Operation::AlterColumn(first),
            Operation::AlterColumn(second),
        ] = made.as_slice()
        else {
            panic!("{made:?}");
        };
        assert_eq!(first.server_default, Change::Drop);
        assert_eq!(first.comment, Change::Set("c".to_owned()));
        assert_eq!(first.nullable, None);
        assert_eq!(second.server_default, Change::Unchanged);
        assert_eq!(second.comment, Change::Drop);
        assert_eq!(second.nullable, Some(false));
    }

    #[test]
    fn a_column_added_twice_keeps_its_foreign_key_once() {
        let made = operations(
            "column = sa.Column('a', sa.Integer, sa.ForeignKey('x.id'))\n\
             op.add_column('t', column)\nop.add_column('u', column)",
        );
        let [Operation::AddColumn(first), Operation::AddColumn(second)] = made.as_slice() else {
            panic!("{made:?}");
        };
        assert_eq!(first.column.foreign_keys.len(), 1);
        assert_eq!(second.column.foreign_keys.len(), 0);
    }

    #[test]
    fn arguments_are_checked_as_python_does() {
        assert_eq!(
            refusal("op.drop_column('t')"),
            "TypeError: drop_column() missing 1 required positional argument: 'column_name'"
        );
        assert_eq!(
            refusal("op.add_column('t', sa.Column('a', sa.Integer), index=True)"),
            "TypeError: add_column() got an unexpected keyword argument 'index'"
        );
        assert_eq!(
            refusal("op.alter_column('t', 'a', postgresql_using='a::int')"),
            "alembic.util.exc.CommandError: postgresql_using must be used with the type_ parameter"
        );
    }
}
