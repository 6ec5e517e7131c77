//! Snapshots and their comparison, on real servers.

mod commands;
mod contents;
mod copies;
mod mutations;
mod support;
