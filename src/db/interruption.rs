//! Ctrl-C while a connection is at work: the statement is cancelled, and the run ends in order.
//!
//! The counterpart of the `KeyboardInterrupt` that Python raises. psycopg2 waits for the statement
//! to end before it lets Python see the signal; here the server is asked to stop it.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::connection::{CancelHandle, Connection, event_loop};
use super::error::DbError;

/// Whether the user has asked to stop.
pub(super) struct Interruption(Arc<AtomicBool>);

impl Interruption {
    /// Watches for Ctrl-C until the process ends; each one cancels the connection's statement.
    ///
    /// # Errors
    /// Where the system has no thread or no signals to give.
    pub(super) fn watch(connection: &Connection) -> Result<Self, DbError> {
        let come = Arc::new(AtomicBool::new(false));
        let (told, handle) = (Arc::clone(&come), connection.cancel_handle());
        let waiting = event_loop()?;
        thread::Builder::new()
            .name("interruption".to_owned())
            .spawn(move || wait(&waiting, &told, &handle))
            .map_err(DbError::EventLoop)?;
        Ok(Self(come))
    }

    /// Whether Ctrl-C was pressed.
    pub(super) fn has_come(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// A second Ctrl-C asks the server a second time: the first may have met no statement.
fn wait(waiting: &tokio::runtime::Runtime, told: &AtomicBool, handle: &CancelHandle) {
    while waiting
        .block_on(async { tokio::signal::ctrl_c().await })
        .is_ok()
    {
        told.store(true, Ordering::SeqCst);
        // A server that cannot be reached fails the statement too.
        let _ = handle.cancel();
    }
}

impl fmt::Debug for Interruption {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple("Interruption")
            .field(&self.has_come())
            .finish()
    }
}
