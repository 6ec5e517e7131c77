//! Constraints: PRIMARY KEY, UNIQUE, FOREIGN KEY, CHECK and EXCLUDE.

use super::expression::Expression;
use super::index::NullsDistinct;
use super::name::Name;
use super::table::TableReference;

/// When a constraint object was made, counted over the run.
///
/// SQLAlchemy writes the constraints of a table in this order; those made by the columns (from
/// `unique=True` or `ForeignKey`) come when the table is made, behind those already there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct CreationOrder(pub u64);

/// What all constraints have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConstraintTraits {
    /// Its name; `None` leaves it to the naming convention or the server.
    pub name: Option<Name>,
    /// `DEFERRABLE` or `NOT DEFERRABLE`.
    pub deferrable: Option<bool>,
    /// `INITIALLY` and what follows.
    pub initially: Option<String>,
    /// COMMENT ON CONSTRAINT, which only `Table.create()` writes.
    pub comment: Option<String>,
    /// When it was made.
    pub creation_order: CreationOrder,
}

/// Whether existing rows are checked (`postgresql_not_valid`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Validity {
    /// They are.
    #[default]
    Validated,
    /// `NOT VALID`.
    NotValid,
}

/// Any constraint.
#[derive(Debug, Clone, PartialEq)]
pub enum Constraint {
    /// PRIMARY KEY.
    PrimaryKey(PrimaryKeyConstraint),
    /// UNIQUE.
    Unique(UniqueConstraint),
    /// FOREIGN KEY.
    ForeignKey(ForeignKeyConstraint),
    /// CHECK.
    Check(CheckConstraint),
    /// EXCLUDE.
    Exclude(ExcludeConstraint),
}

impl Constraint {
    /// What all constraints have.
    pub fn traits(&self) -> &ConstraintTraits {
        match self {
            Self::PrimaryKey(constraint) => &constraint.traits,
            Self::Unique(constraint) => &constraint.traits,
            Self::ForeignKey(constraint) => &constraint.traits,
            Self::Check(constraint) => &constraint.traits,
            Self::Exclude(constraint) => &constraint.traits,
        }
    }
}

/// `sqlalchemy.PrimaryKeyConstraint`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PrimaryKeyConstraint {
    /// Name and deferrability.
    pub traits: ConstraintTraits,
    /// Keys of the columns.
    pub columns: Vec<Name>,
    /// `postgresql_include`.
    pub include: Vec<Name>,
}

/// `sqlalchemy.UniqueConstraint`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UniqueConstraint {
    /// Name and deferrability.
    pub traits: ConstraintTraits,
    /// Keys of the columns.
    pub columns: Vec<Name>,
    /// `postgresql_include`.
    pub include: Vec<Name>,
    /// `postgresql_nulls_not_distinct`.
    pub nulls_distinct: NullsDistinct,
}

/// What a foreign key points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForeignKeyTarget {
    /// A string: `table.column`, `schema.table.column`, or `table` alone, which means the column
    /// of the same name.
    Specification(String),
    /// A column of a table given as an object, or by separate names.
    Column {
        /// The table.
        table: TableReference,
        /// The column's name.
        column: Name,
    },
}

/// What foreign keys of a column and of a table have in common.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ForeignKeyTraits {
    /// `ON UPDATE`.
    pub onupdate: Option<String>,
    /// `ON DELETE`.
    pub ondelete: Option<String>,
    /// `MATCH`.
    pub match_type: Option<String>,
    /// `postgresql_not_valid`.
    pub validity: Validity,
    /// `use_alter=True`: CREATE TABLE leaves it out, and Alembic writes nothing in its stead.
    pub use_alter: bool,
    /// `link_to_name=True`: the specification speaks of names, not keys.
    pub link_to_name: bool,
}

/// `sqlalchemy.ForeignKey`, an argument of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignKey {
    /// Name and deferrability of the constraint it becomes.
    pub traits: ConstraintTraits,
    /// What happens with the referring rows.
    pub foreign_key: ForeignKeyTraits,
    /// The column it points at.
    pub target: ForeignKeyTarget,
}

/// `sqlalchemy.ForeignKeyConstraint`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignKeyConstraint {
    /// Name and deferrability.
    pub traits: ConstraintTraits,
    /// What happens with the referring rows.
    pub foreign_key: ForeignKeyTraits,
    /// Keys of the referring columns.
    pub columns: Vec<Name>,
    /// The columns they point at, one for each.
    pub targets: Vec<ForeignKeyTarget>,
}

/// `sqlalchemy.CheckConstraint`.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckConstraint {
    /// Name and deferrability.
    pub traits: ConstraintTraits,
    /// The condition; a plain string becomes a text clause.
    pub condition: Expression,
    /// `postgresql_not_valid`.
    pub validity: Validity,
}

/// `postgresql.ExcludeConstraint`.
#[derive(Debug, Clone, PartialEq)]
pub struct ExcludeConstraint {
    /// Name and deferrability.
    pub traits: ConstraintTraits,
    /// The expressions that must not match together.
    pub elements: Vec<ExcludeElement>,
    /// `using`, the access method; SQLAlchemy's default is `gist`.
    pub using: String,
    /// `where`; a plain string becomes a text clause.
    pub filter: Option<Expression>,
    /// `ops`: operator classes by key of the column.
    pub operator_classes: Vec<(String, String)>,
}

/// One expression of an EXCLUDE constraint and the operator it is compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct ExcludeElement {
    /// The expression; a plain string is a column's name.
    pub expression: Expression,
    /// The operator, written as it is.
    pub operator: String,
}
