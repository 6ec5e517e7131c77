//! What a generated module finds when it runs (`mako.runtime`, `mako.filters`).

mod buffer;
mod context;
mod filters;
mod loops;
mod namespace;
mod support;
mod undefined;

pub(super) use context::Context;
pub(super) use support::support_module;
pub(super) use undefined::UNDEFINED_REPRESENTATION;
