//! The functions of `sqlalchemy` that make selectables.

use std::rc::Rc;

use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::expression::{ColumnReference, ExpressionKind};
use crate::schema::statement::{FromClause, JoinKind, Query, Select, SelectItem};
use crate::schema::{SchemaError, SqlType};

use super::super::super::host_context::{Host, HostFunction};
use super::super::super::raise::{schema_error, sqlalchemy_error};
use super::super::super::values as arguments_of;
use super::super::expression::{ExpressionObject, expression_of};
use super::super::orm::{require_classes_first, require_once};
use super::coerce::{from_clause, from_value, optional_name, query_of, select_item};
use super::compounds;
use super::from_object::{join_kind, on_clause, sample};
use super::query_object::QueryObject;
use super::subqueries::{exists as exists_around, exists_of};
use super::values_clause::values;

/// The functions by name, those of set operations aside.
const FUNCTIONS: &[(&str, HostFunction)] = &[
    ("alias", alias),
    ("exists", exists),
    ("join", |host, cx, arguments| {
        join(host, cx, arguments, JoinKind::Inner)
    }),
    ("lateral", lateral),
    ("outerjoin", |host, cx, arguments| {
        join(host, cx, arguments, JoinKind::LeftOuter)
    }),
    ("select", select),
    ("subquery", subquery),
    ("tablesample", tablesample),
    ("values", values),
];

/// All functions by name.
pub(crate) fn selectable_functions() -> impl Iterator<Item = (&'static str, HostFunction)> {
    FUNCTIONS.iter().chain(compounds::FUNCTIONS).copied()
}

/// `select(*entities)`.
fn select(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let bound = arguments.bind(
        "select",
        &[Parameter::rest("entities"), Parameter::rest_keyword("kw")],
    )?;
    if !bound.rest_keyword.is_empty() {
        return Err(sqlalchemy_error(
            cx,
            "ArgumentError",
            "Additional keyword arguments are not accepted by this function/method.  The \
             presence of **kw is for pep-484 typing purposes",
        ));
    }
    require_once(&bound.rest_positional)?;
    let mut items = Vec::with_capacity(bound.rest_positional.len());
    for entity in &bound.rest_positional {
        items.push(select_item(cx, entity)?);
    }
    require_classes_first(host, &items)?;
    let query = Query::Select(Rc::new(Select::new(items)));
    query.measure().map_err(|error| schema_error(cx, error))?;
    Ok(Value::host(QueryObject::new(host, query)))
}

fn exists(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("exists", &[Parameter::optional("argument")])?;
    let of_item =
        |item: SelectItem| exists_around(&Query::Select(Rc::new(Select::new(vec![item]))));
    let made: Result<_, SchemaError> = match bound.take_some("argument") {
        None => {
            let star = ColumnReference::literal("*", SqlType::null());
            of_item(SelectItem::Expression(star.into()))
        }
        Some(given) => match query_of(&given) {
            Some(query) => exists_around(&query),
            None => match expression_of(cx, &given)? {
                Some(scalar) if matches!(scalar.kind(), ExpressionKind::ScalarSubquery(_)) => {
                    exists_of(scalar)
                }
                _ => of_item(select_item(cx, &given)?),
            },
        },
    };
    match made {
        Ok(expression) => Ok(Value::host(ExpressionObject::new(host, expression))),
        Err(error) => Err(schema_error(cx, error)),
    }
}

fn join(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
    default: JoinKind,
) -> Result<Value, PythonError> {
    let mut parameters = vec![
        Parameter::required("left"),
        Parameter::required("right"),
        Parameter::optional("onclause"),
    ];
    if default == JoinKind::Inner {
        parameters.push(Parameter::optional("isouter"));
    }
    parameters.push(Parameter::optional("full"));
    let mut bound = arguments.bind("join", &parameters)?;
    let left = bound.require("left");
    let left = from_clause(cx, &left, "left")?;
    let right = bound.require("right");
    let right = from_clause(cx, &right, "right")?;
    let condition = on_clause(cx, &mut bound)?;
    let kind = match default {
        JoinKind::Inner => join_kind(cx, &mut bound, default)?,
        JoinKind::LeftOuter | JoinKind::FullOuter => {
            let full = bound.take("full");
            if arguments_of::flag(cx, full, false)? {
                JoinKind::FullOuter
            } else {
                default
            }
        }
    };
    from_value(host, cx, FromClause::join(&left, &right, condition, kind))
}

