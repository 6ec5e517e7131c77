//! A blocking connection to one PostgreSQL session.
//!
//! Counterpart: psycopg2's `connection` and `cursor`: statements go out as text over the simple
//! protocol, one string at a time, and each is waited for before the next. Pipelining is never
//! done: a statement's effects must be there, or have failed, before the next one is thought of.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio_postgres::{AsyncMessage, CancelToken, Error, SimpleQueryMessage};

use super::cell::Cell;
use super::connecting::{self, ServerDriver, Session};
use super::error::{ConnectAttempt, ConnectError, DbError};
use super::interruption::Interruption;
use super::observed_stream::{
    Observations, SharedObservations, StatementAnswer, TransactionStatus,
};
use super::parameters::{Keepalives, Parameters};
use super::rows::{Completion, Rows};
use super::server_error::{Notice, ServerError};
use super::session_count::note_session;
use super::transport::{self, AlreadyEncrypted, CLOSED_UNEXPECTEDLY, Encryption, Endpoint};

/// What a session takes after it was interrupted.
const ROLLBACK: &str = "ROLLBACK";

/// How long a server may take to notice that we take our leave.
const FAREWELL: Duration = Duration::from_secs(2);

/// What makes a server look whether its client is still there: every two seconds within a statement,
/// and on a network by probes after thirty seconds of silence.
const END_WITH_PROCESS: &str = "
SELECT pg_catalog.set_config(name, value, false)
  FROM (VALUES ('client_connection_check_interval', '2000'), ('tcp_keepalives_idle', '30'),
               ('tcp_keepalives_interval', '10'), ('tcp_keepalives_count', '3')) AS v (name, value)
  JOIN pg_catalog.pg_settings s USING (name)
 WHERE s.setting = '0'";

/// A session on a server. Dropping it ends the session; an open transaction is rolled back.
pub struct Connection {
    /// Taken out only while dropping.
    session: Option<Session>,
    event_loop: Runtime,
    keepalives: Keepalives,
    notice_handler: Box<dyn FnMut(Notice)>,
    /// Why the session is gone, once it is.
    lost: Option<String>,
    /// How the statements of the last request ended.
    completions: Vec<Completion>,
    /// Set while Ctrl-C is watched for.
    interruption: Option<Interruption>,
}

impl Connection {
    /// Begins a session with the first server that lets us in.
    ///
    /// # Errors
    /// [`DbError::Connect`] with every attempt made.
    pub fn connect(parameters: &Parameters) -> Result<Self, DbError> {
        let event_loop = event_loop()?;
        let session = event_loop.block_on(connecting::connect(parameters))?;
        note_session(parameters);
        let mut connection = Self {
            session: Some(session),
            event_loop,
            keepalives: parameters.keepalives,
            notice_handler: Box::new(|_| {}),
            lost: None,
            completions: Vec::new(),
            interruption: None,
        };
        connection.interruption = Interruption::where_taken_up(|| connection.cancel_handle());
        Ok(connection)
    }

    /// Calls `handler` with each notice and warning, before the statement's result is returned.
    pub fn on_notice(&mut self, handler: impl FnMut(Notice) + 'static) {
        self.notice_handler = Box::new(handler);
    }

    /// Runs a string of statements; rows they return are dropped as they arrive.
    ///
    /// Several statements in one string are one request: outside of a transaction block the
    /// server runs them as one transaction, as it does for psycopg2.
    pub fn execute(&mut self, sql: &str) -> Result<Completion, DbError> {
        self.converse(sql, async |client, sql| client.batch_execute(sql).await)?;
        let completions = Completion::each(&self.observations().answers);
        let last = completions.last().cloned().unwrap_or_default();
        self.completions = completions;
        Ok(last)
    }

    /// Runs a string of statements and returns the rows of the last one.
    ///
    /// A last statement that returns no rows gives [`Rows`] without columns. The values are
    /// decoded as far as psycopg2 does: types it does not know are text.
    pub fn query(&mut self, sql: &str) -> Result<Rows, DbError> {
        let messages = self.converse(sql, async |client, sql| client.simple_query(sql).await)?;
        let answers = std::mem::take(&mut self.observations().answers);
        self.completions = Completion::each(&answers);
        rows_of_last(&messages, &answers)
    }

