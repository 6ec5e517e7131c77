//! The commands of a governed release: argv in, the rooms' work, an exit status out.
//!
//! Alembic has no counterpart. Verdicts are made in `governance` only.

mod approve;
mod cutover;
mod databases;
mod dispatch;
mod display;
mod documents;
mod estimates;
mod parity;
mod plain_text;
mod plan;
mod prepared;
mod rehearse;
mod resolve;
mod rollback;
mod sealing;
mod side;
mod snapshot;
mod verify;
mod walk;

pub(super) use dispatch::release;
pub(super) use parity::parity;
pub(super) use snapshot::snapshot;
