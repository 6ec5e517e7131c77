//! Sequences; what they have counted to is no structure.

use serde::{Deserialize, Serialize};

/// A sequence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sequence {
    /// Its name.
    pub name: String,
    /// The type of its values.
    pub type_name: String,
    /// The first value.
    pub start: i64,
    /// The step.
    pub increment: i64,
    /// The least value.
    pub minimum: i64,
    /// The greatest value.
    pub maximum: i64,
    /// How many values a session takes at once.
    pub cache: i64,
    /// Whether it begins again at its end.
    pub cycle: bool,
    /// Whether it survives a crash.
    pub persistence: super::Persistence,
    /// The column it goes away with.
    pub owned_by: Option<OwningColumn>,
    /// Whether it is that of an identity column.
    pub identity: bool,
    /// Its comment.
    pub comment: Option<String>,
}

/// The column a sequence goes away with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwningColumn {
    /// Its table.
    pub table: String,
    /// Its name.
    pub column: String,
}
