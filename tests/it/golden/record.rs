//! The form of the recorded answers.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::program::{self, Answer};

/// Invocations that ask for a revision behind the one they start from.
const BACKWARDS: &[&str] = &["upgrade 0003:0002 --sql", "upgrade 0006c0ffee06"];

/// What the real Alembic answered to one invocation.
#[derive(Debug, Deserialize)]
pub(super) struct Recorded {
    pub(super) argv: Vec<String>,
    pub(super) exit: i32,
    pub(super) stdout: String,
    /// The lines of its loggers on standard error.
    pub(super) log: Vec<String>,
    /// The rows of the version table afterwards; none where there is no such table.
    #[serde(default)]
    pub(super) rows: Option<Vec<String>>,
}

impl Recorded {
    /// The command line in one piece, to name the invocation by.
    pub(super) fn line(&self) -> String {
        self.argv.join(" ")
    }

    /// In what way an answer is not the recorded one.
    pub(super) fn difference(&self, answer: &Answer) -> Option<String> {
        let log = answer.log();
        let same = if self.goes_backwards() {
            answer.exit == Some(255) && answer.stdout.contains("goes forward only")
        } else {
            answer.exit == Some(self.exit)
                && answer.stdout == self.expected_stdout()
                && self.same_log(&log)
        };
        (!same).then(|| {
            format!(
                "`{}` exits with {:?}, not {}\nstdout:\n{}\nnot:\n{}\nlog: {log:#?}\nnot: {:#?}\n\
                 stderr:\n{}",
                self.line(),
                answer.exit,
                self.exit,
                answer.stdout,
                self.stdout,
                self.log,
                answer.stderr
            )
        })
    }

    /// Whether the revision asked for lies behind; Alembic does nothing, we refuse.
    fn goes_backwards(&self) -> bool {
        BACKWARDS.contains(&self.line().as_str())
    }

    /// A script that cannot be written is not begun; Alembic leaves its first line behind.
    fn expected_stdout(&self) -> &str {
        match self.stdout.strip_prefix("BEGIN;\n\n") {
            Some(message) if self.exit != 0 => message,
            _ => &self.stdout,
        }
    }

    /// A refusal may come earlier than Alembic's, before the lines about the run.
    fn same_log(&self, log: &[&str]) -> bool {
        if self.exit == 0 {
            log.iter().eq(&self.log)
        } else {
            log.iter().rev().eq(self.log.iter().rev().take(log.len()))
        }
    }
}

/// The folder of a kind of golden.
pub(super) fn golden(kind: &str) -> PathBuf {
    program::root().join("tests/golden").join(kind)
}

/// The files of a folder with an extension, in the order of their names.
pub(super) fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let listing = fs::read_dir(folder).expect("the goldens can be listed");
    let mut files: Vec<PathBuf> = listing
        .map(|entry| entry.expect("the goldens can be listed").path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no .{extension} in {}", folder.display());
    files
}

/// The name of a file without its folder and extension.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// The text of a golden.
pub(super) fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("the goldens are UTF-8")
}

/// Fails with every difference at once.
pub(super) fn assert_none(differences: &[String]) {
    assert!(
        differences.is_empty(),
        "{} differences\n\n{}",
        differences.len(),
        differences.join("\n\n")
    );
}
