//! Who else is in a database, and what it has been doing.
//!
//! Counterpart: `pg_stat_activity`, `pg_stat_database` and `pg_stat_user_tables`, chapter "The
//! Cumulative Statistics System" of PostgreSQL's manual.

use std::fmt;

use super::Cell;
use super::connection::Connection;
use super::error::DbError;

/// A session of a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerSession {
    /// Its process.
    pub process: i64,
    /// Its user.
    pub user: Option<String>,
    /// Its `application_name`.
    pub application: Option<String>,
    /// Where it comes from.
    pub address: Option<String>,
    /// What it is doing, by `pg_stat_activity.state`; `None` where we may not know.
    pub state: Option<String>,
    /// When its transaction began.
    pub transaction_since: Option<String>,
    /// Its transaction id: it has written, or is about to.
    pub transaction_id: Option<String>,
}

impl ServerSession {
    /// Whether it might be writing: it has a transaction id, is running a statement, has a
    /// transaction open, or does not let us know.
    pub fn may_write(&self) -> bool {
        self.transaction_id.is_some()
            || self.transaction_since.is_some()
            || self.state.as_deref() != Some("idle")
    }
}

impl fmt::Display for ServerSession {
    /// `process 4711, user "app", application "shop", from 10.0.0.7, idle in transaction since …`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "process {}", self.process)?;
        for (what, value) in [("user", &self.user), ("application", &self.application)] {
            if let Some(value) = value.as_ref().filter(|value| !value.is_empty()) {
                write!(formatter, ", {what} \"{value}\"")?;
            }
        }
        if let Some(address) = &self.address {
            write!(formatter, ", from {address}")?;
        }
        let state = self
            .state
            .as_deref()
            .unwrap_or("state not visible (remedy: GRANT pg_read_all_stats)");
        write!(formatter, ", {state}")?;
        if let Some(since) = &self.transaction_since {
            write!(formatter, ", in a transaction since {since}")?;
        }
        if let Some(id) = &self.transaction_id {
            write!(formatter, ", transaction id {id}")?;
        }
        Ok(())
    }
}

/// The sessions in the database of `connection`, but for its own and those of `own` processes.
///
/// The server's autovacuum workers, which nobody has connected, are not among them. Workers of a
/// parallel query are, unless their leader is one of ours.
///
/// # Errors
/// The server's.
pub fn other_sessions(
    connection: &mut Connection,
    own: &[i32],
) -> Result<Vec<ServerSession>, DbError> {
    let sessions = sessions(connection, "a.datname = pg_catalog.current_database()")?;
    Ok(sessions
        .into_iter()
        .filter(|(session, leader)| {
            let is_own = |process: i64| own.iter().any(|own| i64::from(*own) == process);
            !is_own(session.process) && !leader.is_some_and(is_own)
        })
        .map(|(session, _)| session)
        .collect())
}

/// The sessions in the database called `database`, seen from another one of its server.
///
/// # Errors
/// The server's.
pub fn sessions_in(
    connection: &mut Connection,
    database: &str,
) -> Result<Vec<ServerSession>, DbError> {
    let database = super::quoting::quoted_literal(database);
    let sessions = sessions(connection, &format!("a.datname = {database}"))?;
    Ok(sessions.into_iter().map(|(session, _)| session).collect())
}

/// Those of our own sessions that have left a transaction open, `connection`'s not among them.
///
/// # Errors
/// The server's.
pub fn open_transactions(
    connection: &mut Connection,
    own: &[i32],
) -> Result<Vec<ServerSession>, DbError> {
    let sessions = sessions(connection, "true")?;
    Ok(sessions
        .into_iter()
        .map(|(session, _)| session)
        .filter(|session| {
            own.iter().any(|own| i64::from(*own) == session.process)
                && (session.transaction_since.is_some() || session.state.as_deref() != Some("idle"))
        })
        .collect())
}

/// The names of the prepared transactions of the database of `connection`: they have written, and
/// no session shows it.
///
/// # Errors
/// The server's.
pub fn prepared_transactions(connection: &mut Connection) -> Result<Vec<String>, DbError> {
    let answer = connection.query(
        "SELECT gid FROM pg_catalog.pg_prepared_xacts
          WHERE database = pg_catalog.current_database() ORDER BY gid",
    )?;
    let name = |row: &Vec<Cell>| row.first().and_then(Cell::as_text).map(str::to_owned);
    answer
        .rows
        .iter()
        .map(|row| name(row).ok_or_else(|| unreadable("pg_prepared_xacts")))
        .collect()
}

