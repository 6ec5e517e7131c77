//! `collections`: dictionaries with habits, named tuples and queues.

mod abc;
mod counter;
mod default_dictionary;
mod deque;
mod dictionary_class;
mod module;
mod named_tuple;
mod ordered_dictionary;

pub(super) use abc::module as abc;
pub(super) use module::module;
pub(super) use named_tuple::{NamedTuple, instance as named_tuple_instance};
