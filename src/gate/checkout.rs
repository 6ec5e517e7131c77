//! What is checked out: the commit, and which files are not as they are in it.
//!
//! Contents are compared byte by byte with the commit's objects, so that no filter is run and no
//! index is believed; a file that git ignores is looked at like any other.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::error::GateError;
use super::git::{EntryKind, ObjectId, Repository};

/// A commit, and the working tree around it.
#[derive(Debug)]
pub struct Checkout {
    repository: Repository,
    commit: ObjectId,
}

/// A file that is not as it is in the commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departure {
    /// The file.
    pub path: PathBuf,
    /// What is other about it.
    pub kind: DepartureKind,
}

/// What is other about a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DepartureKind {
    /// The commit does not have it.
    NotCommitted,
    /// Its contents are others.
    Changed,
    /// It is gone.
    Removed,
    /// It cannot be read, or is no file.
    Unreadable,
}

impl fmt::Display for Departure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self.kind {
            DepartureKind::NotCommitted => "is not committed",
            DepartureKind::Changed => "is not as it was committed",
            DepartureKind::Removed => "was removed",
            DepartureKind::Unreadable => "cannot be read",
        };
        write!(formatter, "{} {words}", self.path.display())
    }
}

impl Checkout {
    /// The commit that is checked out around `folder`.
    ///
    /// # Errors
    /// A folder in no repository, one without a commit, and what keeps git from answering.
    pub fn around(folder: &Path) -> Result<Self, GateError> {
        let repository = Repository::around(folder)?;
        let commit = repository.commit("HEAD")?;
        Ok(Self { repository, commit })
    }

    /// The commit's whole name.
    pub fn commit(&self) -> &str {
        &self.commit
    }

    /// Which of `files`, and of the files that the commit or the disk has below `folders`, are not
    /// as they are in the commit; what Python keeps in `__pycache__` is nobody's file.
    ///
    /// # Errors
    /// What keeps git from answering.
    pub fn departures(
        &self,
        files: &[PathBuf],
        folders: &[PathBuf],
    ) -> Result<Vec<Departure>, GateError> {
        let mut asked: BTreeSet<PathBuf> = BTreeSet::new();
        let mut departures = Vec::new();
        for file in files {
            match self.inside(file) {
                Some(path) => {
                    asked.insert(path);
                }
                None => departures.push(Departure {
                    path: file.clone(),
                    kind: DepartureKind::NotCommitted,
                }),
            }
        }
        let folders: Vec<PathBuf> = folders
            .iter()
            .filter_map(|folder| self.inside(folder))
            .collect();
        // The repository's root has no name, and is everything.
        let entries = self.repository.entries(&self.commit, &[PathBuf::new()])?;
        let committed: BTreeMap<PathBuf, (ObjectId, EntryKind)> = entries
            .into_iter()
            .map(|entry| (entry.path, (entry.object, entry.kind)))
            .collect();
        for folder in &folders {
            let whole = self.repository.root().join(folder);
            match files_below(&whole) {
                Ok(found) => asked.extend(found.into_iter().map(|file| folder.join(file))),
                Err(_) => departures.push(Departure {
                    path: folder.clone(),
                    kind: DepartureKind::Unreadable,
                }),
            }
        }
        asked.extend(
            committed
                .keys()
                .filter(|path| folders.iter().any(|folder| path.starts_with(folder)))
                .cloned(),
        );
        let mut compared = Vec::new();
        for path in asked {
            match committed.get(&path) {
                Some((object, EntryKind::File)) => compared.push((path, object.clone())),
                Some((_, EntryKind::Link)) => departures.push(Departure {
                    path,
                    kind: DepartureKind::Unreadable,
                }),
                None => departures.push(Departure {
                    path,
                    kind: DepartureKind::NotCommitted,
                }),
            }
        }
        let objects: Vec<ObjectId> = compared.iter().map(|(_, object)| object.clone()).collect();
        let contents = self.repository.contents(&objects)?;
        for ((path, _), content) in compared.into_iter().zip(contents) {
            let kind = match std::fs::read(self.repository.root().join(&path)) {
                Ok(bytes) if bytes == content => continue,
                Ok(_) => DepartureKind::Changed,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    DepartureKind::Removed
                }
                Err(_) => DepartureKind::Unreadable,
            };
            departures.push(Departure { path, kind });
        }
        departures.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(departures)
    }

    /// A path from the repository's root; `None` where it leads out of it.
    fn inside(&self, path: &Path) -> Option<PathBuf> {
        let root = self.repository.root().canonicalize().ok()?;
        // What is gone has no links left to resolve.
        let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        whole.strip_prefix(&root).ok().map(Path::to_owned)
    }
}

/// The files below a folder, from it; links are files, wherever they lead.
fn files_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(inside) = folders.pop() {
        for entry in std::fs::read_dir(folder.join(&inside))? {
            let entry = entry?;
            let path = inside.join(entry.file_name());
            if !entry.file_type()?.is_dir() {
                found.push(path);
            } else if entry.file_name() != "__pycache__" {
                folders.push(path);
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    fn git(folder: &Path, arguments: &[&str]) {
        let status = Command::new("git")
            .arg("-C")
            .arg(folder)
            .args(["-c", "user.name=a", "-c", "user.email=a@localhost"])
            .args(arguments)
            .output()
            .unwrap()
            .status;
        assert!(status.success(), "{arguments:?}");
    }

    #[test]
    fn every_departure_from_the_commit_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let file = |name: &str| root.join("versions").join(name);
        std::fs::create_dir(root.join("versions")).unwrap();
        for name in ["a.py", "b.py", "c.py"] {
            std::fs::write(file(name), name).unwrap();
        }
        std::fs::write(root.join(".gitignore"), "hidden.py\n").unwrap();
        git(root, &["init", "--quiet"]);
        assert!(matches!(
            Checkout::around(root),
            Err(GateError::NothingCommitted(_))
        ));
        git(root, &["add", "."]);
        git(root, &["commit", "--quiet", "-m", "one"]);
        let folders = [root.join("versions")];
        let all = ["a.py", "b.py", "c.py", "hidden.py"].map(file);
        let found = |files: &[PathBuf]| -> Vec<String> {
            let checkout = Checkout::around(root).unwrap();
            let departures = checkout.departures(files, &folders).unwrap();
            departures.iter().map(ToString::to_string).collect()
        };
        assert_eq!(found(&all[..3]), [""; 0]);
        std::fs::write(file("b.py"), "b.py ").unwrap();
        std::fs::write(file("hidden.py"), "").unwrap();
        std::fs::create_dir_all(file("more/__pycache__")).unwrap();
        std::fs::write(file("more/__pycache__/a.pyc"), "").unwrap();
        std::fs::write(file("more/unnamed.txt"), "").unwrap();
        std::fs::remove_file(file("c.py")).unwrap();
        assert_eq!(
            found(&all),
            [
                "versions/b.py is not as it was committed",
                "versions/c.py was removed",
                "versions/hidden.py is not committed",
                "versions/more/unnamed.txt is not committed",
            ]
        );
    }
}
