//! The errors of the snapshot room.

use std::io;
use std::path::PathBuf;

use crate::db::DbError;

/// Why there is no snapshot.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The server's.
    #[error(transparent)]
    Database(#[from] DbError),
    /// A table was named that is not there, or by a name that several have.
    #[error(
        "the table '{table}' is to be captured, and {found} of that name in the database; write \
         it as schema.name"
    )]
    NoSuchTable {
        /// The name.
        table: String,
        /// How many there are, in words.
        found: &'static str,
    },
    /// The connection has a transaction open already, whose isolation nobody knows.
    #[error(
        "a snapshot is captured in a transaction of its own, and this connection has one open \
         already"
    )]
    TransactionOpen,
    /// The transaction was not one that only reads.
    #[error(
        "the transaction that captured the snapshot is no proof of having changed nothing: {0}"
    )]
    NotReadOnly(String),
    /// The file cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
    /// The file of explanations cannot be used.
    #[error("{}: {reason}", path.display())]
    Explanations {
        /// Which.
        path: PathBuf,
        /// What is wrong, and where.
        reason: String,
    },
    /// The file is no snapshot.
    #[error(
        "{}: not a snapshot that this program has written: {reason}", path.display()
    )]
    Format {
        /// Which.
        path: PathBuf,
        /// What is wrong, and where.
        reason: String,
    },
}
