//! The search for a server that lets us in.
//!
//! Counterpart: `PQconnectPoll` in libpq's `fe-connect.c`: each address of each host in turn,
//! with and without TLS as `sslmode` allows; a server that answers but does not let us in ends
//! the search, unless it says that it cannot do so now.

use std::net::SocketAddr;

use tokio::time::timeout;
use tokio_postgres::config::{ChannelBinding as WireChannelBinding, SslMode as WireSslMode};
use tokio_postgres::config::{SslNegotiation, TargetSessionAttrs};
use tokio_postgres::{Client, Config, Connection as Driver, Error};

use super::error::{ConnectAttempt, ConnectError, ConnectFailure, system_text};
use super::observed_stream::{ObservedStream, SharedObservations};
use super::parameters::{ChannelBinding, Host, Parameters, ServerAddress, TargetSession};
use super::server_error::ServerError;
use super::tls::SslMode;
use super::transport::{
    self, AlreadyEncrypted, CLOSED_UNEXPECTEDLY, Encryption, Endpoint, TlsDemand, Transport,
};

/// The half of tokio-postgres that talks to the server.
pub(super) type ServerDriver = Driver<ObservedStream, ObservedStream>;

/// A session that has begun.
pub(super) struct Session {
    pub client: Client,
    pub driver: ServerDriver,
    pub observations: SharedObservations,
    pub endpoint: Endpoint,
    pub encryption: Encryption,
    pub encrypted: bool,
}

/// Tries the addresses until one lets us in.
pub(super) async fn connect(parameters: &Parameters) -> Result<Session, ConnectError> {
    let mut attempts = Vec::new();
    let mut spare: Option<Session> = None;
    for server in &parameters.addresses {
        let endpoints = match resolve(server).await {
            Ok(endpoints) => endpoints,
            Err(failure) => {
                attempts.push(ConnectAttempt {
                    place: String::new(),
                    failure,
                });
                continue;
            }
        };
        for endpoint in endpoints {
            let place = place(server, &endpoint);
            let attempt = try_encryptions(parameters, server, &endpoint);
            let outcome = match parameters.connect_timeout {
                None => attempt.await,
                Some(allowed) => timeout(allowed, attempt)
                    .await
                    .unwrap_or_else(|_| Err(vec![ConnectFailure::Timeout { allowed }])),
            };
            match outcome {
                Ok(mut session) => match judge(&mut session, parameters.target_session).await {
                    Ok(Verdict::Wanted) => return Ok(session),
                    Ok(Verdict::Spare) => spare = spare.or(Some(session)),
                    Err(failure) => attempts.push(ConnectAttempt { place, failure }),
                },
                Err(failures) => {
                    let ends = failures.last().is_some_and(ends_the_search);
                    attempts.extend(failures.into_iter().map(|failure| ConnectAttempt {
                        place: place.clone(),
                        failure,
                    }));
                    if ends {
                        return Err(ConnectError { attempts });
                    }
                }
            }
        }
    }
    spare.ok_or(ConnectError { attempts })
}

/// A server that answered with a refusal is the one that was meant; others are not asked.
fn ends_the_search(failure: &ConnectFailure) -> bool {
    match failure {
        ConnectFailure::Server(error) => error.sqlstate.code() != "57P03",
        ConnectFailure::NoPassword | ConnectFailure::Authentication(_) => true,
        ConnectFailure::NameResolution { .. }
        | ConnectFailure::Unreachable { .. }
        | ConnectFailure::Timeout { .. }
        | ConnectFailure::Tls(_)
        | ConnectFailure::Protocol(_)
        | ConnectFailure::SessionAttributes(_) => false,
    }
}

