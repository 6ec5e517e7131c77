//! The db room against real servers.

mod connection;
mod sandbox;
pub(crate) mod support;
mod tls;
