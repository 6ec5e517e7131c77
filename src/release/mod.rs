//! The phases of a governed release, walked on a database.

mod planning;

pub use planning::{
    Objection, PlanningError, PlanningRequest, ReleaseSource, class_of, draft_release_plan,
    make_release_plan,
};
