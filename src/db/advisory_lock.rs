//! One release at a time: a lock that a session holds and the server forgets with the session.
//!
//! Counterpart: chapter "Advisory Locks" of PostgreSQL's manual. Alembic has none; two of its
//! runs meet at the rows of `alembic_version`, if at all.

use std::fmt;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::Cell;
use super::connection::Connection;
use super::error::DbError;
use super::parameters::Parameters;

/// How long is slept between two attempts.
const PAUSE: Duration = Duration::from_millis(100);

/// What is locked: a number that all who mean the same thing share, within one database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockKey(i64);

impl LockKey {
    /// The key of everything that changes the database it is taken in: `alembic-r` in ASCII,
    /// without its first letter.
    pub const RELEASE: Self = Self(0x6c65_6d62_6963_2d72);

    /// The key for making or dropping the database `name` of the same server.
    pub fn of_database(name: &str) -> Self {
        Self::of("database ", name)
    }

    /// The key for a whole run on the database `name` of the same server, from before it is made.
    pub fn of_run_on(name: &str) -> Self {
        Self::of("run on ", name)
    }

    /// FNV-1a: every build of this program must find the same number.
    fn of(purpose: &str, name: &str) -> Self {
        let letters = purpose.bytes().chain(name.bytes());
        let hash = letters.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(i64::from_ne_bytes(hash.to_ne_bytes()))
    }

    /// The two halves, as `pg_locks` shows them.
    fn halves(self) -> (u32, u32) {
        let half = |bytes: &[u8]| {
            bytes
                .iter()
                .fold(0, |half: u32, byte| half << 8 | u32::from(*byte))
        };
        let bytes = self.0.to_be_bytes();
        (half(&bytes[..4]), half(&bytes[4..]))
    }
}

/// A lock, held by a session of its own. Dropping it ends the session and the lock.
#[derive(Debug)]
pub struct AdvisoryLock {
    connection: Connection,
    key: LockKey,
}

/// How the attempt to lock ended.
#[derive(Debug)]
pub enum LockAttempt {
    /// It is ours.
    Acquired(AdvisoryLock),
    /// Somebody else has it; nobody where they let go of it in the meantime.
    Held(Vec<LockHolder>),
}

/// Who holds a lock, as far as the server tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockHolder {
    /// The process of the session.
    pub process: i64,
    /// Its user.
    pub user: Option<String>,
    /// Its `application_name`.
    pub application: Option<String>,
    /// Where it comes from; `None` for this machine, and where it is not told.
    pub address: Option<String>,
    /// When it began.
    pub since: Option<String>,
}

impl fmt::Display for LockHolder {
    /// `process 4711 of the user "ada" ("alembic-rs"), since 2026-01-01 12:00:00+00`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "process {}", self.process)?;
        if let Some(user) = &self.user {
            write!(formatter, " of the user \"{user}\"")?;
        }
        if let Some(application) = self.application.as_ref().filter(|name| !name.is_empty()) {
            write!(formatter, " (\"{application}\")")?;
        }
        if let Some(address) = &self.address {
            write!(formatter, " from {address}")?;
        }
        if let Some(since) = &self.since {
            write!(formatter, ", since {since}")?;
        }
        Ok(())
    }
}

impl AdvisoryLock {
    /// Locks `key` in the database of `parameters`, on a connection of its own.
    ///
    /// Waits for `wait` at most; a wait of zero is one attempt.
    ///
    /// # Errors
    /// The server's; that somebody else holds the lock is no error but [`LockAttempt::Held`].
    pub fn acquire(
        parameters: &Parameters,
        key: LockKey,
        wait: Duration,
    ) -> Result<LockAttempt, DbError> {
        let mut connection = Connection::connect(parameters)?;
        connection.end_with_process()?;
        if connection.server_version_number() >= 140_000 {
            // The session is idle as long as the release takes.
            connection.execute("SET idle_session_timeout = 0")?;
        }
        let deadline = Instant::now() + wait;
        loop {
            let answer = connection.query(&format!(
                "SELECT pg_catalog.pg_try_advisory_lock({}::bigint)",
                key.0
            ))?;
            if answer.single().and_then(Cell::as_bool) == Some(true) {
                return Ok(LockAttempt::Acquired(Self { connection, key }));
            }
            if Instant::now() >= deadline {
                return Ok(LockAttempt::Held(holders(&mut connection, key)?));
            }
            sleep(PAUSE.min(deadline.saturating_duration_since(Instant::now())));
        }
    }

    /// Whether the server still counts this session as the holder.
    ///
    /// # Errors
    /// The server's, or that the session is lost, and the lock with it.
    pub fn is_held(&mut self) -> Result<bool, DbError> {
        let own = self.connection.backend_pid().map(i64::from);
        let holders = holders(&mut self.connection, self.key)?;
        Ok(own.is_some() && holders.iter().any(|holder| Some(holder.process) == own))
    }

    /// The connection that holds it.
    pub(super) fn connection(&mut self) -> &mut Connection {
        &mut self.connection
    }

    /// The process of the session, which counts as one of ours.
    pub fn backend_pid(&self) -> Option<i32> {
        self.connection.backend_pid()
    }
}

fn holders(connection: &mut Connection, key: LockKey) -> Result<Vec<LockHolder>, DbError> {
    let (high, low) = key.halves();
    let answer = connection.query(&format!(
        "SELECT l.pid, a.usename::text, a.application_name,
                pg_catalog.host(a.client_addr), a.backend_start::text
           FROM pg_catalog.pg_locks l
           LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
          WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
            AND l.classid = {high} AND l.objid = {low}
            AND l.database = (SELECT oid FROM pg_catalog.pg_database
                               WHERE datname = pg_catalog.current_database())
          ORDER BY l.pid"
    ))?;
    let text = |cell: &Cell| cell.as_text().map(str::to_owned);
    Ok(answer
        .rows
        .iter()
        .filter_map(|row| match row.as_slice() {
            [Cell::Integer(process), user, application, address, since] => Some(LockHolder {
                process: *process,
                user: text(user),
                application: text(application),
                address: text(address),
                since: text(since),
            }),
            _ => None,
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::LockKey;

    #[test]
    fn a_database_has_the_same_key_in_every_build() {
        assert_eq!(
            LockKey::of_database("shop").0,
            LockKey::of_database("shop").0
        );
        assert_ne!(
            LockKey::of_database("shop").0,
            LockKey::of_database("Shop").0
        );
        // FNV-1a of nothing is its starting value.
        assert_eq!(LockKey::of("", "").halves(), (0xcbf2_9ce4, 0x8422_2325));
        // A run holds its lock while it makes the database.
        assert_ne!(LockKey::of_run_on("shop").0, LockKey::of_database("shop").0);
        assert_eq!(LockKey::RELEASE.halves(), (0x6c65_6d62, 0x6963_2d72));
    }
}