    /// How each statement of the last request ended, in order; one string may hold several.
    ///
    /// Nothing after a request that failed.
    pub fn completions(&self) -> &[Completion] {
        &self.completions
    }

    /// Sends `BEGIN`.
    pub fn begin(&mut self) -> Result<(), DbError> {
        self.execute("BEGIN").map(drop)
    }

    /// Sends `COMMIT`.
    ///
    /// A transaction that has failed before is rolled back by the server instead; that is told
    /// apart with [`Completion::command_tag`] of [`Self::execute`].
    pub fn commit(&mut self) -> Result<Completion, DbError> {
        self.execute("COMMIT")
    }

    /// Sends `ROLLBACK`.
    pub fn rollback(&mut self) -> Result<(), DbError> {
        self.execute(ROLLBACK).map(drop)
    }

    /// Whether a transaction block is open, by the server's own word after the last statement.
    ///
    /// It is exact whoever sent the `BEGIN` or `COMMIT`, a migration's own SQL for instance.
    pub fn transaction_status(&self) -> TransactionStatus {
        self.observations().status
    }

    /// The process id of the session's server process.
    pub fn backend_pid(&self) -> Option<i32> {
        self.observations().backend_pid
    }

    /// The server's version as it calls itself, such as `15.18 (Debian 15.18-0+deb12u1)`.
    pub fn server_version(&self) -> &str {
        self.session()
            .driver
            .parameter("server_version")
            .unwrap_or_default()
    }

    /// The server's version as libpq counts it: 150018 is 15.18; 0 if it is not told.
    pub fn server_version_number(&self) -> u32 {
        let digits = |text: &str| {
            let end = text
                .find(|letter: char| !letter.is_ascii_digit())
                .unwrap_or(text.len());
            text[..end].parse::<u32>().unwrap_or(0)
        };
        let mut parts = self.server_version().split('.').map(digits);
        let (major, minor) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
        if major >= 10 {
            major * 10_000 + minor
        } else {
            major * 10_000 + minor * 100 + parts.next().unwrap_or(0)
        }
    }

