//! `sqlalchemy.column()`, `literal_column()` and the columns of tables inside expressions.

use super::super::name::Name;
use super::super::sql_type::SqlType;
use super::super::statement::{FromClause, LabelName};

/// Whether a column's name is SQL to be written as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Literalness {
    /// An identifier.
    #[default]
    Identifier,
    /// `literal_column()`.
    Literal,
}

/// Which class a column has; comparisons ask `Column` first, as it is derived from the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColumnClass {
    /// `sqlalchemy.column()`.
    #[default]
    Clause,
    /// `sqlalchemy.Column`.
    Column,
}

/// A column inside an expression.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnReference {
    /// Its name, or the text of a literal column.
    pub name: Name,
    /// The name, where only the finished statement tells it; it counts in place of `name`.
    pub label: Option<LabelName>,
    /// The key, where it differs from the name; operator classes are found by it.
    pub key: Option<String>,
    /// The table, alias or subquery it belongs to; such columns are made by
    /// [`FromClause::column`], which gives them their identity.
    pub table: Option<FromClause>,
    /// Its type.
    pub sql_type: SqlType,
    /// Identifier or text.
    pub literalness: Literalness,
    /// Its class.
    pub class: ColumnClass,
}

impl ColumnReference {
    /// `column(name, type)`.
    pub fn new(name: impl Into<Name>, sql_type: SqlType) -> Self {
        Self {
            name: name.into(),
            label: None,
            key: None,
            table: None,
            sql_type,
            literalness: Literalness::Identifier,
            class: ColumnClass::Clause,
        }
    }

    /// `literal_column(text, type)`.
    pub fn literal(text: impl Into<Name>, sql_type: SqlType) -> Self {
        Self {
            literalness: Literalness::Literal,
            ..Self::new(text, sql_type)
        }
    }

    /// The key under which its table knows it.
    pub fn key(&self) -> &str {
        self.key.as_deref().unwrap_or_else(|| self.name.text())
    }
}