async fn resolve(server: &ServerAddress) -> Result<Vec<Endpoint>, ConnectFailure> {
    match &server.host {
        Host::Socket(_) => Ok(server
            .socket_path()
            .into_iter()
            .map(Endpoint::Socket)
            .collect()),
        Host::Address { name, address } => Ok(vec![Endpoint::Network {
            address: SocketAddr::new(*address, server.port),
            name: name.clone().unwrap_or_else(|| address.to_string()),
        }]),
        Host::Name(name) => {
            let failure = |reason: String| ConnectFailure::NameResolution {
                host: name.clone(),
                reason: reason
                    .strip_prefix("failed to lookup address information: ")
                    .unwrap_or(&reason)
                    .to_owned(),
            };
            let found = tokio::net::lookup_host((name.as_str(), server.port))
                .await
                .map_err(|error| failure(system_text(&error)))?;
            let endpoints: Vec<_> = found
                .map(|address| Endpoint::Network {
                    address,
                    name: name.clone(),
                })
                .collect();
            if endpoints.is_empty() {
                return Err(failure("no address".to_owned()));
            }
            Ok(endpoints)
        }
    }
}

/// How libpq names the place of an attempt.
fn place(server: &ServerAddress, endpoint: &Endpoint) -> String {
    match endpoint {
        Endpoint::Socket(path) => format!("server on socket \"{}\"", path.display()),
        Endpoint::Network { address, .. } => {
            let number = address.ip().to_string();
            match &server.host {
                Host::Name(name)
                | Host::Address {
                    name: Some(name), ..
                } if *name != number => {
                    format!("server at \"{name}\" ({number}), port {}", server.port)
                }
                _ => format!("server at \"{number}\", port {}", server.port),
            }
        }
    }
}

/// One address, with the encryptions that `sslmode` allows in the order it prefers.
async fn try_encryptions(
    parameters: &Parameters,
    server: &ServerAddress,
    endpoint: &Endpoint,
) -> Result<Session, Vec<ConnectFailure>> {
    let plain = || Encryption::Plain;
    let tls = |demand| {
        let config = parameters
            .tls
            .client_config()
            .map_err(ConnectFailure::Tls)?;
        let negotiation = parameters.tls.negotiation;
        Ok(Encryption::Tls {
            config: Box::new(config),
            negotiation,
            demand,
        })
    };
    let first = match (endpoint, parameters.tls.mode) {
        (Endpoint::Socket(_), _) | (_, SslMode::Disable | SslMode::Allow) => Ok(plain()),
        (_, SslMode::Prefer) => tls(TlsDemand::IfPossible),
        (_, SslMode::Require | SslMode::VerifyCa | SslMode::VerifyFull) => tls(TlsDemand::Always),
    };
    let failure = match first {
        Ok(encryption) => match try_once(parameters, server, endpoint, encryption).await {
            Ok(session) => return Ok(session),
            Err(failure) => failure,
        },
        Err(failure) => failure,
    };
    // Only a server that could be reached is asked once more, the other way.
    let was_refused = matches!(
        failure,
        ConnectFailure::Server(_) | ConnectFailure::Tls(_) | ConnectFailure::Protocol(_)
    );
    let second = match (endpoint, parameters.tls.mode) {
        (Endpoint::Network { .. }, SslMode::Allow) if was_refused => tls(TlsDemand::Always),
        (Endpoint::Network { .. }, SslMode::Prefer) if was_refused => Ok(plain()),
        _ => return Err(vec![failure]),
    };
    let second = match second {
        Ok(encryption) => try_once(parameters, server, endpoint, encryption).await,
        Err(failure) => Err(failure),
    };
    second.map_err(|again| {
        if again.to_string() == failure.to_string() {
            vec![again]
        } else {
            vec![failure, again]
        }
    })
}

async fn try_once(
    parameters: &Parameters,
    server: &ServerAddress,
    endpoint: &Endpoint,
    encryption: Encryption,
) -> Result<Session, ConnectFailure> {
    let Transport { stream, encrypted } =
        transport::open(endpoint, &encryption, &parameters.keepalives).await?;
    let observations = stream.observations();
    let config = startup(parameters, server, encrypted);
    let (client, driver) = config
        .connect_raw(stream, AlreadyEncrypted)
        .await
        .map_err(|error| refusal(&error))?;
    let endpoint = endpoint.clone();
    Ok(Session {
        client,
        driver,
        observations,
        endpoint,
        encryption,
        encrypted,
    })
}

