//! The file of an attestation: TOML, whose unknown keys are errors.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Deserializer};

use crate::governance::Digest;
use crate::governance::reading::read_file;

/// The longest such a file may be, in bytes.
const MOST_BYTES: u64 = 1 << 16;

/// Why a file is no attestation, or does not hold.
#[derive(Debug, thiserror::Error)]
pub enum AttestationError {
    /// It is not there, or cannot be read.
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// It is not understood.
    #[error("{} is no attestation: {reason}", path.display())]
    NoAttestation {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// It is one, and does not hold.
    #[error("{} does not hold: {reason}", path.display())]
    DoesNotHold {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
}

/// What a person attests.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attestation {
    /// Who.
    pub attested_by: String,
    /// When.
    #[serde(deserialize_with = "moment")]
    pub at: Timestamp,
    /// The digest of the plan it is for.
    pub plan: Digest,
    /// `current_database()` of what it is for.
    pub target: String,
    /// What is attested, in a sentence.
    pub statement: String,
    /// Of the window for a restore: the point that can be restored to.
    #[serde(default)]
    pub restore_point: Option<String>,
    /// Until when it holds, where that is sooner than its age tells.
    #[serde(default, deserialize_with = "later_moment")]
    pub valid_until: Option<Timestamp>,
}

impl Attestation {
    /// Reads the file; the text as well, which becomes evidence.
    ///
    /// # Errors
    /// A file that cannot be read or is not understood.
    pub fn read(path: &Path) -> Result<(Self, String), AttestationError> {
        let unreadable = |source| AttestationError::Unreadable {
            path: path.to_owned(),
            source,
        };
        let bytes = read_file(path, MOST_BYTES).map_err(unreadable)?;
        let no_attestation = |reason: String| AttestationError::NoAttestation {
            path: path.to_owned(),
            reason,
        };
        let text = String::from_utf8(bytes).map_err(|error| no_attestation(error.to_string()))?;
        let attestation =
            toml::from_str(&text).map_err(|error| no_attestation(error.to_string()))?;
        Ok((attestation, text))
    }
}

/// A moment with its offset from UTC, as TOML's own kind or as text.
fn moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    use serde::de::Error as _;

    let value = toml::Value::deserialize(deserializer)?;
    let text = match &value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Datetime(moment) => moment.to_string(),
        other => return Err(D::Error::custom(format!("{other} is no time"))),
    };
    text.parse().map_err(|_| {
        D::Error::custom(format!(
            "'{text}' is no time with its offset, such as 2026-03-01T20:00:00Z"
        ))
    })
}

fn later_moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    moment(deserializer).map(Some)
}
