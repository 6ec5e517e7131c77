//! From an address to a stream on which PostgreSQL's messages can begin.
//!
//! Counterpart: the connection states of libpq's `PQconnectPoll` up to the startup packet:
//! socket, `SSLRequest`, TLS handshake.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::pin::Pin;
use std::task::{Context, Poll};

use rustix::net::sockopt;
use rustls::ClientConfig;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::{TcpStream, UnixStream};
use tokio_postgres::tls::{ChannelBinding, MakeTlsConnect, TlsConnect, TlsStream};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::error::{ConnectFailure, Locality};
use super::observed_stream::ObservedStream;
use super::parameters::Keepalives;
use super::tls::Negotiation;

/// A place where a server may be, its name resolved.
#[derive(Debug, Clone)]
pub(super) enum Endpoint {
    Socket(PathBuf),
    Network {
        address: SocketAddr,
        /// What the certificate is checked against.
        name: String,
    },
}

/// Whether and how one attempt encrypts.
#[derive(Clone)]
pub(super) enum Encryption {
    Plain,
    Tls {
        config: Box<ClientConfig>,
        negotiation: Negotiation,
        demand: TlsDemand,
    },
}

/// What happens when the server cannot do TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TlsDemand {
    /// Go on in clear.
    IfPossible,
    /// Give up.
    Always,
}

/// PostgreSQL's `SSLRequest`: its length and the code 1234.5679.
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f];

/// An open stream, and whether it is encrypted.
pub(super) struct Transport {
    pub stream: ObservedStream,
    pub encrypted: bool,
}

/// Opens a stream to `endpoint`.
pub(super) async fn open(
    endpoint: &Endpoint,
    encryption: &Encryption,
    keepalives: &Keepalives,
) -> Result<Transport, ConnectFailure> {
    let (mut socket, name) = match endpoint {
        Endpoint::Socket(path) => {
            let unreachable = |source| ConnectFailure::Unreachable {
                source,
                local: Locality::Socket,
            };
            let socket = UnixStream::connect(path).await.map_err(unreachable)?;
            // libpq never encrypts on a Unix domain socket, whatever sslmode says.
            return Ok(Transport {
                stream: ObservedStream::new(Box::new(PlainStream(socket))),
                encrypted: false,
            });
        }
        Endpoint::Network { address, name } => {
            let unreachable = |source| ConnectFailure::Unreachable {
                source,
                local: Locality::Network,
            };
            let socket = TcpStream::connect(address).await.map_err(unreachable)?;
            socket.set_nodelay(true).map_err(unreachable)?;
            keep_alive(&socket, keepalives).map_err(|error| unreachable(io::Error::from(error)))?;
            (socket, name)
        }
    };
    let plain = |socket| Transport {
        stream: ObservedStream::new(Box::new(PlainStream(socket))),
        encrypted: false,
    };
    let Encryption::Tls {
        config,
        negotiation,
        demand,
    } = encryption
    else {
        return Ok(plain(socket));
    };
    if *negotiation == Negotiation::Postgres {
        match request_tls(&mut socket).await? {
            b'S' => {}
            b'N' if *demand == TlsDemand::Always => {
                return Err(ConnectFailure::Tls(
                    "server does not support SSL, but SSL was required".to_owned(),
                ));
            }
            b'N' => return Ok(plain(socket)),
            answer => {
                return Err(ConnectFailure::Protocol(format!(
                    "received invalid response to SSL negotiation: {}",
                    char::from(answer).escape_default()
                )));
            }
        }
    }
    let stream = handshake(socket, name, config).await?;
    Ok(Transport {
        stream: ObservedStream::new(stream),
        encrypted: true,
    })
}

/// Asks the server for TLS: `S` is yes, `N` is no.
async fn request_tls(socket: &mut TcpStream) -> Result<u8, ConnectFailure> {
    let hung_up = |error: io::Error| ConnectFailure::Protocol(hung_up(&error));
    socket.write_all(&SSL_REQUEST).await.map_err(hung_up)?;
    socket.read_u8().await.map_err(hung_up)
}

async fn handshake(
    socket: TcpStream,
    name: &str,
    config: &ClientConfig,
) -> Result<Box<dyn TlsStream + Send + Unpin>, ConnectFailure> {
    let mut maker = MakeRustlsConnect::new(config.clone());
    let connector = MakeTlsConnect::<TcpStream>::make_tls_connect(&mut maker, name)
        .map_err(|error| ConnectFailure::Tls(error.to_string()))?;
    let stream = connector
        .connect(socket)
        .await
        .map_err(|error| ConnectFailure::Tls(format!("SSL error: {error}")))?;
    Ok(Box::new(stream))
}

fn keep_alive(socket: &TcpStream, keepalives: &Keepalives) -> rustix::io::Result<()> {
    if keepalives.enabled {
        sockopt::set_socket_keepalive(socket, true)?;
        #[cfg(not(target_os = "macos"))]
        if let Some(idle) = keepalives.idle {
            sockopt::set_tcp_keepidle(socket, idle)?;
        }
        if let Some(interval) = keepalives.interval {
            sockopt::set_tcp_keepintvl(socket, interval)?;
        }
        if let Some(count) = keepalives.count {
            sockopt::set_tcp_keepcnt(socket, count)?;
        }
    }
    #[cfg(target_os = "linux")]
    if let Some(timeout) = keepalives.user_timeout {
        let milliseconds = u32::try_from(timeout.as_millis()).unwrap_or(u32::MAX);
        sockopt::set_tcp_user_timeout(socket, milliseconds)?;
    }
    Ok(())
}

/// libpq's words for a server that hung up.
pub(super) fn hung_up(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::UnexpectedEof
        | io::ErrorKind::ConnectionReset
        | io::ErrorKind::BrokenPipe => CLOSED_UNEXPECTEDLY.to_owned(),
        _ => super::error::system_text(error),
    }
}

/// libpq's sentence for a connection that ended by itself.
pub(super) const CLOSED_UNEXPECTEDLY: &str = "server closed the connection unexpectedly\n\t\
     This probably means the server terminated abnormally\n\tbefore or while processing the \
     request.";

/// A socket without encryption, in the shape that tokio-postgres wants.
struct PlainStream<Socket>(Socket);

impl<Socket: AsyncRead + Unpin> AsyncRead for PlainStream<Socket> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl<Socket: AsyncWrite + Unpin> AsyncWrite for PlainStream<Socket> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}

impl<Socket: AsyncRead + AsyncWrite + Unpin> TlsStream for PlainStream<Socket> {
    fn channel_binding(&self) -> ChannelBinding {
        ChannelBinding::none()
    }
}

/// Tells tokio-postgres that the stream it has been given is encrypted already.
pub(super) struct AlreadyEncrypted;

impl TlsConnect<ObservedStream> for AlreadyEncrypted {
    type Stream = ObservedStream;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = io::Result<ObservedStream>> + Send>>;

    fn connect(self, stream: ObservedStream) -> Self::Future {
        Box::pin(std::future::ready(Ok(stream)))
    }
}
