//! Functions, procedures and aggregates.

use serde::{Deserialize, Serialize};

/// A function, a procedure or an aggregate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Routine {
    /// Its name with the types of its arguments, such as `public.total(integer)`.
    pub name: String,
    /// Which of them.
    pub kind: RoutineKind,
    /// `pg_get_functiondef()`; for an aggregate what it is made of.
    pub definition: String,
    /// Its comment.
    pub comment: Option<String>,
}

/// Kinds of routines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoutineKind {
    /// `CREATE FUNCTION`, window functions too.
    Function,
    /// `CREATE PROCEDURE`.
    Procedure,
    /// `CREATE AGGREGATE`.
    Aggregate,
}
