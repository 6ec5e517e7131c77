//! `sqlalchemy.insert()` and PostgreSQL's `insert()`.

use std::cell::OnceCell;
use std::rc::Rc;

use crate::python::{
    Arguments, Class, HostObject, Interpreter, Parameter, PythonError, Shared, Value,
};
use crate::schema::Name;
use crate::schema::statement::{
    AssignmentKey, FromClause, GeneratedKey, IncludedDefaults, Insert, InsertSource, Query, Select,
    SelectItem, Statement,
};

use super::super::super::host_context::Host;
use super::super::super::raise::{schema_error, sqlalchemy_error};
use super::super::super::values;
use super::super::orm::{require_translated, translated};
use super::super::selectable::{ColumnCollection, named_from, query_of};
use super::computed::ComputedColumns;
use super::methods::{ManipulationObject, Method, SharedClauses, attribute};
use super::on_conflict;
use super::row_values::{Given, assignment_key, given};
use super::target::target_table;

/// Whose `insert()` made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flavour {
    /// `sqlalchemy.insert`, `table.insert`.
    Generic,
    /// `sqlalchemy.dialects.postgresql.insert`.
    Postgresql,
}

/// An INSERT.
#[derive(Clone)]
pub(crate) struct InsertObject {
    host: Rc<Host>,
    flavour: Flavour,
    insert: Rc<Insert>,
    computed: ComputedColumns,
    /// What it was made for: a mapped class says how columns may be called.
    entity: Value,
    /// `excluded`, an alias that is made once.
    excluded: Rc<OnceCell<FromClause>>,
}

impl std::fmt::Debug for InsertObject {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.insert.fmt(formatter)
    }
}

/// `sqlalchemy.insert(table)`.
pub(crate) fn insert(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    make(host, cx, Flavour::Generic, arguments)
}

/// `sqlalchemy.dialects.postgresql.insert(table)`.
pub(crate) fn postgresql_insert(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    make(host, cx, Flavour::Postgresql, arguments)
}

fn make(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    flavour: Flavour,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("insert", &[Parameter::required("table")])?;
    let entity = bound.require("table");
    let (table, computed) = target_table(cx, &entity)?;
    Ok(Value::host(InsertObject {
        host: Rc::clone(host),
        flavour,
        insert: Rc::new(Insert::new(table)),
        computed,
        entity,
        excluded: Rc::default(),
    }))
}

/// The methods of every INSERT alone.
const METHODS: &[(&str, Method<InsertObject>)] = &[
    ("from_select", from_select),
    ("inline", |this, _, arguments| {
        arguments.bind("inline", &[])?;
        Ok(this.with(|insert| insert.generated_key = GeneratedKey::Ignored))
    }),
    ("values", assign),
];

/// The methods only PostgreSQL's own `insert()` has.
const POSTGRESQL_METHODS: &[(&str, Method<InsertObject>)] = &[
    ("on_conflict_do_nothing", |this, cx, arguments| {
        this.require_no_conflict_clause(cx)?;
        let clause = on_conflict::do_nothing(cx, arguments)?;
        Ok(this.with(|insert| insert.on_conflict = Some(clause)))
    }),
    ("on_conflict_do_update", |this, cx, arguments| {
        this.require_no_conflict_clause(cx)?;
        let clause = on_conflict::do_update(cx, &this.insert.table, arguments)?;
        Ok(this.with(|insert| insert.on_conflict = Some(clause)))
    }),
];

impl InsertObject {
    /// The columns whose defaults Python computes.
    pub(super) fn computed_columns(&self) -> &ComputedColumns {
        &self.computed
    }

    fn with(&self, change: impl FnOnce(&mut Insert)) -> Value {
        let mut changed = self.clone();
        change(Rc::make_mut(&mut changed.insert));
        Value::host(changed)
    }

    fn require_no_conflict_clause(&self, cx: &mut Interpreter) -> Result<(), PythonError> {
        if self.insert.on_conflict.is_none() {
            return Ok(());
        }
        Err(sqlalchemy_error(
            cx,
            "InvalidRequestError",
            "This Insert construct already has an ON CONFLICT clause established",
        ))
    }

    /// The row that was not inserted, as a table.
    fn excluded(&self, cx: &mut Interpreter) -> Result<Value, PythonError> {
        if self.excluded.get().is_none() {
            let made = self.insert.table.alias(Some(Name::new("excluded")));
            let made = made.map_err(|error| schema_error(cx, error))?;
            self.excluded.get_or_init(|| made);
        }
        let excluded = self.excluded.get().expect("it was made above");
        Ok(Value::host(ColumnCollection::new(&self.host, excluded)))
    }
}

impl ManipulationObject for InsertObject {
    const FUNCTION: &'static str = "insert";

