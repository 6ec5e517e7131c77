//! Why evidence could not be written, read or sealed.

use std::io;
use std::path::{Path, PathBuf};

/// What is wrong with a folder of evidence, or with what was to go into it.
///
/// No text of it holds a secret.
#[derive(Debug, thiserror::Error)]
pub enum EvidenceError {
    /// The system refuses.
    #[error("{} cannot be {action}: {source}", path.display())]
    System {
        /// The file or folder.
        path: PathBuf,
        /// What was tried, such as `written`.
        action: &'static str,
        /// The system's error.
        source: io::Error,
    },
    /// The folder of a new run has something in it.
    #[error("the evidence folder {} is not empty: {found} is there", folder.display())]
    NotEmpty {
        /// The folder.
        folder: PathBuf,
        /// One of the things in it.
        found: String,
    },
    /// The folder is a symbolic link, a file or something else.
    #[error("{} is no folder", .0.display())]
    NoFolder(PathBuf),
    /// Two runs at one folder.
    #[error("another run is writing the ledger in {}", .0.display())]
    InUse(PathBuf),
    /// A ledger is never continued.
    #[error("{} has a ledger already", .0.display())]
    LedgerExists(PathBuf),
    /// The ledger is not what a run writes.
    #[error("{}, line {line}: {reason}", path.display())]
    Ledger {
        /// The ledger.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong.
        reason: String,
    },
    /// An event where it may not stand.
    #[error("the ledger refuses an event: {reason}")]
    Sequence {
        /// Why.
        reason: &'static str,
    },
    /// An earlier entry was written in part only.
    #[error("the ledger in {} is broken: an entry could not be written whole", .0.display())]
    Broken(PathBuf),
    /// A name that could lead out of the folder, or that is not read alike everywhere.
    #[error("{name:?} is no name for a file of evidence: {reason}")]
    Name {
        /// The name.
        name: String,
        /// Why.
        reason: &'static str,
    },
    /// The same file a second time.
    #[error("the evidence file {} is there already", .0.display())]
    Exists(PathBuf),
    /// A file that nobody recorded, or that no longer is what was recorded.
    #[error("the evidence file {}: {reason}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A document that belongs to a PASS.
    #[error("{name} cannot be made: {reason}")]
    Document {
        /// The file it would be.
        name: &'static str,
        /// Why.
        reason: String,
    },
    /// A secret that can be told from nothing.
    #[error("a secret of {length} characters cannot be kept out of evidence")]
    SecretTooShort {
        /// Its length.
        length: usize,
    },
    /// A secret that no pattern can be made of.
    #[error("a secret of {length} characters is too long to be looked for")]
    SecretTooLong {
        /// Its length.
        length: usize,
    },
    /// A secret would be, or is, in a file.
    #[error("{} holds a secret, or would", .0.display())]
    SecretFound(PathBuf),
}

impl EvidenceError {
    /// For `map_err` after a call of the system.
    pub(in crate::governance) fn system(
        path: &Path,
        action: &'static str,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::System {
            path,
            action,
            source,
        }
    }

    /// What to do about it.
    pub fn help(&self) -> Option<&'static str> {
        Some(match self {
            Self::NotEmpty { .. } | Self::LedgerExists(_) => {
                "Every run has a folder of its own: name one that does not exist yet."
            }
            Self::NoFolder(_) => "Name a folder itself, not a link to one.",
            Self::InUse(_) => "Wait until the other run is over, or name another folder.",
            Self::Ledger { .. } | Self::Broken(_) => {
                "Nothing can be proven by this folder any more. Keep it, and run again into a new one."
            }
            Self::SecretTooShort { .. } => {
                "Give the database's role a password of 5 or more characters."
            }
            Self::SecretTooLong { .. } => "Give the database's role a shorter password.",
            Self::SecretFound(_) => {
                "Take the secret out of what is recorded there; where the password is a word that \
                 evidence cannot do without, choose another password. Then run again into a new folder."
            }
            Self::Name { .. } => {
                "Letters, digits, '.', '_' and '-' are allowed, beginning with a letter or digit."
            }
            Self::Document { .. } => {
                "A PASS has all of its documents: correct what keeps this one from being made, and \
                 run again into a new folder."
            }
            Self::File { .. } => "Keep the folder as it is, and run again into a new one.",
            Self::System { .. } | Self::Sequence { .. } | Self::Exists(_) => return None,
        })
    }
}
