//! Writing revision files and script directories.
//!
//! Counterpart of `ScriptDirectory.generate_revision`, `alembic.script.write_hooks` and
//! `alembic.command.init`.
