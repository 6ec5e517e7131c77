//! Why an approval does not hold.

use std::fmt;
use std::path::PathBuf;

use jiff::Timestamp;

use super::allowed_signers::AllowedSignersError;
use super::document::ApprovalDocumentError;
use super::signature::SignatureError;

/// An approval that is missing or does not hold.
#[derive(Debug)]
pub struct ApprovalFailure {
    /// The role it is for; empty where it concerns them all.
    pub role: String,
    /// The file.
    pub file: PathBuf,
    /// What is wrong with it.
    pub problem: ApprovalProblem,
}

/// What is wrong with an approval.
#[derive(Debug, thiserror::Error)]
pub enum ApprovalProblem {
    /// There is none.
    #[error(
        "it is not there; 'release approve --role --approver' writes it, its approver signs it"
    )]
    Missing,
    /// Nobody has signed it.
    #[error(
        "it is not signed: {} is not there; its approver makes it with 'ssh-keygen -Y sign -n {} \
         -f KEY' and the file's name", .signature.display(), super::verification::NAMESPACE
    )]
    Unsigned {
        /// Where the signature belongs.
        signature: PathBuf,
    },
    /// It cannot be read.
    #[error("it cannot be read: {0}")]
    Unreadable(std::io::Error),
    /// It is longer than any approval, or no text.
    #[error("it is no text of an approval")]
    NoText,
    /// It is no approval.
    #[error("it is no approval: {0}")]
    Document(#[from] ApprovalDocumentError),
    /// Its signature does not hold.
    #[error("its signature does not hold: {0}")]
    Signature(#[from] SignatureError),
    /// It approves something else.
    #[error("it approves the {what} {found}, and this is {expected}")]
    Other {
        /// What of it.
        what: &'static str,
        /// What it has.
        found: String,
        /// What is needed.
        expected: String,
    },
    /// It does not hold yet.
    #[error("it holds from {0} on only")]
    NotYet(Timestamp),
    /// It does not hold any more.
    #[error("it held until {0}; have it approved anew")]
    Over(Timestamp),
    /// It was written longer ago than an approval lives.
    #[error(
        "it was written at {issued}, and approvals live for {maximal_age}; have it approved anew"
    )]
    TooOld {
        /// When.
        issued: Timestamp,
        /// How long approvals live.
        maximal_age: String,
    },
    /// It was written later than now.
    #[error("it was written at {0}, which is yet to come: a clock is wrong")]
    Future(Timestamp),
    /// The same person approves in two roles.
    #[error("{person} approves as '{other}' as well; two roles need two persons")]
    SamePerson {
        /// Who.
        person: String,
        /// The other role.
        other: String,
    },
    /// One key has signed for two persons.
    #[error("its key {fingerprint} has signed as '{other}' as well; two persons have two keys")]
    SameKey {
        /// The key.
        fingerprint: String,
        /// The other role.
        other: String,
    },
    /// Who may sign is not known.
    #[error("who may sign is not known: {0}")]
    AllowedSigners(#[from] AllowedSignersError),
    /// Nothing says for how long approvals live.
    #[error("release.toml asks for no approvals, so that none can hold; add [approvals]")]
    NotDemanded,
}

impl fmt::Display for ApprovalFailure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.display();
        match self.role.as_str() {
            "" => write!(formatter, "{file}: {}", self.problem),
            role => write!(formatter, "approval as '{role}' ({file}): {}", self.problem),
        }
    }
}
