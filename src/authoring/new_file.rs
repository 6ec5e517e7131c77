//! New files appear whole, and never in the place of another.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use super::error::AuthoringError;
use super::progress::{Progress, Step, tracked};

/// Begins the names of files that are still being written; no folder's reader takes them for a
/// revision, as they do not end in `.py`.
const UNFINISHED: &str = ".alembic-rs-";

/// Writes a file that is not there yet: all of it, or nothing.
///
/// The contents are written beside it and get its name at the end, which fails where another
/// process took the name in between.
pub(super) fn write_new(path: &Path, contents: &[u8]) -> Result<(), AuthoringError> {
    let folder = folder_of(path);
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Less what the process's mask takes away, as for any new file.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder
        .tempfile_in(folder)
        .map_err(AuthoringError::io(folder))?;
    file.write_all(contents)
        .and_then(|()| file.as_file().sync_all())
        .map_err(AuthoringError::io(path))?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(refused) if refused.error.kind() == ErrorKind::AlreadyExists => {
            Err(AuthoringError::Exists(path.to_owned()))
        }
        Err(refused) => Err(AuthoringError::io(path)(refused.error)),
    }
}

/// Adds `contents` at the end of a file.
pub(super) fn append(path: &Path, contents: &[u8]) -> io::Result<()> {
    OpenOptions::new()
        .append(true)
        .open(path)?
        .write_all(contents)
}

/// Makes a folder and those above it, where they are missing.
pub(super) fn ensure_directory(
    progress: &dyn Progress,
    folder: &Path,
) -> Result<(), AuthoringError> {
    if folder.exists() {
        return Ok(());
    }
    tracked(progress, Step::CreatingDirectory(folder), || {
        fs::create_dir_all(folder).map_err(AuthoringError::io(folder))
    })
}

/// A path as Python's `pathlib` writes it: no `.`, no doubled and no final slash.
pub(super) fn tidy(path: &Path) -> PathBuf {
    let parts = path.components().filter(|part| *part != Component::CurDir);
    let tidy: PathBuf = parts.collect();
    if tidy.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        tidy
    }
}

/// A path from the root on, not resolved any further (`Path.absolute`).
pub(super) fn absolute(path: &Path) -> Result<PathBuf, AuthoringError> {
    let absolute = std::path::absolute(tidy(path)).map_err(AuthoringError::io(path))?;
    Ok(tidy(&absolute))
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.py");
        write_new(&path, b"first").unwrap();
        let error = write_new(&path, b"second").unwrap_err();
        assert!(matches!(error, AuthoringError::Exists(_)), "{error}");
        assert_eq!(fs::read(&path).unwrap(), b"first");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn of_many_writers_one_wins() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.py");
        let written = std::thread::scope(|scope| {
            let writers: Vec<_> = (0..8_u8)
                .map(|number| {
                    let path = &path;
                    scope.spawn(move || write_new(path, &[number; 4096]).is_ok())
                })
                .collect();
            let finished = writers.into_iter().map(|writer| writer.join().unwrap());
            finished.filter(|won| *won).count()
        });
        assert_eq!(written, 1);
        let contents = fs::read(&path).unwrap();
        assert!(contents.len() == 4096 && contents.iter().all(|byte| *byte == contents[0]));
    }

    #[test]
    fn paths_are_tidied_as_by_pathlib() {
        for (path, expected) in [
            ("./x//y/", "x/y"),
            (".", "."),
            ("", "."),
            ("../a/.", "../a"),
        ] {
            assert_eq!(tidy(Path::new(path)), Path::new(expected));
        }
    }
}
