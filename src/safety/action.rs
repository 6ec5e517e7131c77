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
        reach: Reach,
        changes: Vec<TableChange>,
    },
    DropTables {
        tables: Vec<RelationName>,
        cascade: bool,
    },
    DropViews {
        views: Vec<RelationName>,
        cascade: bool,
    },
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
        cascade: bool,
    },
    CreateDomain {
        name: RelationName,
        /// Whether its values are held against a condition.
        is_constrained: bool,
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
    /// `SET search_path`: whether unqualified names mean what they did before.
    SearchPath {
        is_usual: bool,
        scope: SettingScope,
    },
    Unknown(String),
}

/// Whether a statement reaches the partitions and the children of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Reach {
    /// The table alone, as with `ONLY`.
    #[default]
    Own,
    /// All that inherit from it, and what a view is made of.
    Descendants,
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
    /// Whether it is the partition for what no other takes.
    pub(super) is_default_partition: bool,
    /// The tables of `INHERITS`.
    pub(super) parents: Vec<RelationName>,
    /// Whether the columns are all listed, and not taken from another table or a query.
    pub(super) columns_are_listed: bool,
    /// A function of the query that nobody knows, which may do anything.
    pub(super) unknown_function: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct NewColumn {
    pub(super) name: String,
    pub(super) if_not_exists: bool,
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
    ForeignKey(ForeignKey),
    Unique,
    PrimaryKey,
    Exclude,
    /// A unique or primary key constraint that takes over an index.
    UsingIndex {
        index: String,
    },
}

/// What a foreign key refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignKey {
    /// The table it references.
    pub references: RelationName,
    /// The columns of that table; none where the statement leaves them to the primary key.
    pub referenced_columns: Vec<String>,
    /// What becomes of the rows that refer to a deleted one.
    pub on_delete: ReferentialAction,
    /// What becomes of the rows that refer to one whose key changes.
    pub on_update: ReferentialAction,
}

impl ForeignKey {
    /// Whether it may refer to one of these columns.
    pub(super) fn is_over(&self, columns: &[String]) -> bool {
        self.referenced_columns.is_empty()
            || self
                .referenced_columns
                .iter()
                .any(|column| columns.contains(column))
    }
}

/// What becomes of the rows that refer to one that is deleted or changed.
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
    /// The columns in its expressions and its condition.
    pub(super) computed_from: Vec<String>,
}

/// One action of ALTER TABLE.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum TableChange {
    AddColumn(NewColumn),
    DropColumn {
        column: String,
        cascade: bool,
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
        cascade: bool,
    },
    RenameConstraint {
        name: String,
        new_name: String,
    },
    AttachPartition {
        partition: RelationName,
        is_default: bool,
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
        reach: Reach,
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
    /// What it can do to a row.
    pub(super) events: Vec<RowEvent>,
    /// The columns that get another value in rows that are there.
    pub(super) assigned: Vec<String>,
    /// Other changes of rows in the same statement.
    pub(super) further: Vec<FurtherChange>,
    /// The other tables, with the lock on each.
    pub(super) others: Vec<(RelationName, LockMode)>,
    /// A function that nobody knows, which may do anything.
    pub(super) unknown_function: Option<String>,
}

/// A change of rows inside of another statement.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FurtherChange {
    pub(super) table: RelationName,
    pub(super) events: Vec<RowEvent>,
    pub(super) assigned: Vec<String>,
}

/// What happens to a row, as triggers and rules name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowEvent {
    /// `INSERT`.
    Insert,
    /// `UPDATE`.
    Update,
    /// `DELETE`.
    Delete,
    /// `TRUNCATE`.
    Truncate,
}

/// A trigger or a rule: what else happens when rows are changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hook {
    /// Its name.
    pub name: String,
    /// What sets it off.
    pub events: Vec<RowEvent>,
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
    /// Whether the locks reach the partitions and children too.
    pub(super) reach: Reach,
    /// Indexes whose tables it locks.
    pub(super) tables_of_indexes: Vec<(RelationName, LockMode, Work)>,
    /// A sequence that it makes.
    pub(super) makes: Option<RelationName>,
    /// A view that it makes, and the relations in its query.
    pub(super) defines: Option<(RelationName, Vec<RelationName>)>,
    /// A trigger or a rule that it puts on a table.
    pub(super) hooks: Option<(RelationName, Hook)>,
    /// The same, taken away.
    pub(super) unhooks: Option<(RelationName, String)>,
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

    /// The same for all that inherit from what it locks.
    pub(super) fn reaching_descendants(self) -> Self {
        Self {
            reach: Reach::Descendants,
            ..self
        }
    }

    /// With the strongest lock on what is not named but goes away too.
    pub(super) fn with_dependents(mut self, of: &str) -> Self {
        let all = format!("the tables and views that use {of}");
        self.unnamed
            .push((all, LockMode::AccessExclusive, Work::None));
        self
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
