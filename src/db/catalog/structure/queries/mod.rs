//! The catalog queries: each gives the owner of an object, and the object as JSON.
//!
//! The keys of the JSON are the fields of the structure's types, which refuse unknown and missing
//! ones: a query and its type cannot drift apart without an error. All of it works since
//! PostgreSQL 13; what came later is asked for where the server has it.

mod objects;
mod others;
mod parts;
mod parts_of_relations;
mod relations;

pub(super) use objects::{composite_types, domains, enumerations, extensions, routines, schemas};
pub(super) use others::others;
pub(super) use parts_of_relations::{constraints, indexes, policies, rules, triggers};
pub(super) use relations::{columns, sequences, tables, views};
