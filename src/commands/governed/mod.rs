//! The commands of a governed release: argv in, the rooms' work, an exit status out.
//!
//! Alembic has no counterpart. Verdicts are made in `governance` only.

mod dispatch;
mod verify;

pub(super) use dispatch::release;