/// Each session with the leader of its parallel query.
fn sessions(
    connection: &mut Connection,
    condition: &str,
) -> Result<Vec<(ServerSession, Option<i64>)>, DbError> {
    let leader = if connection.server_version_number() >= 130_000 {
        "a.leader_pid"
    } else {
        "NULL::integer"
    };
    // Autovacuum's workers have no user; what else has none has not been let in yet.
    let answer = connection.query(&format!(
        "SELECT a.pid, {leader}, a.usename::text, a.application_name,
                pg_catalog.host(a.client_addr), a.state, a.xact_start::text, a.backend_xid::text
           FROM pg_catalog.pg_stat_activity a
          WHERE a.pid <> pg_catalog.pg_backend_pid() AND a.usesysid IS NOT NULL AND {condition}
          ORDER BY a.pid"
    ))?;
    let text = |cell: &Cell| cell.as_text().map(str::to_owned);
    answer
        .rows
        .iter()
        .map(|row| match row.as_slice() {
            [
                Cell::Integer(process),
                leader,
                user,
                application,
                address,
                state,
                since,
                id,
            ] => Ok((
                ServerSession {
                    process: *process,
                    user: text(user),
                    application: text(application),
                    address: text(address),
                    state: text(state),
                    transaction_since: text(since),
                    transaction_id: text(id),
                },
                leader.as_integer(),
            )),
            _ => Err(unreadable("pg_stat_activity")),
        })
        .collect()
}

/// What a database has counted since its statistics were last reset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counters {
    /// Rows inserted, of all tables.
    pub inserted: i64,
    /// Rows updated.
    pub updated: i64,
    /// Rows deleted.
    pub deleted: i64,
    /// Transactions committed, those that only read among them.
    pub committed: i64,
    /// Transactions rolled back.
    pub rolled_back: i64,
    /// The next transaction id of the whole server: while it stands still, nobody on the server
    /// has written anything.
    pub next_transaction_id: i64,
}

impl Counters {
    /// Reads them as they are now.
    ///
    /// The counts of a session that is still connected may lag behind by ten seconds; the next
    /// transaction id never does.
    ///
    /// # Errors
    /// The server's.
    pub fn read(connection: &mut Connection) -> Result<Self, DbError> {
        connection.query("SELECT pg_catalog.pg_stat_clear_snapshot()")?;
        // The counts of users' tables alone: the server counts its catalogs' rows as well, which
        // ANALYZE and the like change.
        let answer = connection.query(
            "SELECT t.inserted, t.updated, t.deleted, d.xact_commit, d.xact_rollback,
                    pg_catalog.txid_snapshot_xmax(pg_catalog.txid_current_snapshot())
               FROM pg_catalog.pg_stat_database d,
                    (SELECT COALESCE(sum(n_tup_ins), 0)::bigint AS inserted,
                            COALESCE(sum(n_tup_upd), 0)::bigint AS updated,
                            COALESCE(sum(n_tup_del), 0)::bigint AS deleted
                       FROM pg_catalog.pg_stat_user_tables) t
              WHERE d.datname = pg_catalog.current_database()",
        )?;
        match answer.rows.first().map(Vec::as_slice) {
            Some(
                [
                    Cell::Integer(inserted),
                    Cell::Integer(updated),
                    Cell::Integer(deleted),
                    Cell::Integer(committed),
                    Cell::Integer(rolled_back),
                    Cell::Integer(next_transaction_id),
                ],
            ) => Ok(Self {
                inserted: *inserted,
                updated: *updated,
                deleted: *deleted,
                committed: *committed,
                rolled_back: *rolled_back,
                next_transaction_id: *next_transaction_id,
            }),
            _ => Err(unreadable("pg_stat_database")),
        }
    }

    /// Whether rows have been counted between `earlier` and this.
    pub fn counts_other_rows_than(&self, earlier: &Self) -> bool {
        (self.inserted, self.updated, self.deleted)
            != (earlier.inserted, earlier.updated, earlier.deleted)
    }
}

impl fmt::Display for Counters {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "rows inserted {}, updated {}, deleted {}; transactions committed {}, rolled back {}; \
             next transaction id {}",
            self.inserted,
            self.updated,
            self.deleted,
            self.committed,
            self.rolled_back,
            self.next_transaction_id
        )
    }
}

fn unreadable(view: &str) -> DbError {
    DbError::Unsupported {
        reason: format!("the server's answer about {view} cannot be read"),
    }
}