    /// Whether the session is encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.session().encrypted
    }

    /// Whether the session has been found gone; a session that ended in silence is only found
    /// gone by the next statement.
    pub fn is_lost(&self) -> bool {
        self.lost.is_some()
    }

    /// Lets Ctrl-C cancel this connection's statements instead of ending the process.
    ///
    /// Who executes statements asks [`is_interrupted`](Self::is_interrupted) between them; the one
    /// that is running fails with SQLSTATE 57014.
    ///
    /// # Errors
    /// Where the system has no thread or no signals to give.
    pub fn watch_for_interruption(&mut self) -> Result<(), DbError> {
        if self.interruption.is_none() {
            self.interruption = Some(Interruption::watch(self.cancel_handle())?);
        }
        Ok(())
    }

    /// Goes on after a signal that has asked to stop, in order to clear up.
    pub(super) fn disregard_interruption(&mut self) {
        if let Some(interruption) = &mut self.interruption {
            interruption.disregard();
        }
    }

    /// Has the server end the session soon after this process is gone, in the middle of a statement
    /// too, where it knows how (PostgreSQL 14). A server that cannot goes on until it has something
    /// to say.
    ///
    /// What is set already, by the server's configuration or the role's, is left.
    ///
    /// # Errors
    /// The connection's.
    pub fn end_with_process(&mut self) -> Result<(), DbError> {
        match self.query(END_WITH_PROCESS) {
            Ok(_) | Err(DbError::Server(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Whether Ctrl-C was pressed since it is watched for.
    pub fn is_interrupted(&self) -> bool {
        self.interruption
            .as_ref()
            .is_some_and(Interruption::has_come)
    }

    /// Ends the session now, for a connection that others still hold.
    ///
    /// A statement that is sent afterwards finds it gone.
    pub fn close(&mut self) {
        let Some(Session {
            client, mut driver, ..
        }) = self.session.take()
        else {
            return;
        };
        if self.lost.is_some() {
            return;
        }
        self.lost = Some("the session was closed".to_owned());
        // Without its client the driver says good-bye to the server and ends.
        drop(client);
        let farewell = poll_fn(|context| {
            loop {
                match driver.poll_message(context) {
                    Poll::Ready(Some(Ok(_))) => {}
                    Poll::Ready(None | Some(Err(_))) => return Poll::Ready(()),
                    Poll::Pending => return Poll::Pending,
                }
            }
        });
        self.event_loop.block_on(async {
            let _ = tokio::time::timeout(FAREWELL, farewell).await;
        });
    }

    /// The means to interrupt this connection's statement from another thread.
    pub fn cancel_handle(&self) -> CancelHandle {
        let session = self.session();
        CancelHandle {
            token: session.client.cancel_token(),
            endpoint: session.endpoint.clone(),
            encryption: session.encryption.clone(),
            keepalives: self.keepalives,
        }
    }

    /// Sends one request and waits until it is answered.
    fn converse<'a, Output>(
        &'a mut self,
        sql: &'a str,
        request: impl AsyncFnOnce(&tokio_postgres::Client, &str) -> Result<Output, Error>,
    ) -> Result<Output, DbError> {
        if let Some(reason) = &self.lost {
            return Err(DbError::ConnectionLost {
                reason: reason.clone(),
            });
        }
        if let Some(signal) = self.interruption.as_ref().and_then(Interruption::refuses)
            && sql != ROLLBACK
        {
            return Err(DbError::Interrupted(signal));
        }
        self.observations().begin_request();
        self.completions.clear();
        let session = self
            .session
            .as_mut()
            .expect("a session is there until it is closed");
        let request = request(&session.client, sql);
        let outcome = self.event_loop.block_on(conversation(
            &mut session.driver,
            &session.observations,
            request,
            &mut *self.notice_handler,
        ));
        outcome.map_err(|error| match error {
            Some(error) => self.failure(&error),
            None => self.lose(CLOSED_UNEXPECTEDLY.to_owned()),
        })
    }

    /// What an error of tokio-postgres means, and whether the session has survived it.
    fn failure(&mut self, error: &Error) -> DbError {
        if let Some(response) = error.as_db_error() {
            let error = ServerError::from(response);
            if !error.is_fatal() {
                return DbError::Server(Box::new(error));
            }
            return self.lose(format!("{error}\n{CLOSED_UNEXPECTEDLY}"));
        }
        if self.observations().copy_begun {
            let reason = "COPY from STDIN or to STDOUT needs a stream of data, which a statement \
                          has not";
            self.lose(format!("the connection was given up: {reason}"));
            return DbError::Unsupported {
                reason: reason.to_owned(),
            };
        }
        let source = std::error::Error::source(error);
        if let Some(error) = source.and_then(|source| source.downcast_ref::<std::io::Error>()) {
            if error.kind() == std::io::ErrorKind::InvalidInput {
                // Nothing has been sent: PostgreSQL's protocol ends a statement at the first NUL.
                return DbError::Unsupported {
                    reason: format!("cannot send the SQL: {error}"),
                };
            }
            return self.lose(transport::hung_up(error));
        }
        if error.is_closed() {
            return self.lose(CLOSED_UNEXPECTEDLY.to_owned());
        }
        self.lose(match source {
            Some(source) => format!("{error}: {source}"),
            None => error.to_string(),
        })
    }

    fn lose(&mut self, reason: String) -> DbError {
        self.lost = Some(reason.clone());
        DbError::ConnectionLost { reason }
    }

    fn session(&self) -> &Session {
        self.session
            .as_ref()
            .expect("a session is there until it is closed")
    }

    fn observations(&self) -> MutexGuard<'_, Observations> {
        self.session()
            .observations
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.close();
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Connection")
            .field("backend_pid", &self.backend_pid())
            .field("lost", &self.lost)
            .finish_non_exhaustive()
    }
}

/// Interrupts the statement that a connection is running.
pub struct CancelHandle {
    token: CancelToken,
    endpoint: Endpoint,
    encryption: Encryption,
    keepalives: Keepalives,
}

impl CancelHandle {
    /// Asks the server to interrupt the statement.
    ///
    /// The statement then fails with SQLSTATE 57014, unless it was over before. That the request
    /// has been heard is not told by the server.
    pub fn cancel(&self) -> Result<(), DbError> {
        event_loop()?.block_on(async {
            let attempt = |failure| {
                let place = "server, to cancel a statement,".to_owned();
                ConnectError {
                    attempts: vec![ConnectAttempt { place, failure }],
                }
            };
            let opened = transport::open(&self.endpoint, &self.encryption, &self.keepalives)
                .await
                .map_err(attempt)?;
            self.token
                .cancel_query_raw(opened.stream, AlreadyEncrypted)
                .await
                .map_err(|error| DbError::ConnectionLost {
                    reason: format!("cannot cancel the statement: {error}"),
                })
        })
    }
}

impl fmt::Debug for CancelHandle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("CancelHandle")
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}

