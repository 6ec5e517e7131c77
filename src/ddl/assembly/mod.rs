//! What `sqlalchemy.Table` makes of its arguments.
//!
//! Columns bring constraints and indexes of their own, a primary key may be said in two ways,
//! foreign keys find their targets, types of foreign keys are taken from the column they point at,
//! and everything without a name gets the naming convention's.

mod constraints;
mod foreign_key;
mod index;
mod primary_key;
mod table;

pub(super) use constraints::{
    AssembledConstraint, ConstraintBody, assemble_check, assemble_constraint,
};
pub(super) use foreign_key::AssembledForeignKey;
pub(super) use index::{AssembledIndex, assemble_index};
pub(super) use primary_key::{AssembledPrimaryKey, serial_name};
pub(super) use table::{AssembledColumn, AssembledTable, assemble, key_columns};
