//! `sqlalchemy.Table`, `sqlalchemy.table()` and what `op.create_table` gives back.

use std::rc::Rc;

use crate::python::{
    Arguments, BoundArguments, Class, HostObject, Interpreter, Parameter, PythonError, Shared,
    Value,
};
use crate::schema::expression::{BindParameter, Expression, ExpressionKind};
use crate::schema::statement::{
    FromClause, MetaDataReference, TableClass, TableElement, ValueConversion,
};
use crate::schema::{Column, Constraint, Name, Table, TableOptions, TableReference};

use super::super::dialect_arguments::{Construct, PostgresqlArguments, dialect_arguments};
use super::super::host_context::Host;
use super::super::op::table_reference;
use super::super::raise::{schema_error, sqlalchemy_error};
use super::super::values;
use super::column::ColumnObject;
use super::constraint::{ConstraintObject, Place};
use super::expression::{expression_of, value_of_library};
use super::index::IndexObject;
use super::manipulation::{ComputedColumns, computed_columns, table_method};
use super::selectable::{ColumnCollection, from_method};
use super::table_collection::SharedCollection;
use super::table_creation::{Action, Definer};
use super::types::TypeObject;

/// A table with its columns.
#[derive(Clone)]
pub(crate) struct TableObject {
    host: Rc<Host>,
    from: FromClause,
    element: TableElement,
    /// The collection it belongs to.
    collection: Option<SharedCollection>,
    /// The keys of columns whose values are converted, with the types that do so.
    converted: Rc<[(String, Rc<TypeObject>)]>,
    computed: ComputedColumns,
}

impl std::fmt::Debug for TableObject {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "<table {}>", self.reference().name)
    }
}

impl TableObject {
    /// The object for a table, which may belong to a collection of tables.
    ///
    /// `items` are what the table was made of; their types say how values are written, and columns
    /// among them belong to the table from now on.
    pub(crate) fn of_table(
        host: &Rc<Host>,
        cx: &mut Interpreter,
        table: &Table,
        items: &[Value],
        collection: Option<&SharedCollection>,
    ) -> Result<Self, PythonError> {
        let mut converted = Vec::new();
        let place = match collection {
            Some(_) => Place::Table,
            None => Place::Operation,
        };
        for (index, item) in items.iter().enumerate() {
            if let Some(constraint) = item.downcast::<ConstraintObject>() {
                constraint.give(place)?;
                let is_same = |other: &Value| {
                    let other = other.downcast::<ConstraintObject>();
                    other.is_some_and(|other| Rc::ptr_eq(&other, &constraint))
                };
                if items[..index].iter().any(is_same) {
                    return Err(PythonError::unsupported(
                        "one constraint object twice among the items of a table",
                    ));
                }
            }
        }
        for item in items {
            if let Some(column) = item.downcast::<ColumnObject>()
                && column.value_type().is_err()
                && let Some(object) = column.type_object()
            {
                converted.push((column.key_name(cx)?.to_string(), object));
            }
        }
        let mut table = table.clone();
        if let Some(collection) = collection {
            take_known_types(cx, &mut table, collection);
        }
        let element = TableElement {
            table: Rc::new(table),
            class: TableClass::Table,
            metadata: collection.map(|collection| MetaDataReference {
                identity: collection.identity,
                schema: collection.schema.clone(),
            }),
        };
        let mut object = Self::of_element(host, cx, element, converted)?;
        object.collection = collection.map(Rc::clone);
        if collection.is_some() {
            for item in items {
                let column = item.downcast::<ColumnObject>();
                if let Some(object) = column.and_then(|column| column.type_object()) {
                    object.keep();
                }
            }
        }
        object.computed = computed_columns(cx, items)?;
        for item in items {
            if let Some(column) = item.downcast::<ColumnObject>() {
                column.set_table(&object.from);
            }
        }
        Ok(object)
    }

    fn of_element(
        host: &Rc<Host>,
        cx: &mut Interpreter,
        element: TableElement,
        converted: Vec<(String, Rc<TypeObject>)>,
    ) -> Result<Self, PythonError> {
        let conversion = |key: &str| {
            if converted.iter().any(|(column, _)| column == key) {
                ValueConversion::ByProject
            } else if takes_its_type(&element.table, key) {
                ValueConversion::ByForeignKey
            } else {
                ValueConversion::Plain
            }
        };
        let from = FromClause::table(element.clone(), &conversion)
            .map_err(|error| schema_error(cx, error))?;
        Ok(Self {
            host: Rc::clone(host),
            from,
            element,
            collection: None,
            converted: converted.into(),
            computed: Rc::new([]),
        })
    }

