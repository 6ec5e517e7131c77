//! `sqlalchemy.Column`: the object, and how it is made.

mod construct;
mod object;

pub(crate) use construct::{construct, construct as construct_column};
pub(crate) use object::ColumnObject;
