//! `sqlalchemy.Index`.

use std::cell::Cell;
use std::rc::Rc;

use crate::operations::{DataDefinition, ExistenceCheck};
use crate::python::{
    Arguments, BoundArguments, Class, HostObject, Interpreter, Parameter, PythonError, Shared,
    Value,
};
use crate::schema::expression::{ColumnReference, ExpressionKind};
use crate::schema::statement::{FromClause, FromKind, TableClass};
use crate::schema::{
    Expression, Index, IndexConcurrency, IndexOptions, Name, NamingConvention, SqlType,
    TableReference, TextElements, Uniqueness,
};

use super::super::dialect_arguments::{Construct, PostgresqlArguments, dialect_arguments};
use super::super::host_context::Host;
use super::super::values;
use super::column::ColumnObject;
use super::constraint::{column_keys, nulls_distinct};
use super::expression::{expression_of, text_or_expression};
use super::table_creation::{Action, Definer};

/// An index given as an argument of a table.
#[derive(Debug, Clone)]
pub(crate) struct IndexObject {
    class: Shared<Class>,
    /// The index.
    pub(crate) index: Index,
    /// Whether a table has it already.
    attached: Rc<Cell<bool>>,
    /// The table whose columns it was made over.
    table: Option<FromClause>,
}

/// The table that the columns in some expressions belong to, where it is a `Table`.
pub(crate) fn table_of(expressions: &[Expression]) -> Option<FromClause> {
    fn of_one(expression: &Expression) -> Option<FromClause> {
        match expression.kind() {
            ExpressionKind::Column(column) => column.table.clone().filter(|table| {
                matches!(table.kind(), FromKind::Table(element) if element.class == TableClass::Table)
            }),
            kind => kind.children().find_map(of_one),
        }
    }
    expressions.iter().find_map(of_one)
}

impl IndexObject {
    /// The index for a table; a second table is refused.
    pub(crate) fn attach(&self) -> Result<Index, PythonError> {
        if self.attached.replace(true) {
            return Err(PythonError::unsupported("one Index object in two tables"));
        }
        Ok(self.index.clone())
    }

    /// The table it belongs to and the convention that names it, where columns of a table in a
    /// `MetaData` say so.
    pub(crate) fn placed(
        &self,
        host: &Host,
    ) -> Result<(TableReference, NamingConvention), PythonError> {
        let unknown =
            || PythonError::unsupported("an Index whose table is not known from its columns");
        let Some(FromKind::Table(element)) = self.table.as_ref().map(FromClause::kind) else {
            return Err(unknown());
        };
        let metadata = element.metadata.as_ref().ok_or_else(unknown)?;
        let collection = host.collection(metadata.identity).ok_or_else(unknown)?;
        let missing = self.index.options.include.iter().find(|included| {
            let columns = &element.table.columns;
            columns.iter().all(|column| column.key() != included.text())
        });
        if let Some(missing) = missing {
            return Err(PythonError::key_error(Value::from(missing.text())));
        }
        Ok((
            element.table.reference.clone(),
            collection.naming_convention.clone(),
        ))
    }

    /// `create(bind, checkfirst=False)` and `drop(bind, checkfirst=False)`.
    fn define(
        &self,
        cx: &mut Interpreter,
        action: Action,
        arguments: Arguments,
    ) -> Result<Value, PythonError> {
        let method = match action {
            Action::Create => "create",
            Action::Drop => "drop",
        };
        let definer = Definer::of_call(cx, method, arguments, false)?;
        definer.refuse_lookup("an Index")?;
        let (table, naming_convention) = self.placed(definer.host())?;
        let (index, existence) = (self.index.clone(), ExistenceCheck::None);
        let definition = match action {
            Action::Create => DataDefinition::CreateIndex {
                table,
                index,
                existence,
                naming_convention,
            },
            Action::Drop => DataDefinition::DropIndex {
                table,
                index,
                existence,
                naming_convention,
            },
        };
        definer.define(cx, definition)?;
        Ok(Value::None)
    }
}

impl HostObject for IndexObject {
    fn type_name(&self) -> Rc<str> {
        "Index".into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        Some(self.class.clone())
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let this = self.clone();
        Ok(Some(match name {
            "name" => {
                let name = self.index.name.as_ref();
                name.map(|name| Value::from(name.text())).into()
            }
            "unique" => Value::Bool(self.index.uniqueness == Uniqueness::Unique),
            "create" => Value::function("create", move |cx, arguments| {
                this.define(cx, Action::Create, arguments)
            }),
            "drop" => Value::function("drop", move |cx, arguments| {
                this.define(cx, Action::Drop, arguments)
            }),
            _ => {
                return Err(PythonError::unsupported(format!(
                    "the attribute {name} of an Index"
                )));
            }
        }))
    }
}

