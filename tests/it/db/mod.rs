//! The db room against real servers.

mod connection;
mod sandbox;
mod support;
mod tls;
