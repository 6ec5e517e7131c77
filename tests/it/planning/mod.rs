//! The plan of a release, its approvals and its documents.

mod approvals;
mod commands;
mod documents;
mod keys;
mod plans;
mod project;
mod release_file;
