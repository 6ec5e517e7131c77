//! The program against the bytes that the real Alembic wrote (tests/oracle, tests/golden).

mod authoring;
mod cases;
mod catalogs;
mod fixtures;
mod messages;
mod record;
mod statements;
mod templates;
mod walks;
