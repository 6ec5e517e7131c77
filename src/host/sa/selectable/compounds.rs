//! UNION and its kin.

use std::rc::Rc;

use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::statement::{Clauses, CompoundSelect, Query, SetOperator};

use super::super::super::host_context::{Host, HostFunction};
use super::super::super::raise::schema_error;
use super::super::super::values;
use super::coerce::query_of;
use super::query_object::{Method, QueryObject};

/// The methods by name.
pub(super) const METHODS: &[(&str, Method)] = &[
    ("except_", |object, cx, arguments| {
        combined(object, cx, arguments, SetOperator::Except)
    }),
    ("except_all", |object, cx, arguments| {
        combined(object, cx, arguments, SetOperator::ExceptAll)
    }),
    ("intersect", |object, cx, arguments| {
        combined(object, cx, arguments, SetOperator::Intersect)
    }),
    ("intersect_all", |object, cx, arguments| {
        combined(object, cx, arguments, SetOperator::IntersectAll)
    }),
    ("union", |object, cx, arguments| {
        combined(object, cx, arguments, SetOperator::Union)
    }),
    ("union_all", |object, cx, arguments| {
        combined(object, cx, arguments, SetOperator::UnionAll)
    }),
];

/// The functions by name.
pub(super) const FUNCTIONS: &[(&str, HostFunction)] = &[
    ("except_", |host, cx, arguments| {
        function(host, cx, arguments, SetOperator::Except)
    }),
    ("except_all", |host, cx, arguments| {
        function(host, cx, arguments, SetOperator::ExceptAll)
    }),
    ("intersect", |host, cx, arguments| {
        function(host, cx, arguments, SetOperator::Intersect)
    }),
    ("intersect_all", |host, cx, arguments| {
        function(host, cx, arguments, SetOperator::IntersectAll)
    }),
    ("union", |host, cx, arguments| {
        function(host, cx, arguments, SetOperator::Union)
    }),
    ("union_all", |host, cx, arguments| {
        function(host, cx, arguments, SetOperator::UnionAll)
    }),
];

/// A member of a set operation.
pub(super) fn member(cx: &mut Interpreter, value: &Value) -> Result<Query, PythonError> {
    match query_of(value) {
        Some(query) => Ok(query),
        None => Err(values::unexpected(
            cx,
            value,
            "a part of a UNION",
            "a select()",
        )),
    }
}

/// The set operation of these members.
pub(super) fn compound(operator: SetOperator, members: Vec<Query>) -> Query {
    Query::Compound(Rc::new(CompoundSelect {
        operator,
        members,
        clauses: Clauses::default(),
    }))
}

fn combined(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
    operator: SetOperator,
) -> Result<Value, PythonError> {
    let bound = arguments.bind("union", &[Parameter::rest("other")])?;
    let mut members = vec![object.query().clone()];
    for other in &bound.rest_positional {
        members.push(member(cx, other)?);
    }
    object.made(cx, compound(operator, members))
}

fn function(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
    operator: SetOperator,
) -> Result<Value, PythonError> {
    let bound = arguments.bind("union", &[Parameter::rest("selects")])?;
    let mut members = Vec::new();
    for select in &bound.rest_positional {
        members.push(member(cx, select)?);
    }
    if members.is_empty() {
        return Err(PythonError::unsupported("a UNION of nothing"));
    }
    let query = compound(operator, members);
    query.measure().map_err(|error| schema_error(cx, error))?;
    Ok(Value::host(QueryObject::new(host, query)))
}
