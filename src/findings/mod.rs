//! What a check has to say: rules with their ids, findings with their places.
//!
//! The vocabulary shared by the topology gate and the planner. A rule is known by its id, `AL000`
//! to `AL026`; a [`Finding`] is one rule broken at one place; [`Allowances`] say which of them a
//! project accepts; a [`Verdict`] is what it all comes to, and what the reports are made of. Nothing
//! is looked for here.

mod allowance;
mod comments;
mod finding;
mod github;
mod json;
mod junit;
mod rule;
mod sarif;
mod verdict;

pub use allowance::{Allowances, Allowed, Settled};
pub use finding::{Allowable, Finding, Place, Related};
pub use github::github_report;
pub use json::json_report;
pub use junit::junit_report;
pub use rule::{Rule, Severity};
pub use sarif::sarif_report;
pub use verdict::{Outcome, Verdict};
