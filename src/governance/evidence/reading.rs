//! Looking into a folder that may be hostile: no links are followed, no pipe is waited for.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use rustix::fs::OFlags;

use super::error::EvidenceError;
use super::name::EvidenceName;

/// The most files of a folder that are looked at.
const MOST_FILES: usize = 100_000;

/// Opens a regular file for reading.
///
/// # Errors
/// It is a symbolic link, a pipe, a device or a folder, or the system refuses.
pub(in crate::governance) fn open(path: &Path) -> io::Result<File> {
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(flags.bits().cast_signed())
        .open(path)?;
    match file.metadata()?.is_file() {
        true => Ok(file),
        false => Err(io::Error::other("it is no regular file")),
    }
}

/// What is in a folder.
#[derive(Debug, Default)]
pub(in crate::governance) struct FolderListing {
    /// The files, with their lengths in bytes.
    pub(in crate::governance) files: BTreeMap<EvidenceName, u64>,
    /// What else is there: links, folders, pipes, names that no evidence has.
    pub(in crate::governance) others: Vec<(OsString, String)>,
}

impl FolderListing {
    /// Lists a folder.
    ///
    /// # Errors
    /// It is no folder, cannot be read, or has more than 100,000 entries.
    pub(in crate::governance) fn read(folder: &Path) -> Result<Self, EvidenceError> {
        let refused = |error| EvidenceError::system(folder, "read")(error);
        if !fs::symlink_metadata(folder).map_err(refused)?.is_dir() {
            return Err(EvidenceError::NoFolder(folder.to_owned()));
        }
        let mut listing = Self::default();
        for (count, entry) in fs::read_dir(folder).map_err(refused)?.enumerate() {
            if count == MOST_FILES {
                return Err(EvidenceError::File {
                    path: folder.to_owned(),
                    reason: format!("it has more than {MOST_FILES} entries"),
                });
            }
            let entry = entry.map_err(refused)?;
            let name = entry.file_name();
            let metadata = fs::symlink_metadata(entry.path()).map_err(refused)?;
            match name.to_str().map(EvidenceName::new) {
                Some(Ok(good)) if metadata.is_file() => {
                    listing.files.insert(good, metadata.len());
                }
                Some(Ok(_)) => listing
                    .others
                    .push((name, "it is no regular file".to_owned())),
                Some(Err(error)) => listing.others.push((name, error.to_string())),
                None => listing
                    .others
                    .push((name, "its name is not UTF-8".to_owned())),
            }
        }
        listing.others.sort();
        Ok(listing)
    }
}
