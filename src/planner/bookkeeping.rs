//! What a plan does to the version table, row by row.

use std::fmt;

use crate::ddl::VersionTableStatements;
use crate::runtime::{ColumnWidth, VersionWidth, VersionWrite};

/// One change of the version table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowChange {
    /// The table is created; where the database cannot be asked, unless it is there.
    Create {
        /// The width of its column.
        width: VersionWidth,
    },
    /// The column is made wide enough; where the database cannot be asked, unless it is.
    Widen {
        /// The width it gets.
        width: VersionWidth,
    },
    /// A row is added, moved or removed.
    Row(VersionWrite),
}

impl RowChange {
    /// The kind in a word, for programs.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Create { .. } => "create_table",
            Self::Widen { .. } => "widen_column",
            Self::Row(VersionWrite::Insert(_)) => "insert",
            Self::Row(VersionWrite::Update { .. }) => "update",
            Self::Row(VersionWrite::Delete(_)) => "delete",
        }
    }
}

impl fmt::Display for RowChange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Create { width } => write!(formatter, "CREATE TABLE, version_num {width}"),
            Self::Widen { width } => write!(formatter, "WIDEN version_num to {width}"),
            Self::Row(VersionWrite::Insert(to)) => write!(formatter, "INSERT {to}"),
            Self::Row(VersionWrite::Update { from, to }) => {
                write!(formatter, "UPDATE {from} → {to}")
            }
            Self::Row(VersionWrite::Delete(from)) => write!(formatter, "DELETE {from}"),
        }
    }
}

/// A change with its statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookkeeping {
    /// The change.
    pub change: RowChange,
    /// The SQL.
    pub sql: String,
}

/// Keeps the width of the column in mind, as a run does.
pub(super) struct VersionColumn {
    statements: VersionTableStatements,
    needed: VersionWidth,
    width: ColumnWidth,
}

impl VersionColumn {
    /// `found` is the width the database has, `None` where there is no table or nobody asked;
    /// `needed` holds every id of the history.
    pub(super) fn new(
        statements: VersionTableStatements,
        needed: VersionWidth,
        found: Option<ColumnWidth>,
    ) -> Self {
        Self {
            statements,
            needed,
            width: found.unwrap_or(ColumnWidth::Limited(VersionWidth::ALEMBIC)),
        }
    }

    /// The width the column has by now, where a migration has changed it.
    pub(super) fn found(&mut self, width: Option<ColumnWidth>) {
        if let Some(width) = width {
            self.width = width;
        }
    }

    /// The table is created.
    pub(super) fn create(&mut self) -> Bookkeeping {
        self.width = ColumnWidth::Limited(self.needed);
        Bookkeeping {
            change: RowChange::Create { width: self.needed },
            sql: self.statements.create(self.needed.characters()),
        }
    }

    /// The statements of a write; a column that is too narrow is widened first.
    pub(super) fn write(&mut self, write: VersionWrite) -> Vec<Bookkeeping> {
        let mut changes = Vec::new();
        let is_narrow = match (&self.width, write.written()) {
            (ColumnWidth::Limited(width), Some(id)) => !width.holds(id.as_str()),
            (ColumnWidth::Limited(_) | ColumnWidth::Unlimited | ColumnWidth::Other(_), _) => false,
        };
        if is_narrow {
            self.width = ColumnWidth::Limited(self.needed);
            changes.push(Bookkeeping {
                change: RowChange::Widen { width: self.needed },
                sql: self.statements.widen(self.needed.characters()),
            });
        }
        changes.push(Bookkeeping {
            sql: write.statement(&self.statements),
            change: RowChange::Row(write),
        });
        changes
    }
}
