//! ORDER BY, GROUP BY, LIMIT, FOR UPDATE: the methods SELECTs and set operations share
//! (`GenerativeSelect`).

use num_bigint::BigInt;

use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::Literal;
use crate::schema::expression::{Expression, ExpressionKind, operators};
use crate::schema::statement::{Clauses, Fetch, ForUpdate, LockStrength, LockWait};

use super::super::super::values;
use super::coerce::{by_of, named_from, ordering, row_count, select_item};
use super::label_style::LabelStyleObject;
use super::query_object::{Method, QueryObject};

/// The methods by name.
pub(super) const METHODS: &[(&str, Method)] = &[
    ("execution_options", execution_options),
    ("fetch", fetch),
    ("group_by", |object, cx, arguments| {
        ordered(object, cx, arguments, group_of, |clauses| {
            &mut clauses.group_by
        })
    }),
    ("limit", |object, cx, arguments| {
        let limit = one_count(cx, arguments, "limit")?;
        object.with_clauses(cx, |clauses| {
            clauses.fetch = None;
            clauses.limit = limit;
        })
    }),
    ("offset", |object, cx, arguments| {
        let offset = one_count(cx, arguments, "offset")?;
        object.with_clauses(cx, |clauses| clauses.offset = offset)
    }),
    ("order_by", |object, cx, arguments| {
        ordered(object, cx, arguments, order_of, |clauses| {
            &mut clauses.order_by
        })
    }),
    ("set_label_style", set_label_style),
    ("slice", slice),
    ("with_for_update", with_for_update),
];

/// `order_by(*clauses)` and `group_by(*clauses)`: a single `None` takes away what was there.
fn ordered(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
    item: fn(&mut Interpreter, &Value) -> Result<Vec<Expression>, PythonError>,
    list: fn(&mut Clauses) -> &mut Vec<Expression>,
) -> Result<Value, PythonError> {
    let bound = arguments.bind("order_by", &[Parameter::rest("clauses")])?;
    if let [only] = bound.rest_positional.as_slice()
        && only.is_none()
    {
        return object.with_clauses(cx, |clauses| list(clauses).clear());
    }
    let mut expressions = Vec::new();
    for clause in &bound.rest_positional {
        expressions.extend(item(cx, clause)?);
    }
    object.with_clauses(cx, |clauses| list(clauses).extend(expressions))
}

fn order_of(cx: &mut Interpreter, value: &Value) -> Result<Vec<Expression>, PythonError> {
    Ok(vec![ordering(cx, value)?])
}

/// GROUP BY a table is GROUP BY all its columns.
fn group_of(cx: &mut Interpreter, value: &Value) -> Result<Vec<Expression>, PythonError> {
    match named_from(value) {
        Some(from) => Ok(from.column_expressions()),
        None => Ok(vec![by_of(cx, value)?]),
    }
}

fn one_count(
    cx: &mut Interpreter,
    arguments: Arguments,
    name: &str,
) -> Result<Option<Expression>, PythonError> {
    let mut bound = arguments.bind(name, &[Parameter::required(name)])?;
    let count = bound.require(name);
    row_count(cx, &count, name)
}

fn fetch(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "fetch",
        &[
            Parameter::required("count"),
            Parameter::optional("with_ties"),
            Parameter::optional("percent"),
        ],
    )?;
    let count = bound.require("count");
    let with_ties = bound.take("with_ties");
    let with_ties = values::flag(cx, with_ties, false)?;
    let percent = bound.take("percent");
    let percent = values::flag(cx, percent, false)?;
    let fetch = row_count(cx, &count, "count")?.map(|count| Fetch {
        count,
        with_ties,
        percent,
    });
    object.with_clauses(cx, |clauses| {
        clauses.limit = None;
        clauses.fetch = fetch;
    })
}

/// The number a literal limit or offset is.
fn number_of(expression: &Expression) -> Option<BigInt> {
    match expression.kind() {
        ExpressionKind::BindParameter(parameter) => match &parameter.value {
            Some(Literal::Integer(number)) => Some(number.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// `slice(start, stop)`: an offset there already is added to.
fn slice(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "slice",
        &[Parameter::required("start"), Parameter::required("stop")],
    )?;
    let start = bound.take("start");
    let start = values::optional_integer(cx, start, "start")?;
    let stop = bound.take("stop");
    let stop = values::optional_integer(cx, stop, "stop")?;
    let before = object.clauses().and_then(|clauses| clauses.offset.clone());
    let literal = |number: BigInt| operators::literal(Literal::Integer(number), None);
    let zero = BigInt::from(0);
    let offset = match (&start, before) {
        (None, before) => before,
        (Some(start), None) => (*start != zero).then(|| literal(start.clone())),
        (Some(start), Some(before)) => match number_of(&before) {
            Some(number) => {
                let sum = number + start;
                (sum != zero).then(|| literal(sum))
            }
            None if *start == zero => Some(before),
            None => {
                return Err(PythonError::unsupported(
                    "slice() of a query whose offset is an expression",
                ));
            }
        },
    };
    object.with_clauses(cx, |clauses| {
        clauses.fetch = None;
        clauses.offset = offset;
        if let Some(stop) = stop {
            clauses.limit = Some(literal(stop - start.unwrap_or(zero)));
        }
    })
}

fn with_for_update(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "with_for_update",
        &[
            Parameter::keyword("nowait"),
            Parameter::keyword("read"),
            Parameter::keyword("of"),
            Parameter::keyword("skip_locked"),
            Parameter::keyword("key_share"),
        ],
    )?;
    let mut flag = |cx: &mut Interpreter, name: &str| {
        let value = bound.take(name);
        values::flag(cx, value, false)
    };
    let read = flag(cx, "read")?;
    let key_share = flag(cx, "key_share")?;
    let wait = LockWait {
        nowait: flag(cx, "nowait")?,
        skip_locked: flag(cx, "skip_locked")?,
    };
    let mut of = Vec::new();
    if let Some(given) = bound.take_some("of") {
        let items = match given.as_sequence() {
            Some(items) => items.clone(),
            None => vec![given],
        };
        for item in items {
            of.push(select_item(cx, &item)?);
        }
    }
    let strength = match (read, key_share) {
        (false, false) => LockStrength::Update,
        (false, true) => LockStrength::NoKeyUpdate,
        (true, false) => LockStrength::Share,
        (true, true) => LockStrength::KeyShare,
    };
    let for_update = ForUpdate { strength, of, wait };
    object.with_clauses(cx, |clauses| clauses.for_update = Some(for_update))
}

fn set_label_style(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("set_label_style", &[Parameter::required("style")])?;
    let style = bound.require("style");
    match style.downcast::<LabelStyleObject>() {
        Some(style) => object.made(cx, object.query().with_label_style(style.style)),
        None => Err(values::unexpected(cx, &style, "style", "a LABEL_STYLE")),
    }
}

/// `execution_options(…)`: those about how rows are fetched change nothing here.
fn execution_options(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let bound = arguments.bind("execution_options", &[Parameter::rest_keyword("kw")])?;
    for (option, _) in &bound.rest_keyword {
        if !matches!(
            option.as_ref(),
            "autocommit"
                | "yield_per"
                | "stream_results"
                | "max_row_buffer"
                | "synchronize_session"
        ) {
            return Err(PythonError::unsupported(format!(
                "the execution option {option}"
            )));
        }
    }
    object.made(cx, object.query().clone())
}
