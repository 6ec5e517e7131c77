//! The phases of a governed release, walked on a database.
//!
//! Alembic has no counterpart. A [`Run`] walks the phases in order; each phase asks the database,
//! changes it where the plan says so, and has its gates judged. What comes of it is in the ledger
//! alone: nothing here makes a verdict.

mod archiving;
mod baseline;
mod before_state;
mod closing;
mod comparison;
mod cutover;
mod cutover_leave;
mod exact_copy;
mod foreign_keys;
mod freeze;
mod golden;
pub mod guard;
mod halt;
mod isolation;
mod migrations;
mod obstacle;
mod planning;
mod preconditions;
mod prediction;
pub mod probes;
mod proof;
mod provision;
mod record;
mod rehearsal;
mod request;
mod retirement;
mod rollback;
mod rollback_proof;
mod row_counts;
mod run;
mod scratch;
mod seclusion;
mod smoke;
mod smoke_row;
mod stamp;
mod surfaces;
mod table_name;
mod targets;
pub mod tier;
mod tiers;
mod transcript;
mod upgrade;
mod validate;
mod verify;
mod volumes;
mod walk_back;
mod watch;
mod width;

pub use archiving::archiving_probe;
pub use before_state::{BeforeState, StateComparison};
pub use cutover::{CutoverDemand, cut_over};
pub use freeze::{QUIET, write_freeze};
pub use golden::{GoldenClass, GoldenComparison, GoldenLine, Side};
pub use halt::{ReleaseState, UnfinishedRun};
pub use isolation::IsolationProbe;
pub use migrations::Migrations;
pub use obstacle::Obstacle;
pub use planning::{
    Objection, PlanningError, PlanningRequest, ReleaseSource, class_of, draft_release_plan,
    make_release_plan,
};
pub use preconditions::PlanNow;
pub use record::{Display, Stop};
pub use rehearsal::{RehearsalMode, rehearse};
pub use request::{WalkRequest, Walked};
pub use rollback::{Rollback, RollbackAction, RolledBack, SnapshotRecord, VerifiedSnapshot};
pub use row_counts::{row_count_parity, row_counts};
pub use run::{Run, heading};
pub use surfaces::Surfaces;
pub use table_name::{qualified_table, quoted_table};
pub use targets::{DatabasePart, Lookup, Target, check_apart_from_declared, in_environment};
pub use transcript::Transcript;
pub use walk_back::roll_back;
