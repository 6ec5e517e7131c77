//! Which files of a version location are revisions, and in which order they are loaded:
//! `Script._list_py_dir` and the name rules of `Script._from_path`.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::directory::{Recursion, Sources};
use super::error::ScriptError;

/// The revision files of one version location in load order, symbolic links resolved.
///
/// A location that does not exist holds none. With [`Sources::OrCompiled`] a compiled file without
/// its source is an error.
pub(crate) fn revision_files(
    location: &Path,
    recursion: Recursion,
    sources: Sources,
) -> Result<Vec<PathBuf>, ScriptError> {
    let mut files = Vec::new();
    let Ok(location) = location.canonicalize() else {
        return Ok(files);
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
            .is_some_and(|name| name.to_string_lossy().ends_with("__pycache__"));
        if !is_cache {
            for entry in &contents.files {
                let path = match entry.kind {
                    FileKind::Plain => folder.join(&entry.name),
                    FileKind::Link => resolve(&folder.join(&entry.name))?,
                };
                if is_revision_file(&path) {
                    files.push(path);
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
    Plain,
    Link,
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
        let kind = entry.file_type().map_err(unreadable)?;
        if kind.is_dir() {
            folders.push(entry.path());
        } else if kind.is_symlink() {
            if !entry.path().is_dir() {
                files.push(FileEntry {
                    name: entry.file_name(),
                    kind: FileKind::Link,
                });
            }
        } else {
            files.push(FileEntry {
                name: entry.file_name(),
                kind: FileKind::Plain,
            });
        }
    }
    files.sort_unstable_by(|one, other| one.name.cmp(&other.name));
    folders.sort_unstable();
    Ok(Contents { files, folders })
}

/// The file behind a link; a broken link stays as it is, to be an error only if it would be read.
fn resolve(link: &Path) -> Result<PathBuf, ScriptError> {
    match link.canonicalize() {
        Ok(path) => Ok(path),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(link.to_owned()),
        Err(source) => Err(ScriptError::Unreadable {
            path: link.to_owned(),
            source,
        }),
    }
}

/// `.py`, and neither an editor's lock file nor an `__init__`.
fn is_revision_file(path: &Path) -> bool {
    let Some(name) = path.file_name() else {
        return false;
    };
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
