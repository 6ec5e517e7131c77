//! The governed release: what is decided and what is recorded. Nothing here talks to a server.
//!
//! Alembic has no counterpart. A [`ReleasePlan`] says what is to happen and what must hold; each
//! fact found on the way becomes an [`Event`] of a ledger; the verdict is computed from the ledger
//! alone. Unknown, unreadable and skipped mean failed.

mod abort_gate;
mod approval;
mod attestation;
mod blockers;
mod decision;
mod digest;
mod documents;
mod event;
mod evidence;
mod ledger;
mod phase;
mod plan;
mod release_file;
mod report;
mod root_cause;
mod verification;

pub use abort_gate::AbortGate;
pub use approval::{
    AllowedSigners, AllowedSignersError, Approval, ApprovalDemand, ApprovalDocument,
    ApprovalDocumentError, ApprovalFailure, ApprovalProblem, NAMESPACE, SignatureError, SignerKey,
    SshSignature, Window, approval_file, common_window, operator, signature_file, verify_approvals,
};
pub use attestation::{Attestation, AttestationError, AttestationExpectation, PITR_WINDOW};
pub use blockers::blocker_register;
pub use decision::{
    Authorization, Blocker, CriterionFinding, Decision, Drift, RiskTier, Status, decide,
};
pub use digest::Digest;
pub use documents::{DocumentError, Progress, checklist, runbook, summary, transcripts_agree};
pub use event::{
    Event, EvidenceFile, Executed, FailureClass, Judgement, Opening, Outcome, RequiredGate, Skip,
    TargetIdentity, ToolIdentity,
};
pub use evidence::{
    EvidenceError, EvidenceFolder, EvidenceLog, EvidenceName, LogFinding, LogScan, Manifest,
    ManifestFile, ManifestPhase, Origin, Redactor, Sealed, seal,
};
pub use ledger::{Entry, Ledger, LedgerUse, LedgerWriter};
pub use phase::{Flow, Phase};
pub use plan::{
    EvidenceKind, PlanError, PlannedCommand, PlannedGap, PlannedLock, PlannedRevision, PlannedRisk,
    PlannedStatement, ReleasePlan, StatementClass, evidence_names, required_gates, transcript,
};
pub use release_file::{
    Approvals, AttestationDemand, AutocommitLeave, BackfillBound, CloneDelta, CloneMethod,
    CloneSettings, DatabaseSettings, ExpectedObjects, ExplainedDifference, Fault, Golden, Guard,
    Justification, Probe, ProbeClass, Reference, RehearsalDemand, ReleaseFile, ReleaseFileError,
    RowCountExplanation, RowCounts, Tier, parse_duration,
};
pub use report::{EvidenceText, ReportFacts, report};
pub use root_cause::{ConnectFailure, RootCause};
pub use verification::{Check, CheckName, Verification, verify};