    fn host(&self) -> &Rc<Host> {
        &self.host
    }

    fn statement(&self) -> Statement {
        Statement::Insert(Rc::clone(&self.insert))
    }

    fn clauses(&mut self) -> SharedClauses<'_> {
        let insert = Rc::make_mut(&mut self.insert);
        SharedClauses {
            independent_ctes: &mut insert.independent_ctes,
            prefixes: &mut insert.prefixes,
            returning: &mut insert.returning,
        }
    }

    fn own_method(&self, name: &str) -> Option<Method<Self>> {
        let of_flavour: &[(&str, Method<Self>)] = match self.flavour {
            Flavour::Generic => &[],
            Flavour::Postgresql => POSTGRESQL_METHODS,
        };
        let mut own = METHODS.iter().chain(of_flavour);
        own.find(|(known, _)| *known == name)
            .map(|(_, method)| *method)
    }
}

/// `values(…)`.
fn assign(
    this: &InsertObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    if matches!(this.insert.source, InsertSource::Query { .. }) {
        return Err(sqlalchemy_error(
            cx,
            "InvalidRequestError",
            "This construct already inserts from a SELECT",
        ));
    }
    let source = match (
        this.insert.source.clone(),
        given(cx, &this.insert.table, translated(&this.entity, arguments)?)?,
    ) {
        (InsertSource::Unspecified, Given::Row(row)) => InsertSource::Row(row),
        (InsertSource::Unspecified, Given::Rows(rows)) => InsertSource::Rows(rows),
        (InsertSource::Row(mut row), Given::Row(later)) => {
            row.update(later);
            InsertSource::Row(row)
        }
        (InsertSource::Rows(mut rows), Given::Rows(later)) => {
            rows.extend(later);
            InsertSource::Rows(rows)
        }
        (InsertSource::Row(_), Given::Rows(_)) | (InsertSource::Rows(_), Given::Row(_)) => {
            return Err(sqlalchemy_error(
                cx,
                "InvalidRequestError",
                "Can't mix single and multiple VALUES formats in one INSERT statement; one style \
                 appends to a list while the other replaces values, so the intent is ambiguous.",
            ));
        }
        (InsertSource::Query { .. }, _) => {
            return Err(PythonError::unsupported("values() behind from_select()"));
        }
    };
    Ok(this.with(|insert| insert.source = source))
}

/// `from_select(names, select, include_defaults=…)`.
fn from_select(
    this: &InsertObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "from_select",
        &[
            Parameter::required("names"),
            Parameter::required("select"),
            Parameter::optional("include_defaults"),
        ],
    )?;
    match &this.insert.source {
        InsertSource::Row(row) if !row.is_empty() => {
            return Err(sqlalchemy_error(
                cx,
                "InvalidRequestError",
                "This construct already inserts value expressions",
            ));
        }
        InsertSource::Unspecified | InsertSource::Query { .. } => {}
        InsertSource::Row(_) | InsertSource::Rows(_) => {
            return Err(PythonError::unsupported("from_select() behind values()"));
        }
    }
    let given = bound.require("names");
    let mut names = Vec::new();
    for name in values::items(cx, &given, "names")? {
        require_translated(&this.entity, &name)?;
        let AssignmentKey { key, .. } = assignment_key(cx, &name)?;
        if this.insert.table.position(&key).is_none() {
            return Err(PythonError::key_error(Value::from(key)));
        }
        names.push(key);
    }
    if names.is_empty() {
        return Err(PythonError::unsupported("from_select() without columns"));
    }
    let query = bound.require("select");
    let query = inserted_query(cx, &query)?;
    let defaults = bound.take("include_defaults");
    let defaults = if values::flag(cx, defaults, true)? {
        IncludedDefaults::Added
    } else {
        IncludedDefaults::Left
    };
    Ok(this.with(|insert| {
        insert.generated_key = GeneratedKey::Ignored;
        insert.source = InsertSource::Query {
            names,
            query,
            defaults,
        };
    }))
}

/// The query rows come from: a query, or all of a table.
fn inserted_query(cx: &mut Interpreter, value: &Value) -> Result<Query, PythonError> {
    if let Some(query) = query_of(value) {
        return Ok(query);
    }
    if let Some(from) = named_from(value) {
        let all = Select::new(vec![SelectItem::From(from)]);
        return Ok(Query::Select(Rc::new(all)));
    }
    Err(values::unexpected(cx, value, "select", "a query"))
}

impl HostObject for InsertObject {
    fn type_name(&self) -> Rc<str> {
        "Insert".into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        self.host.class("Insert")
    }

    fn get_attribute(
        &self,
        name: &str,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        match (name, self.flavour) {
            ("excluded", Flavour::Postgresql) => self.excluded(cx).map(Some),
            _ => attribute(self, name),
        }
    }
}
