//! Statements that ask for rows: SELECT, its set operations, and what stands behind FROM.
//!
//! The counterpart of `sqlalchemy.sql.selectable`. Objects behind FROM are compared by identity, as
//! SQLAlchemy compares them: two aliases of one table are two, however alike they look. What a
//! statement holds is what was asked for; which tables stand behind FROM, and which names columns
//! get, is worked out here as well ([`deduction`], [`column_names`]), because subqueries show those
//! names as columns. Nothing here writes SQL.

pub mod column_names;
mod columns;
pub mod deduction;
mod from_clause;
mod identity;
mod join_condition;
mod label_name;
mod lineage;
mod measure;
mod naming;
mod proxies;
mod query;
mod select;
mod sources;

pub use columns::{ForeignKeyLink, FromColumn, MetaDataReference, OwnColumn, ValueConversion};
pub use from_clause::{FromClause, FromKind, TableClass, TableElement};
pub use identity::Identity;
pub use label_name::{AnonymousNames, LabelName, LabelPart};
pub use measure::Measure;
pub use proxies::query_proxies;
pub use query::{CompoundSelect, Query, SetOperator, Statement, TextualSelect};
pub use select::{
    Clauses, Correlation, Distinct, Fetch, ForUpdate, LabelStyle, LockStrength, LockWait,
    NestedCte, Select, SelectItem, SetupJoin,
};
pub use sources::{
    Cte, CteReference, DerivedColumns, Join, JoinKind, Placement, Sampling, TableFunction, Values,
};
