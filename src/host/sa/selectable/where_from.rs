//! WHERE, FROM, JOIN and the columns: the methods of `Select` alone.

use std::rc::Rc;

use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::expression::{BinaryOperator, Expression, ExpressionKind, operators};
use crate::schema::statement::deduction::froms_of_columns;
use crate::schema::statement::{
    Correlation, Distinct, FromClause, JoinKind, Query, Select, SelectItem, SetupJoin,
};

use super::super::super::raise::{schema_error, sqlalchemy_error};
use super::super::super::values;
use super::super::expression::operand;
use super::super::orm::{
    is_mapped, require_classes_first, require_left_side, require_once, require_plain_names,
};
use super::coerce::{by_of, condition, from_clause, named_from, query_of, select_item};
use super::columns::require_plain_values;
use super::from_object::{dialect_texts, join_kind, on_clause};
use super::query_object::{Method, QueryObject};

/// The methods by name.
pub(super) const METHODS: &[(&str, Method)] = &[
    ("add_columns", add_columns),
    ("column", add_columns),
    ("correlate", correlate),
    ("correlate_except", correlate_except),
    ("distinct", distinct),
    ("filter", where_),
    ("filter_by", filter_by),
    ("having", having),
    ("join", |object, cx, arguments| {
        join(object, cx, arguments, JoinKind::Inner)
    }),
    ("join_from", |object, cx, arguments| {
        join_from(object, cx, arguments, JoinKind::Inner)
    }),
    ("outerjoin", |object, cx, arguments| {
        join(object, cx, arguments, JoinKind::LeftOuter)
    }),
    ("outerjoin_from", |object, cx, arguments| {
        join_from(object, cx, arguments, JoinKind::LeftOuter)
    }),
    ("prefix_with", |object, cx, arguments| {
        let texts = dialect_texts(cx, arguments)?;
        object.changed(cx, |select| select.prefixes.extend(texts))
    }),
    ("select_from", select_from),
    ("suffix_with", |object, cx, arguments| {
        let texts = dialect_texts(cx, arguments)?;
        object.changed(cx, |select| select.suffixes.extend(texts))
    }),
    ("where", where_),
    ("with_hint", with_hint),
    ("with_only_columns", with_only_columns),
];

fn conditions(cx: &mut Interpreter, arguments: Arguments) -> Result<Vec<Expression>, PythonError> {
    let bound = arguments.bind("where", &[Parameter::rest("whereclause")])?;
    let mut conditions = Vec::new();
    for given in &bound.rest_positional {
        conditions.push(condition(cx, given)?);
    }
    Ok(conditions)
}

fn where_(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let conditions = conditions(cx, arguments)?;
    object.changed(cx, |select| select.conditions.extend(conditions))
}

fn having(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let conditions = conditions(cx, arguments)?;
    object.changed(cx, |select| select.having.extend(conditions))
}

fn plain(object: &QueryObject) -> Result<&Rc<Select>, PythonError> {
    match object.query() {
        Query::Select(select) => Ok(select),
        Query::Compound(_) | Query::Text(_) => Err(PythonError::attribute_error(
            "only a SELECT has this method",
        )),
    }
}

/// `filter_by(name=value)`: columns of what was joined last, else of the first FROM.
fn filter_by(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let bound = arguments.bind("filter_by", &[Parameter::rest_keyword("kwargs")])?;
    let select = plain(object)?;
    let entity = match (
        select.joins.last(),
        select.from.first(),
        select.items.first(),
    ) {
        (Some(join), _, _) => Some(join.right.clone()),
        (None, Some(from), _) => Some(from.clone()),
        (None, None, Some(SelectItem::From(from))) => Some(from.clone()),
        (None, None, Some(SelectItem::Expression(expression))) => match expression.kind() {
            ExpressionKind::Column(column) => column.table.clone(),
            _ => None,
        },
        (None, None, None) => None,
    };
    let Some(entity) = entity else {
        return Err(PythonError::unsupported(
            "filter_by() of a query that selects no table",
        ));
    };
    let names = bound.rest_keyword.iter().map(|(name, _)| &**name);
    require_plain_names(object.host(), &entity, names)?;
    let mut conditions = Vec::new();
    for (key, value) in bound.rest_keyword {
        let Some(position) = entity.position(&key) else {
            let message = format!(
                "Entity namespace for \"{}\" has no property \"{key}\"",
                entity.description()
            );
            return Err(sqlalchemy_error(cx, "InvalidRequestError", message));
        };
        require_plain_values(&entity.columns()[position])?;
        let value = operand(cx, &value)?;
        let column = entity.column_at(position);
        let made = operators::compare(&column, BinaryOperator::Equal, value);
        conditions.push(made.map_err(|error| schema_error(cx, error))?);
    }
    object.changed(cx, |select| select.conditions.extend(conditions))
}

