//! What a check has to say: rules with their ids, findings with their places.
//!
//! The vocabulary shared by the topology gate and the planner. A rule is known by its id, `AL001`
//! to `AL026`; a [`Finding`] is one rule broken at one place. Nothing is decided here.

mod finding;
mod rule;

pub use finding::{Finding, Place, Related};
pub use rule::{Rule, Severity};