pub(super) fn event_loop() -> Result<Runtime, DbError> {
    Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .build()
        .map_err(DbError::EventLoop)
}

/// Waits for `request` while reading what the server sends, until the server is ready again.
///
/// # Errors
/// `None` if the connection has ended without a word.
pub(super) async fn conversation<Output>(
    driver: &mut ServerDriver,
    observations: &SharedObservations,
    request: impl Future<Output = Result<Output, Error>>,
    on_notice: &mut dyn FnMut(Notice),
) -> Result<Output, Option<Error>> {
    let mut request = pin!(request);
    let mut ended = false;
    let mut listen = |context: &mut Context<'_>| {
        loop {
            match driver.poll_message(context) {
                Poll::Ready(Some(Ok(AsyncMessage::Notice(notice)))) => {
                    on_notice(Notice::from(&notice));
                }
                // Notifications: nobody here has sent LISTEN.
                Poll::Ready(Some(Ok(_))) => {}
                Poll::Ready(Some(Err(error))) => return Some(Some(error)),
                Poll::Ready(None) => return Some(None),
                Poll::Pending => return None,
            }
        }
    };
    let outcome = poll_fn(|context| {
        let end = listen(context);
        ended = end.is_some();
        match (request.as_mut().poll(context), end) {
            // What arrived before the end comes first: it tells the reason.
            (Poll::Ready(outcome), _) => Poll::Ready(outcome.map_err(Some)),
            (Poll::Pending, Some(end)) => Poll::Ready(Err(end)),
            (Poll::Pending, None) => Poll::Pending,
        }
    })
    .await;
    // tokio-postgres returns an error when it arrives; the word about the state of the
    // transaction comes after it.
    let refused = matches!(&outcome, Err(Some(error)) if error.as_db_error().is_some());
    if refused && !ended {
        poll_fn(|context| {
            let end = listen(context);
            let ready = observations
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .ready;
            if ready || end.is_some() {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
    }
    outcome
}

/// Pairs the rows of the last statement with the types its description had.
fn rows_of_last(
    messages: &[SimpleQueryMessage],
    answers: &[StatementAnswer],
) -> Result<Rows, DbError> {
    let completion = Completion::of(answers);
    let Some(columns) = answers.last().and_then(|answer| answer.columns.clone()) else {
        return Ok(Rows {
            columns: Vec::new(),
            rows: Vec::new(),
            completion,
        });
    };
    let start = messages
        .iter()
        .rposition(|message| matches!(message, SimpleQueryMessage::RowDescription(_)))
        .unwrap_or(0);
    let mut rows = Vec::new();
    for message in &messages[start..] {
        let SimpleQueryMessage::Row(row) = message else {
            continue;
        };
        let mut cells = Vec::with_capacity(columns.len());
        for (index, column) in columns.iter().enumerate() {
            let malformed = |reason: String| DbError::Value {
                column: column.name.clone(),
                type_oid: column.type_oid,
                reason,
            };
            let text = row.try_get(index).map_err(|error| {
                malformed(
                    std::error::Error::source(&error)
                        .unwrap_or(&error)
                        .to_string(),
                )
            })?;
            cells.push(match text {
                None => Cell::Null,
                Some(text) => Cell::decode(column.type_oid, text).map_err(malformed)?,
            });
        }
        rows.push(cells);
    }
    Ok(Rows {
        columns,
        rows,
        completion,
    })
}
