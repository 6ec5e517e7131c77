//! What there is to say about each kind of object, as a list that can be compared item by item.

mod fact;
mod objects;
mod relations;

pub(super) use fact::Described;