/// `alias(selectable, name=…, flat=…)`.
fn alias(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "alias",
        &[
            Parameter::required("selectable"),
            Parameter::optional("name"),
            Parameter::optional("flat"),
        ],
    )?;
    let flat = bound.take("flat");
    if arguments_of::flag(cx, flat, false)? {
        return Err(PythonError::unsupported("the argument flat of alias()"));
    }
    named(host, cx, &mut bound, FromClause::alias)
}

fn lateral(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "lateral",
        &[
            Parameter::required("selectable"),
            Parameter::optional("name"),
        ],
    )?;
    named(host, cx, &mut bound, FromClause::lateral)
}

fn named(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    bound: &mut crate::python::BoundArguments,
    make: fn(&FromClause, Option<crate::schema::Name>) -> Result<FromClause, SchemaError>,
) -> Result<Value, PythonError> {
    let selectable = bound.require("selectable");
    let name = bound.take("name");
    let name = optional_name(cx, name)?;
    let from = from_clause(cx, &selectable, "selectable")?;
    from_value(host, cx, make(&from, name))
}

/// `subquery(select, name)`, of which there is no method form but the usual one.
fn subquery(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "subquery",
        &[
            Parameter::required("selectable"),
            Parameter::optional("name"),
        ],
    )?;
    let selectable = bound.require("selectable");
    let name = bound.take("name");
    let name = optional_name(cx, name)?;
    match query_of(&selectable) {
        Some(query) => from_value(host, cx, FromClause::subquery(&query, name)),
        None => Err(arguments_of::unexpected(
            cx,
            &selectable,
            "selectable",
            "a select()",
        )),
    }
}

fn tablesample(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "tablesample",
        &[
            Parameter::required("selectable"),
            Parameter::required("sampling"),
            Parameter::optional("name"),
            Parameter::optional("seed"),
        ],
    )?;
    let selectable = bound.require("selectable");
    let from = from_clause(cx, &selectable, "selectable")?;
    let sampling = bound.require("sampling");
    sample(host, cx, &from, &sampling, &mut bound)
}

#[cfg(test)]
mod tests {
    use super::super::super::super::testing::{operations, refusal};

    #[test]
    fn queries_are_executed_as_they_stand() {
        let made = operations(
            "t = sa.table('t', sa.column('a'), sa.column('b'))\n\
             rows = sa.select(t.c.a).where(t.c.b == 1).cte('rows')\n\
             op.execute(sa.select(rows).union_all(t.select().with_only_columns(t.c.b)))\n\
             op.execute(sa.select(sa.exists().where(t.c.a == 1)))",
        );
        assert_eq!(made.len(), 2);
    }

    #[test]
    fn what_sqlalchemy_2_does_not_take_is_refused_in_its_words() {
        let list = refusal("sa.select([sa.text('a')])");
        assert!(
            list.starts_with(
                "sqlalchemy.exc.ArgumentError: Column expression, FROM clause, or other columns \
                 clause element expected, got ["
            ) || list.contains("memory address"),
            "{list}"
        );
        assert_eq!(
            refusal("sa.select('a')"),
            "sqlalchemy.exc.ArgumentError: Textual column expression 'a' should be explicitly \
             declared with text('a'), or use column('a') for more specificity"
        );
        assert_eq!(
            refusal("sa.select(sa.column('a')).where('a = 1')"),
            "sqlalchemy.exc.ArgumentError: Textual SQL expression 'a = 1' should be explicitly \
             declared as text('a = 1')"
        );
    }
}
