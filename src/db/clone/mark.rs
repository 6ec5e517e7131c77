//! What a clone says of itself: unfinished, or complete since when.
//!
//! It is the comment on the database, which no way of copying a database takes along. A copy that
//! was broken off, by whatever, is left with the mark it began with, and is no clone.

use super::super::Cell;
use super::super::connection::Connection;
use super::super::error::DbError;
use super::super::quoting::{quoted_identifier, quoted_literal};

const UNFINISHED: &str = "alembic-rs clone, unfinished";
const COMPLETE: &str = "alembic-rs clone, complete, taken at ";

/// The mark of a clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CloneMark {
    /// Its making has begun and not ended.
    Unfinished,
    /// It is whole.
    Complete {
        /// When its source was read: RFC 3339, UTC.
        taken_at: String,
    },
}

impl CloneMark {
    /// The mark of the database `name` of the server; `None` where it has none.
    ///
    /// # Errors
    /// The server's.
    pub fn read(connection: &mut Connection, name: &str) -> Result<Option<Self>, DbError> {
        let answer = connection.query(&format!(
            "SELECT pg_catalog.shobj_description(oid, 'pg_database')
               FROM pg_catalog.pg_database WHERE datname = {}",
            quoted_literal(name)
        ))?;
        Ok(answer
            .single()
            .and_then(Cell::as_text)
            .and_then(Self::of_comment))
    }

    /// Writes the mark.
    pub(super) fn write(&self, connection: &mut Connection, name: &str) -> Result<(), DbError> {
        let comment = match self {
            Self::Unfinished => UNFINISHED.to_owned(),
            Self::Complete { taken_at } => format!("{COMPLETE}{taken_at}"),
        };
        connection
            .execute(&format!(
                "COMMENT ON DATABASE {} IS {}",
                quoted_identifier(name),
                quoted_literal(&comment)
            ))
            .map(drop)
    }

    fn of_comment(comment: &str) -> Option<Self> {
        if comment == UNFINISHED {
            return Some(Self::Unfinished);
        }
        comment.strip_prefix(COMPLETE).map(|moment| Self::Complete {
            taken_at: moment.to_owned(),
        })
    }
}
