//! Errors that stand in logs although nobody has judged them.
//!
//! Counterpart: the cutover's criterion "no unresolved migration errors in logs".

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::sync::LazyLock;

use regex::bytes::Regex;

use super::error::EvidenceError;
use super::name::EvidenceName;
use super::reading::open;

/// What PostgreSQL, psql, Alembic, Python and this program write where something went wrong: in
/// capitals, as words of their own.
static SIGNS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)(?:ERROR|FATAL|PANIC|FAILED)(?-u:\b)|Traceback \(most recent call last\)")
        .expect("the expression is well-formed")
});

/// The most bytes of a line that are looked at in one go.
const PIECE: u64 = 1 << 20;

/// The most characters of a line that are shown.
const SHOWN: usize = 200;

/// The most findings that are kept; all are counted.
const KEPT: usize = 100;

/// A line that tells of an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogFinding {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u64,
    /// Its text, shortened.
    pub text: String,
}

/// The lines of logs that tell of errors.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LogScan {
    /// The first 100 of them, file by file.
    pub findings: Vec<LogFinding>,
    /// How many there are.
    pub count: u64,
    /// How many files were read.
    pub files: u64,
}

impl LogScan {
    /// Scans files of an evidence folder.
    ///
    /// # Errors
    /// A name is not allowed, or a file is missing or cannot be read: it then is not free of errors.
    pub fn of_files<'a>(
        folder: &Path,
        names: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, EvidenceError> {
        let mut scan = Self::default();
        for name in names {
            let path = folder.join(EvidenceName::new(name)?);
            let refused = |error| EvidenceError::system(&path, "read")(error);
            let file = open(&path).map_err(refused)?;
            scan.read(name, BufReader::new(file)).map_err(refused)?;
        }
        Ok(scan)
    }

    /// Whether nothing was found in at least one file.
    pub fn is_clean(&self) -> bool {
        self.count == 0 && self.files > 0
    }

    fn read(&mut self, name: &str, mut reader: impl BufRead) -> std::io::Result<()> {
        self.files += 1;
        let mut number = 1;
        let mut text = Vec::new();
        // The end of a piece of a very long line, in which a word may begin.
        let mut kept = Vec::new();
        loop {
            text.clone_from(&kept);
            let read = reader.by_ref().take(PIECE).read_until(b'\n', &mut text)?;
            if read == 0 {
                return Ok(());
            }
            if SIGNS.is_match(&text) {
                self.count += 1;
                if self.findings.len() < KEPT {
                    let line = String::from_utf8_lossy(&text);
                    self.findings.push(LogFinding {
                        file: name.to_owned(),
                        line: number,
                        text: line.trim_end().chars().take(SHOWN).collect(),
                    });
                }
            }
            kept.clear();
            if text.last() == Some(&b'\n') {
                number += 1;
            } else {
                kept.extend_from_slice(&text[text.len().saturating_sub(64)..]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::LogScan;

    fn lines(text: &[u8]) -> Vec<u64> {
        let mut scan = LogScan::default();
        scan.read("a.log", text).unwrap();
        scan.findings.iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn only_words_that_tell_of_errors_are_found() {
        let text = b"all is well\nERROR:  relation \"a\" exists\n\xff FATAL\nerrors: 0\n\
            NO_ERRORS\nTraceback (most recent call last):\nFAILED: no such revision";
        assert_eq!(lines(text), [2, 3, 6, 7]);
    }

    #[test]
    fn a_line_without_an_end_is_read_in_pieces() {
        let mut text = vec![b'-'; (1 << 20) - 3];
        text.extend_from_slice(b" ERROR \n");
        assert_eq!(lines(&text), [1]);
        assert!(!LogScan::default().is_clean());
    }
}
