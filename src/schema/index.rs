//! `sqlalchemy.Index`.

use super::expression::Expression;
use super::name::Name;

/// Whether equal rows are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Uniqueness {
    /// `CREATE INDEX`.
    #[default]
    Plain,
    /// `CREATE UNIQUE INDEX`.
    Unique,
}

/// Whether the table stays writable meanwhile (`postgresql_concurrently`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IndexConcurrency {
    /// Under the lock CREATE INDEX takes.
    #[default]
    Blocking,
    /// `CONCURRENTLY`.
    Concurrently,
}

/// How NULLs count for uniqueness (`postgresql_nulls_not_distinct`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NullsDistinct {
    /// Nothing is written.
    #[default]
    Unspecified,
    /// `False`: `NULLS DISTINCT`.
    Distinct,
    /// `True`: `NULLS NOT DISTINCT`.
    NotDistinct,
}

/// What a `text()` among the expressions of an index goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextElements {
    /// Nothing: SQLAlchemy's own.
    #[default]
    Nameless,
    /// Its text, for which Alembic makes a column of that name.
    Named,
}

/// The `postgresql_*` arguments of an index.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct IndexOptions {
    /// `postgresql_using`: the access method.
    pub using: Option<String>,
    /// `postgresql_include`: names of further columns.
    pub include: Vec<Name>,
    /// `postgresql_where`; a plain string becomes a text clause.
    pub filter: Option<Expression>,
    /// `postgresql_ops`: operator classes by key of the column or label.
    pub operator_classes: Vec<(String, String)>,
    /// `postgresql_concurrently`.
    pub concurrency: IndexConcurrency,
    /// `postgresql_with`: storage parameters as Python's `str()` writes their values.
    pub storage_parameters: Vec<(String, String)>,
    /// `postgresql_tablespace`.
    pub tablespace: Option<Name>,
    /// `postgresql_nulls_not_distinct`.
    pub nulls_distinct: NullsDistinct,
}

/// An index of some table.
#[derive(Debug, Clone, PartialEq)]
pub struct Index {
    /// Its name; `None` leaves it to the naming convention.
    pub name: Option<Name>,
    /// Columns and expressions in order; a plain string becomes a column.
    pub expressions: Vec<Expression>,
    /// What a `text()` among them goes by.
    pub text_elements: TextElements,
    /// UNIQUE or not.
    pub uniqueness: Uniqueness,
    /// PostgreSQL's own clauses.
    pub options: IndexOptions,
}

impl Index {
    /// A plain index over `expressions`.
    pub fn new(name: Option<Name>, expressions: Vec<Expression>) -> Self {
        Self {
            name,
            expressions,
            text_elements: TextElements::Nameless,
            uniqueness: Uniqueness::Plain,
            options: IndexOptions::default(),
        }
    }
}
