//! Subqueries, CTEs and EXISTS: what queries become inside of other statements (`SelectBase`).

use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::SchemaError;
use crate::schema::expression::{Expression, ExpressionKind, UnaryOperator, boolean, operators};
use crate::schema::statement::{
    Clauses, CompoundSelect, Cte, CteReference, FromClause, NestedCte, Query, Select, Statement,
    query_proxies,
};

use super::super::super::raise::schema_error;
use super::super::super::values;
use super::coerce::{from_value, named_from, optional_name, scalar_subquery};
use super::query_object::{Method, QueryObject};

/// The methods by name.
pub(super) const METHODS: &[(&str, Method)] = &[
    ("add_cte", add_cte),
    ("alias", subquery),
    ("as_scalar", scalar),
    ("cte", cte),
    ("exists", |object, cx, arguments| {
        arguments.bind("exists", &[])?;
        let made = exists(object.query());
        object.expression(cx, made)
    }),
    ("label", label),
    ("lateral", lateral),
    ("scalar_subquery", scalar),
    ("subquery", subquery),
];

/// EXISTS around a query.
pub(super) fn exists(query: &Query) -> Result<Expression, SchemaError> {
    exists_of(scalar_subquery(query)?)
}

/// EXISTS around a query that is an expression already.
pub(super) fn exists_of(scalar: Expression) -> Result<Expression, SchemaError> {
    Expression::new(ExpressionKind::Unary {
        operator: UnaryOperator::Exists,
        operand: scalar,
        sql_type: boolean(),
    })
}

fn subquery(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "subquery",
        &[Parameter::optional("name"), Parameter::optional("flat")],
    )?;
    let name = bound.take("name");
    let name = optional_name(cx, name)?;
    from_value(
        object.host(),
        cx,
        FromClause::subquery(object.query(), name),
    )
}

fn lateral(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("lateral", &[Parameter::optional("name")])?;
    let name = bound.take("name");
    let name = optional_name(cx, name)?;
    let made = FromClause::subquery(object.query(), None).and_then(|from| from.lateral(name));
    from_value(object.host(), cx, made)
}

fn cte(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "cte",
        &[
            Parameter::optional("name"),
            Parameter::optional("recursive"),
            Parameter::optional("nesting"),
        ],
    )?;
    let name = bound.take("name");
    let name = optional_name(cx, name)?;
    let recursive = bound.take("recursive");
    let recursive = values::flag(cx, recursive, false)?;
    let nesting = bound.take("nesting");
    let nesting = values::flag(cx, nesting, false)?;
    let query = object.query();
    let made = query_proxies(query).and_then(|columns| {
        FromClause::cte(
            Statement::Query(query.clone()),
            columns,
            name,
            |name, statement| Cte {
                name,
                statement,
                recursive,
                nesting,
                reference: CteReference::Original,
                prefixes: Vec::new(),
                suffixes: Vec::new(),
            },
        )
    });
    from_value(object.host(), cx, made)
}

fn scalar(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    arguments.bind("scalar_subquery", &[])?;
    let scalar = object.scalar(cx)?;
    object.expression(cx, Ok(scalar))
}

fn label(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("label", &[Parameter::required("name")])?;
    let name = bound.require("name");
    let name = optional_name(cx, Some(name))?;
    let scalar = object.scalar(cx)?;
    object.expression(cx, operators::label(&scalar, name))
}

/// `add_cte(*ctes, nest_here=…)`.
fn add_cte(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "add_cte",
        &[Parameter::rest("ctes"), Parameter::keyword("nest_here")],
    )?;
    let nest_here = bound.take("nest_here");
    let nest_here = values::flag(cx, nest_here, false)?;
    let mut added = Vec::new();
    for given in &bound.rest_positional {
        match named_from(given).filter(|from| from.as_cte().is_some()) {
            Some(cte) => added.push(NestedCte { cte, nest_here }),
            None => return Err(values::unexpected(cx, given, "a CTE", "a CTE")),
        }
    }
    let extend = |clauses: &mut Clauses| clauses.independent_ctes.extend(added);
    let query = match object.query() {
        Query::Select(select) => {
            let mut select = Select::clone(select);
            extend(&mut select.clauses);
            Query::Select(std::rc::Rc::new(select))
        }
        Query::Compound(compound) => {
            let mut compound = CompoundSelect::clone(compound);
            extend(&mut compound.clauses);
            Query::Compound(std::rc::Rc::new(compound))
        }
        Query::Text(_) => {
            return Err(PythonError::unsupported("add_cte() of a textual SELECT"));
        }
    };
    query.measure().map_err(|error| schema_error(cx, error))?;
    object.made(cx, query)
}
