//! `op.create_primary_key`, `create_unique_constraint`, `create_foreign_key`,
//! `create_check_constraint`, `create_exclude_constraint` and `drop_constraint`.

use crate::schema::{Constraint, Name, TableReference};

use super::table::ExistenceCheck;

/// A constraint for a table that is there already.
#[derive(Debug, Clone, PartialEq)]
pub struct AddConstraintOp {
    /// The table that gets it.
    pub table: TableReference,
    /// The constraint.
    pub constraint: Constraint,
}

/// The argument `type_` of `op.drop_constraint`; PostgreSQL needs none, but a naming convention
/// looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConstraintType {
    /// `"foreignkey"`.
    ForeignKey,
    /// `"primary"`.
    PrimaryKey,
    /// `"unique"`.
    Unique,
    /// `"check"`.
    Check,
}

/// `op.drop_constraint`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DropConstraintOp {
    /// Its name.
    pub constraint_name: Option<Name>,
    /// The table that loses it.
    pub table: TableReference,
    /// What it is, where that was said.
    pub constraint_type: Option<ConstraintType>,
    /// `if_exists`.
    pub existence: ExistenceCheck,
}
