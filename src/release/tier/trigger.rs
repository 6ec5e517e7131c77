//! What makes a transaction be rolled back instead of committed.
//!
//! Counterpart: the rollback triggers of the rollback design: parity divergence from the expected
//! delta, `false_done`, a preflight gate, row counts beyond the captured state before, an apply file
//! that is not the approved one; and a statement the server refuses.

use std::fmt;

use crate::release::Obstacle;

/// A reason to roll back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RollbackTrigger {
    /// What was added or answered is not the expected delta.
    ParityDivergence,
    /// It was said to be done and is not: a commit that the server did not make, or answers that
    /// a new session does not give.
    FalseDone,
    /// What must hold before does not.
    PreflightFailed,
    /// Rows were changed of a table whose state before was not captured.
    RowCountsDiverge,
    /// A file is not the approved one.
    IntegrityMismatch,
    /// The server refused a statement, or the session was lost.
    StatementFailed,
}

impl RollbackTrigger {
    /// The obstacle with the trigger as its fact `trigger` and in its sentence.
    pub fn on(self, obstacle: Obstacle) -> Obstacle {
        let detail = format!("{self}: {}", obstacle.detail);
        Obstacle { detail, ..obstacle }.with_fact("trigger", self.to_string())
    }
}

impl fmt::Display for RollbackTrigger {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::ParityDivergence => "parity divergence",
            Self::FalseDone => "false done",
            Self::PreflightFailed => "preflight failed",
            Self::RowCountsDiverge => "row counts diverge",
            Self::IntegrityMismatch => "integrity mismatch",
            Self::StatementFailed => "statement failed",
        })
    }
}
