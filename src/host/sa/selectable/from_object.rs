//! Aliases, subqueries, CTEs, joins and what else stands behind FROM, as Python objects.

use std::rc::Rc;

use crate::python::{
    Arguments, BoundArguments, Class, HostObject, Interpreter, Parameter, PythonError, Shared,
    Value,
};
use crate::schema::expression::{Expression, ExpressionKind, operators};
use crate::schema::statement::{
    Cte, CteReference, DerivedColumns, FromClause, FromKind, JoinKind, LabelName, Placement, Query,
    Select, SelectItem, SetOperator, Statement, TableFunction,
};
use crate::schema::{Name, SchemaError};

use super::super::super::host_context::Host;
use super::super::super::raise::schema_error;
use super::super::super::values;
use super::super::expression::{ExpressionObject, expression_of};
use super::coerce::{condition, from_clause, from_value, optional_name, statement_text};
use super::columns::ColumnCollection;
use super::query_object::QueryObject;
use super::{compounds, values_clause};

/// An object behind FROM other than a table.
#[derive(Clone)]
pub(crate) struct FromObject {
    host: Rc<Host>,
    from: FromClause,
}

impl std::fmt::Debug for FromObject {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "<{}>", self.class_name())
    }
}

impl FromObject {
    /// The object.
    pub(crate) fn new(host: &Rc<Host>, from: FromClause) -> Self {
        Self {
            host: Rc::clone(host),
            from,
        }
    }

    /// What it is to a statement.
    pub(crate) fn as_from(&self) -> &FromClause {
        &self.from
    }

    fn class_name(&self) -> &'static str {
        match self.from.kind() {
            FromKind::Table(_) => "Table",
            FromKind::Alias {
                placement: Placement::Lateral,
                ..
            } => "Lateral",
            FromKind::Alias { .. } => "Alias",
            FromKind::Subquery { .. } => "Subquery",
            FromKind::Cte(_) => "CTE",
            FromKind::Join(_) => "Join",
            FromKind::TableFunction(_) => "TableValuedAlias",
            FromKind::Function(_) => "Function",
            FromKind::Values(_) => "Values",
            FromKind::Sample(_) => "TableSample",
            FromKind::Text(_) => "TextClause",
        }
    }
}

/// A method of what stands behind FROM.
type Method = fn(&Rc<Host>, &FromClause, &mut Interpreter, Arguments) -> Result<Value, PythonError>;

/// The methods tables have as well.
const METHODS: &[(&str, Method)] = &[
    ("alias", alias),
    ("join", |host, from, cx, arguments| {
        join(host, from, cx, arguments, JoinKind::Inner)
    }),
    ("lateral", lateral),
    ("outerjoin", |host, from, cx, arguments| {
        join(host, from, cx, arguments, JoinKind::LeftOuter)
    }),
    ("select", select),
    ("tablesample", tablesample),
];

/// The methods of CTEs.
const CTE: &[(&str, Method)] = &[
    ("prefix_with", |host, from, cx, arguments| {
        cte_texts(host, from, cx, arguments, CteText::Prefix)
    }),
    ("suffix_with", |host, from, cx, arguments| {
        cte_texts(host, from, cx, arguments, CteText::Suffix)
    }),
    ("union", |host, from, cx, arguments| {
        union(host, from, cx, arguments, SetOperator::Union)
    }),
    ("union_all", |host, from, cx, arguments| {
        union(host, from, cx, arguments, SetOperator::UnionAll)
    }),
];

/// The method `name` of what stands behind FROM, tables among it.
pub(crate) fn from_method(host: &Rc<Host>, from: &FromClause, name: &str) -> Option<Value> {
    let own: &[(&str, Method)] = match from.kind() {
        FromKind::Cte(_) => CTE,
        FromKind::TableFunction(_) => &[("render_derived", render_derived)],
        FromKind::Values(_) => &[("data", values_clause::data)],
        _ => &[],
    };
    let (_, method) = own.iter().chain(METHODS).find(|(own, _)| *own == name)?;
    let host = Rc::clone(host);
    let from = from.clone();
    let name: Rc<str> = name.into();
    Some(Value::function(name, move |cx, arguments| {
        method(&host, &from, cx, arguments)
    }))
}

