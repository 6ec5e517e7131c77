//! The db room against real servers.

mod connection;
mod parameters;
mod sandbox;
mod support;
mod tls;
