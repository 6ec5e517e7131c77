//! `sqlalchemy`: schema items, types and SQL expressions as Python objects.

mod classes;
pub(crate) mod column;
pub(crate) mod constraint;
pub(crate) mod default;
mod exceptions;
pub(crate) mod executable;
pub(crate) mod expression;
mod extensions;
mod foreign_key;
mod identity;
pub(crate) mod index;
pub(crate) mod manipulation;
pub(crate) mod metadata;
mod modules;
mod mutable;
mod names;
pub(crate) mod orm;
pub(crate) mod selectable;
mod sequence;
pub(crate) mod table;
mod table_collection;
mod table_creation;
pub(crate) mod types;

pub(crate) use exceptions::alembic_exceptions;
pub(crate) use modules::install;
pub(crate) use table_collection::SharedCollection;
