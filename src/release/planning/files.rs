//! The files that a release executes or believes, each with its digest.

use std::path::{Component, Path, PathBuf};

use super::error::PlanningError;
use super::request::ReleaseSource;
use crate::governance::{Digest, Reference};
use crate::release::tier::Package;

/// `env.py`, the configuration, the tiers' files, the reference and the keys of the approvers, in
/// that order; named from the folder of `release.toml`.
pub(super) fn files(
    source: &ReleaseSource<'_>,
    script_location: &Path,
) -> Result<Vec<(String, Digest)>, PlanningError> {
    let mut files = Vec::new();
    let environment = script_location.join("env.py");
    files.push((name(&environment, source.folder), digest(&environment)?));
    for file in &source.configuration {
        files.push((name(file, source.folder), digest(file)?));
    }
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

/// A file's name from a folder, be it above it: a plan means the same on every machine.
fn name(path: &Path, folder: &Path) -> String {
    let whole = |path: &Path| -> PathBuf {
        let path = if path.as_os_str().is_empty() {
            Path::new(".")
        } else {
            path
        };
        path.canonicalize().unwrap_or_else(|_| path.to_owned())
    };
    way_between(&whole(folder), &whole(path))
}

/// The way from a folder to a file, both from the root; `..` leads a folder up.
fn way_between(folder: &Path, file: &Path) -> String {
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (folder.components().collect(), file.components().collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from[common..].iter().map(|_| "..".to_owned());
    let down = to[common..]
        .iter()
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<String>>().join("/")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::way_between;

    #[test]
    fn a_file_is_named_from_the_folder_of_the_release() {
        for (folder, file, expected) in [
            ("/srv/app", "/srv/app/alembic.ini", "alembic.ini"),
            (
                "/srv/app",
                "/srv/app/migrations/env.py",
                "migrations/env.py",
            ),
            (
                "/srv/app/releases",
                "/srv/app/alembic.ini",
                "../alembic.ini",
            ),
            ("/srv/app/releases", "/srv/lib/env.py", "../../lib/env.py"),
        ] {
            let found = way_between(Path::new(folder), Path::new(file));
            assert_eq!(found, expected, "{folder} {file}");
        }
    }
}
