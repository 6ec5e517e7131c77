//! The evidence folder: what is written into it, what never is, and how it is sealed.
//!
//! Everything a run finds out stands in one flat folder of text files. A file is complete when the
//! ledger has recorded its digest; the folder is complete when it is sealed.

mod error;
mod folder;
mod log;
mod log_scan;
mod manifest;
mod name;
mod reading;
mod redactor;
mod seal;
mod secret_pattern;

pub use error::EvidenceError;
pub use folder::EvidenceFolder;
pub use log::EvidenceLog;
pub use log_scan::{LogFinding, LogScan};
pub use manifest::{Manifest, ManifestFile, ManifestPhase, Origin};
pub use name::EvidenceName;
pub use redactor::Redactor;
pub use seal::{Sealed, seal};

pub(in crate::governance) use folder::{LEDGER, create_new};
pub(in crate::governance) use manifest::{MANIFEST, SUMS, sums};
pub(in crate::governance) use reading::{FolderListing, open};
pub(in crate::governance) use seal::{BLOCKERS, DECISION_JSON, DECISION_TEXT, DOCUMENTS};
