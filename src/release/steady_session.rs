//! That a statement leaves its session as the release has set it up: one transaction, the time
//! limits of `release.toml`, and a server that counts changed rows.
//!
//! Counterpart: "single explicit BEGIN…COMMIT" (row 119) and the abort gates of rows 45 and 47. A
//! migration can end its transaction and begin another in one breath (`COMMIT AND CHAIN`), wait for
//! ever (`SET lock_timeout = 0`), or have nothing counted (`SET track_counts = off`); nothing of it
//! shows in the state that the server reports with every answer.

use super::obstacle::Obstacle;
use crate::db::{Cell, Connection};

/// The moment the transaction began, in microseconds; the limits; whether rows are counted. Every
/// name has its schema, because a migration may set another search path.
const QUESTION: &str = "SELECT (pg_catalog.date_part('epoch', pg_catalog.transaction_timestamp()) \
     OPERATOR(pg_catalog.*) 1000000)::pg_catalog.int8, \
     pg_catalog.current_setting('lock_timeout'), \
     pg_catalog.current_setting('statement_timeout'), \
     pg_catalog.current_setting('track_counts')";

/// A session within the transaction of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::release) struct SteadySession {
    transaction: i64,
    limits: SessionLimits,
}

/// How long a session waits for a lock and for a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::release) struct SessionLimits {
    lock: Limit,
    statement: Limit,
}

/// A time limit as the server writes it, and in milliseconds; 0 is none.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Limit {
    text: String,
    milliseconds: u64,
}

impl SteadySession {
    /// Remembers the session, whose transaction has just begun.
    ///
    /// # Errors
    /// The server's.
    pub(in crate::release) fn begun(connection: &mut Connection) -> Result<Self, Obstacle> {
        let (transaction, limits) = ask(connection)?;
        Ok(Self {
            transaction,
            limits,
        })
    }

    /// The same session in another transaction of the release, which has just begun.
    ///
    /// # Errors
    /// The server's, and a limit that was raised or lifted meanwhile.
    pub(in crate::release) fn begun_again(
        &self,
        connection: &mut Connection,
    ) -> Result<Self, Obstacle> {
        let again = Self::begun(connection)?;
        self.limits.hold_against(&again.limits)?;
        Ok(again)
    }

    /// Demands that the session is what it was.
    ///
    /// # Errors
    /// Another transaction, a limit that was raised or lifted, rows that are no longer counted.
    pub(in crate::release) fn check(&self, connection: &mut Connection) -> Result<(), Obstacle> {
        let (transaction, limits) = ask(connection)?;
        if transaction != self.transaction {
            return Err(Obstacle::gate(
                "the statement has ended the transaction that everything belongs to and begun \
                 another; what came before it may be committed\n\
                 Remedy: leave BEGIN, COMMIT and ROLLBACK out of the migration",
            ));
        }
        self.limits.hold_against(&limits)
    }
}

impl SessionLimits {
    /// Reads the limits that are in force.
    ///
    /// # Errors
    /// The server's, or that it does not count changed rows.
    pub(in crate::release) fn read(connection: &mut Connection) -> Result<Self, Obstacle> {
        Ok(ask(connection)?.1)
    }

    /// Demands that none was raised or lifted since.
    ///
    /// # Errors
    /// The one that was.
    pub(in crate::release) fn check(&self, connection: &mut Connection) -> Result<(), Obstacle> {
        self.hold_against(&Self::read(connection)?)
    }

    fn hold_against(&self, now: &Self) -> Result<(), Obstacle> {
        for (name, approved, now) in [
            ("lock_timeout", &self.lock, &now.lock),
            ("statement_timeout", &self.statement, &now.statement),
        ] {
            if approved.is_raised_by(now) {
                return Err(Obstacle::gate(format!(
                    "{name} is set to {}, and {} is approved\nRemedy: say in release.toml how \
                     long may be waited, and leave it out of the migrations and env.py",
                    now.text, approved.text
                )));
            }
        }
        Ok(())
    }
}

impl Limit {
    /// Reads a limit as `SHOW` writes it: `5s`, `15min`, `1500ms`, `0`.
    fn of(text: &str) -> Option<Self> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = text.split_at(digits);
        let factor = match unit {
            "" | "ms" => 1,
            "s" => 1_000,
            "min" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            _ => return None,
        };
        Some(Self {
            text: text.to_owned(),
            milliseconds: number.parse::<u64>().ok()?.checked_mul(factor)?,
        })
    }

    /// Whether `now` lets somebody wait longer.
    fn is_raised_by(&self, now: &Self) -> bool {
        self.milliseconds > 0 && (now.milliseconds == 0 || now.milliseconds > self.milliseconds)
    }
}

fn ask(connection: &mut Connection) -> Result<(i64, SessionLimits), Obstacle> {
    let answer = connection
        .query(QUESTION)
        .map_err(|error| Obstacle::database("cannot read how the session is set up", &error))?;
    let unreadable = || Obstacle::gate("how the session is set up cannot be read");
    let [row] = answer.rows.as_slice() else {
        return Err(unreadable());
    };
    let [
        Cell::Integer(transaction),
        Cell::Text(lock),
        Cell::Text(statement),
        Cell::Text(counted),
    ] = row.as_slice()
    else {
        return Err(unreadable());
    };
    if counted != "on" {
        return Err(Obstacle::gate(
            "changed rows are no longer counted (track_counts is off), so that no backfill can be \
             held against its bounds\nRemedy: leave track_counts alone",
        ));
    }
    let limits = SessionLimits {
        lock: Limit::of(lock).ok_or_else(unreadable)?,
        statement: Limit::of(statement).ok_or_else(unreadable)?,
    };
    Ok((*transaction, limits))
}

#[cfg(test)]
mod tests {
    use super::{Limit, SessionLimits};

    fn limits(lock: &str) -> SessionLimits {
        SessionLimits {
            lock: Limit::of(lock).unwrap(),
            statement: Limit::of("15min").unwrap(),
        }
    }

    #[test]
    fn a_limit_may_be_lowered_only() {
        for (lock, holds) in [
            ("5s", true),
            ("4999ms", true),
            ("5001ms", false),
            ("1min", false),
            ("1h", false),
            ("1d", false),
            ("0", false),
        ] {
            let held = limits("5s").hold_against(&limits(lock));
            assert_eq!(held.is_ok(), holds, "{lock}");
        }
        assert_eq!(Limit::of("5 parsecs"), None);
        assert_eq!(Limit::of("99999999999999999999d"), None);
    }
}
