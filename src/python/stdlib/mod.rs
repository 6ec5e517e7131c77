//! The modules of the standard library that exist here, one file each.
//!
//! What a module lacks is opaque: importing it is harmless, using it is an error that says so.

mod abstract_classes;
mod asynchronous;
mod collections;
mod contexts;
mod copying;
mod counter;
mod dataclasses;
mod decimal;
pub(crate) mod enumeration;
mod functions;
mod hashes;
mod identifiers;
mod iteration;
mod json;
mod json_reader;
mod logging;
mod mathematics;
mod named_tuples;
mod operators;
mod paths;
mod pattern_translation;
mod registry;
mod regular_expressions;
mod system;
mod text_layout;
mod times;
mod typing;

pub(crate) use registry::{class_maker, module};