fn froms(cx: &mut Interpreter, arguments: Arguments) -> Result<Vec<FromClause>, PythonError> {
    let bound = arguments.bind("select_from", &[Parameter::rest("froms")])?;
    let mut froms = Vec::new();
    for from in &bound.rest_positional {
        froms.push(from_clause(cx, from, "a FROM clause")?);
    }
    Ok(froms)
}

fn select_from(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let froms = froms(cx, arguments)?;
    object.changed(cx, |select| select.from.extend(froms))
}

fn join_target(cx: &mut Interpreter, value: &Value) -> Result<FromClause, PythonError> {
    if query_of(value).is_some() {
        let shown = cx.repr(value)?;
        let message = format!(
            "Join target, typically a FROM expression, or ORM relationship attribute expected, \
             got {shown}."
        );
        return Err(sqlalchemy_error(cx, "ArgumentError", message));
    }
    from_clause(cx, value, "target")
}

fn join(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
    default: JoinKind,
) -> Result<Value, PythonError> {
    let mut parameters = vec![
        Parameter::required("target"),
        Parameter::optional("onclause"),
        Parameter::keyword("full"),
    ];
    if default == JoinKind::Inner {
        parameters.push(Parameter::keyword("isouter"));
    }
    let mut bound = arguments.bind("join", &parameters)?;
    let target = bound.require("target");
    let right = join_target(cx, &target)?;
    let condition = on_clause(cx, &mut bound)?;
    let kind = select_join_kind(cx, &mut bound, default)?;
    if let Query::Select(select) = object.query() {
        require_left_side(object.host(), select, &right, condition.as_ref())?;
    }
    object.changed(cx, |select| {
        select.joins.push(SetupJoin {
            left: None,
            right,
            condition,
            kind,
        });
    })
}

fn select_join_kind(
    cx: &mut Interpreter,
    bound: &mut crate::python::BoundArguments,
    default: JoinKind,
) -> Result<JoinKind, PythonError> {
    match default {
        JoinKind::Inner => join_kind(cx, bound, default),
        JoinKind::LeftOuter | JoinKind::FullOuter => {
            let full = bound.take("full");
            Ok(if values::flag(cx, full, false)? {
                JoinKind::FullOuter
            } else {
                default
            })
        }
    }
}

fn join_from(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
    default: JoinKind,
) -> Result<Value, PythonError> {
    let mut parameters = vec![
        Parameter::required("from_"),
        Parameter::required("target"),
        Parameter::optional("onclause"),
        Parameter::keyword("full"),
    ];
    if default == JoinKind::Inner {
        parameters.push(Parameter::keyword("isouter"));
    }
    let mut bound = arguments.bind("join_from", &parameters)?;
    let left = bound.require("from_");
    let left = from_clause(cx, &left, "from_")?;
    let target = bound.require("target");
    let right = join_target(cx, &target)?;
    let condition = on_clause(cx, &mut bound)?;
    let kind = select_join_kind(cx, &mut bound, default)?;
    object.changed(cx, |select| {
        select.joins.push(SetupJoin {
            left: Some(left),
            right,
            condition,
            kind,
        });
    })
}

/// `distinct(*expressions)`; with expressions it is DISTINCT ON.
fn distinct(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let bound = arguments.bind("distinct", &[Parameter::rest("expr")])?;
    let mut expressions = Vec::new();
    for expression in &bound.rest_positional {
        expressions.push(by_of(cx, expression)?);
    }
    object.changed(cx, |select| {
        let before = std::mem::take(&mut select.distinct);
        select.distinct = match before {
            Distinct::On(mut before) => {
                before.extend(expressions);
                Distinct::On(before)
            }
            Distinct::All | Distinct::Distinct if expressions.is_empty() => Distinct::Distinct,
            Distinct::All | Distinct::Distinct => Distinct::On(expressions),
        };
    })
}

