//! `Select`, `CompoundSelect` and `TextualSelect` as Python objects.

use std::cell::OnceCell;
use std::rc::Rc;

use crate::python::{Arguments, Class, HostObject, Interpreter, PythonError, Shared, Value};
use crate::schema::SchemaError;
use crate::schema::expression::Expression;
use crate::schema::statement::{Clauses, CompoundSelect, FromClause, Query, Select};

use super::super::super::host_context::Host;
use super::super::super::raise::schema_error;
use super::super::expression::ExpressionObject;
use super::coerce::scalar_subquery;
use super::columns::{ColumnCollection, SelectedColumns};
use super::{clauses, compounds, subqueries, where_from};

/// A statement that gives rows.
#[derive(Clone)]
pub(crate) struct QueryObject {
    host: Rc<Host>,
    query: Query,
    /// The subquery that `.c` of a query stands for.
    implicit: OnceCell<FromClause>,
}

/// A method of a query.
pub(super) type Method =
    fn(&QueryObject, &mut Interpreter, Arguments) -> Result<Value, PythonError>;

impl std::fmt::Debug for QueryObject {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "<{}>", self.class_name())
    }
}

impl QueryObject {
    /// The object for a query.
    pub(crate) fn new(host: &Rc<Host>, query: Query) -> Self {
        Self {
            host: Rc::clone(host),
            query,
            implicit: OnceCell::new(),
        }
    }

    /// The query.
    pub(crate) fn query(&self) -> &Query {
        &self.query
    }

    /// What the objects of the host share.
    pub(super) fn host(&self) -> &Rc<Host> {
        &self.host
    }

    fn class_name(&self) -> &'static str {
        match self.query {
            Query::Select(_) => "Select",
            Query::Compound(_) => "CompoundSelect",
            Query::Text(_) => "TextualSelect",
        }
    }

    /// The object for what a method made of it.
    pub(super) fn made(&self, cx: &mut Interpreter, query: Query) -> Result<Value, PythonError> {
        query.measure().map_err(|error| schema_error(cx, error))?;
        Ok(Value::host(Self::new(&self.host, query)))
    }

    /// The SELECT with something changed.
    pub(super) fn changed(
        &self,
        cx: &mut Interpreter,
        change: impl FnOnce(&mut Select),
    ) -> Result<Value, PythonError> {
        let Query::Select(select) = &self.query else {
            return Err(PythonError::attribute_error(format!(
                "'{}' object has no such method",
                self.class_name()
            )));
        };
        let mut select = Select::clone(select);
        change(&mut select);
        self.made(cx, Query::Select(Rc::new(select)))
    }

    /// The query with its ORDER BY, LIMIT or the like changed.
    pub(super) fn with_clauses(
        &self,
        cx: &mut Interpreter,
        change: impl FnOnce(&mut Clauses),
    ) -> Result<Value, PythonError> {
        match &self.query {
            Query::Select(select) => {
                let mut select = Select::clone(select);
                change(&mut select.clauses);
                self.made(cx, Query::Select(Rc::new(select)))
            }
            Query::Compound(compound) => {
                let mut compound = CompoundSelect::clone(compound);
                change(&mut compound.clauses);
                self.made(cx, Query::Compound(Rc::new(compound)))
            }
            Query::Text(_) => Err(PythonError::attribute_error(
                "'TextualSelect' object has no such method",
            )),
        }
    }

    /// The clauses SELECTs and set operations share.
    pub(super) fn clauses(&self) -> Option<&Clauses> {
        match &self.query {
            Query::Select(select) => Some(&select.clauses),
            Query::Compound(compound) => Some(&compound.clauses),
            Query::Text(_) => None,
        }
    }

    /// The query as a value of an expression.
    pub(super) fn scalar(&self, cx: &mut Interpreter) -> Result<Expression, PythonError> {
        scalar_subquery(&self.query).map_err(|error| schema_error(cx, error))
    }

    /// The object for an expression made of it.
    pub(super) fn expression(
        &self,
        cx: &mut Interpreter,
        made: Result<Expression, SchemaError>,
    ) -> Result<Value, PythonError> {
        match made {
            Ok(expression) => Ok(Value::host(ExpressionObject::new(&self.host, expression))),
            Err(error) => Err(schema_error(cx, error)),
        }
    }

    fn implicit_subquery(&self, cx: &mut Interpreter) -> Result<FromClause, PythonError> {
        if let Some(made) = self.implicit.get() {
            return Ok(made.clone());
        }
        let made =
            FromClause::subquery(&self.query, None).map_err(|error| schema_error(cx, error))?;
        Ok(self.implicit.get_or_init(|| made).clone())
    }

    fn method(&self, name: &str) -> Option<Method> {
        let tables: &[&[(&str, Method)]] = match self.query {
            Query::Select(_) => &[
                where_from::METHODS,
                clauses::METHODS,
                compounds::METHODS,
                subqueries::METHODS,
            ],
            Query::Compound(_) => &[clauses::METHODS, subqueries::METHODS],
            Query::Text(_) => &[subqueries::METHODS],
        };
        tables
            .iter()
            .flat_map(|table| table.iter())
            .find(|(own, _)| *own == name)
            .map(|(_, method)| *method)
    }
}

impl HostObject for QueryObject {
    fn type_name(&self) -> Rc<str> {
        self.class_name().into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        self.host.class(self.class_name())
    }

    fn get_attribute(
        &self,
        name: &str,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        if let Some(method) = self.method(name) {
            let object = self.clone();
            let name: Rc<str> = name.into();
            return Ok(Some(Value::function(name, move |cx, arguments| {
                method(&object, cx, arguments)
            })));
        }
        match name {
            "c" | "columns" => {
                let from = self.implicit_subquery(cx)?;
                Ok(Some(Value::host(ColumnCollection::new(&self.host, &from))))
            }
            "selected_columns" | "exported_columns" => Ok(Some(Value::host(SelectedColumns::new(
                &self.host,
                &self.query,
            )))),
            "union" | "union_all" | "intersect" | "intersect_all" | "except_" | "except_all"
            | "where" | "filter" | "join" | "select_from"
                if matches!(self.query, Query::Compound(_)) =>
            {
                Ok(None)
            }
            _ if name.starts_with("__") => Ok(None),
            _ => Err(PythonError::unsupported(format!(
                "the attribute {name} of {}",
                self.class_name()
            ))),
        }
    }
}
