//! What Python can do with any value: the protocols of the data model, as methods of the interpreter.
//!
//! Counterpart of CPython's `Objects/abstract.c` and `Objects/object.c`. Each file holds one
//! protocol: how builtin values, instances, host objects and opaque values answer it.

mod arithmetic;
mod attribute_changes;
mod attributes;
mod calls;
mod classes;
mod comparison;
mod containers;
mod context;
mod hashing;
mod instantiation;
mod iteration;
mod namespaces;
mod numbers;
mod representation;
mod sets;
mod slicing;
mod spreading;
mod subscripts;
mod truth;

pub(crate) use sets::set_like;
pub(crate) use slicing::{position, slice_indices};
