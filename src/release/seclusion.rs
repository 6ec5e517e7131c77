//! That a clone was ours alone from the moment it was proven to be a copy until it is given up.
//!
//! Counterpart: "isolated from app writes during the window: only own sessions, counters unmoved
//! outside own statements" (row 18). Rows that a release writes and rows that somebody else writes
//! are counted alike, so that the sessions are held against each other: whoever writes needs one.
//! The server counts the sessions of the clone, we count our own, and there may be no other.

use std::thread::sleep;
use std::time::{Duration, Instant};

use super::freeze::listed;
use super::obstacle::Obstacle;
use super::targets::{Target, refused};
use crate::db::{Connection, Counters, SessionCount, other_sessions};

/// How long sessions that have ended may take to leave.
const FAREWELL: Duration = Duration::from_secs(5);

/// What a clone had counted when nobody but us was in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seclusion {
    sessions: SessionCount,
    counters: Counters,
}

impl Seclusion {
    /// Waits until nobody else is in `clone`, and reads what it has counted so far. None of our own
    /// sessions may be in it either: what a session has counted is certain when it has gone.
    ///
    /// # Errors
    /// Somebody is in it, or the counts cannot be read.
    pub(super) fn enter(clone: &Target) -> Result<Self, Obstacle> {
        let mut connection = clone.connect()?;
        wait_until_alone(&mut connection, &[])?;
        let failed = |error| refused("cannot read what the clone has counted", &error);
        let seclusion = Self {
            sessions: SessionCount::read(&mut connection, clone.parameters()).map_err(failed)?,
            counters: Counters::read(&mut connection).map_err(failed)?,
        };
        connection.close();
        Ok(seclusion)
    }

    /// Whether nobody else has been in `clone` since; returns what was counted, for the evidence.
    ///
    /// A server before PostgreSQL 14 counts no sessions: then it only tells that nobody is in the
    /// clone now, and the answer says so.
    ///
    /// # Errors
    /// Somebody has been, or is, in it; or the server has lost count.
    pub(super) fn exit(&self, clone: &Target) -> Result<String, Obstacle> {
        let now = Self::enter(clone)?;
        let rows = format!("entry: {}\nexit:  {}", self.counters, now.counters);
        let (Some(before), Some(after)) = (self.sessions.of_server, now.sessions.of_server) else {
            return Ok(format!(
                "nobody else is in the clone; this server counts no sessions, so that it is not \
                 told who has come and gone meanwhile\n{rows}"
            ));
        };
        let counted = i128::from(after) - i128::from(before);
        let own = i128::from(now.sessions.own) - i128::from(self.sessions.own);
        if counted < own {
            return Err(Obstacle::gate(format!(
                "the server has counted {counted} session(s) of the clone where we have begun {own}: \
                 its statistics were reset meanwhile, and nobody can tell who was in the clone\n{rows}"
            )));
        }
        if counted > own {
            return Err(Obstacle::gate(format!(
                "the clone was not ours alone: {} foreign session(s) have been in it since it was \
                 proven to be a copy, so that what became of it proves nothing\n{rows}\nRemedy: keep \
                 everybody else out with REVOKE CONNECT ON DATABASE, and rehearse anew",
                counted - own
            ))
            .with_fact("foreign_sessions", (counted - own).to_string()));
        }
        Ok(format!(
            "each of the {own} session(s) in the clone since it was proven to be a copy was ours\n\
             {rows}"
        ))
    }
}

/// Waits until nobody but the processes `own` is in the database of `connection`.
///
/// # Errors
/// Somebody stays.
pub(super) fn wait_until_alone(connection: &mut Connection, own: &[i32]) -> Result<(), Obstacle> {
    let deadline = Instant::now() + FAREWELL;
    loop {
        let others = other_sessions(connection, own)
            .map_err(|error| refused("cannot see who is in the clone", &error))?;
        if others.is_empty() {
            return Ok(());
        }
        if Instant::now() >= deadline {
            return Err(Obstacle::gate(format!(
                "the clone is not isolated: others are in it\n{}\nRemedy: end these sessions, and \
                 keep whoever opened them out with REVOKE CONNECT ON DATABASE",
                listed(&others)
            )));
        }
        sleep(Duration::from_millis(100));
    }
}
