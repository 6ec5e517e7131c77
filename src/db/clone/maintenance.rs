//! The session that makes and drops databases: in another database of the same server.
//!
//! Counterpart: `createdb` and `dropdb` with their `--maintenance-db`.

use std::time::Duration;

use super::super::Cell;
use super::super::activity::sessions_in;
use super::super::advisory_lock::{AdvisoryLock, LockAttempt, LockKey};
use super::super::connection::Connection;
use super::super::error::{ConnectErrorKind, DbError};
use super::super::parameters::Parameters;
use super::super::quoting::{quoted_identifier, quoted_literal};
use super::error::CloneError;

/// How many signals that arrive late are lived through while something is cleared up.
const CANCELLATIONS: usize = 3;

/// A session of its own that holds the lock for one name.
#[derive(Debug)]
pub(super) struct Maintenance {
    lock: AdvisoryLock,
    name: String,
}

impl Maintenance {
    /// Connects to the server of `parameters` and locks the name `name`; `avoided` is a database
    /// that must have no session, as far as there is another one.
    pub(super) fn open(
        parameters: &Parameters,
        name: &str,
        avoided: &str,
    ) -> Result<Self, CloneError> {
        let mut databases = vec!["postgres", parameters.database.as_str(), "template1"];
        databases.retain(|database| *database != name);
        databases.sort_by_key(|database| *database == avoided);
        let mut first = None;
        for database in databases {
            let elsewhere = Parameters {
                database: database.to_owned(),
                ..parameters.clone()
            };
            match AdvisoryLock::acquire(&elsewhere, LockKey::of_database(name), Duration::ZERO) {
                Ok(LockAttempt::Acquired(lock)) => {
                    return Ok(Self {
                        lock,
                        name: name.to_owned(),
                    });
                }
                Ok(LockAttempt::Held(holders)) => {
                    return Err(CloneError::Locked {
                        name: name.to_owned(),
                        holders,
                    });
                }
                Err(error) if leaves_hope(&error) => first = first.or(Some(error)),
                Err(error) => return Err(error.into()),
            }
        }
        Err(first.map_or(
            CloneError::Unreadable("its databases"),
            CloneError::Database,
        ))
    }

    /// The connection, for questions about the whole server.
    pub(super) fn connection(&mut self) -> &mut Connection {
        self.lock.connection()
    }

    /// The oid of the database, if there is one of the name.
    pub(super) fn oid(&mut self) -> Result<Option<u32>, CloneError> {
        let question = format!(
            "SELECT oid::bigint FROM pg_catalog.pg_database WHERE datname = {}",
            quoted_literal(&self.name)
        );
        let answer = self.connection().query(&question)?;
        match answer.rows.as_slice() {
            [] => Ok(None),
            _ => answer
                .single()
                .and_then(Cell::as_integer)
                .and_then(|oid| u32::try_from(oid).ok())
                .map(Some)
                .ok_or(CloneError::Unreadable("pg_database")),
        }
    }

    /// Makes the database, and lets nobody into it who has not been given the right to.
    ///
    /// `remedy` is for the case that the template is in use.
    pub(super) fn create(
        &mut self,
        template: &str,
        options: &str,
        remedy: &'static str,
    ) -> Result<(), CloneError> {
        let name = quoted_identifier(&self.name);
        let statement = format!(
            "CREATE DATABASE {name} TEMPLATE {} {options}",
            quoted_identifier(template)
        );
        let outcome = self.connection().execute(&statement);
        outcome.map_err(|error| self.refusal(error, template, remedy))?;
        let revoke = format!("REVOKE ALL ON DATABASE {name} FROM PUBLIC");
        self.connection().execute(&revoke)?;
        Ok(())
    }

    /// Drops what a copy has left unfinished, together with the sessions that are filling it.
    pub(super) fn drop_unfinished(&mut self) -> Result<(), CloneError> {
        let terminate = format!(
            "SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity
              WHERE datname = {} AND usename = current_user",
            quoted_literal(&self.name)
        );
        self.connection().query(&terminate)?;
        self.drop_database()
    }

    /// Drops what a copy has left unfinished, whoever has asked it to stop.
    pub(super) fn clear_up(&mut self) -> Result<(), CloneError> {
        self.connection().disregard_interruption();
        // The request to cancel what was running may arrive only now.
        let mut outcome = self.drop_unfinished();
        for _ in 0..CANCELLATIONS {
            let is_cancelled = outcome.as_ref().err().is_some_and(was_cancelled);
            if !is_cancelled {
                break;
            }
            outcome = self.drop_unfinished();
        }
        outcome
    }

    /// Drops the database, if there is one.
    pub(super) fn drop_database(&mut self) -> Result<(), CloneError> {
        let name = self.name.clone();
        let statement = format!("DROP DATABASE IF EXISTS {}", quoted_identifier(&name));
        match self.connection().execute(&statement) {
            Ok(_) => Ok(()),
            Err(error) => Err(self.refusal(error, &name, "end these sessions")),
        }
    }

    /// An error, with the sessions that are in the way where it is because of them.
    fn refusal(&mut self, error: DbError, database: &str, remedy: &'static str) -> CloneError {
        let in_use = error
            .server_error()
            .is_some_and(|error| error.sqlstate.code() == "55006");
        if !in_use {
            return error.into();
        }
        match sessions_in(self.connection(), database) {
            Ok(sessions) => CloneError::Busy {
                name: database.to_owned(),
                sessions,
                remedy,
            },
            Err(other) => other.into(),
        }
    }
}

/// Whether the server has cancelled a statement because somebody asked for it.
fn was_cancelled(error: &CloneError) -> bool {
    let server = error.database_error().and_then(DbError::server_error);
    server.is_some_and(|error| error.sqlstate.code() == "57014")
}

/// Whether another database of the server may let us in where this one did not.
///
/// A wrong password is not tried again: some servers count.
fn leaves_hope(error: &DbError) -> bool {
    let DbError::Connect(error) = error else {
        return false;
    };
    error.kind() == ConnectErrorKind::DatabaseMissing
        || error
            .server_error()
            .is_some_and(|error| matches!(error.sqlstate.code(), "42501" | "28000"))
}
