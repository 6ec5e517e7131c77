//! What one SQL statement asks for, as far as locks, scans and losses hang on it.
//!
//! Less than a syntax tree: what the reading of a statement leaves for the judgement of it.

use super::column_type::ColumnType;
use super::effect::{Transactional, Work};
use super::functions::Volatility;
use super::lock_mode::LockMode;
use super::relation::RelationName;

/// One statement.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Action {
    CreateTable(NewTable),
    AlterTable {
        table: RelationName,
        changes: Vec<TableChange>,
    },
    DropTables {
        tables: Vec<RelationName>,
        cascade: bool,
    },
    DropViews(Vec<RelationName>),
    CreateIndex(NewIndex),
    DropIndexes {
        indexes: Vec<RelationName>,
        concurrency: Concurrency,
    },
    RenameIndex {
        index: RelationName,
        new_name: String,
    },
    CreateEnumeration {
        name: RelationName,
        labels: Vec<String>,
    },
    AddLabel {
        enumeration: RelationName,
        label: String,
        if_not_exists: bool,
    },
    RenameLabel {
        enumeration: RelationName,
        from: String,
        to: String,
    },
    RenameType {
        name: RelationName,
        new_name: String,
    },
    DropTypes {
        names: Vec<RelationName>,
        if_exists: bool,
    },
    DropSchemas(Vec<String>),
    Rows(RowChange),
    Truncate {
        tables: Vec<RelationName>,
        cascade: bool,
    },
    /// A statement that changes nothing of what is kept in mind: its locks are all there is to it.
    Touch(Touch),
    Transaction(TransactionControl),
    /// `SET lock_timeout`; the milliseconds, 0 for none.
    LockTimeout {
        milliseconds: u64,
        scope: SettingScope,
    },
    Unknown(String),
}

/// Whether an index is built or dropped beside those who use the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Concurrency {
    /// With `CONCURRENTLY`.
    Concurrent,
    /// Without.
    Blocking,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct NewTable {
    pub(super) table: RelationName,
    pub(super) columns: Vec<NewColumn>,
    pub(super) constraints: Vec<NewConstraint>,
    pub(super) if_not_exists: bool,
    /// `LIKE`, `INHERITS` and the tables of `AS SELECT`, with the lock on each.
    pub(super) others: Vec<(RelationName, LockMode)>,
    pub(super) partition_of: Option<RelationName>,
    /// Whether the columns are all listed, and not taken from another table or a query.
    pub(super) columns_are_listed: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct NewColumn {
    pub(super) name: String,
    pub(super) column_type: ColumnType,
    pub(super) not_null: bool,
    pub(super) default: ColumnDefault,
    /// Those that stand beside the column.
    pub(super) constraints: Vec<NewConstraint>,
}

/// Where the values of a column come from that no INSERT gives.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum ColumnDefault {
    None,
    /// An expression; the most volatile function in it, or one that nobody knows.
    Expression {
        volatility: Volatility,
        unknown_function: Option<String>,
    },
    Serial,
    Identity,
    Generated,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct NewConstraint {
    pub(super) name: Option<String>,
    pub(super) kind: NewConstraintKind,
    pub(super) columns: Vec<String>,
    pub(super) validation: Validation,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum NewConstraintKind {
    Check {
        /// The columns that the condition proves to hold no NULL.
        proves_not_null: Vec<String>,
    },
    ForeignKey {
        references: RelationName,
        on_delete: ReferentialAction,
    },
    Unique,
    PrimaryKey,
    Exclude,
    /// A unique or primary key constraint that takes over an index.
    UsingIndex {
        index: String,
    },
}

/// What becomes of the rows that refer to a deleted one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReferentialAction {
    /// `NO ACTION`, `RESTRICT`.
    #[default]
    Refuse,
    /// `CASCADE`, `SET NULL`, `SET DEFAULT`: they are changed.
    Change,
}

/// Whether the rows that are there are held against a new constraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Validation {
    Now,
    /// `NOT VALID`.
    Later,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct NewIndex {
    /// `None` where the server chooses.
    pub(super) name: Option<RelationName>,
    pub(super) table: RelationName,
    pub(super) concurrency: Concurrency,
    pub(super) unique: bool,
}

/// One action of ALTER TABLE.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum TableChange {
    AddColumn(NewColumn),
    DropColumn {
        column: String,
    },
    RenameColumn {
        column: String,
        new_name: String,
    },
    RenameTable {
        new_name: String,
    },
    MoveToSchema {
        schema: String,
    },
    SetNotNull {
        column: String,
    },
    DropNotNull {
        column: String,
    },
    SetDefault,
    SetType {
        column: String,
        new_type: ColumnType,
        using: Using,
    },
    AddConstraint(NewConstraint),
    ValidateConstraint {
        name: String,
    },
    DropConstraint {
        name: String,
    },
    RenameConstraint {
        name: String,
        new_name: String,
    },
    AttachPartition {
        partition: RelationName,
    },
    DetachPartition {
        partition: RelationName,
        concurrency: Concurrency,
    },
    Inherit {
        parent: RelationName,
    },
    /// Anything else, with its lock and what it does to the rows.
    Other {
        mode: LockMode,
        work: Work,
    },
}

/// The USING of a change of type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Using {
    /// None, or the column cast to the new type, which is what happens without one.
    Cast,
    /// An expression to be computed for each row.
    Expression,
}

/// INSERT, UPDATE, DELETE or MERGE, alone or inside of a query.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RowChange {
    pub(super) table: RelationName,
    pub(super) verb: RowVerb,
    /// The other tables, with the lock on each.
    pub(super) others: Vec<(RelationName, LockMode)>,
    /// A function that nobody knows, which may do anything.
    pub(super) unknown_function: Option<String>,
}

/// How rows are changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowVerb {
    /// `INSERT … VALUES`.
    InsertValues,
    /// `INSERT … SELECT`, `MERGE`, `COPY`: as many rows as there are.
    InsertMany,
    /// `UPDATE` with a WHERE, or a FROM.
    Update,
    /// `UPDATE` of every row.
    UpdateAll,
    /// `DELETE` with a WHERE, or a USING.
    Delete,
    /// `DELETE` of every row.
    DeleteAll,
}

impl RowVerb {
    /// How the statement begins.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::InsertValues | Self::InsertMany => "INSERT",
            Self::Update | Self::UpdateAll => "UPDATE",
            Self::Delete | Self::DeleteAll => "DELETE",
        }
    }
}

/// A statement of which the locks are all there is to it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Touch {
    pub(super) locks: Vec<(RelationName, LockMode, Work)>,
    /// Locks on relations that the statement does not name.
    pub(super) unnamed: Vec<(String, LockMode, Work)>,
    pub(super) transactional: Transactional,
    /// A sequence or a view that it makes.
    pub(super) makes: Option<RelationName>,
    /// A function that nobody knows, which may do anything.
    pub(super) unknown_function: Option<String>,
}

impl Touch {
    /// A statement that locks one relation.
    pub(super) fn one(relation: RelationName, mode: LockMode, work: Work) -> Self {
        Self {
            locks: vec![(relation, mode, work)],
            ..Self::default()
        }
    }

    /// A statement that the server refuses in a transaction block.
    pub(super) fn outside_transaction() -> Self {
        Self {
            transactional: Transactional::No,
            ..Self::default()
        }
    }
}

/// Statements about transactions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TransactionControl {
    Begin,
    Commit,
    Rollback,
    /// `SAVEPOINT` and what goes with it.
    Within,
}

/// How long a setting holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SettingScope {
    Session,
    /// `SET LOCAL`.
    Transaction,
}
