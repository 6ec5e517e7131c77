//! `sqlalchemy.Index`.

use std::cell::Cell;
use std::rc::Rc;

use crate::python::{
    Arguments, BoundArguments, Class, HostObject, Interpreter, Parameter, PythonError, Shared,
    Value,
};
use crate::schema::expression::ColumnReference;
use crate::schema::{Expression, Index, IndexConcurrency, IndexOptions, Name, SqlType, Uniqueness};

use super::super::dialect_arguments::{Construct, PostgresqlArguments, dialect_arguments};
use super::super::host_context::Host;
use super::super::values;
use super::constraint::{column_keys, nulls_distinct};
use super::expression::{expression_of, text_or_expression};

/// An index given as an argument of a table.
#[derive(Debug)]
pub(crate) struct IndexObject {
    class: Shared<Class>,
    /// The index.
    pub(crate) index: Index,
    /// Whether a table has it already.
    attached: Cell<bool>,
}

impl IndexObject {
    /// The index for a table; a second table is refused.
    pub(crate) fn attach(&self) -> Result<Index, PythonError> {
        if self.attached.replace(true) {
            return Err(PythonError::unsupported("one Index object in two tables"));
        }
        Ok(self.index.clone())
    }
}

impl HostObject for IndexObject {
    fn type_name(&self) -> Rc<str> {
        "Index".into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        Some(self.class.clone())
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
    _host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("__init__", PARAMETERS)?;
    let name = bound.require("name");
    let expressions = std::mem::take(&mut bound.rest_positional);
    let index = index(cx, name, &expressions, &mut bound)?;
    Ok(Value::host(IndexObject {
        class: class.clone(),
        index,
        attached: Cell::new(false),
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