    /// The columns whose defaults Python computes.
    pub(crate) fn computed_columns(&self) -> &ComputedColumns {
        &self.computed
    }

    /// The table with all that belongs to it and its collection; to create it its foreign keys are
    /// followed.
    pub(crate) fn definition(
        &self,
        cx: &mut Interpreter,
        action: Action,
    ) -> Result<(Table, SharedCollection), PythonError> {
        let Some(collection) = &self.collection else {
            return Err(PythonError::unsupported(
                "creating or dropping a table that is not in a MetaData of the file",
            ));
        };
        let mut table = match action {
            Action::Create => collection.resolved(cx, &self.element.table)?,
            Action::Drop => Table::clone(&self.element.table),
        };
        let additions = self.host.additions(self.from.identity());
        if let Some(what) = additions.refused {
            return Err(PythonError::unsupported(format!(
                "creating or dropping a table to which {what} came later"
            )));
        }
        if has_constraint_comment(&table) {
            return Err(PythonError::unsupported(
                "the comment of a constraint, written by Table.create()",
            ));
        }
        table.indexes.extend(additions.indexes);
        Ok((table, Rc::clone(collection)))
    }

    /// An error where a class derived from the one the table belongs to may have added columns.
    pub(crate) fn require_own(&self) -> Result<(), PythonError> {
        if self.host.table_use(self.from.identity()).is_shared {
            return Err(PythonError::unsupported(format!(
                "the table {}, to which a derived class may have added columns",
                self.reference().name
            )));
        }
        Ok(())
    }

    /// `create(bind, checkfirst=…)` and `drop(bind, checkfirst=…)`.
    fn define(&self, name: &'static str, action: Action) -> Value {
        let this = self.clone();
        Value::function(name, move |cx, arguments| {
            let definer = Definer::of_call(cx, name, arguments, true)?;
            if this.host.has_collected_types() {
                definer.refuse_lookup("a table where types are given to a MetaData")?;
            }
            definer.table(cx, action, &this)?;
            Ok(Value::None)
        })
    }

