//! The commands of the governed release: each asks for the work and turns its outcome into an exit
//! status.

mod parity;
mod side;
mod snapshot;

pub(super) use parity::parity;
pub(super) use snapshot::snapshot;
