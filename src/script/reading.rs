//! Reading revision files, many at a time: from paths to declarations and docstrings.
//!
//! The half of `Script._from_path` that opens files. Of a file's text nothing is kept but what the
//! graph and its listings need.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::decode::decode_source;
use super::error::ScriptError;
use super::evaluate::evaluate_header;
use super::header::ModuleHeader;
use super::revision::Revision;
use super::scan::scan_header;
use crate::python::Interpreter;

/// Files that a thread takes at a time: few enough that all threads end together, and enough that
/// a short history needs no second one.
const BATCH: usize = 64;

/// The longest file that is read, in bytes; no revision comes near it.
const LONGEST_FILE: u64 = 64 << 20;

/// One file, as far as the scanner came.
pub(crate) enum Reading {
    /// What it declares, and its docstring.
    Declared(Revision, String),
    /// Its top level has to be evaluated.
    NeedsEvaluation,
}

/// Reads and scans files, on all cores where there are many; the answers are in their order.
pub(crate) fn read_all(paths: &[PathBuf]) -> impl Iterator<Item = Result<Reading, ScriptError>> {
    let batches: Vec<&[PathBuf]> = paths.chunks(BATCH).collect();
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut buffer = Vec::new();
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(batch) = batches.get(number) else {
                return done;
            };
            let readings: Vec<_> = batch.iter().map(|path| read(path, &mut buffer)).collect();
            done.push((number, readings));
        }
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..cores.min(batches.len()))
            .map(|_| scope.spawn(work))
            .collect();
        let mut done = work();
        for other in others {
            match other.join() {
                Ok(readings) => done.extend(readings),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().flat_map(|(_, readings)| readings)
}

/// Reads the header of a file by evaluating its top level.
///
/// The file is read again: a history of computed headers must not be held in memory as text.
pub(crate) fn evaluate(
    path: &Path,
    interpreter: &mut Interpreter,
) -> Result<ModuleHeader, ScriptError> {
    let mut buffer = Vec::new();
    let text = text_of(path, &mut buffer)?;
    evaluate_header(path, &text, interpreter)
}

/// The revision that the header of the file `path` declares, and the docstring.
pub(crate) fn declare(
    path: &Path,
    mut header: ModuleHeader,
) -> Result<(Revision, String), ScriptError> {
    let mut docstring = header.docstring.take().unwrap_or_default();
    docstring.shrink_to_fit();
    Ok((header.into_revision(path)?, docstring))
}

fn read(path: &Path, buffer: &mut Vec<u8>) -> Result<Reading, ScriptError> {
    let text = text_of(path, buffer)?;
    match scan_header(&text) {
        Some(header) if header.revision.is_some() && header.down_revision.is_some() => {
            let (revision, docstring) = declare(path, header)?;
            Ok(Reading::Declared(revision, docstring))
        }
        Some(_) | None => Ok(Reading::NeedsEvaluation),
    }
}

/// The text of a file, whose bytes go into `buffer`.
fn text_of<'buffer>(
    path: &Path,
    buffer: &'buffer mut Vec<u8>,
) -> Result<Cow<'buffer, str>, ScriptError> {
    read_bytes(path, buffer).map_err(|source| ScriptError::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    decode_source(buffer).map_err(|reason| ScriptError::Encoding {
        path: path.to_owned(),
        reason,
    })
}

/// Puts the bytes of a file into `buffer`, unless there are more than any revision has.
pub(crate) fn read_bytes(path: &Path, buffer: &mut Vec<u8>) -> io::Result<()> {
    buffer.clear();
    let file = File::open(path)?;
    file.take(LONGEST_FILE + 1).read_to_end(buffer)?;
    if buffer.len() as u64 > LONGEST_FILE {
        return Err(io::Error::other(format!(
            "the file is longer than {} MiB",
            LONGEST_FILE >> 20
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};

    use super::{BATCH, LONGEST_FILE, Reading, read_all};
    use crate::script::ScriptError;

    /// More batches than cores, one file that vanished, one too long, one to be evaluated.
    #[test]
    fn answers_are_in_the_order_of_the_files() {
        let folder = tempfile::tempdir().unwrap();
        let paths: Vec<_> = (0..=5 * BATCH)
            .map(|number| folder.path().join(format!("{number}.py")))
            .collect();
        for (number, path) in paths.iter().enumerate() {
            fs::write(
                path,
                format!("revision = 'r{number}'\ndown_revision = None\n"),
            )
            .unwrap();
        }
        fs::remove_file(&paths[70]).unwrap();
        let long = File::create(&paths[71]).unwrap();
        long.set_len(LONGEST_FILE + 1).unwrap();
        fs::write(&paths[72], "revision = 'a' + 'b'\ndown_revision = None\n").unwrap();
        let readings: Vec<_> = read_all(&paths).collect();
        assert_eq!(readings.len(), paths.len());
        for (number, reading) in readings.into_iter().enumerate() {
            match (number, reading) {
                (70, Err(ScriptError::Unreadable { path, .. })) => assert_eq!(path, paths[70]),
                (71, Err(error)) => {
                    assert!(
                        error
                            .to_string()
                            .ends_with("the file is longer than 64 MiB")
                    );
                }
                (72, Ok(Reading::NeedsEvaluation)) => {}
                (_, Ok(Reading::Declared(revision, _))) => {
                    assert_eq!(revision.id.as_str(), format!("r{number}"));
                }
                (_, _) => panic!("file {number} was read otherwise"),
            }
        }
    }
}
