//! The phases of a release.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Which of the two walks a ledger is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flow {
    /// On a clone: phases 0 to 5, then the rollback proof.
    Rehearsal,
    /// On production: phases P0 to P4.
    Cutover,
    /// On a clone: back to the state before, from a verified snapshot.
    Rollback,
}

/// A phase. The order of the variants is the order of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// What must hold before anything begins: identity, approvals, attestations, the plan itself.
    Preconditions,
    /// Rehearsal, phase 0: the clone is made, or an existing one proven to be a copy.
    Provision,
    /// Rehearsal, phase 1; cutover, P0: topology and the structure at the anchor, read only.
    Validate,
    /// The width of `version_num`; cutover, P1.
    Width,
    /// Rehearsal, phase 2; cutover, P2: the controlled stamp at the anchor.
    Stamp,
    /// Rehearsal, phase 3; cutover, P3: forward to the target.
    Upgrade,
    /// The tiers of SQL files, where the plan has them.
    Tiers,
    /// Rehearsal, phase 4; cutover, P4: current, heads and the expected objects, read only.
    Verify,
    /// Rehearsal, phase 5: rows inserted and read in a transaction that is rolled back.
    Smoke,
    /// The state before is restored and proven, twice.
    Rollback,
    /// The source is as it was, sessions are closed, folders are sealed.
    Closing,
}

impl Phase {
    /// Its name in a flow, as the runbook and the report have it.
    pub fn title(self, flow: Flow) -> &'static str {
        match (self, flow) {
            (Self::Preconditions, _) => "Preconditions",
            (Self::Provision, _) => "Phase 0: clone provisioning",
            (Self::Validate, Flow::Cutover) => "P0: preflight, read only",
            (Self::Validate, _) => "Phase 1: read-only validation",
            (Self::Width, Flow::Cutover) => "P1: lineage width alignment",
            (Self::Width, _) => "Lineage width alignment",
            (Self::Stamp, Flow::Cutover) => "P2: stamp at the approved anchor",
            (Self::Stamp, _) => "Phase 2: controlled stamp",
            (Self::Upgrade, Flow::Cutover) => "P3: forward upgrade",
            (Self::Upgrade, _) => "Phase 3: forward upgrade",
            (Self::Tiers, _) => "Executor tiers",
            (Self::Verify, Flow::Cutover) => "P4: verification, read only",
            (Self::Verify, _) => "Phase 4: structural verification",
            (Self::Smoke, _) => "Phase 5: smoke validation",
            (Self::Rollback, _) => "Rollback proof",
            (Self::Closing, _) => "Closing probes",
        }
    }
}

impl Phase {
    /// Whether nothing is changed in it.
    pub fn is_read_only(self) -> bool {
        match self {
            Self::Preconditions | Self::Validate | Self::Verify | Self::Closing => true,
            Self::Provision
            | Self::Width
            | Self::Stamp
            | Self::Upgrade
            | Self::Tiers
            | Self::Smoke
            | Self::Rollback => false,
        }
    }
}

impl fmt::Display for Phase {
    /// The name that the ledger has.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Preconditions => "preconditions",
            Self::Provision => "provision",
            Self::Validate => "validate",
            Self::Width => "width",
            Self::Stamp => "stamp",
            Self::Upgrade => "upgrade",
            Self::Tiers => "tiers",
            Self::Verify => "verify",
            Self::Smoke => "smoke",
            Self::Rollback => "rollback",
            Self::Closing => "closing",
        })
    }
}
