//! Statements: SELECT, its set operations, what stands behind FROM, and INSERT, UPDATE, DELETE.
//!
//! The counterpart of `sqlalchemy.sql.selectable` and `sqlalchemy.sql.dml`. Objects behind FROM are compared by identity, as
//! SQLAlchemy compares them: two aliases of one table are two, however alike they look. What a
//! statement holds is what was asked for; which tables stand behind FROM, and which names columns
//! get, is worked out here as well ([`deduction`], [`column_names`]), because subqueries show those
//! names as columns. Nothing here writes SQL.

mod assignment;
pub mod column_names;
mod columns;
pub mod deduction;
mod delete;
mod from_clause;
mod identity;
mod insert;
mod join_condition;
mod label_name;
mod lineage;
mod measure;
mod naming;
mod on_conflict;
mod proxies;
mod query;
mod select;
mod sources;
mod update;

pub use assignment::{AssignedValue, Assignment, AssignmentKey, Assignments};
pub use columns::{ForeignKeyLink, FromColumn, MetaDataReference, OwnColumn, ValueConversion};
pub use delete::Delete;
pub use from_clause::{FromClause, FromKind, TableClass, TableElement};
pub use identity::Identity;
pub use insert::{GeneratedKey, IncludedDefaults, Insert, InsertSource};
pub use label_name::{AnonymousNames, LabelName, LabelPart};
pub use measure::Measure;
pub use on_conflict::{ConflictAction, ConflictElement, ConflictTarget, OnConflict};
pub use proxies::{query_proxies, returning_proxies};
pub use query::{CompoundSelect, Query, SetOperator, Statement, TextualSelect};
pub use select::{
    Clauses, Correlation, Distinct, Fetch, ForUpdate, LabelStyle, LockStrength, LockWait,
    NestedCte, Select, SelectItem, SetupJoin, taken_apart,
};
pub use sources::{
    Cte, CteReference, DerivedColumns, Join, JoinKind, Placement, Sampling, TableFunction, Values,
};
pub use update::{Update, UpdateValues};