/// What the startup packet and the authentication need.
fn startup(parameters: &Parameters, server: &ServerAddress, encrypted: bool) -> Config {
    let mut config = Config::new();
    config
        .user(&parameters.user)
        .dbname(&parameters.database)
        // The stream is as encrypted as it will be. `Direct` makes tokio-postgres take it as it
        // is, with the channel binding of TLS.
        .ssl_mode(if encrypted {
            WireSslMode::Require
        } else {
            WireSslMode::Disable
        })
        .ssl_negotiation(SslNegotiation::Direct)
        .target_session_attrs(TargetSessionAttrs::Any)
        .channel_binding(match parameters.channel_binding {
            ChannelBinding::Disable => WireChannelBinding::Disable,
            ChannelBinding::Prefer => WireChannelBinding::Prefer,
            ChannelBinding::Require => WireChannelBinding::Require,
        });
    if let Some(password) = &server.password {
        config.password(password.expose());
    }
    if let Some(options) = &parameters.options {
        config.options(options);
    }
    if let Some(name) = &parameters.application_name {
        config.application_name(name);
    }
    config
}

/// What tokio-postgres' error means for the attempt.
fn refusal(error: &Error) -> ConnectFailure {
    if let Some(response) = error.as_db_error() {
        return ConnectFailure::Server(Box::new(ServerError::from(response)));
    }
    if error.is_closed() {
        return ConnectFailure::Protocol(CLOSED_UNEXPECTEDLY.to_owned());
    }
    let source = std::error::Error::source(error);
    if let Some(error) = source.and_then(|source| source.downcast_ref::<std::io::Error>()) {
        return ConnectFailure::Protocol(transport::hung_up(error));
    }
    let reason = source.map(ToString::to_string).unwrap_or_default();
    match (error.to_string().as_str(), reason.as_str()) {
        ("invalid configuration", "password missing") => ConnectFailure::NoPassword,
        ("authentication error", _) => ConnectFailure::Authentication(reason),
        (kind, "") => ConnectFailure::Protocol(kind.to_owned()),
        (kind, reason) => ConnectFailure::Protocol(format!("{kind}: {reason}")),
    }
}

enum Verdict {
    Wanted,
    /// Good enough if none is better.
    Spare,
}

/// Whether the server is of the kind `target_session_attrs` asks for.
async fn judge(session: &mut Session, target: TargetSession) -> Result<Verdict, ConnectFailure> {
    if target == TargetSession::Any {
        return Ok(Verdict::Wanted);
    }
    let question = "SELECT pg_catalog.pg_is_in_recovery(), \
                    pg_catalog.current_setting('transaction_read_only')";
    let answer = super::connection::conversation(
        &mut session.driver,
        &session.observations,
        session.client.simple_query(question),
        &mut |_| {},
    )
    .await;
    let rows = answer.map_err(|error| match error {
        Some(error) => refusal(&error),
        None => ConnectFailure::Protocol(CLOSED_UNEXPECTEDLY.to_owned()),
    })?;
    let mut values = rows.iter().filter_map(|message| match message {
        tokio_postgres::SimpleQueryMessage::Row(row) => Some((row.get(0), row.get(1))),
        _ => None,
    });
    let (recovery, read_only) = values.next().unwrap_or_default();
    let (standby, read_only) = (
        recovery == Some("t"),
        recovery == Some("t") || read_only == Some("on"),
    );
    match target {
        TargetSession::ReadWrite if read_only => {
            Err(ConnectFailure::SessionAttributes("session is read-only"))
        }
        TargetSession::ReadOnly if !read_only => Err(ConnectFailure::SessionAttributes(
            "session is not read-only",
        )),
        TargetSession::Primary if standby => Err(ConnectFailure::SessionAttributes(
            "server is in hot standby mode",
        )),
        TargetSession::Standby if !standby => Err(ConnectFailure::SessionAttributes(
            "server is not in hot standby mode",
        )),
        TargetSession::PreferStandby if !standby => Ok(Verdict::Spare),
        TargetSession::Any
        | TargetSession::ReadWrite
        | TargetSession::ReadOnly
        | TargetSession::Primary
        | TargetSession::Standby
        | TargetSession::PreferStandby => Ok(Verdict::Wanted),
    }
}
