//! How much of a database is captured.

use serde::{Deserialize, Serialize};

/// What a capture takes down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaptureScope {
    /// Whether the structure is.
    pub structure: StructureScope,
    /// Of which tables the rows are counted.
    pub counts: Tables,
    /// Of which tables the rows are hashed.
    pub contents: Tables,
}

/// Whether the structure is captured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StructureScope {
    /// All of it.
    Captured,
    /// Nothing of it.
    LeftOut,
}

/// A choice of tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tables {
    /// None.
    None,
    /// All that have rows of their own on this server, materialized views too: partitions each by
    /// itself, and no foreign tables.
    All,
    /// These: `schema.name`, or a name in the schema `public`. One that does not exist is an error.
    Named(Vec<String>),
}

impl CaptureScope {
    /// The structure, and no rows.
    pub fn structure_only() -> Self {
        Self {
            structure: StructureScope::Captured,
            counts: Tables::None,
            contents: Tables::None,
        }
    }

    /// The structure, and the rows of all tables counted and hashed.
    pub fn everything() -> Self {
        Self {
            structure: StructureScope::Captured,
            counts: Tables::All,
            contents: Tables::All,
        }
    }
}