/// The objects behind FROM given to `correlate()`; `None` and `False` mean none.
pub(super) fn correlated(
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Vec<FromClause>, PythonError> {
    let bound = arguments.bind("correlate", &[Parameter::rest("fromclauses")])?;
    let mut froms = Vec::new();
    if let [first, others @ ..] = bound.rest_positional.as_slice()
        && matches!(first, Value::None | Value::Bool(false))
    {
        if others.is_empty() {
            return Ok(froms);
        }
        return Err(sqlalchemy_error(
            cx,
            "ArgumentError",
            "additional FROM objects not accepted when passing None/False to correlate()",
        ));
    }
    for from in &bound.rest_positional {
        froms.push(from_clause(cx, from, "a FROM clause")?);
    }
    Ok(froms)
}

/// Adds to what `correlate()` was given.
pub(super) fn correlate_more(select: &mut Select, froms: Vec<FromClause>) {
    select.correlation = match std::mem::take(&mut select.correlation) {
        Correlation::Automatic => Correlation::Only(froms),
        Correlation::Only(mut only) => {
            only.extend(froms);
            Correlation::Only(if only.is_empty() { Vec::new() } else { only })
        }
        Correlation::Except(except) => Correlation::OnlyAndExcept(froms, except),
        Correlation::OnlyAndExcept(mut only, except) => {
            only.extend(froms);
            Correlation::OnlyAndExcept(only, except)
        }
    };
}

/// Adds to what `correlate_except()` was given.
pub(super) fn correlate_all_but(select: &mut Select, froms: Vec<FromClause>) {
    select.correlation = match std::mem::take(&mut select.correlation) {
        Correlation::Automatic => Correlation::Except(froms),
        Correlation::Only(only) => Correlation::OnlyAndExcept(only, froms),
        Correlation::Except(mut except) => {
            except.extend(froms);
            Correlation::Except(except)
        }
        Correlation::OnlyAndExcept(only, mut except) => {
            except.extend(froms);
            Correlation::OnlyAndExcept(only, except)
        }
    };
}

fn correlate(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let froms = correlated(cx, arguments)?;
    object.changed(cx, |select| correlate_more(select, froms))
}

fn correlate_except(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let froms = correlated(cx, arguments)?;
    object.changed(cx, |select| correlate_all_but(select, froms))
}

fn items(cx: &mut Interpreter, given: &[Value]) -> Result<Vec<SelectItem>, PythonError> {
    require_once(given)?;
    let mut items = Vec::new();
    for item in given {
        items.push(select_item(cx, item)?);
    }
    Ok(items)
}

fn add_columns(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let bound = arguments.bind("add_columns", &[Parameter::rest("entities")])?;
    if bound.rest_positional.iter().any(is_mapped) {
        return Err(PythonError::unsupported(
            "add_columns() with a mapped class or attributes of one",
        ));
    }
    let items = items(cx, &bound.rest_positional)?;
    if let Query::Select(select) = object.query() {
        let all: Vec<SelectItem> = select.items.iter().chain(&items).cloned().collect();
        require_classes_first(object.host(), &all)?;
    }
    object.changed(cx, |select| select.items.extend(items))
}

/// `with_only_columns(*entities, maintain_column_froms=…)`.
fn with_only_columns(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "with_only_columns",
        &[
            Parameter::rest("entities"),
            Parameter::keyword("maintain_column_froms"),
        ],
    )?;
    if let [only] = bound.rest_positional.as_slice()
        && matches!(only.underlying(), Value::List(_))
    {
        let message = "The \"entities\" argument to Select.with_only_columns(), when referring to \
                       a sequence of items, is now passed as a series of positional elements, \
                       rather than as a list. ";
        return Err(sqlalchemy_error(cx, "ArgumentError", message));
    }
    let items = items(cx, &bound.rest_positional)?;
    require_classes_first(object.host(), &items)?;
    if let Query::Select(select) = object.query()
        && !select.joins.is_empty()
        && bound.rest_positional.iter().any(is_mapped)
    {
        return Err(PythonError::unsupported(
            "with_only_columns() with a mapped class or attributes of one behind join()",
        ));
    }
    let keep = bound.take("maintain_column_froms");
    let keep = values::flag(cx, keep, false)?;
    object.changed(cx, |select| {
        if keep {
            select.from.extend(froms_of_columns(&select.items));
        }
        let before = std::mem::replace(&mut select.items, items);
        let joins = std::mem::take(&mut select.joins);
        if !joins.is_empty() {
            select.earlier.push((before, joins));
        }
    })
}

/// `with_hint(table, "ONLY")`, the one hint PostgreSQL has.
fn with_hint(
    object: &QueryObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "with_hint",
        &[
            Parameter::required("selectable"),
            Parameter::required("text"),
            Parameter::optional("dialect_name"),
        ],
    )?;
    let dialect = bound.take("dialect_name");
    let dialect = values::optional_string(cx, dialect, "dialect_name")?;
    if !matches!(dialect.as_deref(), None | Some("*" | "postgresql")) {
        return object.changed(cx, |_| {});
    }
    let selectable = bound.require("selectable");
    let text = bound.require("text");
    let text = values::string(cx, &text, "text")?;
    let Some(from) = named_from(&selectable) else {
        return Err(values::unexpected(cx, &selectable, "selectable", "a table"));
    };
    if !text.eq_ignore_ascii_case("only") {
        return Err(PythonError::unsupported(format!("the hint {text}")));
    }
    object.changed(cx, |select| select.only.push(from))
}
