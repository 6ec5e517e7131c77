//! An object behind FROM: a table, an alias, a subquery, a CTE, a function, a join.

use std::fmt;
use std::rc::Rc;

use super::super::error::SchemaError;
use super::super::expression::{ColumnReference, Expression, TextClause};
use super::super::name::Name;
use super::super::table::{Table, TableReference};
use super::columns::{FromColumn, MetaDataReference};
use super::identity::Identity;
use super::label_name::LabelName;
use super::measure::Measure;
use super::query::{Query, Statement};
use super::sources::{Cte, Join, Placement, Sampling, TableFunction, Values};

/// Which class of table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableClass {
    /// `sqlalchemy.Table`.
    Table,
    /// `sqlalchemy.table()`.
    Clause,
}

/// A table with what joins and statements want to know of it.
#[derive(Debug, Clone, PartialEq)]
pub struct TableElement {
    /// The table.
    pub table: Rc<Table>,
    /// Which class.
    pub class: TableClass,
    /// The collection of tables it belongs to.
    pub metadata: Option<MetaDataReference>,
}

/// What an object behind FROM is.
#[derive(Debug, Clone, PartialEq)]
pub enum FromKind {
    /// A table.
    Table(TableElement),
    /// `table.alias()`, and the alias of anything else.
    Alias {
        /// Its name.
        name: LabelName,
        /// What it is another name for.
        element: FromClause,
        /// LATERAL or not.
        placement: Placement,
    },
    /// `select(…).subquery()`.
    Subquery {
        /// Its name.
        name: LabelName,
        /// The query inside.
        query: Query,
    },
    /// `select(…).cte()`.
    Cte(Cte),
    /// A join.
    Join(Join),
    /// A function with an alias.
    TableFunction(TableFunction),
    /// A function without an alias.
    Function(Expression),
    /// `values()`.
    Values(Values),
    /// `tablesample()`.
    Sample(Sampling),
    /// `text()`.
    Text(TextClause),
}

struct Node {
    identity: Identity,
    kind: FromKind,
    name: Option<LabelName>,
    columns: Vec<FromColumn>,
    measure: Measure,
}

/// An object behind FROM; cloning shares it, and equality asks whether it is the same object.
#[derive(Clone)]
pub struct FromClause(Rc<Node>);

impl PartialEq for FromClause {
    fn eq(&self, other: &Self) -> bool {
        self.identity() == other.identity()
    }
}

impl Eq for FromClause {}

impl fmt::Debug for FromClause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind().fmt(formatter)
    }
}

impl FromClause {
    /// An object with its columns, which [`super::proxies`] makes.
    pub(super) fn with_columns(
        kind: FromKind,
        columns: Vec<FromColumn>,
    ) -> Result<Self, SchemaError> {
        Self::identified(Identity::with_followers(columns.len()), kind, columns)
    }

    /// An object whose identity, with one follower for each column, was taken before.
    pub(super) fn identified(
        identity: Identity,
        kind: FromKind,
        columns: Vec<FromColumn>,
    ) -> Result<Self, SchemaError> {
        let measure = Measure::around(inside(&kind)?)?;
        Ok(Self(Rc::new(Node {
            identity,
            name: name_of(&kind),
            kind,
            columns,
            measure,
        })))
    }

    /// Which object it is.
    pub fn identity(&self) -> Identity {
        self.0.identity
    }

    /// What it is.
    pub fn kind(&self) -> &FromKind {
        &self.0.kind
    }

    /// How deep and large it is.
    pub fn measure(&self) -> Measure {
        self.0.measure
    }

    /// Its columns in order (`.c`).
    pub fn columns(&self) -> &[FromColumn] {
        &self.0.columns
    }

