//! Who takes operations: the counterpart of `alembic.ddl.impl.DefaultImpl._exec`.

use std::error::Error;
use std::fmt;

use crate::schema::{Literal, Name};
use crate::source::Origin;

use super::execute::ExecuteSqlOp;
use super::identifier::IdentifierRequest;
use super::operation::Operation;

/// What came of a statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Execution {
    /// The statement went into a script: Alembic gives `None`.
    Offline,
    /// Nothing can be known until there is a database.
    NeedsDatabase,
    /// The server's answer.
    Result(QueryResult),
}

/// What a server answered.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct QueryResult {
    /// Names of the columns; empty for a statement that returns no rows.
    pub columns: Vec<String>,
    /// The rows, one value for each column.
    pub rows: Vec<Vec<Literal>>,
    /// Number of rows affected; `None` where the server does not say.
    pub row_count: Option<u64>,
}

/// What `checkfirst` asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelationKind {
    /// A table, view or foreign table.
    Table,
    /// A sequence.
    Sequence,
}

/// Takes operations one by one, in the order the migration asks for them.
pub trait OperationSink {
    /// Takes an operation asked for at `origin`.
    fn invoke(&mut self, operation: Operation, origin: Origin) -> Result<(), SinkError>;

    /// Takes a statement whose answer the migration may read.
    fn execute(&mut self, statement: ExecuteSqlOp, origin: Origin) -> Result<Execution, SinkError>;

    /// Whether the database has a type `name`; `None` where there is none to ask.
    ///
    /// What `checkfirst=True` of `ENUM.create()` and `ENUM.drop()` looks up; without a schema the
    /// search path decides. Never asked while a script is written.
    fn type_exists(
        &mut self,
        name: &Name,
        schema: Option<&Name>,
        origin: Origin,
    ) -> Result<Option<bool>, SinkError> {
        let _ = (name, schema, origin);
        Ok(None)
    }

    /// Whether the database has a table or sequence `name`; `None` where there is none to ask.
    ///
    /// What `checkfirst=True` of `Table.create()` and its kin looks up, as [`Self::type_exists`].
    fn relation_exists(
        &mut self,
        kind: RelationKind,
        name: &Name,
        schema: Option<&Name>,
        origin: Origin,
    ) -> Result<Option<bool>, SinkError> {
        let _ = (kind, name, schema, origin);
        Ok(None)
    }

    /// An identifier as the dialect writes it, which a migration puts into a text of its own.
    fn write_identifier(&self, request: &IdentifierRequest) -> Result<String, SinkError>;

    /// Whether a script is written (`context.is_offline_mode()`, `as_sql`).
    fn is_offline(&self) -> bool;

    /// Begins `autocommit_block()`: commits what is open and leaves the transaction.
    fn begin_autocommit(&mut self, origin: Origin) -> Result<(), SinkError>;

    /// Ends `autocommit_block()`: opens a transaction again.
    fn end_autocommit(&mut self, origin: Origin) -> Result<(), SinkError>;
}

/// Why a sink did not take an operation.
pub struct SinkError {
    source: Box<dyn Error + 'static>,
    origin: Option<Origin>,
    exception: Option<RaisedAs>,
    is_certain: bool,
}

/// The exception that the original raises in place of a [`SinkError`], which a migration may catch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RaisedAs {
    /// A class of `sqlalchemy.exc`.
    SqlAlchemy(&'static str),
    /// `alembic.util.CommandError`.
    Command,
    /// `NotImplementedError`.
    NotImplemented,
    /// `TypeError`.
    Type,
    /// `ValueError`.
    Value,
}

impl SinkError {
    /// An error without a place.
    pub fn new(source: impl Error + 'static) -> Self {
        Self {
            source: Box::new(source),
            origin: None,
            exception: None,
            is_certain: false,
        }
    }

    /// Says what the original raises, which a migration may catch; without it the error ends the
    /// migration whatever the migration catches.
    #[must_use]
    pub fn raised_as(mut self, exception: RaisedAs) -> Self {
        self.exception = Some(exception);
        self
    }

    /// Says that the original raises it for certain, and before it has executed anything.
    #[must_use]
    pub fn certain(mut self) -> Self {
        self.is_certain = true;
        self
    }

    /// Whether the original raises it for certain, and before it has executed anything.
    pub fn is_certain(&self) -> bool {
        self.is_certain
    }

    /// What the original raises, where that was said.
    pub fn exception(&self) -> Option<RaisedAs> {
        self.exception
    }

    /// Says where it happened, unless something closer to it has said so already.
    #[must_use]
    pub fn at(mut self, origin: Origin) -> Self {
        self.origin.get_or_insert(origin);
        self
    }

    /// Where it happened.
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.as_ref()
    }

    /// What happened.
    pub fn source(&self) -> &(dyn Error + 'static) {
        &*self.source
    }

    /// What happened, to be looked into by its type.
    pub fn into_source(self) -> Box<dyn Error + 'static> {
        self.source
    }
}

impl fmt::Debug for SinkError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SinkError")
            .field("source", &self.source)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for SinkError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(formatter)
    }
}

impl Error for SinkError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}
