//! The errors of the db room.
//!
//! Counterpart: libpq's connection messages and psycopg2's `OperationalError`. The texts are
//! close to libpq's, because those are the ones people search for. No text holds a password.

use std::fmt;
use std::io;
use std::time::Duration;

use super::interruption::StopSignal;
use super::parameters::ParameterError;
use super::server_error::ServerError;

/// What can go wrong between us and a server.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// The URL, the environment or a file they name cannot be used.
    #[error(transparent)]
    Parameters(#[from] ParameterError),
    /// No server could be connected to.
    #[error(transparent)]
    Connect(#[from] ConnectError),
    /// The server refused a statement.
    #[error(transparent)]
    Server(#[from] Box<ServerError>),
    /// The connection broke, or the server closed it.
    ///
    /// What the server did of the statement in flight is not known.
    #[error("{reason}")]
    ConnectionLost {
        /// The server's or the system's last word.
        reason: String,
    },
    /// A statement that needs a conversation beyond statement and answer.
    #[error("{reason}")]
    Unsupported {
        /// What and why.
        reason: String,
    },
    /// A value that is not what its type promises.
    #[error("cannot read column \"{column}\" of type {type_oid} from the server: {reason}")]
    Value {
        /// The column's name.
        column: String,
        /// The OID of its type.
        type_oid: u32,
        /// What is wrong.
        reason: String,
    },
    /// The process was asked to end; the session takes no further statement.
    #[error("stopped by {0}")]
    Interrupted(StopSignal),
    /// The operating system gave no event loop.
    #[error("cannot start the connection's event loop: {0}")]
    EventLoop(io::Error),
}

impl DbError {
    /// The server's error, when it is one.
    pub fn server_error(&self) -> Option<&ServerError> {
        match self {
            Self::Server(error) => Some(error),
            Self::Connect(error) => error.server_error(),
            Self::Parameters(_)
            | Self::ConnectionLost { .. }
            | Self::Unsupported { .. }
            | Self::Value { .. }
            | Self::Interrupted(_)
            | Self::EventLoop(_) => None,
        }
    }
}

/// The attempts at connecting, none of which succeeded.
#[derive(Debug)]
pub struct ConnectError {
    /// In the order they were made; one at least.
    pub attempts: Vec<ConnectAttempt>,
}

/// One attempt at one address.
#[derive(Debug)]
pub struct ConnectAttempt {
    /// What was tried, as libpq names it: `server at "localhost" (127.0.0.1), port 5432`.
    pub place: String,
    /// Why it failed.
    pub failure: ConnectFailure,
}

/// Why an attempt at connecting failed.
#[derive(Debug, thiserror::Error)]
pub enum ConnectFailure {
    /// The host name has no address.
    #[error("could not translate host name \"{host}\" to address: {reason}")]
    NameResolution {
        /// The host.
        host: String,
        /// The resolver's text.
        reason: String,
    },
    /// Nobody listens there, or the network says no.
    #[error("{}{}", system_text(.source), advice(*.local))]
    Unreachable {
        /// The system's error.
        source: io::Error,
        /// Whether it is a Unix domain socket.
        local: Locality,
    },
    /// `connect_timeout` has passed.
    #[error("timeout expired")]
    Timeout {
        /// The time that was allowed.
        allowed: Duration,
    },
    /// TLS was demanded and could not be had, or the certificate is not to be trusted.
    #[error("{0}")]
    Tls(String),
    /// The server asked for a password and there is none.
    #[error("fe_sendauth: no password supplied")]
    NoPassword,
    /// The server asks for a proof of identity that is not supported, or gave none of its own.
    #[error("{0}")]
    Authentication(String),
    /// The server refused.
    #[error("{0}")]
    Server(Box<ServerError>),
    /// The server hung up, or speaks something else than PostgreSQL's protocol.
    #[error("{0}")]
    Protocol(String),
    /// The server is not of the kind that `target_session_attrs` asks for.
    #[error("{0}")]
    SessionAttributes(&'static str),
}

/// Whether an address is on this machine's file system or on the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Locality {
    /// A Unix domain socket.
    Socket,
    /// TCP.
    Network,
}

/// The kinds of failure to connect that callers treat differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConnectErrorKind {
    /// Nobody answered as a PostgreSQL server.
    Unreachable,
    /// The user was not let in.
    Authentication,
    /// The database does not exist.
    DatabaseMissing,
    /// TLS.
    Tls,
    /// The server is starting up, shutting down or full.
    NotNow,
    /// The server refused for another reason.
    Refused,
}

impl ConnectError {
    /// The kind of the last failure, the one that ended the search.
    pub fn kind(&self) -> ConnectErrorKind {
        match self.attempts.last().map(|attempt| &attempt.failure) {
            Some(ConnectFailure::Server(error)) => match error.sqlstate.code() {
                "3D000" => ConnectErrorKind::DatabaseMissing,
                "57P03" | "53300" => ConnectErrorKind::NotNow,
                _ if error.sqlstate.class() == "28" => ConnectErrorKind::Authentication,
                _ => ConnectErrorKind::Refused,
            },
            Some(ConnectFailure::NoPassword | ConnectFailure::Authentication(_)) => {
                ConnectErrorKind::Authentication
            }
            Some(ConnectFailure::Tls(_)) => ConnectErrorKind::Tls,
            Some(ConnectFailure::SessionAttributes(_)) => ConnectErrorKind::Refused,
            Some(
                ConnectFailure::NameResolution { .. }
                | ConnectFailure::Unreachable { .. }
                | ConnectFailure::Timeout { .. }
                | ConnectFailure::Protocol(_),
            )
            | None => ConnectErrorKind::Unreachable,
        }
    }

    /// What the server said, when the last failure was its word.
    pub fn server_error(&self) -> Option<&ServerError> {
        match self.attempts.last().map(|attempt| &attempt.failure) {
            Some(ConnectFailure::Server(error)) => Some(error),
            _ => None,
        }
    }
}

impl fmt::Display for ConnectError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, attempt) in self.attempts.iter().enumerate() {
            if index > 0 {
                formatter.write_str("\n")?;
            }
            match &attempt.failure {
                failure @ ConnectFailure::NameResolution { .. } => write!(formatter, "{failure}")?,
                failure => write!(
                    formatter,
                    "connection to {} failed: {failure}",
                    attempt.place
                )?,
            }
        }
        Ok(())
    }
}

impl std::error::Error for ConnectError {}

/// The system's words for an error, without the number Rust appends.
pub(super) fn system_text(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error ") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

fn advice(local: Locality) -> &'static str {
    match local {
        Locality::Socket => {
            "\n\tIs the server running locally and accepting connections on that socket?"
        }
        Locality::Network => {
            "\n\tIs the server running on that host and accepting TCP/IP connections?"
        }
    }
}
