//! What keeps a gate from passing, as a phase judges it.
//!
//! Counterpart: the "root-cause classification" of the requirements. An obstacle always carries
//! its class and its root cause; where nothing better is known it is SQL drift at a gate, never
//! nothing.

use std::collections::BTreeMap;

use crate::db::{DbError, StopSignal};
use crate::governance::{FailureClass, Outcome, RootCause};

/// Why a gate has failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct Obstacle {
    /// What the exit status tells.
    pub class: FailureClass,
    /// The root cause.
    pub root_cause: RootCause,
    /// What was seen, with its place and its remedy.
    pub detail: String,
    /// Further facts by name: `sqlstate`, `file`, `line`, `trigger` …
    pub facts: BTreeMap<String, String>,
}

impl Obstacle {
    /// A gate that does not hold for a reason of SQL: what is there is not what was expected.
    pub fn gate(detail: impl Into<String>) -> Self {
        Self::new(FailureClass::Gate, RootCause::SqlDrift, detail)
    }

    /// Structure, row counts or contents that are not the expected ones.
    pub fn parity(detail: impl Into<String>) -> Self {
        Self::new(
            FailureClass::Parity,
            RootCause::StructuralParityMismatch,
            detail,
        )
    }

    /// An obstacle of this class and cause.
    pub fn new(class: FailureClass, root_cause: RootCause, detail: impl Into<String>) -> Self {
        Self {
            class,
            root_cause,
            detail: detail.into(),
            facts: BTreeMap::new(),
        }
    }

    /// What the server or the connection said, after what was attempted: `cannot read the probe x`.
    pub fn database(attempted: impl std::fmt::Display, error: &DbError) -> Self {
        let (class, root_cause) = classified(error);
        let mut obstacle = Self::new(class, root_cause, format!("{attempted}: {error}"));
        if let Some(error) = error.server_error() {
            obstacle = obstacle.with_fact("sqlstate", error.sqlstate.code());
        }
        obstacle
    }

    /// What it is when somebody has asked the run to end: that, with what came of it.
    pub(super) fn stopped_by(mut self, signal: StopSignal) -> Self {
        self.class = FailureClass::Halted;
        self.root_cause = RootCause::SqlDrift;
        self.detail = format!("the run was stopped by {signal}: {}", self.detail);
        self.with_fact("signal", signal.to_string())
    }

    /// The same with a further fact.
    pub fn with_fact(mut self, name: &str, value: impl Into<String>) -> Self {
        self.facts.insert(name.to_owned(), value.into());
        self
    }

    /// What a gate is judged to be because of it.
    pub fn outcome(&self) -> Outcome {
        Outcome::Failed {
            class: self.class,
            root_cause: self.root_cause,
        }
    }
}

fn classified(error: &DbError) -> (FailureClass, RootCause) {
    let Some(server) = error.server_error() else {
        let cause = match error {
            DbError::Parameters(_)
            | DbError::Connect(_)
            | DbError::ConnectionLost { .. }
            | DbError::EventLoop(_) => RootCause::Connection,
            DbError::Server(_)
            | DbError::Unsupported { .. }
            | DbError::Value { .. }
            | DbError::Interrupted(_) => RootCause::SqlDrift,
        };
        return (FailureClass::Gate, cause);
    };
    match (server.sqlstate.code(), server.sqlstate.class()) {
        ("55P03" | "57014" | "40P01", _) => (
            FailureClass::LockOrTimeout,
            RootCause::LockTimeoutOrDeadlock,
        ),
        ("42501", _) | (_, "28") => (FailureClass::Gate, RootCause::Authentication),
        (_, "08") | ("57P01" | "57P02" | "57P03", _) => (FailureClass::Gate, RootCause::Connection),
        _ => (FailureClass::Gate, RootCause::SqlDrift),
    }
}
