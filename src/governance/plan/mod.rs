//! The plan of a release: all that is decided before anything is run, and what approvals sign.

mod content;
mod difference;
mod evidence_names;
mod gates;
mod text;
mod transcript;

pub use content::{
    PlannedCommand, PlannedGap, PlannedLock, PlannedRevision, PlannedRisk, PlannedStatement,
    ReleasePlan, StatementClass,
};
pub use evidence_names::{EvidenceKind, evidence_names};
pub use gates::required_gates;
pub use text::PlanError;
pub use transcript::transcript;
