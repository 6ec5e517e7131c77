//! Sealing: after it, a change of the folder is found out, and the decision stands in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Seek as _;
use std::path::Path;

use crate::governance::decision::{Decision, decide};
use crate::governance::digest::Digest;
use crate::governance::ledger::Ledger;

use super::error::EvidenceError;
use super::folder::{EvidenceFolder, LEDGER};
use super::manifest::{MANIFEST, Manifest, SUMS, sums};
use super::name::EvidenceName;
use super::reading::{FolderListing, open};
use super::redactor::Redactor;

/// The decision, for programs.
pub(in crate::governance) const DECISION_JSON: &str = "decision.json";

/// The decision, for people.
pub(in crate::governance) const DECISION_TEXT: &str = "decision.md";

/// Which blockers of the release are closed, and by what.
pub(in crate::governance) const BLOCKERS: &str = "blockers.json";

/// What else may be made from the ledger when the run is over.
pub(in crate::governance) const DOCUMENTS: &[&str] =
    &["report.html", "checklist.md", "runbook.md", BLOCKERS];

/// A sealed folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The decision that stands in it.
    pub decision: Decision,
    /// The digest of `SHA256SUMS`. Kept elsewhere, it proves that the folder is this one.
    pub seal: Digest,
}

/// Seals a folder whose ledger is closed.
///
/// Every byte of every file is searched for secrets; every file must be what the ledger recorded.
/// `documents` are texts made from the ledger: `report.html`, `checklist.md`, `runbook.md`, `blockers.json`. Then
/// the decision, `manifest.json` and `SHA256SUMS` are written, and all files become read only.
///
/// # Errors
/// A secret is in a file, which is named; a file was recorded and is not there, is another now, or
/// was never recorded; a document has another name; the system refuses. The folder then has no
/// `SHA256SUMS`, and never verifies.
pub fn seal(folder: &EvidenceFolder, documents: &[(&str, &str)]) -> Result<Sealed, EvidenceError> {
    let root = folder.path();
    let ledger = Ledger::read(root)?;
    if !ledger.is_closed() {
        return Err(EvidenceError::Sequence {
            reason: "the run is not closed",
        });
    }
    let mut files = recorded_files(folder, &ledger)?;
    let decision = decide(&ledger);
    let mut write = |name: &str, text: &str| -> Result<(), EvidenceError> {
        let written = folder.write(name, text)?;
        files.insert(EvidenceName::new(name)?, (written.sha256, written.bytes));
        Ok(())
    };
    for (name, text) in documents {
        if !DOCUMENTS.contains(name) {
            return Err(EvidenceError::Name {
                name: (*name).to_owned(),
                reason: "no such document is made from a ledger",
            });
        }
        write(name, text)?;
    }
    // These two are derived again by whoever verifies, so nothing in them may be masked.
    for (name, text) in [
        (DECISION_JSON, decision.to_json()),
        (DECISION_TEXT, decision.to_markdown()),
    ] {
        let kept = folder.keep(name, text.as_bytes())?;
        files.insert(EvidenceName::new(name)?, (kept.sha256, kept.bytes));
    }
    let manifest = Manifest::of(&ledger, &decision, &files).to_json();
    let kept = folder.keep(MANIFEST, manifest.as_bytes())?;
    files.insert(EvidenceName::new(MANIFEST)?, (kept.sha256, kept.bytes));
    let sums = sums(files.iter().map(|(name, (digest, _))| (name, *digest)));
    for name in files.keys() {
        make_read_only(&root.join(name))?;
    }
    // The last file: a folder without it is not sealed.
    let kept = folder.keep(SUMS, sums.as_bytes())?;
    make_read_only(&root.join(SUMS))?;
    folder.synchronize()?;
    Ok(Sealed {
        decision,
        seal: kept.sha256,
    })
}

/// The files of a folder as they are; each must be what the ledger says, and free of secrets.
fn recorded_files(
    folder: &EvidenceFolder,
    ledger: &Ledger,
) -> Result<BTreeMap<EvidenceName, (Digest, u64)>, EvidenceError> {
    let root = folder.path();
    let listing = FolderListing::read(root)?;
    let wrong = |name: &Path, reason: &str| EvidenceError::File {
        path: root.join(name),
        reason: reason.to_owned(),
    };
    if let Some((name, reason)) = listing.others.first() {
        return Err(wrong(Path::new(name), reason));
    }
    let mut files = BTreeMap::new();
    for name in listing.files.into_keys() {
        let found = examined(&root.join(&name), folder.redactor())?;
        files.insert(name, found);
    }
    let mut expected = BTreeSet::from([EvidenceName::new(LEDGER)?]);
    for file in ledger.recorded() {
        let name = EvidenceName::new(&file.name)?;
        match files.get(&name) {
            None => return Err(wrong(name.as_ref(), "it was recorded and is not there")),
            Some(found) if *found != (file.sha256, file.bytes) => {
                return Err(wrong(name.as_ref(), "it is not what was recorded"));
            }
            Some(_) => {
                expected.insert(name);
            }
        }
    }
    match files.keys().find(|name| !expected.contains(name)) {
        Some(name) => Err(wrong(name.as_ref(), "it is there and was never recorded")),
        None => Ok(files),
    }
}

/// The digest and the length of a file that has no secret in it.
fn examined(path: &Path, redactor: &Redactor) -> Result<(Digest, u64), EvidenceError> {
    let refused = |error| EvidenceError::system(path, "read")(error);
    let mut file = open(path).map_err(refused)?;
    if redactor.finds_in_reader(&mut file).map_err(refused)? {
        return Err(EvidenceError::SecretFound(path.to_owned()));
    }
    file.rewind().map_err(refused)?;
    Digest::of_reader(&mut file).map_err(refused)
}

fn make_read_only(path: &Path) -> Result<(), EvidenceError> {
    let changed = || {
        let mut permissions = fs::metadata(path)?.permissions();
        permissions.set_readonly(true);
        fs::set_permissions(path, permissions)
    };
    changed().map_err(EvidenceError::system(path, "made read only"))
}
