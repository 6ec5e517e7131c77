//! What a verification found.

use std::fmt;

use crate::governance::decision::Decision;
use crate::governance::digest::Digest;
use crate::governance::event::{FailureClass, Opening};

/// The result of verifying a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// The checks, in order; one that could not be made has failed.
    pub checks: Vec<Check>,
    /// What the run is, where the ledger can be read.
    pub opening: Option<Opening>,
    /// The decision as the ledger gives it, where the ledger can be read.
    pub decision: Option<Decision>,
    /// The digest of `SHA256SUMS`, to be compared with the one that was told when it was sealed.
    pub seal: Option<Digest>,
}

impl Verification {
    /// Whether the folder is what was sealed: every check holds.
    pub fn holds(&self) -> bool {
        !self.checks.is_empty() && self.checks.iter().all(Check::holds)
    }

    /// Whether it is, and its decision is a PASS.
    pub fn proves_pass(&self) -> bool {
        self.holds() && self.decision.as_ref().is_some_and(Decision::passes)
    }

    /// The same, held against the seal that was told when the folder was sealed.
    #[must_use]
    pub fn with_seal(mut self, expected: Digest) -> Self {
        let problems = match self.seal {
            Some(seal) if seal == expected => Vec::new(),
            Some(seal) => vec![format!("the seal is {seal}, not {expected}")],
            None => vec!["the folder has no seal".to_owned()],
        };
        self.checks.push(Check {
            name: CheckName::Seal,
            seen: expected.to_string(),
            problems,
        });
        self
    }

    /// What the process ends with: 0 for a folder that proves a PASS, the decision's own status
    /// for one that proves a BLOCKER, 10 for one that proves nothing.
    pub fn exit_status(&self) -> u8 {
        match &self.decision {
            Some(decision) if self.holds() => decision.exit_status,
            Some(_) | None => FailureClass::Gate.exit_status(),
        }
    }
}

/// One check of a verification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Which.
    pub name: CheckName,
    /// What was seen where it holds.
    pub seen: String,
    /// What is wrong; nothing where it holds.
    pub problems: Vec<String>,
}

impl Check {
    /// Whether nothing is wrong.
    pub fn holds(&self) -> bool {
        self.problems.is_empty()
    }
}

/// What is verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckName {
    /// The ledger can be read and its chain holds.
    Chain,
    /// Every recorded file is there, as it was recorded.
    Recorded,
    /// Nothing else is there.
    NothingElse,
    /// The decision is the one the ledger gives.
    Decision,
    /// The index is the one the ledger and the files give.
    Manifest,
    /// The sums are those of the files.
    Sums,
    /// The plan is the one that was run, and what it asks for was asked for.
    Plan,
    /// So is the one that was given.
    GivenPlan,
    /// The sums are those that were told when the folder was sealed.
    Seal,
}

impl fmt::Display for CheckName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Chain => "ledger",
            Self::Recorded => "evidence",
            Self::NothingElse => "nothing else",
            Self::Decision => "decision",
            Self::Manifest => "manifest",
            Self::Sums => "sums",
            Self::Plan => "plan",
            Self::GivenPlan => "given plan",
            Self::Seal => "seal",
        })
    }
}
