//! The classes of what can stop a release.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The root cause of a blocker: the seven of the memo, and two more that have remedies of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RootCause {
    /// The server cannot be reached, or the session was lost.
    Connection,
    /// The server does not let the role in, or not do this.
    Authentication,
    /// The session is not encrypted as demanded.
    Ssl,
    /// A statement and the database do not fit, and what nothing else names.
    SqlDrift,
    /// More heads, or another head, than approved.
    MultipleHeadsConflict,
    /// Revisions are missing, cyclic, or not in the approved order.
    DependencyOrdering,
    /// The structure is not the approved one.
    StructuralParityMismatch,
    /// A lock was not to be had in time, or a deadlock.
    LockTimeoutOrDeadlock,
    /// A backfill changed more or fewer rows than approved.
    BackfillVolume,
}

impl fmt::Display for RootCause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Connection => "connection",
            Self::Authentication => "authentication",
            Self::Ssl => "SSL",
            Self::SqlDrift => "SQL drift",
            Self::MultipleHeadsConflict => "multiple heads conflict",
            Self::DependencyOrdering => "dependency ordering",
            Self::StructuralParityMismatch => "structural parity mismatch",
            Self::LockTimeoutOrDeadlock => "lock timeout or deadlock",
            Self::BackfillVolume => "backfill volume",
        })
    }
}
