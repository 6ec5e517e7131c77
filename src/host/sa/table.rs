//! `sqlalchemy.Table`, `sqlalchemy.table()` and what `op.create_table` gives back.

use std::rc::Rc;

use crate::python::{
    Arguments, BoundArguments, Class, HostObject, Interpreter, Parameter, PythonError,
    PythonIterator, Shared, Value, ValueIterator,
};
use crate::schema::expression::{ColumnReference, Expression, ExpressionKind};
use crate::schema::{Column, Name, SqlType, Table, TableOptions, TableReference};

use super::super::dialect_arguments::{Construct, PostgresqlArguments, dialect_arguments};
use super::super::host_context::Host;
use super::super::op::table_reference;
use super::super::values;
use super::column::ColumnObject;
use super::constraint::ConstraintObject;
use super::expression::{ExpressionObject, expression_of};
use super::index::IndexObject;
use super::types::TypeObject;

/// A table with its columns.
#[derive(Clone)]
pub(crate) struct TableObject {
    host: Rc<Host>,
    class: &'static str,
    reference: TableReference,
    columns: Rc<[Column]>,
    /// The keys of columns whose values are converted, with the types that do so.
    converted: Rc<[(String, Rc<TypeObject>)]>,
}

impl std::fmt::Debug for TableObject {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "<table {}>", self.reference.name)
    }
}

impl TableObject {
    /// The object for a table.
    ///
    /// `items` are what the table was made of; their types say how values are written.
    pub(crate) fn of_table(
        host: &Rc<Host>,
        cx: &mut Interpreter,
        table: &Table,
        items: &[Value],
    ) -> Result<Self, PythonError> {
        let mut converted = Vec::new();
        for item in items {
            if let Some(column) = item.downcast::<ColumnObject>()
                && column.value_type().is_err()
                && let Some(object) = column.type_object()
            {
                converted.push((column.key_name(cx)?.to_string(), object));
            }
        }
        Ok(Self {
            host: Rc::clone(host),
            class: "Table",
            reference: table.reference.clone(),
            columns: table.columns.clone().into(),
            converted: converted.into(),
        })
    }

    /// The type values of a column are written as, refused where code of the project converts them.
    pub(crate) fn value_type(&self, column: &Column) -> Result<SqlType, PythonError> {
        if self.converting_type(column).is_some() {
            return Err(PythonError::unsupported(format!(
                "writing values of the column {}, whose type converts them by code of its own",
                column.name
            )));
        }
        Ok(column.sql_type.clone())
    }

    fn converting_type(&self, column: &Column) -> Option<&Rc<TypeObject>> {
        let found = self.converted.iter().find(|(key, _)| key == column.key());
        found.map(|(_, object)| object)
    }

    /// A value for a column as it is written, and the type it is written as; refused where code of
    /// the project converts it.
    pub(crate) fn written_value(
        &self,
        cx: &mut Interpreter,
        column: &Column,
        value: &Value,
    ) -> Result<(Value, SqlType), PythonError> {
        match self.converting_type(column) {
            Some(object) if object.behaviour().is_some() => {
                let object = Rc::clone(object);
                object.converted_by_library(cx, value)
            }
            _ => Ok((value.clone(), self.value_type(column)?)),
        }
    }

    /// Name and schema.
    pub(crate) fn reference(&self) -> &TableReference {
        &self.reference
    }

    /// The columns in order.
    pub(crate) fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn column(&self, column: &Column) -> Result<Value, PythonError> {
        let sql_type = self.value_type(column)?;
        let mut reference = ColumnReference::new(column.name.clone(), sql_type);
        reference.key.clone_from(&column.key);
        reference.table = Some(self.reference.clone());
        Ok(Value::host(ExpressionObject::new(
            &self.host,
            reference.into(),
        )))
    }
}

