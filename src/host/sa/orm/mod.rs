//! Mapped classes: `sqlalchemy.orm` as far as migrations declare their tables with it.
//!
//! A class derived from a declarative base becomes a table, and its attributes stand for the
//! table's columns. There are no objects of such classes here: what loads or stores them is
//! refused where it is used, and a definition nobody uses does no harm.

mod annotation;
mod attribute;
mod base;
mod construct;
mod declared_attribute;
mod from_order;
mod functions;
mod hook;
mod loading_query;
mod mapped_column;
mod mapper;
mod mapping;
mod module;
mod registry;
mod relationship;
mod scan;
mod session;

pub(crate) use attribute::MappedAttribute;
pub(crate) use from_order::{
    require_classes_first, require_left_side, require_no_repetition, require_once,
    require_plain_names,
};
pub(crate) use mapper::{is_mapped, mapper_of, require_translated, table_of_class, translated};
pub(crate) use module::install_orm;
