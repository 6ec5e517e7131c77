//! The decision record: the formal template, with a reason for each of its fields.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::governance::digest::Digest;
use crate::governance::event::ToolIdentity;
use crate::governance::phase::{Flow, Phase};
use crate::governance::root_cause::RootCause;

use super::criteria::CriterionFinding;

/// What a ledger comes to.
///
/// Made by [`decide`](super::decide) only: it cannot be put together elsewhere, and not be read
/// from a file, because a file can say anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// Keeps it from being put together elsewhere.
    #[serde(skip)]
    pub(super) made_here: MadeHere,
    /// The version of the format: 1.
    pub format: u32,
    /// PASS or BLOCKER.
    pub status: Status,
    /// Which walk; nothing where the ledger does not say.
    pub flow: Option<Flow>,
    /// The release; empty likewise.
    pub release: String,
    /// The digest of the plan.
    pub plan: Option<Digest>,
    /// The program that ran.
    pub tool: Option<ToolIdentity>,
    /// The server and the database.
    pub target: String,
    /// The revision the database is at, or why that is not known.
    pub final_revision: String,
    /// The heads, or why they are not known.
    pub heads_state: String,
    /// A sentence for each error.
    pub errors: Vec<String>,
    /// Whether the structure is the approved one.
    pub drift: Drift,
    /// What explains that and how, as far as it was recorded.
    pub drift_detail: String,
    /// The class of the first failure; nothing with a PASS.
    pub root_cause: Option<RootCause>,
    /// The risk that is left.
    pub risk_tier: RiskTier,
    /// Why this tier.
    pub risk_reason: String,
    /// Whether production may be, or was, changed.
    pub authorization: Authorization,
    /// By whom, or why not.
    pub authorization_reason: String,
    /// What the process ends with.
    pub exit_status: u8,
    /// What a PASS means, and whether it holds.
    pub criteria: Vec<CriterionFinding>,
    /// What failed, the first failure first.
    pub blockers: Vec<Blocker>,
    /// Required gates that were never judged, as `phase/gate`.
    pub not_judged: Vec<String>,
    /// Required evidence that was not recorded.
    pub missing_evidence: Vec<String>,
    /// The moment of the first entry.
    pub opened: Option<Timestamp>,
    /// The moment of the last entry.
    pub closed: Option<Timestamp>,
}

impl Decision {
    /// Whether it is a PASS.
    pub fn passes(&self) -> bool {
        match self.status {
            Status::Pass => true,
            Status::Blocker => false,
        }
    }

    /// The text of `decision.json`.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self)
            .expect("a decision has no map whose keys are no texts");
        text.push('\n');
        text
    }
}

/// What only this room can put into a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MadeHere;

/// The verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Status {
    /// All that was required holds and is proven.
    Pass,
    /// Anything else.
    Blocker,
}

impl fmt::Display for Status {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Pass => "PASS",
            Self::Blocker => "BLOCKER",
        })
    }
}

/// Whether the structure differs from the approved one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Drift {
    /// It was compared and does not.
    None,
    /// It does.
    Detected,
    /// It was not compared to the end.
    Unknown,
}

impl fmt::Display for Drift {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::None => "no",
            Self::Detected => "yes",
            Self::Unknown => "unknown",
        })
    }
}

/// The risk that is left after a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskTier {
    /// All is proven.
    Low,
    /// It failed before a statement was executed.
    Moderate,
    /// It failed after statements were executed on a clone.
    High,
    /// It failed after statements were executed on production.
    Critical,
}

impl fmt::Display for RiskTier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
            Self::Critical => "critical",
        })
    }
}

/// Whether production may be changed: only approvers say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Authorization {
    /// Approvals were verified.
    Approved,
    /// Anything else.
    Rejected,
}

impl fmt::Display for Authorization {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Approved => "Approved",
            Self::Rejected => "Rejected",
        })
    }
}

/// Something that keeps a run from passing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blocker {
    /// The gate, where one was judged.
    pub gate: Option<String>,
    /// The phase, where it belongs to one.
    pub phase: Option<Phase>,
    /// What is wrong, in a sentence.
    pub sentence: String,
    /// Its class.
    pub root_cause: RootCause,
    /// What the process ends with because of it.
    pub exit_status: u8,
    /// The evidence file that shows it.
    pub evidence: Option<String>,
    /// Further facts by name, such as `sqlstate`, `file`, `line`, `statement`.
    pub facts: BTreeMap<String, String>,
}
