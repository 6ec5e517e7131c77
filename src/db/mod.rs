//! PostgreSQL: a blocking connection over tokio-postgres, URLs, TLS, a private server.

mod activity;
mod advisory_lock;
mod archiving;
mod array;
pub mod catalog;
mod cell;
mod clone;
mod connecting;
mod connection;
pub mod contents;
mod environment;
mod error;
mod identity;
mod interruption;
mod keyword;
mod observed_stream;
mod parameters;
mod password_file;
pub(crate) mod pinned;
mod quoting;
mod read_only;
mod rows;
mod sandbox;
mod server_error;
mod service_file;
mod session_count;
mod timeouts;
mod tls;
mod transport;

pub use activity::{
    Counters, ServerSession, open_transactions, other_sessions, prepared_transactions, sessions_in,
};
pub use advisory_lock::{AdvisoryLock, LockAttempt, LockHolder, LockKey};
pub use archiving::Archiving;
pub use cell::{Cell, TemporalKind};
pub use clone::{
    ClientPrograms, CloneError, CloneMark, CopyMethod, Provisioned, Provisioner, Replacement, Room,
    free_bytes,
};
pub use connection::{CancelHandle, Connection};
pub use environment::Environment;
pub use error::{
    ConnectAttempt, ConnectError, ConnectErrorKind, ConnectFailure, DbError, Locality,
};
pub use identity::{DatabaseIdentity, IdentityError};
pub use interruption::{StopSignal, StopSignals};
pub use observed_stream::{Column, TransactionStatus};
pub use parameters::{
    ChannelBinding, Host, Keepalives, ParameterError, Parameters, ServerAddress, TargetSession,
};
pub use quoting::{quoted_identifier, quoted_literal};
pub use read_only::{ReadOnlyProof, ReadOnlySession};
pub use rows::{Completion, Rows};
pub use sandbox::{Sandbox, SandboxError, SandboxOptions};
pub use server_error::{ErrorPosition, Notice, ServerError, SqlState};
pub use session_count::SessionCount;
pub use timeouts::Timeouts;
pub use tls::{
    Negotiation, RootCertificates, ServerNameIndication, SslMode, TlsParameters, TlsVersionLimit,
};
