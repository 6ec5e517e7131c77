//! What a check has to say: rules with their ids, findings with their places.
//!
//! The vocabulary shared by the topology gate and the planner. A rule is known by its id, `AL000`
//! to `AL026`; a [`Finding`] is one rule broken at one place; [`Allowances`] say which of them a
//! project accepts. Nothing is looked for here.

mod allowance;
mod comments;
mod finding;
mod rule;

pub use allowance::{Allowances, Allowed, Settled};
pub use finding::{Allowable, Finding, Place, Related};
pub use rule::{Rule, Severity};
