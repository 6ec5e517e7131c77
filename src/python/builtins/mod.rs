//! Python's builtin functions, and the constructors and methods of its own types.
//!
//! Counterpart of CPython's `Python/bltinmodule.c` and the method tables in `Objects/`.

mod absent;
mod bytes_methods;
mod constructors;
mod dict_methods;
mod functions;
mod iterables;
mod iterator_methods;
mod list_methods;
mod number_methods;
mod object_methods;
mod registry;
mod set_methods;
mod str_methods;
mod str_predicates;
mod text_search;
mod tuple_methods;

pub(crate) use absent::belongs_to_python;
pub(crate) use constructors::constructor;
pub(crate) use dict_methods::update_dictionary;
pub(crate) use iterables::sort_values;
pub(crate) use registry::{exception_methods, methods, names};
