//! The phases of a governed release, walked on a database.
//!
//! Alembic has no counterpart. A [`Run`] walks the phases in order; each phase asks the database,
//! changes it where the plan says so, and has its gates judged. What comes of it is in the ledger
//! alone: nothing here makes a verdict.

pub mod guard;
mod migrations;
mod obstacle;
pub mod probes;
mod record;
mod run;
pub mod tier;

pub use migrations::Migrations;
pub use obstacle::Obstacle;
pub use record::{Display, Stop};
pub use run::{Run, heading};
