//! Tables and views, with all that belongs to them.

use serde::{Deserialize, Serialize};

use super::index::Index;
use super::relation::{Column, Policy, Rule, Trigger};

/// A table, a partitioned table or a foreign table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Which of them.
    pub kind: TableKind,
    /// Whether it survives a crash.
    pub persistence: Persistence,
    /// The access method its rows are stored by, where it stores rows.
    pub access_method: Option<String>,
    /// What it is partitioned by.
    pub partition_key: Option<String>,
    /// What it is a partition of.
    pub partition_of: Option<Partition>,
    /// The tables it inherits from, in order.
    pub inherits: Vec<String>,
    /// The composite type it was made of.
    pub of_type: Option<String>,
    /// The server of a foreign table, and its options.
    pub foreign_server: Option<String>,
    /// Whether policies are applied.
    pub row_security: bool,
    /// Whether they are applied to the owner as well.
    pub force_row_security: bool,
    /// What identifies a changed row in logical replication: `default`, `nothing`, `full`, `index`.
    pub replica_identity: String,
    /// Storage parameters, such as `fillfactor=70`, those of the TOAST table too.
    pub options: Vec<String>,
    /// Its comment.
    pub comment: Option<String>,
    /// Its columns in order.
    #[serde(default)]
    pub columns: Vec<Column>,
    /// Its constraints, by name.
    #[serde(default)]
    pub constraints: Vec<Constraint>,
    /// Its indexes, by name.
    #[serde(default)]
    pub indexes: Vec<Index>,
    /// Its triggers, by name.
    #[serde(default)]
    pub triggers: Vec<Trigger>,
    /// Its rules, by name.
    #[serde(default)]
    pub rules: Vec<Rule>,
    /// Its policies, by name.
    #[serde(default)]
    pub policies: Vec<Policy>,
}

/// Kinds of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// One with rows of its own.
    Table,
    /// One whose rows lie in partitions.
    Partitioned,
    /// One whose rows lie elsewhere.
    Foreign,
}

/// Whether a relation survives a crash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Persistence {
    /// It does.
    Permanent,
    /// It is empty afterwards.
    Unlogged,
}

/// A table's place in a partitioned one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partition {
    /// The partitioned table.
    pub parent: String,
    /// Which rows it takes: `FOR VALUES …` or `DEFAULT`.
    pub bound: String,
    /// Whether a `DETACH … CONCURRENTLY` has begun and not ended.
    pub detaching: bool,
}

/// A constraint of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Constraint {
    /// Its name.
    pub name: String,
    /// Which kind.
    pub kind: ConstraintKind,
    /// `pg_get_constraintdef()`, which has everything but the name.
    pub definition: String,
    /// Its columns in order; none for a check of the whole row.
    pub columns: Vec<String>,
    /// For a foreign key, what it refers to.
    pub references: Option<ReferencedColumns>,
    /// Whether it may be checked at the end of a transaction.
    pub deferrable: bool,
    /// Whether all rows were held against it.
    pub validated: bool,
    /// Whether the triggers that enforce it fire; `DISABLE TRIGGER ALL` switches them off.
    pub enforced: bool,
    /// Its comment.
    pub comment: Option<String>,
}

/// Kinds of constraints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConstraintKind {
    /// `PRIMARY KEY`.
    PrimaryKey,
    /// `UNIQUE`.
    Unique,
    /// `CHECK`.
    Check,
    /// `FOREIGN KEY`.
    ForeignKey,
    /// `EXCLUDE`.
    Exclusion,
    /// `NOT NULL` that not all rows were held against; a valid one is the column's.
    NotNull,
}

/// What a foreign key refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferencedColumns {
    /// The table.
    pub table: String,
    /// Its columns, in the order of the foreign key's.
    pub columns: Vec<String>,
}

/// A view or a materialized view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// Its name.
    pub name: String,
    /// Which of the two.
    pub kind: ViewKind,
    /// `pg_get_viewdef()`.
    pub definition: String,
    /// Whether it has been filled; a view always is.
    pub populated: bool,
    /// Options, such as `security_barrier=true`.
    pub options: Vec<String>,
    /// Its comment.
    pub comment: Option<String>,
    /// Its columns in order.
    #[serde(default)]
    pub columns: Vec<Column>,
    /// Its indexes, by name.
    #[serde(default)]
    pub indexes: Vec<Index>,
    /// Its triggers, by name.
    #[serde(default)]
    pub triggers: Vec<Trigger>,
    /// Its rules besides its own, by name.
    #[serde(default)]
    pub rules: Vec<Rule>,
}

/// Kinds of views.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ViewKind {
    /// Computed when it is asked.
    View,
    /// Computed when it is refreshed.
    Materialized,
}
