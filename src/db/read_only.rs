//! A session that reads, and can prove that it did nothing else.
//!
//! Counterpart: `pg_dump`'s own transaction (`setup_connection` in `pg_dump.c`): repeatable read,
//! read only. That no transaction id was ever assigned is the proof: without one, PostgreSQL
//! writes no row, whatever a function that was called has tried.

use super::Cell;
use super::connection::Connection;
use super::error::DbError;
use super::parameters::Parameters;

/// A session in one transaction: repeatable read, read only.
#[derive(Debug)]
pub struct ReadOnlySession {
    connection: Connection,
    snapshot: String,
}

/// The proof that a session has written nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOnlyProof {
    /// The process of the session.
    pub process: i32,
    /// The name under which its snapshot was exported.
    pub snapshot: String,
    /// `transaction_read_only` at its end.
    pub read_only: bool,
    /// The transaction id it was given; a session that wrote nothing has none.
    pub transaction_id: Option<String>,
}

impl ReadOnlyProof {
    /// Whether the session was read only to its end and was never given a transaction id.
    pub fn holds(&self) -> bool {
        self.read_only && self.transaction_id.is_none()
    }
}

impl ReadOnlySession {
    /// Begins the transaction and exports its snapshot, for `pg_dump` to see the same rows.
    ///
    /// # Errors
    /// The server's.
    pub fn open(parameters: &Parameters) -> Result<Self, DbError> {
        Self::begin(Connection::connect(parameters)?)
    }

    /// As [`Self::open`], on a connection outside of a transaction, which is read only from now.
    ///
    /// # Errors
    /// The server's.
    pub fn begin(mut connection: Connection) -> Result<Self, DbError> {
        // The snapshot is of use as long as the transaction is open, be it idle for hours.
        connection.execute(
            "SET default_transaction_read_only = on; SET idle_in_transaction_session_timeout = 0",
        )?;
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
        let answer = connection.query("SELECT pg_catalog.pg_export_snapshot()")?;
        match answer.single().and_then(Cell::as_text) {
            Some(snapshot) if !snapshot.is_empty() => Ok(Self {
                snapshot: snapshot.to_owned(),
                connection,
            }),
            _ => Err(DbError::Unsupported {
                reason: "the server has exported no snapshot".to_owned(),
            }),
        }
    }

    /// The connection, to ask with.
    pub fn connection(&mut self) -> &mut Connection {
        &mut self.connection
    }

    /// The name of the snapshot, good as long as the session is.
    pub fn snapshot(&self) -> &str {
        &self.snapshot
    }

    /// Ends the transaction with a rollback, the proof taken just before.
    ///
    /// # Errors
    /// The server's; a session that cannot be asked has proven nothing.
    pub fn finish(mut self) -> Result<ReadOnlyProof, DbError> {
        let answer = self.connection.query(
            "SELECT pg_catalog.current_setting('transaction_read_only') = 'on',
                    pg_catalog.txid_current_if_assigned()::text",
        )?;
        let [Some([Cell::Bool(read_only), transaction_id])] =
            [answer.rows.first().map(Vec::as_slice)]
        else {
            return Err(unproven("the answer has another form"));
        };
        let proof = ReadOnlyProof {
            process: self
                .connection
                .backend_pid()
                .ok_or_else(|| unproven("the session has no process id"))?,
            snapshot: self.snapshot,
            read_only: *read_only,
            transaction_id: transaction_id.as_text().map(str::to_owned),
        };
        self.connection.rollback()?;
        Ok(proof)
    }
}

fn unproven(reason: &str) -> DbError {
    DbError::Unsupported {
        reason: format!("that the session has only read cannot be proven: {reason}"),
    }
}
