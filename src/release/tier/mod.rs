//! Tiers: packages of SQL files that run after the upgrade, each in one explicit transaction.
//!
//! Counterpart: the consolidated executor of the requirements (`99_run_all`, tiers T0 to T8), as
//! psql would run it with `ON_ERROR_STOP`. Files are read as psql reads them, pinned by digest,
//! changed for a clone by declared deltas alone, and held against what they promise to add.

mod apply;
mod clone_deltas;
mod counterparts;
mod object_counts;
mod psql_scanner;
mod row_changes;
mod sql_file;
mod trigger;

pub use apply::{ExecutedStatement, TierOutcome, TierRun, TierWatch, apply_tier};
pub use clone_deltas::{CloneVariant, clone_variant};
pub use counterparts::counterparts;
pub use object_counts::{ObjectCounts, ObjectKind, count_objects};
pub use psql_scanner::{Fragment, ScanError, fragments};
pub use sql_file::{Package, PackageError, TierStatement};
pub use trigger::RollbackTrigger;
