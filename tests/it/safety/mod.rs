//! What is said of locks, held against a real server.

mod locks;
mod volatility;
