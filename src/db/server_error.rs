//! What a PostgreSQL server says when it refuses, and when it merely remarks.
//!
//! Counterpart: the fields of `ErrorResponse` and `NoticeResponse` in PostgreSQL's protocol
//! (`src/include/postgres_ext.h`, `PG_DIAG_*`), and `pqBuildErrorMessage3` for their text.

use std::fmt;

use tokio_postgres::error::{DbError as Response, ErrorPosition as ResponsePosition};

/// A five-letter SQLSTATE, such as `42P07`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SqlState(String);

impl SqlState {
    /// The code, as PostgreSQL's Appendix A lists it.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// The class: the first two letters, such as `08` for connection exceptions.
    pub fn class(&self) -> &str {
        self.0.get(..2).unwrap_or_default()
    }
}

impl fmt::Display for SqlState {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Where in the SQL the server found the fault; positions count characters from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErrorPosition {
    /// In the text that was sent.
    Statement(u32),
    /// In a statement the server made itself, such as one of a PL/pgSQL function.
    Internal {
        /// The position in `query`.
        position: u32,
        /// The server's own statement.
        query: String,
    },
}

/// An error or a notice of the server, with every field it sent.
///
/// `Display` is libpq's text at its default verbosity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerError {
    /// `ERROR`, `FATAL`, `PANIC`, or `WARNING`, `NOTICE` …, in the server's language.
    pub severity: String,
    /// The SQLSTATE.
    pub sqlstate: SqlState,
    /// The message, usually one line.
    pub message: String,
    /// More about the problem.
    pub detail: Option<String>,
    /// What could be done.
    pub hint: Option<String>,
    /// Where in the SQL.
    pub position: Option<ErrorPosition>,
    /// The call stack of procedural language functions, latest first.
    pub where_: Option<String>,
    /// The schema concerned.
    pub schema: Option<String>,
    /// The table concerned.
    pub table: Option<String>,
    /// The column concerned.
    pub column: Option<String>,
    /// The data type concerned.
    pub data_type: Option<String>,
    /// The constraint concerned.
    pub constraint: Option<String>,
}

/// A message of the server that is no error: `NOTICE`, `WARNING` …
pub type Notice = ServerError;

impl From<&Response> for ServerError {
    fn from(response: &Response) -> Self {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Self {
            severity: response.severity().to_owned(),
            sqlstate: SqlState(response.code().code().to_owned()),
            message: response.message().to_owned(),
            detail: owned(response.detail()),
            hint: owned(response.hint()),
            position: response.position().map(|position| match position {
                ResponsePosition::Original(position) => ErrorPosition::Statement(*position),
                ResponsePosition::Internal { position, query } => ErrorPosition::Internal {
                    position: *position,
                    query: query.clone(),
                },
            }),
            where_: owned(response.where_()),
            schema: owned(response.schema()),
            table: owned(response.table()),
            column: owned(response.column()),
            data_type: owned(response.datatype()),
            constraint: owned(response.constraint()),
        }
    }
}

impl ServerError {
    /// Whether the server ended the session with this error.
    pub fn is_fatal(&self) -> bool {
        // Localised servers say it in their language; the class says it in every one.
        matches!(self.severity.as_str(), "FATAL" | "PANIC")
            || matches!(self.sqlstate.code(), "57P01" | "57P02" | "57P05")
    }
}

impl fmt::Display for ServerError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:  {}", self.severity, self.message)?;
        if let Some(detail) = &self.detail {
            write!(formatter, "\nDETAIL:  {detail}")?;
        }
        if let Some(hint) = &self.hint {
            write!(formatter, "\nHINT:  {hint}")?;
        }
        if let Some(ErrorPosition::Internal { query, .. }) = &self.position {
            write!(formatter, "\nQUERY:  {query}")?;
        }
        if let Some(context) = &self.where_ {
            write!(formatter, "\nCONTEXT:  {context}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ServerError {}
