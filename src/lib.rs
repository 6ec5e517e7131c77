//! Alembic's migrations, run natively.
//!
//! See `src/ARCHITECTURE.md` for the map of the rooms and who may use whom.

pub mod cli;
pub mod commands;
pub mod config;
pub mod db;
pub mod ddl;
pub mod host;
pub mod operations;
pub mod python;
pub mod runtime;
pub mod schema;
pub mod script;
pub mod source;
pub mod ui;