impl HostObject for TableObject {
    fn type_name(&self) -> Rc<str> {
        self.class.into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        self.host.class(self.class)
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let text = |name: &Name| Value::from(name.text());
        Ok(Some(match name {
            "name" => text(&self.reference.name),
            "schema" => self.reference.schema.as_ref().map(text).into(),
            "fullname" | "key" => match &self.reference.schema {
                Some(schema) => Value::from(format!("{schema}.{}", self.reference.name)),
                None => text(&self.reference.name),
            },
            "c" | "columns" => Value::host(ColumnCollection {
                table: self.clone(),
            }),
            _ => {
                return Err(PythonError::unsupported(format!(
                    "the attribute {name} of a table"
                )));
            }
        }))
    }
}

/// `table.c`.
#[derive(Debug)]
struct ColumnCollection {
    table: TableObject,
}

impl ColumnCollection {
    fn find(&self, key: &str) -> Result<Option<Value>, PythonError> {
        let found = self.table.columns.iter().find(|column| column.key() == key);
        found.map(|column| self.table.column(column)).transpose()
    }
}

impl HostObject for ColumnCollection {
    fn type_name(&self) -> Rc<str> {
        "ReadOnlyColumnCollection".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        if let Some(column) = self.find(name)? {
            return Ok(Some(column));
        }
        match name {
            "keys" => {
                let keys: Vec<Value> = self
                    .table
                    .columns
                    .iter()
                    .map(|column| Value::from(column.key()))
                    .collect();
                Ok(Some(Value::function("keys", move |_, arguments| {
                    arguments.bind("keys", &[])?;
                    Ok(Value::list(keys.clone()))
                })))
            }
            "get" | "values" | "items" | "contains_column" | "as_readonly" => Err(
                PythonError::unsupported(format!("the method {name} of a table's columns")),
            ),
            _ => Err(PythonError::attribute_error(name)),
        }
    }

    fn subscript(&self, index: &Value, cx: &mut Interpreter) -> Result<Value, PythonError> {
        if let Some(key) = index.as_str() {
            return self
                .find(&key)?
                .ok_or_else(|| PythonError::key_error(Value::Str(key)));
        }
        Err(values::unexpected(
            cx,
            index,
            "the index of a table's columns",
            "a name",
        ))
    }

    fn contains(&self, item: &Value, cx: &mut Interpreter) -> Result<Option<bool>, PythonError> {
        let key = values::string(cx, item, "the name of a column")?;
        Ok(Some(
            self.table
                .columns
                .iter()
                .any(|column| column.key() == &*key),
        ))
    }

    fn iterate(
        &self,
        _cx: &mut Interpreter,
    ) -> Result<Option<Box<dyn PythonIterator>>, PythonError> {
        let columns = self
            .table
            .columns
            .iter()
            .map(|column| self.table.column(column))
            .collect::<Result<_, _>>()?;
        Ok(Some(Box::new(ValueIterator::new(columns))))
    }

    fn length(&self, _cx: &mut Interpreter) -> Result<Option<usize>, PythonError> {
        Ok(Some(self.table.columns.len()))
    }
}

/// The table its arguments describe: items by position, then keywords.
pub(crate) fn table(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    mut reference: TableReference,
    bound: &mut BoundArguments,
) -> Result<Table, PythonError> {
    for refused in ["autoload_with", "include_columns", "listeners"] {
        let value = bound.take(refused);
        if values::flag(cx, value, false)? {
            return Err(PythonError::unsupported(format!(
                "the argument {refused} of a table"
            )));
        }
    }
    let quote = bound.take("quote");
    if let Some(quote) = values::optional_flag(cx, quote)? {
        reference.name = Name::quoted(reference.name.text(), Some(quote));
    }
    let quote_schema = bound.take("quote_schema");
    if let (Some(quote), Some(schema)) =
        (values::optional_flag(cx, quote_schema)?, &reference.schema)
    {
        reference.schema = Some(Name::quoted(schema.text(), Some(quote)));
    }
    let mut table = Table::new(reference);
    for item in &bound.rest_positional {
        table_item(host, cx, &mut table, item)?;
    }
    let comment = bound.take("comment");
    table.comment = values::optional_string(cx, comment, "comment")?.map(|text| text.to_string());
    if let Some(prefixes) = bound.take_some("prefixes") {
        for prefix in values::items(cx, &prefixes, "prefixes")? {
            table
                .prefixes
                .push(values::string(cx, &prefix, "a prefix")?.to_string());
        }
    }
    let keywords = std::mem::take(&mut bound.rest_keyword);
    let given = dialect_arguments(cx, Construct::Table, keywords)?;
    table.options = table_options(cx, given)?;
    Ok(table)
}