const PARAMETERS: &[Parameter<'static>] = &[
    Parameter::required("name"),
    Parameter::rest("expressions"),
    Parameter::keyword("unique"),
    Parameter::keyword("quote"),
    Parameter::keyword("info"),
    Parameter::rest_keyword("dialect_kw"),
];

/// `Index(name, *expressions, unique=…)`.
pub(crate) fn construct(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("__init__", PARAMETERS)?;
    let name = bound.require("name");
    let expressions = std::mem::take(&mut bound.rest_positional);
    let index = index(cx, name, &expressions, &mut bound)?;
    let attached = Rc::new(Cell::new(false));
    let table = table_of(&index.expressions);
    if let Some(table) = &table {
        // The columns have a table, and that has the index from now on.
        attached.set(true);
        host.add_to_table(table.identity(), |additions| {
            additions.indexes.push(index.clone());
        });
    } else {
        for column in expressions
            .iter()
            .filter_map(Value::downcast::<ColumnObject>)
        {
            column.followed_by(host, &attached);
        }
    }
    Ok(Value::host(IndexObject {
        class: class.clone(),
        index,
        attached,
        table,
    }))
}

/// The index over `expressions` that the other arguments describe.
pub(crate) fn index(
    cx: &mut Interpreter,
    name: Value,
    expressions: &[Value],
    bound: &mut BoundArguments,
) -> Result<Index, PythonError> {
    let mut name = values::optional_name(cx, Some(name), "the name of an index")?;
    let quote = bound.take("quote");
    if let (Some(plain), Some(quote)) = (&name, values::optional_flag(cx, quote)?) {
        name = Some(Name::quoted(plain.text(), Some(quote)));
    }
    let unique = bound.take("unique");
    let uniqueness = if values::flag(cx, unique, false)? {
        Uniqueness::Unique
    } else {
        Uniqueness::Plain
    };
    let keywords = std::mem::take(&mut bound.rest_keyword);
    let given = dialect_arguments(cx, Construct::Index, keywords)?;
    let options = index_options(cx, given)?;
    let expressions: Result<Vec<Expression>, PythonError> = expressions
        .iter()
        .map(|value| index_expression(cx, value))
        .collect();
    Ok(Index {
        name,
        expressions: expressions?,
        text_elements: TextElements::Nameless,
        uniqueness,
        options,
    })
}

/// An element of an index: a string is a column.
fn index_expression(cx: &mut Interpreter, value: &Value) -> Result<Expression, PythonError> {
    if value.as_str().is_some() {
        let name = values::name(cx, value, "a column of an index")?;
        return Ok(ColumnReference::new(name, SqlType::null()).into());
    }
    match expression_of(cx, value)? {
        Some(expression) => Ok(expression),
        None => Err(values::unexpected(
            cx,
            value,
            "an element of an index",
            "a string or expression",
        )),
    }
}

fn index_options(
    cx: &mut Interpreter,
    mut given: PostgresqlArguments,
) -> Result<IndexOptions, PythonError> {
    let mut options = IndexOptions::default();
    let using = given.take("using");
    options.using =
        values::optional_string(cx, using, "postgresql_using")?.map(|text| text.to_string());
    if let Some(include) = given.take("include") {
        let columns = values::items(cx, &include, "postgresql_include")?;
        options.include = column_keys(cx, &columns)?;
    }
    if let Some(filter) = given.take("where") {
        options.filter = Some(text_or_expression(cx, &filter, "postgresql_where")?);
    }
    let operator_classes = given.take("ops");
    for (column, class) in values::entries(cx, operator_classes, "postgresql_ops")? {
        let class = values::string(cx, &class, "an operator class of postgresql_ops")?;
        options
            .operator_classes
            .push((column.to_string(), class.to_string()));
    }
    let concurrently = given.take("concurrently");
    options.concurrency = concurrency(cx, concurrently)?;
    let parameters = given.take("with");
    for (parameter, value) in values::entries(cx, parameters, "postgresql_with")? {
        let value = cx.str(&value)?;
        options
            .storage_parameters
            .push((parameter.to_string(), value.to_string()));
    }
    let tablespace = given.take("tablespace");
    options.tablespace = values::optional_name(cx, tablespace, "postgresql_tablespace")?;
    let nulls = given.take("nulls_not_distinct");
    options.nulls_distinct = nulls_distinct(cx, nulls)?;
    Ok(options)
}

fn concurrency(
    cx: &mut Interpreter,
    concurrently: Option<Value>,
) -> Result<IndexConcurrency, PythonError> {
    Ok(if values::flag(cx, concurrently, false)? {
        IndexConcurrency::Concurrently
    } else {
        IndexConcurrency::Blocking
    })
}
