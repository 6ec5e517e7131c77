//! The db room against real servers.

mod clone;
mod connection;
mod identity;
mod sandbox;
pub(crate) mod support;
pub(crate) mod tls;
