//! A stream that notices what tokio-postgres does not tell.
//!
//! Counterpart: what libpq keeps of every message (`PQtransactionStatus`, `PQftype`,
//! `PQcmdStatus`). tokio-postgres drops the transaction status, and of the simple protocol the
//! column types and the command tags; all three pass by here on their way to it. Only the
//! framing of PostgreSQL's protocol is understood: one letter, a length, a body.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_postgres::tls::{ChannelBinding, TlsStream};

/// Whether the session is inside a transaction block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransactionStatus {
    /// No transaction block.
    Idle,
    /// In a transaction block.
    InTransaction,
    /// In a transaction block that has failed; only a rollback is possible.
    Failed,
}

/// A column of a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// The OID of its type; a domain's is its base type's.
    pub type_oid: u32,
}

/// What the server answered to one statement, besides the rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct StatementAnswer {
    /// The columns, if the statement returns rows.
    pub columns: Option<Vec<Column>>,
    /// Such as `INSERT 0 3`; absent if the statement failed.
    pub command_tag: Option<String>,
}

/// What has been noticed since [`Observations::begin_request`].
#[derive(Debug)]
pub(super) struct Observations {
    pub answers: Vec<StatementAnswer>,
    pub status: TransactionStatus,
    /// Whether the server has said that it is ready for the next request.
    pub ready: bool,
    /// The server process, once it has introduced itself.
    pub backend_pid: Option<i32>,
    /// Whether the server has begun to copy from or to the client.
    pub copy_begun: bool,
    frame: Frame,
}

/// How far the message that is arriving has been read.
#[derive(Debug)]
enum Frame {
    Header(Vec<u8>),
    Body {
        kind: u8,
        remaining: usize,
        kept: Option<Vec<u8>>,
    },
}

/// Observations shared between the stream and its connection.
pub(super) type SharedObservations = Arc<Mutex<Observations>>;

const HEADER_LENGTH: usize = 5;

/// A row description is at most 1,664 columns with names of 63 bytes; more is not kept.
const LONGEST_KEPT: usize = 1 << 20;

impl Observations {
    pub(super) fn new() -> Self {
        Self {
            answers: Vec::new(),
            status: TransactionStatus::Idle,
            ready: false,
            backend_pid: None,
            copy_begun: false,
            frame: Frame::Header(Vec::with_capacity(HEADER_LENGTH)),
        }
    }

    /// Forgets the answers to the request before.
    pub(super) fn begin_request(&mut self) {
        self.answers.clear();
        self.copy_begun = false;
        self.ready = false;
    }

    fn read(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            match &mut self.frame {
                Frame::Header(header) => {
                    let taken = bytes.len().min(HEADER_LENGTH - header.len());
                    header.extend_from_slice(&bytes[..taken]);
                    bytes = &bytes[taken..];
                    if let [kind, length @ ..] = header.as_slice()
                        && let Ok(length) = <[u8; 4]>::try_from(length)
                    {
                        // The length counts itself; tokio-postgres refuses one that is too small.
                        let remaining = (u32::from_be_bytes(length) as usize).saturating_sub(4);
                        let keep = b"TCZKGHW".contains(kind) && remaining <= LONGEST_KEPT;
                        let kept = keep.then(|| Vec::with_capacity(remaining));
                        self.frame = Frame::Body {
                            kind: *kind,
                            remaining,
                            kept,
                        };
                    }
                }
                Frame::Body {
                    remaining, kept, ..
                } => {
                    let taken = bytes.len().min(*remaining);
                    if let Some(kept) = kept {
                        kept.extend_from_slice(&bytes[..taken]);
                    }
                    *remaining -= taken;
                    bytes = &bytes[taken..];
                }
            }
            if let Frame::Body {
                kind,
                remaining: 0,
                kept,
            } = &mut self.frame
            {
                let (kind, body) = (*kind, kept.take());
                self.frame = Frame::Header(Vec::with_capacity(HEADER_LENGTH));
                if let Some(body) = body {
                    self.message(kind, &body);
                }
            }
        }
    }

    fn message(&mut self, kind: u8, body: &[u8]) {
        match kind {
            b'T' => self.answers.push(StatementAnswer {
                columns: Some(row_description(body).unwrap_or_default()),
                command_tag: None,
            }),
            b'C' => {
                let tag = String::from_utf8_lossy(body.strip_suffix(&[0]).unwrap_or(body));
                let tag = Some(tag.into_owned());
                match self.answers.last_mut() {
                    Some(answer) if answer.command_tag.is_none() => answer.command_tag = tag,
                    _ => self.answers.push(StatementAnswer {
                        columns: None,
                        command_tag: tag,
                    }),
                }
            }
            b'Z' => {
                self.ready = true;
                self.status = match body {
                    b"T" => TransactionStatus::InTransaction,
                    b"E" => TransactionStatus::Failed,
                    _ => TransactionStatus::Idle,
                };
            }
            b'K' => {
                let pid = body.first_chunk().copied().map(i32::from_be_bytes);
                self.backend_pid = pid;
            }
            b'G' | b'H' | b'W' => self.copy_begun = true,
            _ => {}
        }
    }
}

