//! The modules of the standard library that exist here, one file each.
//!
//! What a module lacks is opaque: importing it is harmless, using it is an error that says so.

pub(crate) mod enumeration;
mod registry;

pub(crate) use registry::{class_maker, module};
