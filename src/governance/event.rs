//! What a ledger is made of: each fact of a run, in the order it was found.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::digest::Digest;
use super::phase::{Flow, Phase};
use super::root_cause::RootCause;

/// A fact of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// The first entry: what is run, by whom, on what, and what must be judged for a PASS.
    Opened(Box<Opening>),
    /// A phase begins.
    PhaseBegun {
        /// Which.
        phase: Phase,
    },
    /// A gate was judged.
    Judged(Judgement),
    /// A statement was executed, or refused by the server.
    Executed(Executed),
    /// A file of the evidence folder is complete.
    Recorded(EvidenceFile),
    /// A phase is over.
    PhaseEnded {
        /// Which.
        phase: Phase,
    },
    /// Nothing that changes a database may follow, until somebody resolves it.
    Halted {
        /// Where.
        phase: Phase,
        /// The gate that failed.
        gate: String,
        /// Its class.
        root_cause: RootCause,
        /// In a sentence.
        reason: String,
    },
    /// The last entry.
    Closed,
}

/// What a run is, and what it has to prove.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// The version of the ledger's format: 1.
    pub format: u32,
    /// Which walk.
    pub flow: Flow,
    /// The release's name.
    pub release: String,
    /// The digest of the plan.
    pub plan: Digest,
    /// The program.
    pub tool: ToolIdentity,
    /// The command line, without secrets.
    pub arguments: Vec<String>,
    /// The database that is changed.
    pub target: TargetIdentity,
    /// The gates a PASS needs, in order.
    pub required: Vec<RequiredGate>,
    /// The evidence files a PASS needs, in the order they are written.
    pub evidence: Vec<String>,
    /// The final revision a PASS ends at.
    pub final_revision: String,
}

/// The program that ran.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ToolIdentity {
    /// Its version.
    pub version: String,
    /// The digest of its executable.
    pub sha256: Digest,
}

/// A database, as it says itself what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetIdentity {
    /// `current_database()`.
    pub database: String,
    /// The host that was connected to, as the URL names it, and the port.
    pub server: String,
    /// `pg_control_system().system_identifier`.
    pub system_identifier: String,
    /// The database's oid, which a copy on the same server does not share.
    pub database_oid: u32,
    /// `current_user`.
    pub role: String,
    /// Whether the session is encrypted, by `pg_stat_ssl`.
    pub encrypted: bool,
    /// The server's version.
    pub server_version: String,
}

impl TargetIdentity {
    /// Whether both are one database, whoever asks and however encrypted.
    pub fn is_same_database(&self, other: &Self) -> bool {
        self.system_identifier == other.system_identifier && self.database_oid == other.database_oid
    }
}

/// A gate that must be judged and passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequiredGate {
    /// Its name, such as `anchor-parity`.
    pub gate: String,
    /// The phase that judges it.
    pub phase: Phase,
    /// Whether the plan allows it to be skipped, and why; an absence is never a skip.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_be_skipped: Option<Skip>,
}

/// A skip that the plan has declared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Skip {
    /// The reason it declares.
    pub reason: String,
}

/// What was found at a gate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// The gate's name.
    pub gate: String,
    /// The phase.
    pub phase: Phase,
    /// What came out.
    pub outcome: Outcome,
    /// What was seen, in a sentence; for a failure with its place and its remedy.
    pub detail: String,
    /// The evidence file that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// Further facts by name, such as `sqlstate`, `file`, `line`, `statement`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, String>,
}

/// What came out at a gate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
pub enum Outcome {
    /// It holds.
    Passed,
    /// It was declared to be skipped.
    Skipped,
    /// It does not hold, or could not be found out.
    Failed {
        /// What the exit status tells.
        class: FailureClass,
        /// The root cause.
        root_cause: RootCause,
    },
}

/// Kinds of failures that scripts around the program tell apart, by its exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureClass {
    /// 3: it has been applied already.
    RerunGuard,
    /// 10: a gate.
    Gate,
    /// 11: structure, row counts or contents differ.
    Parity,
    /// 12: heads or the path differ.
    Topology,
    /// 13: a lock or a time limit.
    LockOrTimeout,
    /// 14: an approval or an attestation.
    Approval,
    /// 15: an earlier halt was not resolved.
    Halted,
}

impl FailureClass {
    /// The exit status.
    pub fn exit_status(self) -> u8 {
        match self {
            Self::RerunGuard => 3,
            Self::Gate => 10,
            Self::Parity => 11,
            Self::Topology => 12,
            Self::LockOrTimeout => 13,
            Self::Approval => 14,
            Self::Halted => 15,
        }
    }
}

/// A statement of the transcript.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Executed {
    /// The phase.
    pub phase: Phase,
    /// Its number in the phase's transcript, from 1.
    pub number: usize,
    /// The revision, the tier or the step it belongs to.
    pub step: String,
    /// The digest of its text.
    pub sha256: Digest,
    /// The rows it changed, where the server says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// The SQLSTATE it was refused with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sqlstate: Option<String>,
    /// When it was over.
    pub at: Timestamp,
}

/// A complete file of the evidence folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceFile {
    /// Its name in the folder.
    pub name: String,
    /// Its digest.
    pub sha256: Digest,
    /// Its length in bytes.
    pub bytes: u64,
}
