//! The governed release: what is decided and what is recorded. Nothing here talks to a server.
//!
//! Alembic has no counterpart. A [`ReleasePlan`] says what is to happen and what must hold; each
//! fact found on the way becomes an [`Event`] of a ledger; the verdict is computed from the ledger
//! alone. Unknown, unreadable and skipped mean failed.

mod digest;
mod event;
mod phase;
mod plan;
mod release_file;
mod root_cause;

pub use digest::Digest;
pub use event::{
    Event, EvidenceFile, Executed, FailureClass, Judgement, Opening, Outcome, RequiredGate, Skip,
    TargetIdentity, ToolIdentity,
};
pub use phase::{Flow, Phase};
pub use plan::{
    EvidenceKind, PlanError, PlannedCommand, PlannedGap, PlannedLock, PlannedRevision,
    PlannedStatement, ReleasePlan, StatementClass, evidence_names, required_gates, transcript,
};
pub use release_file::{
    Approvals, AttestationDemand, BackfillBound, CloneDelta, CloneMethod, CloneSettings,
    DatabaseSettings, ExpectedObjects, ExplainedDifference, Fault, Golden, Guard, Justification,
    Probe, ProbeClass, Reference, ReleaseFile, ReleaseFileError, RowCountExplanation, RowCounts,
    Tier, parse_duration,
};
pub use root_cause::RootCause;
