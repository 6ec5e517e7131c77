//! The table as a whole: columns with their final nullability, keys, constraints and indexes.

use crate::schema::{Column, NamingConvention, ServerDefault, SqlType, Table, TableReference};

use super::super::error::DdlError;
use super::super::naming::NamedColumn;
use super::constraints::{self, AssembledConstraint};
use super::foreign_key;
use super::index::{self, AssembledIndex};
use super::primary_key::{self, AssembledPrimaryKey};

/// A column as it is in its table.
#[derive(Debug, Clone)]
pub(in crate::ddl) struct AssembledColumn<'a> {
    /// What was given.
    pub(in crate::ddl) column: &'a Column,
    /// Its type, taken from the column it points at where none was given.
    pub(in crate::ddl) sql_type: SqlType,
    /// Whether it belongs to the primary key.
    pub(in crate::ddl) primary_key: bool,
    /// Whether NOT NULL is left out.
    pub(in crate::ddl) nullable: bool,
}

/// A table with everything in its place.
#[derive(Debug)]
pub(in crate::ddl) struct AssembledTable<'a> {
    /// The columns in order.
    pub(in crate::ddl) columns: Vec<AssembledColumn<'a>>,
    /// The primary key, where there is one.
    pub(in crate::ddl) primary_key: Option<AssembledPrimaryKey>,
    /// Index of the column that becomes SERIAL.
    pub(in crate::ddl) autoincrement: Option<usize>,
    /// The other constraints in the order they are written.
    pub(in crate::ddl) constraints: Vec<AssembledConstraint<'a>>,
    /// The indexes: those of the columns first.
    pub(in crate::ddl) indexes: Vec<AssembledIndex>,
}

/// Puts a table together.
pub(in crate::ddl) fn assemble<'a>(
    table: &'a Table,
    convention: &NamingConvention,
) -> Result<AssembledTable<'a>, DdlError> {
    check_columns(&table.reference, &table.columns)?;
    let (primary_key, in_key) = primary_key::find(table, convention)?;
    let types = foreign_key::resolve_types(table)?;
    let columns: Vec<AssembledColumn<'a>> = table
        .columns
        .iter()
        .zip(types)
        .enumerate()
        .map(|(position, (column, sql_type))| {
            let primary_key = in_key.contains(&position);
            let identity = column.identity.is_some()
                || matches!(column.server_default, Some(ServerDefault::Identity(_)));
            // A flag on the column keeps it NOT NULL, also where a constraint names other columns.
            let required = primary_key || column.primary_key || identity;
            AssembledColumn {
                column,
                sql_type,
                primary_key,
                nullable: column.nullable.unwrap_or(!required),
            }
        })
        .collect();
    let autoincrement = primary_key::autoincrement_column(table, &columns, &in_key)?;
    let primary_key = primary_key.map(|key| key.finish(&columns, &in_key, autoincrement));
    let constraints = constraints::collect(table, &columns, convention)?;
    let indexes = index::collect(table, convention)?;
    Ok(AssembledTable {
        columns,
        primary_key,
        autoincrement,
        constraints,
        indexes,
    })
}

/// The positions of the columns of the primary key, and of the one that counts up by itself.
pub(in crate::ddl) fn key_columns(table: &Table) -> Result<(Vec<usize>, Option<usize>), DdlError> {
    let (_, in_key) = primary_key::find(table, &NamingConvention::default())?;
    let columns: Vec<AssembledColumn<'_>> = table
        .columns
        .iter()
        .enumerate()
        .map(|(position, column)| AssembledColumn {
            column,
            sql_type: column.sql_type.clone(),
            primary_key: in_key.contains(&position),
            nullable: false,
        })
        .collect();
    let autoincrement = primary_key::autoincrement_column(table, &columns, &in_key)?;
    Ok((in_key, autoincrement))
}

/// Every column needs a name of its own.
fn check_columns(table: &TableReference, columns: &[Column]) -> Result<(), DdlError> {
    for (position, column) in columns.iter().enumerate() {
        if column.name.text().is_empty() {
            return Err(DdlError::argument(
                "Column must be constructed with a non-blank name or assign a non-blank .name \
                 before adding to a Table.",
            ));
        }
        if let Some(earlier) = columns[..position]
            .iter()
            .find(|other| other.key() == column.key() || other.name == column.name)
        {
            let what = if earlier.key() == column.key() && column.key() != column.name.text() {
                ("key", column.key())
            } else {
                ("name", column.name.text())
            };
            return Err(DdlError::argument(format!(
                "A column with {} '{}' is already present in table '{}'.",
                what.0, what.1, table.name
            )));
        }
        if column.server_default.is_some()
            && (column.identity.is_some() || column.computed.is_some())
        {
            let what = if column.identity.is_some() {
                "A column with an Identity object"
            } else {
                "A generated column"
            };
            return Err(DdlError::argument(format!(
                "{what} cannot specify a server_default or a server_onupdate argument"
            )));
        }
    }
    Ok(())
}

/// How a naming convention sees a column.
pub(in crate::ddl) fn named_column(column: &Column) -> NamedColumn {
    NamedColumn {
        name: column.name.clone(),
        key: column.key().to_owned(),
    }
}
