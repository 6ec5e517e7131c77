//! The plan of a release, its approvals and its documents.

#![expect(
    clippy::unwrap_used,
    reason = "a test whose project cannot be prepared has failed"
)]

mod approvals;
mod commands;
mod documents;
mod keys;
mod plans;
mod project;
mod release_file;
