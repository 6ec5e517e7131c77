//! How long a session waits for locks and statements.
//!
//! Counterpart: chapter "Statement Behavior" of PostgreSQL's configuration: `lock_timeout`,
//! `statement_timeout`, `idle_in_transaction_session_timeout`.

use super::Cell;
use super::connection::Connection;
use super::error::DbError;
use super::quoting::quoted_literal;

/// Limits for a session, as PostgreSQL writes them: `5s`, `15min`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeouts {
    /// `lock_timeout`: how long one lock is waited for.
    pub lock: String,
    /// `statement_timeout`: how long one statement may take.
    pub statement: String,
    /// `idle_in_transaction_session_timeout`: how long a transaction may be left alone; the
    /// server's own setting stays where nothing is said.
    pub idle_in_transaction: Option<String>,
}

impl Timeouts {
    /// Sets the limits for the rest of the session, and reads back that they are in force.
    ///
    /// # Errors
    /// The server's, which names the setting, for a text that it does not understand;
    /// [`DbError::Unsupported`] for a limit of 0, which is none.
    pub fn apply(&self, connection: &mut Connection) -> Result<(), DbError> {
        let limits = [
            ("lock_timeout", Some(&self.lock)),
            ("statement_timeout", Some(&self.statement)),
            (
                "idle_in_transaction_session_timeout",
                self.idle_in_transaction.as_ref(),
            ),
        ];
        for (name, value) in limits {
            if let Some(value) = value {
                set(connection, name, value)?;
            }
        }
        Ok(())
    }
}

fn set(connection: &mut Connection, name: &str, value: &str) -> Result<(), DbError> {
    let (name, value) = (quoted_literal(name), quoted_literal(value));
    connection.query(&format!(
        "SELECT pg_catalog.set_config({name}, {value}, false)"
    ))?;
    let answer = connection.query(&format!(
        "SELECT setting::bigint FROM pg_catalog.pg_settings WHERE name = {name}"
    ))?;
    match answer.single().and_then(Cell::as_integer) {
        Some(1..) => Ok(()),
        _ => Err(DbError::Unsupported {
            reason: format!(
                "{name} is set to {value}, which is no limit; a release waits for nothing without \
                 end: write a time such as '5s'"
            ),
        }),
    }
}
