//! Evidence: what a folder proves, and that nothing else does.

#![expect(
    clippy::unwrap_used,
    reason = "a test whose folder cannot be prepared has failed"
)]

mod command;
mod decision;
mod folder;
mod hostile;
mod processes;
mod report;
mod sample;
mod secrets;
mod tampering;
