//! The version table in a database: its rows and the width of its column.

use crate::db::{Cell, Connection};
use crate::ddl::{DdlError, Target, VersionKey, VersionTableStatements};
use crate::schema::TableReference;
use crate::script::RevisionId;

use super::error::RuntimeError;
use super::version_width::VersionWidth;

/// Which table holds the revisions of a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionTable {
    /// `version_table` and `version_table_schema`.
    pub reference: TableReference,
    /// `version_table_pk`.
    pub key: VersionKey,
}

impl Default for VersionTable {
    fn default() -> Self {
        Self {
            reference: TableReference::new("alembic_version"),
            key: VersionKey::Primary,
        }
    }
}

impl VersionTable {
    /// Writes the statements about it.
    pub fn statements(&self, target: Target) -> Result<VersionTableStatements, DdlError> {
        VersionTableStatements::new(&self.reference, self.key, target)
    }
}

/// How much the column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnWidth {
    /// `VARCHAR(n)`.
    Limited(VersionWidth),
    /// `VARCHAR` or `TEXT`.
    Unlimited,
    /// Some other type, named as the server names it.
    Other(String),
}

impl ColumnWidth {
    /// Reads the server's name of a type, such as `character varying(32)`.
    fn from_type_name(name: &str) -> Self {
        match name {
            "text" | "character varying" => Self::Unlimited,
            _ => name
                .strip_prefix("character varying(")
                .and_then(|rest| rest.strip_suffix(')'))
                .and_then(|digits| digits.parse().ok())
                .map_or_else(
                    || Self::Other(name.to_owned()),
                    |characters| Self::Limited(VersionWidth::new(characters)),
                ),
        }
    }

    /// Whether an identifier is known to fit.
    pub fn holds(&self, identifier: &str) -> bool {
        match self {
            Self::Limited(width) => width.holds(identifier),
            Self::Unlimited => true,
            Self::Other(_) => false,
        }
    }
}

/// What a database says of its version table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VersionTableState {
    /// The column's width; `None` where there is no table.
    pub width: Option<ColumnWidth>,
    /// The rows, in the order the server gives them.
    pub rows: Vec<RevisionId>,
}

impl VersionTableState {
    /// Reads the table. Nothing is changed.
    pub fn read(connection: &mut Connection, table: &VersionTable) -> Result<Self, RuntimeError> {
        let statements = table.statements(Target::Server)?;
        let Some(width) = column_width(connection, &statements)? else {
            return Ok(Self::default());
        };
        let rows = first_column(connection, &statements.select())?;
        Ok(Self {
            width: Some(width),
            rows: rows.into_iter().map(RevisionId::from).collect(),
        })
    }
}

/// The width the column has now, which a migration may have changed.
pub(super) fn column_width(
    connection: &mut Connection,
    statements: &VersionTableStatements,
) -> Result<Option<ColumnWidth>, RuntimeError> {
    let names = first_column(connection, &statements.column_type())?;
    Ok(names.first().map(|name| ColumnWidth::from_type_name(name)))
}

fn first_column(connection: &mut Connection, sql: &str) -> Result<Vec<String>, RuntimeError> {
    let rows = connection
        .query(sql)
        .map_err(|source| RuntimeError::Bookkeeping {
            source,
            statement: sql.to_owned(),
        })?;
    Ok(rows
        .rows
        .into_iter()
        .filter_map(|row| row.into_iter().next())
        .filter_map(|cell| match cell {
            Cell::Text(text) => Some(text),
            _ => None,
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_servers_names_of_types_are_understood() {
        let limited = |characters| ColumnWidth::Limited(VersionWidth::new(characters));
        assert_eq!(
            ColumnWidth::from_type_name("character varying(32)"),
            limited(32)
        );
        assert_eq!(
            ColumnWidth::from_type_name("character varying"),
            ColumnWidth::Unlimited
        );
        assert_eq!(ColumnWidth::from_type_name("text"), ColumnWidth::Unlimited);
        assert!(!ColumnWidth::from_type_name("character(12)").holds("a"));
    }
}
