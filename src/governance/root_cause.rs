//! The classes of what can stop a release.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::phase::Phase;

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

/// Why no session came about, where the server has not said it by a SQLSTATE.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConnectFailure {
    /// Nobody answered, or not as PostgreSQL does.
    Unreachable,
    /// The role could not prove who it is.
    Authentication,
    /// TLS was demanded and could not be had, or the certificate is not to be trusted.
    Encryption,
}

impl RootCause {
    /// The class of an error of a server: appendix A of PostgreSQL's manual.
    ///
    /// What reads the structure at the anchor or at the end finds a missing table or column where
    /// the structure is another; elsewhere a statement does not fit. A state that is not known is
    /// [`SqlDrift`](Self::SqlDrift).
    pub fn of_sqlstate(sqlstate: &str, phase: Phase) -> Self {
        match sqlstate {
            // Insufficient privilege.
            "42501" => Self::Authentication,
            // Too many connections, shutdown, crash, cannot connect now, database dropped, session
            // timeouts.
            "53300" | "57P01" | "57P02" | "57P03" | "57P04" | "57P05" | "25P03" | "25P04" => {
                Self::Connection
            }
            "55P03" | "57014" | "40P01" => Self::LockTimeoutOrDeadlock,
            // The database that is to be connected to does not exist.
            "3D000" => Self::Connection,
            state if state.starts_with("08") => Self::Connection,
            state if state.starts_with("28") => Self::Authentication,
            state if state.starts_with("42") => match phase {
                Phase::Validate | Phase::Verify => Self::StructuralParityMismatch,
                Phase::Preconditions
                | Phase::Provision
                | Phase::Width
                | Phase::Stamp
                | Phase::Upgrade
                | Phase::Tiers
                | Phase::Smoke
                | Phase::Rollback
                | Phase::Closing => Self::SqlDrift,
            },
            _ => Self::SqlDrift,
        }
    }

    /// The class of a session that did not come about.
    pub fn of_connect_failure(failure: ConnectFailure) -> Self {
        match failure {
            ConnectFailure::Unreachable => Self::Connection,
            ConnectFailure::Authentication => Self::Authentication,
            ConnectFailure::Encryption => Self::Ssl,
        }
    }
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

#[cfg(test)]
mod tests {
    use super::RootCause;
    use crate::governance::Phase;

    #[test]
    fn the_state_and_the_phase_tell_the_cause() {
        let of = |state| RootCause::of_sqlstate(state, Phase::Upgrade);
        assert_eq!(of("08006"), RootCause::Connection);
        assert_eq!(of("57P01"), RootCause::Connection);
        assert_eq!(of("28P01"), RootCause::Authentication);
        assert_eq!(of("42501"), RootCause::Authentication);
        assert_eq!(of("40P01"), RootCause::LockTimeoutOrDeadlock);
        assert_eq!(of("42P07"), RootCause::SqlDrift);
        assert_eq!(of("23505"), RootCause::SqlDrift);
        assert_eq!(of("unheard of"), RootCause::SqlDrift);
        assert_eq!(
            RootCause::of_sqlstate("42703", Phase::Validate),
            RootCause::StructuralParityMismatch
        );
    }
}
