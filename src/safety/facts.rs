//! What is known of a live database, for who has one to ask.

use super::action::{ForeignKey, Hook};
use super::relation::RelationName;

/// A table of the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableFact {
    /// Its name.
    pub name: RelationName,
    /// The planner's estimate of its rows (`reltuples`); `None` where it was never analyzed.
    pub rows: Option<u64>,
    /// Its size on disk with indexes and TOAST, in bytes.
    pub bytes: u64,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnFact {
    /// The table.
    pub table: RelationName,
    /// The column.
    pub name: String,
    /// Its type as `format_type()` writes it.
    pub type_name: String,
    /// Whether it holds no NULL.
    pub not_null: bool,
}

/// An index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexFact {
    /// Its name.
    pub name: RelationName,
    /// Its table.
    pub table: RelationName,
    /// Its definition as `pg_get_indexdef()` writes it, where it has expressions or a condition.
    pub computed_by: Option<String>,
}

/// How a table belongs to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Descent {
    /// `INHERITS`.
    Inheritance,
    /// It is a partition.
    Partition,
    /// It is the partition for what no other takes.
    DefaultPartition,
}

/// A table that inherits from another or is a partition of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescentFact {
    /// The table.
    pub child: RelationName,
    /// What it belongs to.
    pub parent: RelationName,
    /// How.
    pub kind: Descent,
}

/// What kind of constraint it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConstraintKindFact {
    /// A check; its definition as `pg_get_constraintdef()` writes it.
    Check(String),
    /// A foreign key.
    ForeignKey(ForeignKey),
    /// Any other.
    Other,
}

/// A constraint of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConstraintFact {
    /// The table.
    pub table: RelationName,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: ConstraintKindFact,
    /// Its columns.
    pub columns: Vec<String>,
    /// Whether all rows were held against it.
    pub validated: bool,
}

/// An enum type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumerationFact {
    /// Its name.
    pub name: RelationName,
    /// Its labels in order.
    pub labels: Vec<String>,
}

/// What a live database says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DatabaseFacts {
    /// The schema that unqualified names mean.
    pub default_schema: String,
    /// The tables.
    pub tables: Vec<TableFact>,
    /// Their columns.
    pub columns: Vec<ColumnFact>,
    /// Their indexes.
    pub indexes: Vec<IndexFact>,
    /// Their constraints.
    pub constraints: Vec<ConstraintFact>,
    /// The enum types.
    pub enumerations: Vec<EnumerationFact>,
    /// Children and partitions.
    pub descents: Vec<DescentFact>,
    /// Views, each with one relation in its query.
    pub views: Vec<(RelationName, RelationName)>,
    /// Triggers and rules, each with its table.
    pub hooks: Vec<(RelationName, Hook)>,
    /// Domains, and whether they have a condition.
    pub domains: Vec<(RelationName, bool)>,
    /// `lock_timeout` of a new session, in milliseconds; 0 is none.
    pub lock_timeout: u64,
    /// Whether a new session's `TimeZone` is UTC.
    pub time_zone_is_utc: bool,
}
