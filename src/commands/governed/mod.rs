//! The commands of a governed release: argv in, the rooms' work, an exit status out.
//!
//! Alembic has no counterpart. Verdicts are made in `governance` only.

mod approve;
mod dispatch;
mod documents;
mod estimates;
mod plan;
mod prepared;
mod verify;

pub(super) use dispatch::release;
