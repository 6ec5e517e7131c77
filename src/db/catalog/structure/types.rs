//! Types: enums, domains, composite types.

use serde::{Deserialize, Serialize};

use super::relation::Column;

/// An enum type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enumeration {
    /// Its name.
    pub name: String,
    /// Its labels in order.
    pub labels: Vec<String>,
    /// Its comment.
    pub comment: Option<String>,
}

/// A domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Domain {
    /// Its name.
    pub name: String,
    /// The type under it.
    pub base_type: String,
    /// Its collation, where that is not the type's.
    pub collation: Option<String>,
    /// Whether it is NOT NULL.
    pub not_null: bool,
    /// Its default.
    pub default: Option<String>,
    /// Its conditions, by name.
    pub constraints: Vec<DomainConstraint>,
    /// Its comment.
    pub comment: Option<String>,
}

/// A condition of a domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DomainConstraint {
    /// Its name.
    pub name: String,
    /// `pg_get_constraintdef()`.
    pub definition: String,
    /// Its comment.
    pub comment: Option<String>,
}

/// A composite type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompositeType {
    /// Its name.
    pub name: String,
    /// Its attributes in order.
    pub attributes: Vec<Column>,
    /// Its comment.
    pub comment: Option<String>,
}
