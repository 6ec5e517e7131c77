//! Which files of a version location are revisions, and in which order they are loaded:
//! `Script._list_py_dir` and the name rules of `Script._from_path`.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::directory::{Recursion, Sources};
use super::error::ScriptError;

/// How many links may lead to one another, as on Linux.
const MAXIMUM_LINKS: u32 = 40;

/// The revision files of one version location in load order, symbolic links resolved.
///
/// A location that does not exist holds none. With [`Sources::OrCompiled`] a compiled file without
/// its source is an error. So is a revision file that is a pipe, a socket or a device: reading it
/// might never end.
pub(crate) fn revision_files(
    location: &Path,
    recursion: Recursion,
    sources: Sources,
) -> Result<Vec<PathBuf>, ScriptError> {
    let mut files = Vec::new();
    let location = match location.canonicalize() {
        Ok(location) => location,
        // There may be none yet; that nobody may look there is another thing.
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            return Ok(files);
        }
        Err(source) => {
            return Err(ScriptError::Unreadable {
                path: location.to_owned(),
                source,
            });
        }
    };
    if !location.is_dir() {
        return Ok(files);
    }
    // Folders still to be read, the next one last.
    let mut folders = vec![location];
    while let Some(folder) = folders.pop() {
        let contents = read_folder(&folder)?;
        let is_cache = folder
            .file_name()
            .is_some_and(|name| name.as_encoded_bytes().ends_with(b"__pycache__"));
        if !is_cache {
            for entry in &contents.files {
                match entry.kind {
                    FileKind::Regular if is_revision_file(&entry.name) => {
                        files.push(folder.join(&entry.name));
                    }
                    FileKind::Link => {
                        let path = resolve(folder.join(&entry.name));
                        if path.file_name().is_some_and(is_revision_file) {
                            refuse_special(&path)?;
                            files.push(path);
                        }
                    }
                    FileKind::Special if is_revision_file(&entry.name) => {
                        return Err(not_regular(&folder.join(&entry.name)));
                    }
                    FileKind::Regular | FileKind::Special => {}
                }
            }
            if sources == Sources::OrCompiled {
                refuse_compiled(&folder, &contents)?;
            }
            if recursion == Recursion::Flat {
                break;
            }
        }
        folders.extend(contents.folders.into_iter().rev());
    }
    Ok(files)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum FileKind {
    Regular,
    /// A symbolic link to a file or to nothing.
    Link,
    /// A pipe, a socket or a device.
    Special,
}

struct FileEntry {
    name: OsString,
    kind: FileKind,
}

struct Contents {
    files: Vec<FileEntry>,
    folders: Vec<PathBuf>,
}

/// Files and folders, each sorted by name. A link to a folder is not gone into.
fn read_folder(folder: &Path) -> Result<Contents, ScriptError> {
    let unreadable = |source| ScriptError::Unreadable {
        path: folder.to_owned(),
        source,
    };
    let mut files = Vec::new();
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        // The folder itself says what its entries are; the files need not be asked.
        let kind = entry.file_type().map_err(unreadable)?;
        let kind = if kind.is_dir() {
            folders.push(entry.path());
            continue;
        } else if kind.is_file() {
            FileKind::Regular
        } else if !kind.is_symlink() {
            FileKind::Special
        } else if entry.path().is_dir() {
            continue;
        } else {
            FileKind::Link
        };
        let name = entry.file_name();
        files.push(FileEntry { name, kind });
    }
    files.sort_unstable_by(|one, other| one.name.cmp(&other.name));
    folders.sort_unstable();
    Ok(Contents { files, folders })
}

/// The file behind a link. One that leads nowhere is followed as far as it goes, and is an error
/// only if it would be read.
fn resolve(link: PathBuf) -> PathBuf {
    if let Ok(path) = link.canonicalize() {
        return path;
    }
    let mut path = link;
    for _ in 0..MAXIMUM_LINKS {
        let Ok(target) = fs::read_link(&path) else {
            break;
        };
        path = path
            .parent()
            .map_or(target.clone(), |folder| folder.join(target));
    }
    path
}

