//! The documents of a release, rendered from its plan: summary, runbook, checklist.
//!
//! The counterparts of the seed documents "Production Cutover Runbook", "Operator Checklist" and
//! "Clone Rehearsal Execution Plan". They have one transcript, because they are made of one plan.

mod paragraph;
mod summary;

pub use summary::summary;