/// The columns of a `RowDescription` message; `None` if it is malformed.
fn row_description(body: &[u8]) -> Option<Vec<Column>> {
    let (count, mut rest) = body.split_at_checked(2)?;
    let count = u16::from_be_bytes(count.try_into().ok()?);
    let mut columns = Vec::with_capacity(count.into());
    for _ in 0..count {
        let end = rest.iter().position(|byte| *byte == 0)?;
        let name = String::from_utf8_lossy(&rest[..end]).into_owned();
        // After the name: table (4), column number (2), type (4), its size (2), modifier (4),
        // format (2).
        let fields = rest.get(end + 1..end + 19)?;
        let type_oid = u32::from_be_bytes(fields[6..10].try_into().ok()?);
        columns.push(Column { name, type_oid });
        rest = &rest[end + 19..];
    }
    Some(columns)
}

/// A stream to a server, whose messages are noticed.
pub(super) struct ObservedStream {
    inner: Box<dyn TlsStream + Send + Unpin>,
    observations: SharedObservations,
}

impl ObservedStream {
    /// Observes `inner`, on which PostgreSQL's messages are about to begin.
    pub(super) fn new(inner: Box<dyn TlsStream + Send + Unpin>) -> Self {
        Self {
            inner,
            observations: Arc::new(Mutex::new(Observations::new())),
        }
    }

    /// Where the observations are left.
    pub(super) fn observations(&self) -> SharedObservations {
        Arc::clone(&self.observations)
    }
}

impl AsyncRead for ObservedStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let outcome = Pin::new(&mut self.inner).poll_read(context, buffer);
        if matches!(outcome, Poll::Ready(Ok(()))) {
            let mut observations = self
                .observations
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            observations.read(&buffer.filled()[before..]);
        }
        outcome
    }
}

impl AsyncWrite for ObservedStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(context)
    }
}

impl TlsStream for ObservedStream {
    fn channel_binding(&self) -> ChannelBinding {
        self.inner.channel_binding()
    }
}

#[cfg(test)]
mod tests {
    use super::{Column, Observations, StatementAnswer, TransactionStatus};

    fn message(kind: u8, body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(body.len() + 4).expect("a short body");
        [&[kind], &length.to_be_bytes()[..], body].concat()
    }

    proptest::proptest! {
        #[test]
        fn hostile_bytes_do_no_harm(pieces in proptest::collection::vec(".{0,40}", 0..8)) {
            let mut observations = Observations::new();
            for piece in pieces {
                observations.read(piece.as_bytes());
                observations.message(b'T', piece.as_bytes());
                observations.message(b'K', piece.as_bytes());
            }
        }
    }

    /// `SELECT 1 AS one; CREATE TABLE ...` in a transaction, in pieces of every size.
    #[test]
    fn notices_across_any_cut() {
        let description = [
            b"\x00\x01one\x00".as_slice(),
            &[0; 6],
            &23_u32.to_be_bytes(),
            &[0; 8],
        ]
        .concat();
        let bytes = [
            message(b'T', &description),
            message(b'D', b"\x00\x01\x00\x00\x00\x011"),
            message(b'C', b"SELECT 1\0"),
            message(b'N', b"T\x00\x00\x00\x05CZ"),
            message(b'C', b"CREATE TABLE\0"),
            message(b'Z', b"T"),
        ]
        .concat();
        for size in 1..bytes.len() {
            let mut observations = Observations::new();
            bytes
                .chunks(size)
                .for_each(|piece| observations.read(piece));
            assert_eq!(observations.status, TransactionStatus::InTransaction);
            let one = Column {
                name: "one".to_owned(),
                type_oid: 23,
            };
            assert_eq!(
                observations.answers,
                [
                    StatementAnswer {
                        columns: Some(vec![one]),
                        command_tag: Some("SELECT 1".to_owned())
                    },
                    StatementAnswer {
                        columns: None,
                        command_tag: Some("CREATE TABLE".to_owned())
                    },
                ]
            );
        }
    }
}