/// Refuses what a link leads to unless it is a regular file, or nothing that could be asked.
fn refuse_special(path: &Path) -> Result<(), ScriptError> {
    match fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => Err(not_regular(path)),
        Ok(_) | Err(_) => Ok(()),
    }
}

fn not_regular(path: &Path) -> ScriptError {
    ScriptError::Unreadable {
        path: path.to_owned(),
        source: io::Error::other("a revision must be a regular file"),
    }
}

/// `.py`, and neither an editor's lock file nor an `__init__`.
fn is_revision_file(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.ends_with(b".py")
        && !name.starts_with(b".#")
        && !name.starts_with(b"__init__")
        && !name.contains(&b'\n')
}

/// Bytecode cannot be read here: where Alembic would load it, the revision would be missing.
fn refuse_compiled(folder: &Path, contents: &Contents) -> Result<(), ScriptError> {
    let stem = |name: &OsString| -> String {
        let name = name.to_string_lossy();
        name.split('.').next().unwrap_or_default().to_owned()
    };
    let is_compiled = |name: &OsString| {
        let name = name.to_string_lossy();
        (name.ends_with(".pyc") || name.ends_with(".pyo")) && !name.starts_with("__init__")
    };
    let with_source: HashSet<String> = contents
        .files
        .iter()
        .filter(|entry| entry.name.as_encoded_bytes().ends_with(b".py"))
        .map(|entry| stem(&entry.name))
        .collect();
    let cache = folder.join("__pycache__");
    let cached = if cache.is_dir() {
        read_folder(&cache)?.files
    } else {
        Vec::new()
    };
    let here = contents.files.iter().map(|entry| (folder, entry));
    let there = cached.iter().map(|entry| (cache.as_path(), entry));
    for (place, entry) in here.chain(there) {
        if is_compiled(&entry.name) && !with_source.contains(&stem(&entry.name)) {
            return Err(ScriptError::CompiledOnly(place.join(&entry.name)));
        }
    }
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::{Recursion, Sources, revision_files};

    /// Which names of a folder are listed, or the refusal.
    fn listed(folder: &std::path::Path) -> Result<Vec<String>, String> {
        let files = revision_files(folder, Recursion::Recursive, Sources::Python);
        let name = |path: &std::path::PathBuf| {
            let name = path.file_name().unwrap_or_default();
            name.to_string_lossy().into_owned()
        };
        files
            .map(|files| files.iter().map(name).collect())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_no_file_is_gone_into_or_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("folder.py")).unwrap();
        fs::write(root.join("folder.py/inner.py"), "").unwrap();
        symlink(root, root.join("up.py")).unwrap();
        symlink("loop.txt", root.join("loop.txt")).unwrap();
        symlink("missing.txt", root.join("broken.py")).unwrap();
        symlink("someone@somewhere.1", root.join(".#lock.py")).unwrap();
        let _socket = UnixListener::bind(root.join("socket")).unwrap();
        assert_eq!(listed(root), Ok(vec!["inner.py".to_owned()]));
    }

    #[test]
    fn links_that_lead_nowhere_are_listed_by_the_name_they_lead_to() {
        let folder = tempfile::tempdir().unwrap();
        symlink("missing.py", folder.path().join("a.txt")).unwrap();
        symlink("loop.py", folder.path().join("loop.py")).unwrap();
        let expected = vec!["missing.py".to_owned(), "loop.py".to_owned()];
        assert_eq!(listed(folder.path()), Ok(expected));
    }

    #[test]
    fn what_might_never_end_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().canonicalize().unwrap().join("a.py");
        let _socket = UnixListener::bind(&path).unwrap();
        let sentence = format!("{}: a revision must be a regular file", path.display());
        assert_eq!(listed(folder.path()), Err(sentence.clone()));
        fs::create_dir(folder.path().join("links")).unwrap();
        symlink("../a.py", folder.path().join("links/b.txt")).unwrap();
        assert_eq!(listed(&folder.path().join("links")), Err(sentence));
    }
}
