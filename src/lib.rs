//! Alembic's migrations, run natively.
//!
//! The library behind the program `alembic-rs`. It reads a project's revision files, computes the
//! revision graph, evaluates `upgrade()` without Python, writes the SQL that Alembic and
//! SQLAlchemy would write, and runs it on PostgreSQL with Alembic's own bookkeeping.
//!
//! - [`config`] finds and reads the configuration; [`script::ScriptDirectory`] the revisions.
//! - [`runtime::MigrationContext`] writes scripts, checks plans, upgrades and stamps.
//! - [`commands::run`] is the whole program.
//!
//! ```
//! use alembic_rs::script::{HeadsOf, ScriptDirectory, ScriptLocation, Verbosity};
//!
//! let location = ScriptLocation {
//!     directory: "migrations_fixture/quickstart".into(),
//!     ..ScriptLocation::default()
//! };
//! let scripts = ScriptDirectory::load(&location)?;
//! let heads = scripts.heads_text(HeadsOf::Versions, Verbosity::Line);
//! assert!(heads.ends_with(" (head)\n"));
//! # Ok::<(), alembic_rs::script::ScriptError>(())
//! ```
//!
//! `src/ARCHITECTURE.md` is the map of the rooms and of who may use whom.

pub mod authoring;
pub mod cli;
pub mod commands;
pub mod config;
pub mod db;
pub mod ddl;
pub mod drawing;
pub mod findings;
pub mod gate;
pub mod governance;
pub mod host;
pub mod mako;
pub mod operations;
pub mod planner;
pub mod python;
pub mod release;
pub mod runtime;
pub mod safety;
pub mod schema;
pub mod script;
pub mod snapshot;
pub mod source;
pub mod ui;
