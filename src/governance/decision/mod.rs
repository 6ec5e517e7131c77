//! The decision: the one place that makes a verdict, and it makes it of a ledger alone.

mod criteria;
mod document;
mod examination;
mod record;
mod verdict;

pub use criteria::CriterionFinding;
pub use record::{Authorization, Blocker, Decision, Drift, RiskTier, Status};
pub use verdict::decide;
