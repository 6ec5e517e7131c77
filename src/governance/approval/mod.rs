//! Approvals: who has signed what, with an SSH key, and whether it holds now.
//!
//! The counterpart of `ssh-keygen -Y sign` and `-Y verify`, and of the form of its ALLOWED SIGNERS
//! file; the format of a signature is OpenSSH's PROTOCOL.sshsig. What cannot be read does not hold.

mod allowed_signers;
mod document;
mod failure;
mod key;
mod pattern;
mod signature;
mod verification;
mod wire;

pub use allowed_signers::{AllowedSigners, AllowedSignersError, SignerKey};
pub use document::{ApprovalDocument, ApprovalDocumentError, Window};
pub use failure::{ApprovalFailure, ApprovalProblem};
pub use signature::{SignatureError, SshSignature};
pub use verification::{
    Approval, ApprovalDemand, NAMESPACE, approval_file, common_window, operator, signature_file,
    verify_approvals,
};
