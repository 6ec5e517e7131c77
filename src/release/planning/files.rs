//! The files that a release executes or believes, each with its digest.

use std::path::{Path, PathBuf};

use super::error::PlanningError;
use super::request::ReleaseSource;
use crate::governance::{Digest, Reference};
use crate::release::tier::Package;

/// `env.py`, the tiers' files, the reference and the keys of the approvers, in that order; named
/// from the folder of `release.toml`.
pub(super) fn files(
    source: &ReleaseSource<'_>,
    script_location: &Path,
) -> Result<Vec<(String, Digest)>, PlanningError> {
    let mut files = Vec::new();
    let environment = script_location.join("env.py");
    files.push((name(&environment, source.folder), digest(&environment)?));
    let release = source.release;
    let mut add = |file: &str| -> Result<Digest, PlanningError> {
        let found = digest(&source.folder.join(file))?;
        if !files.iter().any(|(name, _)| name == file) {
            files.push((file.to_owned(), found));
        }
        Ok(found)
    };
    // What the files of the tiers include is executed as well.
    for file in Package::read(source.folder, &release.tiers)?.texts().keys() {
        add(file)?;
    }
    if let Reference::Snapshot { file, sha256 } = &release.reference
        && add(file)? != *sha256
    {
        return Err(PlanningError::OtherFile {
            path: source.folder.join(file),
        });
    }
    if let Some(approvals) = &release.approvals {
        add(&approvals.allowed_signers)?;
    }
    Ok(files)
}

/// The digest of a file.
pub(super) fn digest(path: &Path) -> Result<Digest, PlanningError> {
    Digest::of_file(path).map_err(|source| PlanningError::File {
        path: path.to_owned(),
        source,
    })
}

/// A file's name from a folder, where it lies below it.
fn name(path: &Path, folder: &Path) -> String {
    let whole =
        |path: &Path| -> PathBuf { path.canonicalize().unwrap_or_else(|_| path.to_owned()) };
    let (path, folder) = (whole(path), whole(folder));
    let inside = path.strip_prefix(&folder).map(Path::to_owned);
    let shown = inside.unwrap_or_else(|_| path.clone());
    shown.to_string_lossy().replace('\\', "/")
}
