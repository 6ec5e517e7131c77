//! The columns of the table a statement changes, with what fills them when nobody else does.

use std::borrow::Cow;

use crate::schema::statement::{FromClause, FromColumn, FromKind, TableClass};
use crate::schema::{Column, ColumnDefault, NameKind};

use super::super::assembly::key_columns;
use super::super::error::DdlError;

/// Whether an INSERT can ask for the primary key it generates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyReturning {
    /// `Table`: by RETURNING.
    Available,
    /// `table()` and aliases: not at all.
    Unavailable,
}

/// A column of the table.
#[derive(Debug, Clone)]
pub(super) struct TargetColumn<'a> {
    /// What was declared.
    pub(super) column: Cow<'a, Column>,
    /// Whether it belongs to the primary key.
    pub(super) primary_key: bool,
    /// Whether the database generates its value where none is given.
    pub(super) generated: bool,
}

impl TargetColumn<'_> {
    /// What an INSERT puts there where no value is given; a sequence the database can do without
    /// is left to it.
    pub(super) fn default(&self) -> Option<&ColumnDefault> {
        self.column.default.as_ref().filter(
            |default| !matches!(default, ColumnDefault::Sequence(sequence) if sequence.optional),
        )
    }

    /// What an UPDATE puts there where no value is given; sequences do not count.
    pub(super) fn onupdate(&self) -> Option<&ColumnDefault> {
        self.column
            .onupdate
            .as_ref()
            .filter(|default| !matches!(default, ColumnDefault::Sequence(_)))
    }

    /// The key under which values are given.
    pub(super) fn key(&self) -> &str {
        self.column.key()
    }
}

/// The table a statement changes.
#[derive(Debug)]
pub(super) struct TargetTable<'a> {
    /// The table as conditions refer to it.
    pub(super) from: &'a FromClause,
    /// Its columns in order.
    pub(super) columns: Vec<TargetColumn<'a>>,
    /// Whether an INSERT can ask for the primary key.
    pub(super) key_returning: KeyReturning,
}

impl<'a> TargetTable<'a> {
    /// What is known of the table.
    pub(super) fn new(from: &'a FromClause) -> Result<Self, DdlError> {
        let element = match from.kind() {
            FromKind::Table(element) => element,
            FromKind::Alias { .. } => return Self::of_alias(from),
            _ => {
                return Err(DdlError::Unsupported(
                    "INSERT, UPDATE or DELETE of something other than a table".to_owned(),
                ));
            }
        };
        let table = &*element.table;
        let declared = element.class == TableClass::Table;
        let (in_key, counting) = if declared {
            key_columns(table)?
        } else {
            (Vec::new(), None)
        };
        let mut columns = Vec::with_capacity(table.columns.len());
        for (position, column) in table.columns.iter().enumerate() {
            require_named(column)?;
            let filled_by_server = column.identity.is_some()
                || column.computed.is_some()
                || column.server_default.is_some();
            columns.push(TargetColumn {
                column: Cow::Borrowed(column),
                primary_key: column.primary_key || in_key.contains(&position),
                generated: filled_by_server || counting == Some(position),
            });
        }
        Ok(Self {
            from,
            columns,
            key_returning: if declared {
                KeyReturning::Available
            } else {
                KeyReturning::Unavailable
            },
        })
    }

    /// The columns of an alias have names and types, and nothing fills them.
    fn of_alias(from: &'a FromClause) -> Result<Self, DdlError> {
        let mut columns = Vec::with_capacity(from.columns().len());
        for column in from.columns() {
            let FromColumn::Own { column, .. } = column else {
                return Err(DdlError::Unsupported(
                    "INSERT, UPDATE or DELETE of an alias of something other than a table"
                        .to_owned(),
                ));
            };
            let Some(name) = column.name.known() else {
                return Err(DdlError::Unsupported(
                    "UPDATE of a column without a name".to_owned(),
                ));
            };
            let mut known = Column::new(name.clone(), column.sql_type.clone());
            known.key.clone_from(&column.key);
            columns.push(TargetColumn {
                column: Cow::Owned(known),
                primary_key: false,
                generated: false,
            });
        }
        Ok(Self {
            from,
            columns,
            key_returning: KeyReturning::Unavailable,
        })
    }

    /// The column with this key.
    pub(super) fn column(&self, key: &str) -> Option<&TargetColumn<'a>> {
        self.columns.iter().find(|column| column.key() == key)
    }
}

/// A name that a naming convention makes is made for constraints, not for columns.
fn require_named(column: &Column) -> Result<(), DdlError> {
    if column.name.kind() == NameKind::Conventional {
        return Err(DdlError::Unsupported(
            "a column whose name was made by a naming convention".to_owned(),
        ));
    }
    Ok(())
}