impl HostObject for FromObject {
    fn type_name(&self) -> Rc<str> {
        self.class_name().into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        self.host
            .class(self.class_name())
            .or_else(|| self.host.class("FromClause"))
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        if let Some(method) = from_method(&self.host, &self.from, name) {
            return Ok(Some(method));
        }
        match (name, self.from.kind()) {
            ("c" | "columns" | "exported_columns", _) => Ok(Some(Value::host(
                ColumnCollection::new(&self.host, &self.from),
            ))),
            ("column", FromKind::TableFunction(_)) => {
                let column = Expression::table_valued(self.from.clone());
                Ok(Some(Value::host(ExpressionObject::new(&self.host, column))))
            }
            ("name", _) => match self.from.name().and_then(LabelName::known) {
                Some(name) => Ok(Some(Value::from(name.text()))),
                None => Err(PythonError::unsupported(
                    "the name of an alias before the statement is written",
                )),
            },
            _ if name.starts_with("__") => Ok(None),
            _ => Err(PythonError::unsupported(format!(
                "the attribute {name} of {}",
                self.class_name()
            ))),
        }
    }
}

const NAME: &[Parameter<'static>] = &[Parameter::optional("name"), Parameter::optional("flat")];

fn alias(
    host: &Rc<Host>,
    from: &FromClause,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("alias", NAME)?;
    let flat = bound.take("flat");
    if values::flag(cx, flat, false)? && matches!(from.kind(), FromKind::Join(_)) {
        return Err(PythonError::unsupported("the argument flat of alias()"));
    }
    let name = bound.take("name");
    let name = optional_name(cx, name)?;
    from_value(host, cx, from.alias(name))
}

fn lateral(
    host: &Rc<Host>,
    from: &FromClause,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("lateral", &[Parameter::optional("name")])?;
    let name = bound.take("name");
    let name = optional_name(cx, name)?;
    from_value(host, cx, from.lateral(name))
}

/// `from.select()`; of a join it shows both sides.
fn select(
    host: &Rc<Host>,
    from: &FromClause,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    arguments.bind("select", &[])?;
    let select = match from.kind() {
        FromKind::Join(join) => Select {
            from: vec![from.clone()],
            ..Select::new(vec![
                SelectItem::From(join.left.clone()),
                SelectItem::From(join.right.clone()),
            ])
        },
        _ => Select::new(vec![SelectItem::From(from.clone())]),
    };
    let query = Query::Select(Rc::new(select));
    query.measure().map_err(|error| schema_error(cx, error))?;
    Ok(Value::host(QueryObject::new(host, query)))
}

/// Which join the arguments `isouter` and `full` ask for.
pub(super) fn join_kind(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
    default: JoinKind,
) -> Result<JoinKind, PythonError> {
    let outer = bound.take("isouter");
    let outer = values::flag(cx, outer, default == JoinKind::LeftOuter)?;
    let full = bound.take("full");
    Ok(if values::flag(cx, full, false)? {
        JoinKind::FullOuter
    } else if outer {
        JoinKind::LeftOuter
    } else {
        JoinKind::Inner
    })
}

/// The condition of a join, where one was given.
pub(super) fn on_clause(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
) -> Result<Option<Expression>, PythonError> {
    match bound.take_some("onclause") {
        Some(given) => condition(cx, &given).map(Some),
        None => Ok(None),
    }
}

fn join(
    host: &Rc<Host>,
    from: &FromClause,
    cx: &mut Interpreter,
    arguments: Arguments,
    kind: JoinKind,
) -> Result<Value, PythonError> {
    let parameters: &[Parameter<'static>] = match kind {
        JoinKind::Inner | JoinKind::FullOuter => &[
            Parameter::required("right"),
            Parameter::optional("onclause"),
            Parameter::optional("isouter"),
            Parameter::optional("full"),
        ],
        JoinKind::LeftOuter => &[
            Parameter::required("right"),
            Parameter::optional("onclause"),
            Parameter::optional("full"),
        ],
    };
    let mut bound = arguments.bind("join", parameters)?;
    let right = bound.require("right");
    let right = from_clause(cx, &right, "right")?;
    let condition = on_clause(cx, &mut bound)?;
    let kind = match kind {
        JoinKind::LeftOuter => {
            let full = bound.take("full");
            if values::flag(cx, full, false)? {
                JoinKind::FullOuter
            } else {
                JoinKind::LeftOuter
            }
        }
        JoinKind::Inner | JoinKind::FullOuter => join_kind(cx, &mut bound, kind)?,
    };
    from_value(host, cx, FromClause::join(from, &right, condition, kind))
}

fn tablesample(
    host: &Rc<Host>,
    from: &FromClause,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "tablesample",
        &[
            Parameter::required("sampling"),
            Parameter::optional("name"),
            Parameter::optional("seed"),
        ],
    )?;
    let sampling = bound.require("sampling");
    sample(host, cx, from, &sampling, &mut bound)
}

