//! The methods of scalar subqueries and of EXISTS.

use std::rc::Rc;

use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::expression::{Expression, ExpressionKind, UnaryOperator};
use crate::schema::statement::{Query, Select, SelectItem};

use super::super::super::host_context::Host;
use super::super::super::raise::{schema_error, sqlalchemy_error};
use super::super::expression::ExpressionObject;
use super::coerce::{condition, from_clause, scalar_subquery};
use super::query_object::QueryObject;
use super::subqueries::exists;
use super::where_from::{correlate_all_but, correlate_more, correlated};

/// What is done to the SELECT inside.
type Change = Box<dyn FnOnce(&mut Select)>;

/// The method `name` of a scalar subquery or of EXISTS.
pub(crate) fn scalar_method(object: &ExpressionObject, name: &str) -> Option<Value> {
    let (query, is_exists) = match object.expression().kind() {
        ExpressionKind::ScalarSubquery(query) => (query.clone(), false),
        ExpressionKind::Unary {
            operator: UnaryOperator::Exists,
            operand,
            ..
        } => match operand.kind() {
            ExpressionKind::ScalarSubquery(query) => (query.clone(), true),
            _ => return None,
        },
        _ => return None,
    };
    let read: fn(&mut Interpreter, Arguments) -> Result<Change, PythonError> = match name {
        "where" => |cx, arguments| {
            let bound = arguments.bind("where", &[Parameter::rest("clause")])?;
            let mut conditions = Vec::new();
            for given in &bound.rest_positional {
                conditions.push(condition(cx, given)?);
            }
            Ok(Box::new(|select| select.conditions.extend(conditions)))
        },
        "correlate" => |cx, arguments| {
            let froms = correlated(cx, arguments)?;
            Ok(Box::new(|select| correlate_more(select, froms)))
        },
        "correlate_except" => |cx, arguments| {
            let froms = correlated(cx, arguments)?;
            Ok(Box::new(|select| correlate_all_but(select, froms)))
        },
        "select_from" if is_exists => |cx, arguments| {
            let bound = arguments.bind("select_from", &[Parameter::rest("froms")])?;
            let mut froms = Vec::new();
            for from in &bound.rest_positional {
                froms.push(from_clause(cx, from, "a FROM clause")?);
            }
            Ok(Box::new(|select| select.from.extend(froms)))
        },
        "select" if is_exists => {
            let host = Rc::clone(object.host());
            let expression = object.expression().clone();
            return Some(Value::function("select", move |cx, arguments| {
                arguments.bind("select", &[])?;
                select_of(&host, cx, &expression)
            }));
        }
        _ => return None,
    };
    let host = Rc::clone(object.host());
    let name: Rc<str> = name.into();
    Some(Value::function(name, move |cx, arguments| {
        let Query::Select(select) = &query else {
            return Err(sqlalchemy_error(
                cx,
                "InvalidRequestError",
                "Can only apply this operation to a plain SELECT construct",
            ));
        };
        let change = read(cx, arguments)?;
        let mut select = Select::clone(select);
        change(&mut select);
        let query = Query::Select(Rc::new(select));
        let made = if is_exists {
            exists(&query)
        } else {
            scalar_subquery(&query)
        };
        match made {
            Ok(expression) => Ok(Value::host(ExpressionObject::new(&host, expression))),
            Err(error) => Err(schema_error(cx, error)),
        }
    }))
}

/// `select(expression)`.
pub(super) fn select_of(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    expression: &Expression,
) -> Result<Value, PythonError> {
    let select = Select::new(vec![SelectItem::Expression(expression.clone())]);
    let query = Query::Select(Rc::new(select));
    query.measure().map_err(|error| schema_error(cx, error))?;
    Ok(Value::host(QueryObject::new(host, query)))
}