    /// The place of the column with this key.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.0
            .columns
            .iter()
            .position(|column| column.key() == Some(key))
    }

    /// The column with this key.
    pub fn column(&self, key: &str) -> Option<Expression> {
        self.position(key).map(|index| self.column_at(index))
    }

    /// All columns as expressions.
    pub fn column_expressions(&self) -> Vec<Expression> {
        (0..self.0.columns.len())
            .map(|index| self.column_at(index))
            .collect()
    }

    /// What stands behind a column of this identity.
    pub(super) fn column_of(&self, identity: Identity) -> Option<&FromColumn> {
        (0..self.0.columns.len())
            .find(|index| self.identity().follower(*index) == identity)
            .map(|index| &self.0.columns[index])
    }

    /// The column at `index`, which must be one of [`Self::columns`].
    pub fn column_at(&self, index: usize) -> Expression {
        match &self.0.columns[index] {
            FromColumn::Shared { column, .. } => column.clone(),
            FromColumn::Own { column, .. } => {
                let (name, label) = match &column.name {
                    LabelName::Given(name) => (name.clone(), None),
                    LabelName::Shortened(name) => (name.clone(), Some(column.name.clone())),
                    LabelName::Anonymous(_) => (Name::new(""), Some(column.name.clone())),
                };
                let reference = ColumnReference {
                    name,
                    label,
                    key: column.key.clone(),
                    table: Some(self.clone()),
                    sql_type: column.sql_type.clone(),
                    literalness: column.literalness,
                    class: column.class,
                };
                Expression::column_of(reference, self.identity().follower(index))
            }
        }
    }

    /// Its name; joins and unnamed VALUES have none.
    pub fn name(&self) -> Option<&LabelName> {
        self.0.name.as_ref()
    }

    /// Name and schema, where it is a table.
    pub fn table_reference(&self) -> Option<&TableReference> {
        match self.kind() {
            FromKind::Table(element) => Some(&element.table.reference),
            _ => None,
        }
    }

    /// The schema of a table.
    pub fn schema(&self) -> Option<&Name> {
        self.table_reference()?
            .schema
            .as_ref()
            .filter(|schema| !schema.text().is_empty())
    }

    /// The CTE, where it is one.
    pub fn as_cte(&self) -> Option<&Cte> {
        match self.kind() {
            FromKind::Cte(cte) => Some(cte),
            _ => None,
        }
    }

    /// Itself and the sides of a join: what it brings behind FROM (`_from_objects`).
    pub fn from_objects(&self) -> Vec<Self> {
        match self.kind() {
            FromKind::Join(join) => {
                let mut objects = vec![self.clone()];
                objects.extend(join.left.from_objects());
                objects.extend(join.right.from_objects());
                objects
            }
            FromKind::Function(function) => function.from_objects(),
            FromKind::Text(_) => Vec::new(),
            FromKind::Table(_)
            | FromKind::Alias { .. }
            | FromKind::Subquery { .. }
            | FromKind::Cte(_)
            | FromKind::TableFunction(_)
            | FromKind::Values(_)
            | FromKind::Sample(_) => vec![self.clone()],
        }
    }

    /// What it takes the place of: the sides of a join (`_hide_froms`).
    pub fn hidden(&self) -> Vec<Self> {
        match self.kind() {
            FromKind::Join(_) => self.from_objects().split_off(1),
            _ => Vec::new(),
        }
    }

    /// Whether it is, or is made from, `wanted`.
    pub fn is_derived_from(&self, wanted: &Self) -> bool {
        if self == wanted {
            return true;
        }
        match self.kind() {
            FromKind::Alias { element, .. } => element.is_derived_from(wanted),
            FromKind::Sample(sampling) => sampling.element.is_derived_from(wanted),
            FromKind::Subquery { query, .. } => query.is_derived_from(wanted),
            FromKind::Cte(cte) => match &cte.statement {
                Statement::Query(query) => query.is_derived_from(wanted),
                Statement::Insert(_) | Statement::Update(_) | Statement::Delete(_) => false,
            },
            FromKind::Join(join) => {
                join.left.is_derived_from(wanted) || join.right.is_derived_from(wanted)
            }
            FromKind::Table(_)
            | FromKind::TableFunction(_)
            | FromKind::Function(_)
            | FromKind::Values(_)
            | FromKind::Text(_) => false,
        }
    }

    /// What messages call it (`description`).
    pub fn description(&self) -> String {
        match self.kind() {
            FromKind::Join(join) => format!(
                "Join object on {}(…) and {}(…)",
                join.left.description(),
                join.right.description()
            ),
            _ => match self.name().and_then(LabelName::known) {
                Some(name) => name.text().to_owned(),
                None => "anonymous".to_owned(),
            },
        }
    }
}

fn name_of(kind: &FromKind) -> Option<LabelName> {
    match kind {
        FromKind::Table(element) => Some(element.table.reference.name.clone().into()),
        FromKind::Alias { name, .. } | FromKind::Subquery { name, .. } => Some(name.clone()),
        FromKind::Cte(cte) => Some(cte.name.clone()),
        FromKind::TableFunction(function) => Some(function.name.clone()),
        FromKind::Values(values) => values.name.clone(),
        FromKind::Sample(sampling) => Some(sampling.name.clone()),
        FromKind::Join(_) | FromKind::Function(_) | FromKind::Text(_) => None,
    }
}

fn inside(kind: &FromKind) -> Result<Vec<Measure>, SchemaError> {
    Ok(match kind {
        FromKind::Table(_) | FromKind::Text(_) => Vec::new(),
        FromKind::Alias { element, .. } => vec![element.measure()],
        FromKind::Subquery { query, .. } => vec![query.measure()?],
        FromKind::Cte(cte) => vec![cte.statement.measure()?],
        FromKind::Join(join) => vec![
            join.left.measure(),
            join.right.measure(),
            join.condition.measure(),
        ],
        FromKind::TableFunction(function) => vec![function.function.measure()],
        FromKind::Function(function) => vec![function.measure()],
        FromKind::Values(values) => values
            .rows
            .iter()
            .flatten()
            .map(Expression::measure)
            .collect(),
        FromKind::Sample(sampling) => vec![sampling.element.measure(), sampling.method.measure()],
    })
}