fn table_item(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    table: &mut Table,
    item: &Value,
) -> Result<(), PythonError> {
    if let Some(column) = item.downcast::<ColumnObject>() {
        let mut attached = column.attach(host, cx)?;
        let indexes = column.attached_indexes(cx, &table.reference, &mut attached)?;
        table.columns.push(attached);
        table.indexes.extend(indexes);
        column.set_table(table.reference.clone());
    } else if let Some(constraint) = item.downcast::<ConstraintObject>() {
        table.constraints.push(constraint.attach(host));
    } else if let Some(index) = item.downcast::<IndexObject>() {
        table.indexes.push(index.attach()?);
    } else if !item.is_none() {
        return Err(values::unexpected(
            cx,
            item,
            "an item of a table",
            "a column, constraint or index",
        ));
    }
    Ok(())
}

/// PostgreSQL's own clauses; `ignore_search_path` is about reflection only.
fn table_options(
    cx: &mut Interpreter,
    mut given: PostgresqlArguments,
) -> Result<TableOptions, PythonError> {
    let inherits = match given.take("inherits") {
        None => None,
        Some(value) if value.as_str().is_some() => {
            Some(vec![values::name(cx, &value, "postgresql_inherits")?])
        }
        Some(value) => Some(values::names(cx, Some(value), "postgresql_inherits")?),
    };
    let with_oids = match given.take("with_oids") {
        None => None,
        // SQLAlchemy compares with `is True` and `is False`.
        Some(Value::Bool(value)) => Some(value),
        Some(value) => {
            return Err(values::unexpected(
                cx,
                &value,
                "postgresql_with_oids",
                "a bool",
            ));
        }
    };
    let tablespace = given.take("tablespace");
    let mut text = |argument: &str| {
        let value = given.take(argument);
        values::optional_string(cx, value, argument).map(|text| text.map(|text| text.to_string()))
    };
    let partition_by = text("partition_by")?;
    let using = text("using")?;
    let on_commit = text("on_commit")?;
    Ok(TableOptions {
        inherits,
        partition_by,
        using,
        with_oids,
        on_commit,
        tablespace: values::optional_name(cx, tablespace, "postgresql_tablespace")?,
    })
}

/// `sqlalchemy.table(name, *columns, schema=…)`.
pub(crate) fn table_clause(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "table",
        &[
            Parameter::required("name"),
            Parameter::rest("columns"),
            Parameter::keyword("schema"),
        ],
    )?;
    let name = bound.require("name");
    let schema = bound.take("schema");
    let reference = table_reference(cx, &name, schema)?;
    let mut columns = Vec::new();
    for item in &bound.rest_positional {
        columns.push(clause_column(cx, item, &reference)?);
    }
    Ok(Value::host(TableObject {
        host: Rc::clone(host),
        class: "TableClause",
        reference,
        columns: columns.into(),
        converted: Rc::new([]),
    }))
}

/// A column of `table()`: `column(…)`, or a `Column` with what it says of names and types.
fn clause_column(
    cx: &mut Interpreter,
    item: &Value,
    table: &TableReference,
) -> Result<Column, PythonError> {
    if let Some(column) = item.downcast::<ColumnObject>() {
        column.set_table(table.clone());
    }
    let expression = expression_of(cx, item)?;
    if let Some(ExpressionKind::Column(reference)) = expression.as_ref().map(Expression::kind) {
        let mut column = Column::new(reference.name.clone(), reference.sql_type.clone());
        column.key.clone_from(&reference.key);
        return Ok(column);
    }
    Err(values::unexpected(
        cx,
        item,
        "a column of table()",
        "column(…)",
    ))
}
