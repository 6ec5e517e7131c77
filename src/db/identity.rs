//! Which database a session is in, by the database's own word.
//!
//! Counterpart: none in Alembic, which believes the URL. A name or a host can lead to another
//! server than the one that was meant; the identifier that initdb gives a server and the oid of
//! the database cannot.

use super::Cell;
use super::connection::Connection;
use super::error::DbError;
use super::rows::Rows;

/// What a database says of itself, and of the session that asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabaseIdentity {
    /// `current_database()`.
    pub database: String,
    /// The oid of the database, which no other database of the server has.
    pub oid: u32,
    /// `system_identifier` of `pg_control_system()`, which a physical copy shares and no other
    /// server has.
    pub system_identifier: String,
    /// `current_user`.
    pub role: String,
    /// Whether this session is encrypted: by `pg_stat_ssl` and by our own end of it.
    pub encrypted: bool,
    /// The protocol and the cipher where it is, such as `TLSv1.3, TLS_AES_256_GCM_SHA384`.
    pub encryption: Option<String>,
    /// The server's version, as it calls itself.
    pub server_version: String,
    /// Whether the server is a standby that replays another one.
    pub in_recovery: bool,
    /// Whether the transactions of this session are read only where nothing else is said.
    pub default_read_only: bool,
}

/// Why a database's identity is not known. It is then equal to none.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// The server did not answer.
    #[error(transparent)]
    Database(#[from] DbError),
    /// The identifier of the server is not to be read.
    #[error(
        "the system identifier of the server cannot be read by the role \"{role}\": {reason}\n\
         Remedy: GRANT EXECUTE ON FUNCTION pg_catalog.pg_control_system() TO \"{role}\"; without \
         it nobody can tell this server from another"
    )]
    NoSystemIdentifier {
        /// Who asked.
        role: String,
        /// The server's words.
        reason: String,
    },
    /// The session is one of a pool.
    #[error(
        "the session is not the server's own: the server counts it as process {server}, the \
         connection was told {connection}\nRemedy: connect to the server directly; behind a \
         connection pool neither locks nor settings of a session hold"
    )]
    Pooled {
        /// `pg_backend_pid()`.
        server: i64,
        /// What the connection was told when it began.
        connection: String,
    },
    /// An answer that is none.
    #[error("the server's answer about its identity cannot be read: {0}")]
    Unreadable(&'static str),
}

const QUESTION: &str = "\
SELECT d.datname::text, d.oid::bigint, current_user::text, pg_catalog.pg_backend_pid(),
       pg_catalog.pg_is_in_recovery(),
       pg_catalog.current_setting('default_transaction_read_only') = 'on',
       s.ssl, s.version || ', ' || s.cipher
  FROM pg_catalog.pg_database d
  LEFT JOIN pg_catalog.pg_stat_ssl s ON s.pid = pg_catalog.pg_backend_pid()
 WHERE d.datname = pg_catalog.current_database()";

const SYSTEM_IDENTIFIER: &str =
    "SELECT system_identifier::text FROM pg_catalog.pg_control_system()";

impl DatabaseIdentity {
    /// Asks the database that the session is in.
    ///
    /// # Errors
    /// [`IdentityError`] where any part is not known.
    pub fn read(connection: &mut Connection) -> Result<Self, IdentityError> {
        let answer = connection.query(QUESTION)?;
        let [row] = answer.rows.as_slice() else {
            return Err(IdentityError::Unreadable(
                "pg_database does not list the database exactly once",
            ));
        };
        let [
            Cell::Text(database),
            Cell::Integer(oid),
            Cell::Text(role),
            Cell::Integer(process),
            Cell::Bool(in_recovery),
            Cell::Bool(default_read_only),
            encrypted,
            encryption,
        ] = row.as_slice()
        else {
            return Err(IdentityError::Unreadable("a column has another type"));
        };
        if connection.backend_pid().map(i64::from) != Some(*process) {
            return Err(IdentityError::Pooled {
                server: *process,
                connection: connection
                    .backend_pid()
                    .map_or("no process".to_owned(), |pid| format!("process {pid}")),
            });
        }
        let oid = u32::try_from(*oid)
            .map_err(|_| IdentityError::Unreadable("the oid of the database is out of range"))?;
        // A proxy may encrypt one half of the way only.
        let encrypted = encrypted.as_bool() == Some(true) && connection.is_encrypted();
        let identity = Self {
            database: database.clone(),
            oid,
            system_identifier: system_identifier(connection, role)?,
            role: role.clone(),
            encrypted,
            encryption: encryption
                .as_text()
                .filter(|_| encrypted)
                .map(str::to_owned),
            server_version: connection.server_version().to_owned(),
            in_recovery: *in_recovery,
            default_read_only: *default_read_only,
        };
        if identity.server_version.is_empty() {
            return Err(IdentityError::Unreadable("the server tells no version"));
        }
        Ok(identity)
    }
}

fn system_identifier(connection: &mut Connection, role: &str) -> Result<String, IdentityError> {
    let refused = |reason: String| IdentityError::NoSystemIdentifier {
        role: role.to_owned(),
        reason,
    };
    let answer =
        connection
            .query(SYSTEM_IDENTIFIER)
            .map_err(|error| match error.server_error() {
                Some(error) => refused(error.message.clone()),
                None => IdentityError::Database(error),
            })?;
    match answer.single().and_then(Cell::as_text) {
        Some(text) if is_identifier(text) => Ok(text.to_owned()),
        _ => Err(refused(described(&answer))),
    }
}

/// A number other than zero: whatever else a server answers is no identifier.
fn is_identifier(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.bytes().any(|byte| byte != b'0')
}

fn described(answer: &Rows) -> String {
    format!(
        "the server answered {} row(s) and no number",
        answer.rows.len()
    )
}

#[cfg(test)]
mod tests {
    use super::is_identifier;

    #[test]
    fn nothing_but_a_number_identifies_a_server() {
        assert!(is_identifier("7561274012345678901"));
        for text in ["", "0", "000", "-1", "7 ", "unknown"] {
            assert!(!is_identifier(text), "{text:?}");
        }
    }
}
