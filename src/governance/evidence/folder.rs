//! The folder a run writes its evidence into.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::governance::digest::Digest;
use crate::governance::event::EvidenceFile;
use crate::governance::ledger::Ledger;

use super::error::EvidenceError;
use super::log::EvidenceLog;
use super::name::EvidenceName;
use super::reading::{FolderListing, open};
use super::redactor::Redactor;

/// The file of the ledger.
pub(in crate::governance) const LEDGER: &str = "ledger.jsonl";

/// A folder of evidence that is being written.
///
/// What is written is redacted first. Each method that completes a file returns what
/// [`Event::Recorded`](crate::governance::Event::Recorded) takes; a file that is not recorded keeps
/// the folder from being sealed.
#[derive(Debug)]
pub struct EvidenceFolder {
    root: PathBuf,
    redactor: Redactor,
}

impl EvidenceFolder {
    /// Makes the folder, and those above it where they are missing.
    ///
    /// # Errors
    /// It is there and not empty, is no folder, or cannot be made or written.
    pub fn create(path: &Path, redactor: Redactor) -> Result<Self, EvidenceError> {
        match fs::symlink_metadata(path) {
            Ok(metadata) if !metadata.is_dir() => {
                return Err(EvidenceError::NoFolder(path.to_owned()));
            }
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(path).map_err(EvidenceError::system(path, "made"))?;
            }
            Err(error) => return Err(EvidenceError::system(path, "read")(error)),
        }
        let root = fs::canonicalize(path).map_err(EvidenceError::system(path, "read"))?;
        let mut entries = fs::read_dir(&root).map_err(EvidenceError::system(path, "read"))?;
        if let Some(entry) = entries.next() {
            let entry = entry.map_err(EvidenceError::system(path, "read"))?;
            return Err(EvidenceError::NotEmpty {
                folder: root,
                found: entry.file_name().to_string_lossy().into_owned(),
            });
        }
        Ok(Self { root, redactor })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.root
    }

    /// What keeps secrets out of it.
    pub fn redactor(&self) -> &Redactor {
        &self.redactor
    }

    /// Writes a whole file, with `***` for each secret. It is there as a whole or not at all.
    ///
    /// # Errors
    /// The name is not allowed or taken, or the system refuses.
    pub fn write(&self, name: &str, text: &str) -> Result<EvidenceFile, EvidenceError> {
        self.place(name, self.redactor.redact(text).as_bytes())
    }

    /// Keeps a document byte for byte: a plan, an approval, a signature, an attestation.
    ///
    /// # Errors
    /// As [`write`](Self::write); and a secret is in it, which then is not written.
    pub fn keep(&self, name: &str, bytes: &[u8]) -> Result<EvidenceFile, EvidenceError> {
        if self.redactor.finds_in(bytes) {
            return Err(EvidenceError::SecretFound(self.root.join(name)));
        }
        self.place(name, bytes)
    }

    /// Begins a file that grows line by line while something happens.
    ///
    /// # Errors
    /// The name is not allowed or taken, or the system refuses.
    pub fn open(&self, name: &str) -> Result<EvidenceLog, EvidenceError> {
        let name = self.free_name(name)?;
        let path = self.root.join(&name);
        let file = create_new(&path)?;
        self.synchronize()?;
        Ok(EvidenceLog::new(name, path, file, self.redactor.clone()))
    }

    /// The files that are there and that `ledger` has not recorded: what a phase was writing when
    /// it was stopped. Recorded as they are, they are kept with the rest.
    ///
    /// # Errors
    /// Something is there that is no file of evidence, or the system refuses.
    pub fn unrecorded(&self, ledger: &Ledger) -> Result<Vec<EvidenceFile>, EvidenceError> {
        let listing = FolderListing::read(&self.root)?;
        if let Some((name, reason)) = listing.others.first() {
            return Err(EvidenceError::File {
                path: self.root.join(name),
                reason: reason.clone(),
            });
        }
        let names = listing.files.into_keys();
        let recorded: BTreeSet<&str> = ledger.recorded().map(|file| &*file.name).collect();
        let unrecorded =
            names.filter(|name| name.as_str() != LEDGER && !recorded.contains(name.as_str()));
        unrecorded
            .map(|name| {
                let path = self.root.join(&name);
                let digest = open(&path).and_then(|mut file| Digest::of_reader(&mut file));
                let (sha256, bytes) = digest.map_err(EvidenceError::system(&path, "read"))?;
                Ok(EvidenceFile {
                    name: name.as_str().to_owned(),
                    sha256,
                    bytes,
                })
            })
            .collect()
    }

    fn place(&self, name: &str, bytes: &[u8]) -> Result<EvidenceFile, EvidenceError> {
        let name = self.free_name(name)?;
        let path = self.root.join(&name);
        // The suffix keeps a killed process's rest from being taken for evidence: a folder with it
        // is never sealed.
        let unfinished = self.root.join(format!("{name}.unfinished"));
        let refused = |error| EvidenceError::system(&path, "written")(error);
        let mut file = create_new(&unfinished)?;
        file.write_all(bytes).map_err(refused)?;
        file.sync_all().map_err(refused)?;
        // Unlike a rename, a link never replaces what is there.
        match fs::hard_link(&unfinished, &path) {
            Ok(()) => fs::remove_file(&unfinished).map_err(refused)?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(EvidenceError::Exists(path));
            }
            // A file system without links.
            Err(_) => fs::rename(&unfinished, &path).map_err(refused)?,
        }
        self.synchronize()?;
        Ok(EvidenceFile {
            name: name.as_str().to_owned(),
            sha256: Digest::of(bytes),
            bytes: bytes.len() as u64,
        })
    }

    /// A name that is allowed, not the ledger's, and not taken.
    fn free_name(&self, name: &str) -> Result<EvidenceName, EvidenceError> {
        let name = EvidenceName::new(name)?;
        let path = self.root.join(&name);
        match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(name),
            Err(error) => Err(EvidenceError::system(&path, "read")(error)),
            Ok(_) => Err(EvidenceError::Exists(path)),
        }
    }

    /// Makes the names in the folder survive a crash of the machine.
    pub(in crate::governance) fn synchronize(&self) -> Result<(), EvidenceError> {
        File::open(&self.root)
            .and_then(|folder| folder.sync_all())
            .map_err(EvidenceError::system(&self.root, "written"))
    }
}

/// Makes a file that was not there; a link that was there is not followed.
pub(in crate::governance) fn create_new(path: &Path) -> Result<File, EvidenceError> {
    OpenOptions::new()
        .append(true)
        .create_new(true)
        .open(path)
        .map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => EvidenceError::Exists(path.to_owned()),
            _ => EvidenceError::system(path, "written")(error),
        })
}
