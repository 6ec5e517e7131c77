//! The columns of an object behind FROM.

use super::super::constraint::ForeignKeyTarget;
use super::super::expression::{ColumnClass, Expression, Literalness};
use super::super::name::Name;
use super::super::sql_type::SqlType;
use super::identity::Identity;
use super::label_name::LabelName;

/// Whether values compared with a column go through code of the project first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ValueConversion {
    /// They are what the type says.
    #[default]
    Plain,
    /// A type written in the project converts them by code of its own.
    ByProject,
    /// What the type of the column says that a foreign key of this one points at, which SQLAlchemy
    /// gives to it when both tables are there.
    ByForeignKey,
}

/// A collection of tables (`MetaData`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetaDataReference {
    /// Which it is.
    pub identity: Identity,
    /// The schema of tables that name none.
    pub schema: Option<Name>,
}

/// A foreign key of a column, as joins without a condition look for it.
#[derive(Debug, Clone, PartialEq)]
pub struct ForeignKeyLink {
    /// The constraint; a key of several columns has a link in each.
    pub constraint: Identity,
    /// What it points at.
    pub target: ForeignKeyTarget,
    /// The column it belongs to.
    pub column: String,
    /// The collection of tables in which names are looked up.
    pub metadata: Option<MetaDataReference>,
}

/// A column that belongs to the object.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnColumn {
    /// Its name.
    pub name: LabelName,
    /// Its own key, where it differs from the name.
    pub key: Option<String>,
    /// Its type.
    pub sql_type: SqlType,
    /// Whether the name is text to be written as it is.
    pub literalness: Literalness,
    /// Its class.
    pub class: ColumnClass,
    /// The columns it stands for: of the table under an alias, of the SELECTs in a subquery.
    pub proxies: Vec<Expression>,
    /// Foreign keys.
    pub foreign_keys: Vec<ForeignKeyLink>,
    /// What becomes of values.
    pub conversion: ValueConversion,
}

impl OwnColumn {
    /// A column without relations.
    pub fn new(name: LabelName, sql_type: SqlType) -> Self {
        Self {
            name,
            key: None,
            sql_type,
            literalness: Literalness::Identifier,
            class: ColumnClass::Clause,
            proxies: Vec::new(),
            foreign_keys: Vec::new(),
            conversion: ValueConversion::Plain,
        }
    }
}

/// A column as an object behind FROM shows it.
#[derive(Debug, Clone, PartialEq)]
pub enum FromColumn {
    /// A column of its own.
    Own {
        /// The key in its collection.
        key: LabelName,
        /// The column.
        column: Box<OwnColumn>,
    },
    /// A column of another object, as a join shows those of its sides.
    Shared {
        /// The key in its collection.
        key: LabelName,
        /// The column.
        column: Expression,
    },
}

impl FromColumn {
    /// The key in its collection.
    pub fn key_name(&self) -> &LabelName {
        match self {
            Self::Own { key, .. } | Self::Shared { key, .. } => key,
        }
    }

    /// The key under which `.c` finds it, where that is known.
    pub fn key(&self) -> Option<&str> {
        self.key_name().known().map(Name::text)
    }
}
