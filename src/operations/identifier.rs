//! What a migration asks the dialect's identifier preparer to write.

use crate::schema::Name;

/// An identifier as SQLAlchemy's `IdentifierPreparer` is asked to write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentifierRequest {
    /// What is written.
    pub form: IdentifierForm,
    /// For whom.
    pub dialect: DialectInUse,
}

/// What is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdentifierForm {
    /// `quote(name)`, `quote_schema(name)`: in quotes where the name needs them or asks for them.
    Quoted(Name),
    /// `quote_identifier(name)`: always in quotes.
    Delimited(String),
    /// `format_table(table)`: `schema.name`, or the name alone.
    Qualified(Name, Option<Name>),
}

/// Which dialect is asked; they differ in the percent sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DialectInUse {
    /// The one of the connection, as `env.py` has configured it.
    OfConnection,
    /// One that the migration has made, `postgresql.dialect()`.
    OwnInstance,
}
