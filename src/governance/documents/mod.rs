//! The documents of a release, rendered from its plan: summary, runbook, checklist.
//!
//! The counterparts of a cutover runbook for approval, of its operator's checklist, and of a plan
//! for the rehearsal on a clone. They have one transcript, because they are made of one plan.

mod chapters;
mod checklist;
mod error;
mod lint;
mod markdown;
mod paragraph;
mod progress;
mod runbook;
mod summary;

pub use checklist::checklist;
pub use error::DocumentError;
pub use lint::transcripts_agree;
pub use progress::Progress;
pub use runbook::runbook;
pub use summary::summary;
