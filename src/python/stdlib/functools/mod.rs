//! `functools`: functions made of functions.

mod cache;
mod module;
mod ordering;
mod partial;

pub(super) use module::{copy_metadata, module};
