//! PostgreSQL: a blocking connection over tokio-postgres, URLs, TLS, a private server.

mod array;
pub mod catalog;
mod cell;
mod connecting;
mod connection;
pub mod contents;
mod environment;
mod error;
mod interruption;
mod keyword;
mod observed_stream;
mod parameters;
mod password_file;
pub(crate) mod pinned;
mod rows;
mod sandbox;
mod server_error;
mod service_file;
mod tls;
mod transport;

pub use cell::{Cell, TemporalKind};
pub use connection::{CancelHandle, Connection};
pub use environment::Environment;
pub use error::{
    ConnectAttempt, ConnectError, ConnectErrorKind, ConnectFailure, DbError, Locality,
};
pub use observed_stream::{Column, TransactionStatus};
pub use parameters::{
    ChannelBinding, Host, Keepalives, ParameterError, Parameters, ServerAddress, TargetSession,
};
pub use rows::{Completion, Rows};
pub use sandbox::{Sandbox, SandboxError, SandboxOptions};
pub use server_error::{ErrorPosition, Notice, ServerError, SqlState};
pub use tls::{
    Negotiation, RootCertificates, ServerNameIndication, SslMode, TlsParameters, TlsVersionLimit,
};
