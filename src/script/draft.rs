//! A revision file before it is written: what `Script._from_path` will make of it.

use std::path::{Path, PathBuf};

use super::decode::decode_source;
use super::error::ScriptError;
use super::evaluate::{evaluate_header, plain_interpreter};
use super::revision::Revision;
use super::scan::scan_header;

/// Reads the revision that `bytes` would declare as the file `path`.
///
/// Imports are looked for in `import_path` where the header is computed.
///
/// # Errors
/// Where the file could not be loaded.
pub fn read_draft(
    path: &Path,
    bytes: Vec<u8>,
    import_path: &[PathBuf],
) -> Result<Revision, ScriptError> {
    let text = decode_source(&bytes).map_err(|reason| ScriptError::Encoding {
        path: path.to_owned(),
        reason,
    })?;
    let header = match scan_header(&text) {
        Some(header) if header.revision.is_some() && header.down_revision.is_some() => header,
        Some(_) | None => evaluate_header(path, &text, &mut plain_interpreter(import_path))?,
    };
    header.into_revision(path)
}
