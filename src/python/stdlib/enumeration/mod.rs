//! `enum`: classes whose attributes become members when the class statement ends.

mod lookup;
mod making;
mod module;
mod reading;

pub(crate) use lookup::{call, contains, member_by_name, members};
pub(crate) use making::make_members;
pub(super) use module::module;
pub(crate) use reading::{format_value, repr, str};
