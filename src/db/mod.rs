//! PostgreSQL: a blocking connection over tokio-postgres, URLs, TLS, a private server.

mod environment;
mod error;
mod keyword;
mod parameters;
mod password_file;
mod server_error;
mod service_file;
mod tls;

pub use environment::Environment;
pub use error::{
    ConnectAttempt, ConnectError, ConnectErrorKind, ConnectFailure, DbError, Locality,
};
pub use parameters::{
    ChannelBinding, Host, Keepalives, ParameterError, Parameters, ServerAddress, TargetSession,
};
pub use server_error::{ErrorPosition, Notice, ServerError, SqlState};
pub use tls::{
    Negotiation, RootCertificates, ServerNameIndication, SslMode, TlsParameters, TlsVersionLimit,
};
