//! `upgrade` and `stamp` on real servers: what is committed, what is refused, what is said.

mod failure;
mod interruption;
pub(crate) mod project;
mod refusal;
mod watch;
mod width;
