//! `op.sync_enum_values` and `op.add_enum_value`.

use std::rc::Rc;

use crate::operations::{Executable, ExecuteSqlOp, Execution};
use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::expression::TextClause;
use crate::source::Origin;

use super::super::super::connection::{Connection, scalar};
use super::super::super::host_context::Host;
use super::super::super::inserted_key::InsertedKeys;
use super::super::super::values;
use super::defaults::{renamed_default, renamed_definition};
use super::references::{ColumnType, TableIndex, TableReference, TableSchema, column_type_of};
use super::statements::{
    Exchange, Renaming, column_default, drop_default, drop_index, set_default,
};

/// A column to be cast, with everything known of it.
struct AffectedColumn {
    table: String,
    column: String,
    column_type: ColumnType,
    default: Option<Rc<str>>,
}

/// The connection the statements go to, and the call they come from.
struct Sender {
    connection: Connection,
    origin: Origin,
}

impl Sender {
    fn execute(&self, cx: &mut Interpreter, text: String) -> Result<Execution, PythonError> {
        let statement = ExecuteSqlOp::new(Executable::Text(TextClause::new(text)));
        self.connection.send(cx, statement, self.origin.clone())
    }
}

/// `op.sync_enum_values(enum_schema, enum_name, new_values, affected_columns,
/// enum_values_to_rename=(), indexes_to_recreate=None)`.
pub(super) fn sync_enum_values(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "sync_enum_values",
        &[
            Parameter::required("enum_schema"),
            Parameter::required("enum_name"),
            Parameter::required("new_values"),
            Parameter::required("affected_columns"),
            Parameter::optional("enum_values_to_rename"),
            Parameter::optional("indexes_to_recreate"),
        ],
    )?;
    let sender = Sender {
        connection: Connection::new(host),
        origin: bound.origin.clone(),
    };
    let schema = bound.require("enum_schema");
    let schema = values::string(cx, &schema, "enum_schema")?;
    let name = bound.require("enum_name");
    let name = values::string(cx, &name, "enum_name")?;
    if schema.contains('\\') || name.contains('\\') {
        return Err(PythonError::unsupported(
            "a backslash in the name of an enumeration",
        ));
    }
    let new_values = bound.require("new_values");
    let renamings = bound.take("enum_values_to_rename");
    let renamings = renamings_of(cx, renamings)?;
    let affected = bound.require("affected_columns");
    let mut columns = Vec::new();
    for column in values::items(cx, &affected, "affected_columns")? {
        columns.push(affected_column(cx, &sender, &schema, &column)?);
    }
    let indexes = bound.take_some("indexes_to_recreate");
    let mut indexes = indexes_of(cx, indexes)?;
    for (_, definition) in &mut indexes {
        *definition = renamed_definition(&schema, definition, &name, &renamings);
    }
    let exchange = Exchange {
        schema: &schema,
        new_type: format!("\"{schema}\".\"{name}\""),
        old_type: format!("\"{schema}\".\"{name}_old\""),
        renamings: &renamings,
    };
    let mut texts = vec![
        format!("ALTER TYPE {} RENAME TO \"{name}_old\"", exchange.new_type),
        format!(
            "CREATE TYPE {} AS ENUM({})",
            exchange.new_type,
            quoted(cx, &new_values)?
        ),
    ];
    texts.extend(exchange.create_operators());
    texts.extend(indexes.iter().map(|(name, _)| drop_index(name)));
    for column in &columns {
        texts.extend(column_statements(&exchange, &name, column));
    }
    texts.extend(exchange.drop_operators());
    texts.push(format!("DROP TYPE {}", exchange.old_type));
    texts.extend(indexes.into_iter().map(|(_, definition)| definition));
    for text in texts {
        sender.execute(cx, text)?;
    }
    Ok(Value::None)
}

fn column_statements(
    exchange: &Exchange<'_>,
    enum_name: &str,
    affected: &AffectedColumn,
) -> Vec<String> {
    let AffectedColumn { table, column, .. } = affected;
    let mut texts = Vec::new();
    if affected.default.is_some() {
        texts.push(drop_default(table, column));
    }
    texts.push(match affected.column_type {
        ColumnType::Common => exchange.cast_column(table, column),
        ColumnType::Array => exchange.cast_array_column(table, column),
    });
    if let Some(default) = &affected.default {
        let default = renamed_default(exchange.schema, default, enum_name, exchange.renamings);
        texts.push(set_default(table, column, &default));
    }
    texts
}

/// `'a', 'b'`: the values are not escaped.
fn quoted(cx: &mut Interpreter, new_values: &Value) -> Result<String, PythonError> {
    let mut texts = Vec::new();
    for value in values::items(cx, new_values, "new_values")? {
        texts.push(format!("'{}'", cx.str(&value)?));
    }
    Ok(texts.join(", "))
}

