//! Makes the plan of a release: everything that can be decided without a database.

mod error;
mod files;
mod make;
mod objection;
mod path;
mod request;
mod statements;
mod tier_files;

pub use error::PlanningError;
pub use make::{draft_release_plan, make_release_plan};
pub use objection::Objection;
pub use request::{PlanningRequest, ReleaseSource};
pub use statements::class_of;
pub(super) use statements::may_be_committed_by_itself;
