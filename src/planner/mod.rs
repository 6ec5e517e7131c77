//! The plan of an upgrade: its steps, why each is there, its statements and its bookkeeping.
//!
//! Alembic has no counterpart. Nothing is executed: every pending revision is evaluated as an
//! upgrade would evaluate it, while the `safety` room judges the statements it asks for. What hangs
//! on the database is said with its place, and the rest is planned all the same.

mod bookkeeping;
mod holds;
mod json;
mod make;
mod paint;
mod plan;
mod reason;
mod source_review;
mod standard_library;
mod text;
mod watcher;

pub use bookkeeping::{Bookkeeping, RowChange};
pub use holds::{LongestHold, longest_holds};
pub use json::plan_facts;
pub use make::{Knowledge, PlanRequest, make_plan};
pub use paint::Paint;
pub use plan::{Completeness, Plan, PlannedStep, Start};
pub use reason::Reason;
pub use text::{Detail, plan_text};
