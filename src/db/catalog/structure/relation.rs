//! What tables and views both have: columns, triggers, rules, policies.

use serde::{Deserialize, Serialize};

/// A column of a table or a view, or an attribute of a composite type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type as `format_type()` writes it, such as `character varying(50)`.
    pub type_name: String,
    /// Its collation, where that is not its type's.
    pub collation: Option<String>,
    /// Whether it is NOT NULL.
    pub not_null: bool,
    /// Its default.
    pub default: Option<String>,
    /// `stored` or `virtual`, and the expression it is computed by.
    pub generated: Option<String>,
    /// `always` or `by default`, where it is an identity column.
    pub identity: Option<String>,
    /// Storage, compression, statistics and further options that were set for it.
    pub settings: Vec<String>,
    /// Its comment.
    pub comment: Option<String>,
}

/// A trigger that somebody has made; those of foreign keys belong to the constraint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trigger {
    /// Its name.
    pub name: String,
    /// `pg_get_triggerdef()`.
    pub definition: String,
    /// When it fires: `origin`, `replica`, `always` or `disabled`.
    pub fires: String,
    /// Its comment.
    pub comment: Option<String>,
}

/// A rule other than a view's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name.
    pub name: String,
    /// `pg_get_ruledef()`.
    pub definition: String,
    /// When it applies: `origin`, `replica`, `always` or `disabled`.
    pub applies: String,
    /// Its comment.
    pub comment: Option<String>,
}

/// A policy of row security.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Its name.
    pub name: String,
    /// The command it is for, or `all`.
    pub command: String,
    /// Whether one permissive policy is enough; a restrictive one must hold besides.
    pub permissive: bool,
    /// The roles it is for, sorted; `public` for all.
    pub roles: Vec<String>,
    /// Which rows are seen.
    pub using: Option<String>,
    /// Which rows may be written.
    pub check: Option<String>,
    /// Its comment.
    pub comment: Option<String>,
}
