//! Why an operation cannot be compiled.

use thiserror::Error;

use crate::schema::SchemaError;

/// An operation that has no SQL.
///
/// The variants are named for the exceptions the original raises; their texts are its own.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DdlError {
    /// `sqlalchemy.exc.CompileError`.
    #[error("{0}")]
    Compile(String),
    /// `sqlalchemy.exc.UnsupportedCompilationError`.
    #[error("{0}")]
    UnsupportedCompilation(String),
    /// `sqlalchemy.exc.IdentifierError`.
    #[error("{0}")]
    Identifier(String),
    /// `sqlalchemy.exc.NoReferencedColumnError`.
    #[error("{0}")]
    NoReferencedColumn(String),
    /// `sqlalchemy.exc.ConstraintColumnNotFoundError`.
    #[error("{0}")]
    ConstraintColumnNotFound(String),
    /// `sqlalchemy.exc.StatementError`: a value for a placeholder is missing.
    #[error("{0}")]
    Statement(String),
    /// `alembic.util.CommandError`.
    #[error("{0}")]
    Command(String),
    /// What SQLAlchemy's constructors refuse.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// The original does it, and this program does not.
    #[error("not supported: {0}")]
    Unsupported(String),
}

impl DdlError {
    /// `sqlalchemy.exc.ArgumentError`.
    pub(super) fn argument(message: impl Into<String>) -> Self {
        Self::Schema(SchemaError::Argument(message.into()))
    }

    /// `sqlalchemy.exc.InvalidRequestError`.
    pub(super) fn invalid_request(message: impl Into<String>) -> Self {
        Self::Schema(SchemaError::InvalidRequest(message.into()))
    }
}
