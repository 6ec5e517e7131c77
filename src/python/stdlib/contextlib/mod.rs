//! `contextlib`: context managers made of generators and of other things.

mod exit_stack;
mod generator;
mod module;

pub(super) use module::module;
