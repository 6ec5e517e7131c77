//! The phases of a governed release, walked on a database.

mod archiving;
mod before_state;
mod freeze;
mod golden;
pub mod guard;
mod isolation;
mod obstacle;
pub mod probes;
mod rollback;
mod row_counts;
mod surfaces;
mod table_name;
mod targets;
pub mod tier;

pub use archiving::archiving_probe;
pub use before_state::{BeforeState, StateComparison};
pub use freeze::{QUIET, write_freeze};
pub use golden::{GoldenClass, GoldenComparison, GoldenLine, Side};
pub use isolation::IsolationProbe;
pub use obstacle::Obstacle;
pub use rollback::{Rollback, RollbackAction, RolledBack, SnapshotRecord, VerifiedSnapshot};
pub use row_counts::{row_count_parity, row_counts};
pub use surfaces::Surfaces;
pub use table_name::{qualified_table, quoted_table};
pub use targets::{DatabasePart, Lookup, Target, check_apart_from_declared, in_environment};
