//! The governed release on real servers.

mod targets;
mod watching;
