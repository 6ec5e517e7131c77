//! What cannot be built: the refusals of SQLAlchemy's own constructors.

use thiserror::Error;

/// Why a schema object or an expression could not be built.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SchemaError {
    /// SQLAlchemy raises `ArgumentError` with this message.
    #[error("{0}")]
    Argument(String),
    /// SQLAlchemy raises `InvalidRequestError` with this message.
    #[error("{0}")]
    InvalidRequest(String),
    /// SQLAlchemy raises `NoForeignKeysError` with this message.
    #[error("{0}")]
    NoForeignKeys(String),
    /// SQLAlchemy raises `AmbiguousForeignKeysError` with this message.
    #[error("{0}")]
    AmbiguousForeignKeys(String),
    /// Python raises `NotImplementedError` with this message.
    #[error("{0}")]
    NotImplemented(String),
    /// Python raises `TypeError` with this message.
    #[error("{0}")]
    Type(String),
    /// Python raises `ValueError` with this message.
    #[error("{0}")]
    Value(String),
    /// Expressions or types are nested so deeply that Python would give up as well.
    #[error("{what} is nested more than {limit} levels deep")]
    TooDeep {
        /// What is nested.
        what: &'static str,
        /// The deepest nesting allowed.
        limit: u16,
    },
    /// A construct that exists in SQLAlchemy and is not supported here.
    #[error("{0} is not supported")]
    Unsupported(String),
}