    /// A plain value for a column whose type converts it as its library does.
    pub(crate) fn converted_value(
        &self,
        cx: &mut Interpreter,
        key: &str,
        value: &Value,
    ) -> Result<Option<BindParameter>, PythonError> {
        let mut converted = self.converted.iter();
        match converted.find(|(column, _)| column == key) {
            Some((_, object)) if object.behaviour().is_some() => {
                if expression_of(cx, value)?.is_some() {
                    return Ok(None);
                }
                value_of_library(cx, object, value).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// The table with its columns and constraints.
    pub(crate) fn as_table(&self) -> &Table {
        &self.element.table
    }

    /// The collection it belongs to.
    pub(crate) fn collection(&self) -> Option<&SharedCollection> {
        self.collection.as_ref()
    }

    /// The table as an object behind FROM.
    pub(crate) fn as_from(&self) -> &FromClause {
        &self.from
    }

    /// Name and schema.
    pub(crate) fn reference(&self) -> &TableReference {
        &self.element.table.reference
    }

    /// `fullname`, which is also what `str()` gives; nothing in it is quoted.
    fn full_name(&self) -> String {
        let TableReference { name, schema } = self.reference();
        match schema {
            Some(schema) => format!("{}.{}", schema.text(), name.text()),
            None => name.text().to_owned(),
        }
    }

    fn class_name(&self) -> &'static str {
        match self.element.class {
            TableClass::Table => "Table",
            TableClass::Clause => "TableClause",
        }
    }
}

impl HostObject for TableObject {
    fn str(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(self.full_name().into())
    }

    fn type_name(&self) -> Rc<str> {
        self.class_name().into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        self.host.class(self.class_name())
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let text = |name: &Name| Value::from(name.text());
        let reference = self.reference();
        if !matches!(name, "name" | "schema" | "fullname" | "key") {
            self.require_own()?;
        }
        Ok(Some(match name {
            "name" => text(&reference.name),
            "schema" => reference.schema.as_ref().map(text).into(),
            "key" if self.element.class == TableClass::Clause => return Ok(None),
            "fullname" | "key" => Value::from(self.full_name()),
            "create" if self.element.class == TableClass::Table => {
                self.define("create", Action::Create)
            }
            "drop" if self.element.class == TableClass::Table => self.define("drop", Action::Drop),
            "c" | "columns" => {
                let identity = self.from.identity();
                self.host.note_use(identity, |table| table.by_table = true);
                Value::host(ColumnCollection::new(&self.host, &self.from))
            }
            _ => {
                let this = Value::host(self.clone());
                let method = from_method(&self.host, &self.from, name)
                    .or_else(|| table_method(&self.host, &this, name));
                if method.is_some() {
                    return Ok(method);
                }
                return Err(PythonError::unsupported(format!(
                    "the attribute {name} of a table"
                )));
            }
        }))
    }
}

fn has_constraint_comment(table: &Table) -> bool {
    let of_table = table.constraints.iter().map(Constraint::traits);
    let of_columns = table.columns.iter().flat_map(|column| {
        let keys = column.foreign_keys.iter().map(|key| &key.traits);
        keys.chain(column.constraints.iter().map(|check| &check.traits))
    });
    of_table
        .chain(of_columns)
        .any(|traits| traits.comment.is_some())
}

/// The table its arguments describe: items by position, then keywords.
pub(crate) fn table(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    mut reference: TableReference,
    bound: &mut BoundArguments,
) -> Result<Table, PythonError> {
    for refused in ["autoload_with", "listeners"] {
        if bound.take_some(refused).is_some() {
            return Err(PythonError::unsupported(format!(
                "the argument {refused} of a table"
            )));
        }
    }
    let included = bound.take("include_columns");
    if values::flag(cx, included, false)? {
        return Err(PythonError::unsupported(
            "the argument include_columns of a table",
        ));
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
    for item in &bound.rest_positional {
        if let Some(column) = item.downcast::<ColumnObject>() {
            column.require_no_followers()?;
        }
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
        require_new(cx, table, &attached)?;
        table.columns.push(attached);
        table.indexes.extend(indexes);
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

/// Gives the columns without a type that of the columns their foreign keys point at, where those
/// are there already; a type that would listen to the table stays with the other.
fn take_known_types(cx: &mut Interpreter, table: &mut Table, collection: &SharedCollection) {
    let is_open = |column: &Column| takes_its_type(table, column.key());
    if !table.columns.iter().any(is_open) {
        return;
    }
    if let Ok(resolved) = collection.resolved(cx, table) {
        for (column, known) in table.columns.iter_mut().zip(resolved.columns) {
            column.sql_type = known.sql_type;
        }
    }
}

/// Whether a column has the type of the column that a foreign key of it points at.
fn takes_its_type(table: &Table, key: &str) -> bool {
    let column = table.columns.iter().find(|column| column.key() == key);
    column.is_some_and(|column| {
        let refers = |constraint: &Constraint| {
            matches!(constraint, Constraint::ForeignKey(foreign_key)
                if foreign_key.columns.iter().any(|own| own.text() == key))
        };
        column.sql_type.is_null()
            && (!column.foreign_keys.is_empty() || table.constraints.iter().any(refers))
    })
}

/// A table has no two columns of one name or key; a column without a name is refused when it is
/// written.
fn require_new(cx: &mut Interpreter, table: &Table, column: &Column) -> Result<(), PythonError> {
    let (name, key) = (column.name.text(), column.key());
    let is_taken = |other: &Column| other.name.text() == name || other.key() == key;
    if name.is_empty() || !table.columns.iter().any(is_taken) {
        return Ok(());
    }
    let what = if name == key { "name" } else { "key" };
    let message = format!(
        "A column with {what} '{key}' is already present in table '{}'.",
        table.reference.name
    );
    Err(sqlalchemy_error(cx, "DuplicateColumnError", message))
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
        Some(value) if matches!(value.underlying(), Value::Dict(_)) => {
            return Err(values::unexpected(
                cx,
                &value,
                "postgresql_inherits",
                "a name or a list of names",
            ));
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
    let mut table = Table::new(reference);
    for item in &bound.rest_positional {
        table.columns.push(clause_column(cx, item)?);
    }
    let element = TableElement {
        table: Rc::new(table),
        class: TableClass::Clause,
        metadata: None,
    };
    let mut object = TableObject::of_element(host, cx, element, Vec::new())?;
    object.computed = computed_columns(cx, &bound.rest_positional)?;
    for item in &bound.rest_positional {
        if let Some(column) = item.downcast::<ColumnObject>() {
            column.set_table(&object.from);
        }
    }
    Ok(Value::host(object))
}

/// A column of `table()`: `column(…)`, or a `Column` with what it says of names and types.
fn clause_column(cx: &mut Interpreter, item: &Value) -> Result<Column, PythonError> {
    if let Some(column) = item.downcast::<ColumnObject>() {
        column.value_type()?;
        return column.in_clause(cx);
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