/// `tablesample(element, sampling, name=…, seed=…)`: a number is the argument of `system`.
pub(super) fn sample(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    from: &FromClause,
    sampling: &Value,
    bound: &mut BoundArguments,
) -> Result<Value, PythonError> {
    let given = expression_of(cx, sampling)?;
    let method = match given {
        Some(function) if matches!(function.kind(), ExpressionKind::Function(_)) => Ok(function),
        Some(expression) => operators::call(
            Vec::new(),
            Name::new("system"),
            vec![expression.into()],
            None,
        ),
        None => {
            let argument = super::super::expression::operand(cx, sampling)?;
            operators::call(Vec::new(), Name::new("system"), vec![argument], None)
        }
    };
    let method = method.map_err(|error| schema_error(cx, error))?;
    let name = bound.take("name");
    let name = optional_name(cx, name)?;
    let seed = match bound.take_some("seed") {
        // SQLAlchemy takes a plain number and fails when it writes it.
        Some(seed) => match expression_of(cx, &seed)? {
            None => return Err(values::unexpected(cx, &seed, "seed", "an SQL expression")),
            expression => expression,
        },
        None => None,
    };
    from_value(host, cx, FromClause::sample(from, method, name, seed))
}

fn render_derived(
    host: &Rc<Host>,
    from: &FromClause,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "render_derived",
        &[
            Parameter::optional("name"),
            Parameter::optional("with_types"),
        ],
    )?;
    let name = bound.take("name");
    let name = optional_name(cx, name)?;
    let with_types = bound.take("with_types");
    let derived = if values::flag(cx, with_types, false)? {
        DerivedColumns::NamesAndTypes
    } else {
        DerivedColumns::Names
    };
    let FromKind::TableFunction(function) = from.kind() else {
        return Err(PythonError::attribute_error("render_derived"));
    };
    let function = TableFunction {
        derived,
        ..function.clone()
    };
    from_value(host, cx, from.table_function_again(name, None, function))
}

/// Which texts of a CTE.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CteText {
    Prefix,
    Suffix,
}

fn cte_texts(
    host: &Rc<Host>,
    from: &FromClause,
    cx: &mut Interpreter,
    arguments: Arguments,
    which: CteText,
) -> Result<Value, PythonError> {
    let texts = dialect_texts(cx, arguments)?;
    let Some(cte) = from.as_cte() else {
        return Err(PythonError::attribute_error("prefix_with"));
    };
    let mut cte = cte.clone();
    match which {
        CteText::Prefix => cte.prefixes.extend(texts),
        CteText::Suffix => cte.suffixes.extend(texts),
    }
    remake(host, cx, cte)
}

/// The texts of `prefix_with(*texts, dialect=…)`; none where they are for another dialect.
pub(super) fn dialect_texts(
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Vec<Expression>, PythonError> {
    let mut bound = arguments.bind(
        "prefix_with",
        &[Parameter::rest("prefixes"), Parameter::keyword("dialect")],
    )?;
    let dialect = bound.take("dialect");
    let dialect = values::optional_string(cx, dialect, "dialect")?;
    let mut texts = Vec::new();
    for text in &bound.rest_positional {
        texts.push(statement_text(cx, text)?);
    }
    Ok(match dialect.as_deref() {
        None | Some("*" | "postgresql") => texts,
        Some(_) => Vec::new(),
    })
}

/// A CTE made again of its parts.
fn remake(host: &Rc<Host>, cx: &mut Interpreter, cte: Cte) -> Result<Value, PythonError> {
    let made = cte_of(cte);
    from_value(host, cx, made)
}

fn cte_of(cte: Cte) -> Result<FromClause, SchemaError> {
    let columns = cte.statement.proxies()?;
    let statement = cte.statement.clone();
    FromClause::cte(statement, columns, None, |_, statement| Cte {
        statement,
        ..cte
    })
}

/// `cte.union(…)`: the recursive part.
fn union(
    host: &Rc<Host>,
    from: &FromClause,
    cx: &mut Interpreter,
    arguments: Arguments,
    operator: SetOperator,
) -> Result<Value, PythonError> {
    let bound = arguments.bind("union", &[Parameter::rest("other")])?;
    let Some(cte) = from.as_cte() else {
        return Err(PythonError::attribute_error("union"));
    };
    let Statement::Query(query) = &cte.statement else {
        return Err(PythonError::unsupported(
            "union() of a CTE that inserts, updates or deletes",
        ));
    };
    let mut members = vec![query.clone()];
    for other in &bound.rest_positional {
        members.push(compounds::member(cx, other)?);
    }
    let cte = Cte {
        statement: Statement::Query(compounds::compound(operator, members)),
        reference: CteReference::Restates(from.clone()),
        ..cte.clone()
    };
    remake(host, cx, cte)
}
