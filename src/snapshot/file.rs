//! A snapshot and its file.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::db::catalog::Structure;
use crate::db::contents::{ContentHash, SequencePosition};

use super::error::SnapshotError;
use super::scope::CaptureScope;

/// The version of the file's format.
const FORMAT: u32 = 1;

/// A database at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// The version of the format: 1.
    pub format: u32,
    /// When it was taken, by the clock of the machine that asked.
    pub taken_at: Timestamp,
    /// Which database it is of.
    pub database: CapturedDatabase,
    /// Why it can have changed nothing.
    pub read_only_proof: ReadOnlyProof,
    /// What was captured.
    pub scope: CaptureScope,
    /// What users have made; empty where the scope leaves it out.
    pub structure: Structure,
    /// The number of rows by table.
    pub row_counts: BTreeMap<String, u64>,
    /// The hash of all rows by table.
    pub contents: BTreeMap<String, ContentHash>,
    /// Where the sequences are; empty where no rows were captured.
    pub sequences: BTreeMap<String, SequencePosition>,
}

/// Which database a snapshot is of, as it says itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CapturedDatabase {
    /// `current_database()`.
    pub name: String,
    /// Its OID, which a copy on the same server does not share.
    pub oid: u32,
    /// The server's version.
    pub server_version: String,
    /// The same as a number, such as 150018.
    pub server_version_number: u32,
    /// `pg_control_system().system_identifier`, where the role may ask for it.
    pub system_identifier: Option<String>,
    /// Its encoding.
    pub encoding: String,
    /// The rule by which it sorts text, where nothing else is said.
    pub collation: String,
}

/// What the server said about the transaction of a capture, at its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadOnlyProof {
    /// `transaction_isolation`: `repeatable read`.
    pub isolation: String,
    /// `transaction_read_only`: `on`.
    pub read_only: String,
    /// Whether a transaction id was assigned, which the first change of a transaction does.
    pub transaction_id_assigned: bool,
    /// `txid_current_snapshot()`: the transactions it has seen.
    pub snapshot: String,
}

impl ReadOnlyProof {
    /// Whether it proves that nothing was changed.
    pub fn holds(&self) -> bool {
        self.isolation == "repeatable read"
            && self.read_only == "on"
            && !self.transaction_id_assigned
    }
}

impl Snapshot {
    /// The version of the format this program writes.
    pub(super) const FORMAT: u32 = FORMAT;

    /// The text of the file: JSON in a fixed order, with a line break at its end.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self)
            .expect("a snapshot holds nothing that JSON cannot write");
        text.push('\n');
        text
    }

    /// The SHA-256 digest of the file, as `sha256sum` writes it.
    pub fn digest(&self) -> String {
        hexadecimal(self.to_json().as_bytes())
    }

    /// The digest of what was found, without when and where: equal captures have equal ones.
    pub fn state_digest(&self) -> String {
        let state = (
            &self.scope,
            &self.structure,
            &self.row_counts,
            &self.contents,
            &self.sequences,
        );
        let text =
            serde_json::to_string(&state).expect("a snapshot holds nothing that JSON cannot write");
        hexadecimal(text.as_bytes())
    }

    /// Writes the file; one that is there is replaced as a whole or not at all.
    ///
    /// # Errors
    /// [`SnapshotError::File`].
    pub fn write(&self, path: &Path) -> Result<(), SnapshotError> {
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            Some(_) | None => Path::new("."),
        };
        let write = || -> io::Result<()> {
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            file.write_all(self.to_json().as_bytes())?;
            file.as_file().sync_all()?;
            file.persist(path).map_err(|error| error.error)?;
            File::open(folder)?.sync_all()
        };
        write().map_err(|source| SnapshotError::File {
            path: path.to_owned(),
            source,
        })
    }

    /// Reads a file. Unknown keys and other versions of the format are errors, and so is one whose
    /// proof of having changed nothing does not hold.
    ///
    /// # Errors
    /// [`SnapshotError::File`], [`SnapshotError::Format`].
    pub fn read(path: &Path) -> Result<Self, SnapshotError> {
        let bytes = fs::read(path).map_err(|source| SnapshotError::File {
            path: path.to_owned(),
            source,
        })?;
        let refused = |reason: String| SnapshotError::Format {
            path: path.to_owned(),
            reason,
        };
        let snapshot: Self =
            serde_json::from_slice(&bytes).map_err(|error| refused(error.to_string()))?;
        if snapshot.format != FORMAT {
            return Err(refused(format!(
                "its format is {}, and this program reads {FORMAT}",
                snapshot.format
            )));
        }
        if !snapshot.read_only_proof.holds() {
            return Err(refused(
                "it was not taken in a transaction that only reads".to_owned(),
            ));
        }
        Ok(snapshot)
    }
}

/// SHA-256 in hexadecimal digits.
fn hexadecimal(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