fn renamings_of(cx: &mut Interpreter, value: Option<Value>) -> Result<Vec<Renaming>, PythonError> {
    let Some(value) = value else {
        return Ok(Vec::new());
    };
    let mut renamings = Vec::new();
    for pair in values::items(cx, &value, "enum_values_to_rename")? {
        let parts = values::items(cx, &pair, "an item of enum_values_to_rename")?;
        let [old, new] = parts.as_slice() else {
            return Err(values::unexpected(
                cx,
                &pair,
                "an item of enum_values_to_rename",
                "a pair",
            ));
        };
        renamings.push(Renaming {
            old: cx.str(old)?.to_string(),
            new: cx.str(new)?.to_string(),
        });
    }
    Ok(renamings)
}

/// Names and definitions.
fn indexes_of(
    cx: &mut Interpreter,
    value: Option<Value>,
) -> Result<Vec<(String, String)>, PythonError> {
    let Some(value) = value else {
        return Ok(Vec::new());
    };
    let mut indexes = Vec::new();
    for item in values::items(cx, &value, "indexes_to_recreate")? {
        let Some(index) = item.downcast::<TableIndex>() else {
            return Err(values::unexpected(
                cx,
                &item,
                "an item of indexes_to_recreate",
                "a TableIndex",
            ));
        };
        indexes.push((index.name.to_string(), index.definition.to_string()));
    }
    Ok(indexes)
}

/// A `TableReference`, or a tuple as older versions wrote it, whose default the database is asked
/// for.
fn affected_column(
    cx: &mut Interpreter,
    sender: &Sender,
    enum_schema: &str,
    value: &Value,
) -> Result<AffectedColumn, PythonError> {
    if let Some(reference) = value.downcast::<TableReference>() {
        let schema = match &reference.table_schema {
            TableSchema::Unspecified => Some(enum_schema),
            TableSchema::Given(schema) => schema.as_deref(),
        };
        return Ok(AffectedColumn {
            table: qualified(schema, &reference.table_name),
            column: format!("\"{}\"", reference.column_name),
            column_type: reference.column_type,
            default: reference.existing_server_default.clone(),
        });
    }
    let Value::Tuple(parts) = value.underlying() else {
        if let Value::Opaque(opaque) = value {
            return Err(PythonError::opaque_use(opaque));
        }
        return Err(PythonError::value_error(
            "Affected columns must contain tuples or TableReferences",
        ));
    };
    let [table, column, rest @ ..] = parts.as_slice() else {
        return Err(PythonError::index_error("tuple index out of range"));
    };
    let table = values::string(cx, table, "the table of an affected column")?;
    let column = values::string(cx, column, "the column of an affected column")?;
    let column_type = column_type_of(cx, rest.first().cloned())?;
    let answer = sender.execute(cx, column_default(enum_schema, &table, &column))?;
    let default = scalar(answer, InsertedKeys::NoInsert)?;
    Ok(AffectedColumn {
        table: qualified(Some(enum_schema), &table),
        column: format!("\"{column}\""),
        column_type,
        default: values::optional_string(cx, Some(default), "the default of a column")?,
    })
}

fn qualified(schema: Option<&str>, table: &str) -> String {
    match schema.filter(|schema| !schema.is_empty()) {
        Some(schema) => format!("\"{schema}\".\"{table}\""),
        None => format!("\"{table}\""),
    }
}

/// `op.add_enum_value(enum_schema, enum_name, new_value, before_value=None)`; in spite of its name
/// the value is added behind `before_value`.
pub(super) fn add_enum_value(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "add_enum_value",
        &[
            Parameter::required("enum_schema"),
            Parameter::required("enum_name"),
            Parameter::required("new_value"),
            Parameter::optional("before_value"),
        ],
    )?;
    let mut text = |parameter: &str| -> Result<Rc<str>, PythonError> {
        let value = bound.require(parameter);
        values::string(cx, &value, parameter)
    };
    let (schema, name, value) = (text("enum_schema")?, text("enum_name")?, text("new_value")?);
    let mut statement = format!("ALTER TYPE \"{schema}\".\"{name}\" ADD VALUE '{value}'");
    let neighbour = bound.take("before_value");
    let neighbour = values::optional_string(cx, neighbour, "before_value")?;
    if let Some(neighbour) = neighbour.filter(|neighbour| !neighbour.is_empty()) {
        statement.push_str(&format!(" AFTER '{neighbour}'"));
    }
    let sender = Sender {
        connection: Connection::new(host),
        origin: bound.origin,
    };
    sender.execute(cx, statement)?;
    Ok(Value::None)
}
