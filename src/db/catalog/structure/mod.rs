//! Everything users have made in a database, with a constant number of catalog queries.
//!
//! Counterpart: what `pg_dump --schema-only --no-owner --no-acl` writes, as values that can be
//! compared. Names are written as SQL writes them, `schema.name`, quoted where they need it, and
//! definitions are the server's own (`pg_get_constraintdef` and its like) with every name
//! qualified.

mod index;
mod other;
mod queries;
mod read;
mod relation;
mod routine;
mod sequence;
mod table;
mod types;
mod whole;

pub use index::Index;
pub use other::{Extension, OtherObject, Schema};
pub use relation::{Column, Policy, Rule, Trigger};
pub use routine::{Routine, RoutineKind};
pub use sequence::{OwningColumn, Sequence};
pub use table::{
    Constraint, ConstraintKind, Partition, Persistence, ReferencedColumns, Table, TableKind, View,
    ViewKind,
};
pub use types::{CompositeType, Domain, DomainConstraint, Enumeration};
pub use whole::Structure;
