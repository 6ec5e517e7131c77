//! How many sessions a database has had, and how many of them this process has begun.
//!
//! Counterpart: `pg_stat_database.sessions` (PostgreSQL 14 and later), chapter "The Cumulative
//! Statistics System". Whoever looks at who is in a database misses whoever has come and gone; the
//! server's count does not. Workers of the server itself, such as autovacuum's, are no sessions.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::thread::sleep;
use std::time::Duration;

use super::Cell;
use super::connection::Connection;
use super::error::DbError;
use super::parameters::Parameters;

/// Servers of version 14 tell what they counted half a second ago.
const COLLECTOR_DELAY: Duration = Duration::from_millis(1500);

/// The sessions that this process has begun, by where their URL leads.
static BEGUN: Mutex<BTreeMap<String, u64>> = Mutex::new(BTreeMap::new());

/// The sessions of a database so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionCount {
    /// Those that the server has counted; `None` before PostgreSQL 14, which counts none.
    pub of_server: Option<i64>,
    /// Those that this process has begun by parameters that lead to the same place.
    pub own: u64,
}

impl SessionCount {
    /// Reads both counts in a session that `parameters` have led to.
    ///
    /// The server's is exact as soon as every other session has gone: each has told what it did
    /// before it is no longer seen.
    ///
    /// # Errors
    /// The server's.
    pub fn read(connection: &mut Connection, parameters: &Parameters) -> Result<Self, DbError> {
        let version = connection.server_version_number();
        let of_server = match version {
            ..140_000 => None,
            140_000..150_000 => {
                sleep(COLLECTOR_DELAY);
                Some(counted(connection)?)
            }
            150_000.. => {
                // Our own beginning may wait for a lock that a worker holds.
                connection.query("SELECT pg_catalog.pg_stat_force_next_flush()")?;
                Some(counted(connection)?)
            }
        };
        let begun = BEGUN.lock().unwrap_or_else(PoisonError::into_inner);
        let own = begun.get(&place(parameters)).copied().unwrap_or_default();
        Ok(Self { of_server, own })
    }
}

/// Takes down that a session has begun.
pub(super) fn note_session(parameters: &Parameters) {
    let mut begun = BEGUN.lock().unwrap_or_else(PoisonError::into_inner);
    *begun.entry(place(parameters)).or_default() += 1;
}

fn counted(connection: &mut Connection) -> Result<i64, DbError> {
    connection.query("SELECT pg_catalog.pg_stat_clear_snapshot()")?;
    let answer = connection.query(
        "SELECT sessions FROM pg_catalog.pg_stat_database
          WHERE datname = pg_catalog.current_database()",
    )?;
    answer
        .single()
        .and_then(Cell::as_integer)
        .ok_or_else(|| DbError::Unsupported {
            reason: "the server does not tell how many sessions a database has had".to_owned(),
        })
}

/// The addresses and the name of the database.
fn place(parameters: &Parameters) -> String {
    let mut place = String::new();
    for address in &parameters.addresses {
        place.push_str(&format!("{}:{} ", address.host, address.port));
    }
    place + &parameters.database
}
