//! An evidence file that grows while something happens.

use std::fs::File;
use std::io::Write as _;
use std::path::PathBuf;

use sha2::{Digest as _, Sha256};

use crate::governance::digest::Digest;
use crate::governance::event::EvidenceFile;

use super::error::EvidenceError;
use super::name::EvidenceName;
use super::redactor::Redactor;

/// A log: each line is on its way to the disk before the next thing happens.
#[derive(Debug)]
pub struct EvidenceLog {
    name: EvidenceName,
    path: PathBuf,
    file: File,
    redactor: Redactor,
    state: Sha256,
    bytes: u64,
}

impl EvidenceLog {
    pub(super) fn new(name: EvidenceName, path: PathBuf, file: File, redactor: Redactor) -> Self {
        Self {
            name,
            path,
            file,
            redactor,
            state: Sha256::new(),
            bytes: 0,
        }
    }

    /// Its name in the folder.
    pub fn name(&self) -> &str {
        self.name.as_str()
    }

    /// Adds a line, or several, with `***` for each secret; the line break is added.
    ///
    /// # Errors
    /// The system refuses.
    pub fn line(&mut self, text: &str) -> Result<(), EvidenceError> {
        let mut line = self.redactor.redact(text).into_owned();
        line.push('\n');
        self.file
            .write_all(line.as_bytes())
            .map_err(EvidenceError::system(&self.path, "written"))?;
        self.state.update(line.as_bytes());
        self.bytes += line.len() as u64;
        Ok(())
    }

    /// Completes the file: it is on the disk, and may be recorded.
    ///
    /// The digest is that of the lines that were added, so that a file which somebody else has
    /// changed in the meantime is found out.
    ///
    /// # Errors
    /// The system refuses.
    pub fn finish(self) -> Result<EvidenceFile, EvidenceError> {
        self.file
            .sync_all()
            .map_err(EvidenceError::system(&self.path, "written"))?;
        Ok(EvidenceFile {
            name: self.name.as_str().to_owned(),
            sha256: Digest::from_bytes(self.state.finalize().into()),
            bytes: self.bytes,
        })
    }
}
