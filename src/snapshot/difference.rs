//! One thing that is not the same in two databases.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A difference between what was expected and what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// The object: `table public.funds`, `column public.funds.name`, `constraint fk on public.funds`.
    pub object: String,
    /// The dimension it is counted in.
    pub dimension: Dimension,
    /// Which of its properties: `type`, `definition`, …; `existence` for the object itself.
    pub aspect: String,
    /// What was expected; nothing where the object, or the property, should not be there.
    pub expected: Option<String>,
    /// What is there instead; nothing where it is missing.
    pub found: Option<String>,
    /// Whether it counts.
    pub weight: Weight,
}

/// Whether a difference counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// It does, unless it is explained.
    Difference,
    /// It is good to know: another name of an equal constraint, another order of columns.
    Note,
}

/// What is compared, in the order of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// Schemas.
    Schemas,
    /// Tables: whether they are there, their kind, persistence and storage.
    Tables,
    /// Columns: whether they are there, type, collation, NOT NULL, settings.
    Columns,
    /// Defaults, identity and generation of columns.
    Defaults,
    /// Constraints of tables.
    Constraints,
    /// Indexes.
    Indexes,
    /// Enum types.
    Enums,
    /// Domains and composite types.
    Types,
    /// Sequences and the columns that own them.
    Sequences,
    /// Views and materialized views.
    Views,
    /// Functions, procedures, aggregates.
    Functions,
    /// Triggers and rules.
    Triggers,
    /// Policies, and whether they are applied.
    RowSecurity,
    /// Partitioning and inheritance.
    Partitions,
    /// Extensions.
    Extensions,
    /// Comments.
    Comments,
    /// All other kinds of objects.
    Other,
    /// The number of rows of tables.
    RowCounts,
    /// The contents of tables.
    Contents,
    /// What sequences have counted to.
    SequencePositions,
}

impl Dimension {
    /// All of them, in their order.
    pub const ALL: [Self; 20] = [
        Self::Schemas,
        Self::Tables,
        Self::Columns,
        Self::Defaults,
        Self::Constraints,
        Self::Indexes,
        Self::Enums,
        Self::Types,
        Self::Sequences,
        Self::Views,
        Self::Functions,
        Self::Triggers,
        Self::RowSecurity,
        Self::Partitions,
        Self::Extensions,
        Self::Comments,
        Self::Other,
        Self::RowCounts,
        Self::Contents,
        Self::SequencePositions,
    ];
}

impl fmt::Display for Dimension {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Schemas => "schemas",
            Self::Tables => "tables",
            Self::Columns => "columns",
            Self::Defaults => "defaults",
            Self::Constraints => "constraints",
            Self::Indexes => "indexes",
            Self::Enums => "enums",
            Self::Types => "types",
            Self::Sequences => "sequences",
            Self::Views => "views",
            Self::Functions => "functions",
            Self::Triggers => "triggers",
            Self::RowSecurity => "row security",
            Self::Partitions => "partitions",
            Self::Extensions => "extensions",
            Self::Comments => "comments",
            Self::Other => "other",
            Self::RowCounts => "row counts",
            Self::Contents => "contents",
            Self::SequencePositions => "sequence positions",
        })
    }
}
