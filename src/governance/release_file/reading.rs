//! Reads `release.toml`: the text, its keys and types, and then what they say to each other.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use toml::de::DeTable;

use super::checks::check;
use super::content::ReleaseFile;
use super::error::ReleaseFileError;
use super::fault::{Fault, Faults};
use super::secrets;
use crate::governance::Digest;
use crate::governance::reading::open_file;
use crate::source::SourceFile;

/// The longest a release file may be, in bytes.
const MOST_BYTES: usize = 1 << 20;

impl ReleaseFile {
    /// Reads the file, and the digest of its bytes.
    ///
    /// # Errors
    /// A file that cannot be read, is no TOML, has a key that nobody knows or lacks one that is
    /// needed, and everything that contradicts itself, each with its place and its remedy.
    pub fn read(path: &Path) -> Result<(Self, Digest), ReleaseFileError> {
        let unreadable = |source| ReleaseFileError::Unreadable {
            path: path.to_owned(),
            source,
        };
        let no_text = |reason| ReleaseFileError::NoText {
            path: path.to_owned(),
            reason,
        };
        let mut bytes = Vec::new();
        open_file(path)
            .map_err(unreadable)?
            .take(MOST_BYTES as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
        if bytes.len() > MOST_BYTES {
            return Err(no_text("it is longer than a mebibyte"));
        }
        let digest = Digest::of(&bytes);
        let text = String::from_utf8(bytes).map_err(|_| no_text("it is not UTF-8"))?;
        let file = Arc::new(SourceFile::new(path, text));
        match parse(file.text()) {
            Ok(release) => Ok((release, digest)),
            Err(faults) => Err(ReleaseFileError::Faulty { file, faults }),
        }
    }
}

/// Reads the text.
pub(super) fn parse(text: &str) -> Result<ReleaseFile, Vec<Fault>> {
    let document = DeTable::parse(text).map_err(|error| vec![fault(&error)])?;
    let mut faults = Faults::new(&document);
    secrets::check(&mut faults);
    let release: ReleaseFile = match toml::from_str(text) {
        Ok(release) => release,
        Err(error) => {
            let mut found = faults.into_faults();
            // A value with a secret in it is not shown, and is what has to be looked at first.
            if found.is_empty() {
                found.push(fault(&error));
            }
            return Err(found);
        }
    };
    check(&release, &mut faults);
    match faults.into_faults() {
        faults if faults.is_empty() => Ok(release),
        faults => Err(faults),
    }
}

/// What the parser says, with the remedy for what it says most.
fn fault(error: &toml::de::Error) -> Fault {
    let message = error.message().trim_end().to_owned();
    let remedy = if message.starts_with("unknown field") {
        "Correct or remove the key; what is not understood is never ignored."
    } else if message.starts_with("missing field") {
        "Add the key to this table."
    } else if message.starts_with("invalid type") || message.starts_with("unknown variant") {
        "Give the key a value of the kind that is expected."
    } else {
        "See https://toml.io for the syntax."
    };
    Fault {
        message,
        remedy: remedy.to_owned(),
        range: error.span().unwrap_or(0..0),
    }
}
