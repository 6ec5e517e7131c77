//! One start of `git`, and what it came to.

use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::gate::error::GateError;

/// Variables with which a running git hook points git at something else.
const DIRECTIONS: [&str; 17] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_ATTR_SOURCE",
    "GIT_CONFIG",
    "GIT_SHALLOW_FILE",
    "GIT_GRAFT_FILE",
    "GIT_REPLACE_REF_BASE",
];

/// Settings under which git looks and does nothing else.
const SETTINGS: [&str; 9] = [
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.splitIndex=false",
    "core.safecrlf=false",
    "commit.gpgSign=false",
    // It sends contents through filters.
    "merge.renormalize=false",
    // A folder of the working tree that is made up like a repository is none.
    "safe.bareRepository=explicit",
    "user.name=gate",
    "user.email=gate@localhost",
];

/// What an invocation of git came to.
pub(super) struct Answer {
    /// The exit status; `None` where a signal ended it.
    pub(super) status: Option<i32>,
    /// What it printed.
    pub(super) output: Vec<u8>,
    /// What it complained about.
    pub(super) complaint: String,
}

/// git in a folder, with nothing switched on that could run or change something.
pub(super) fn git_in(folder: &Path) -> Command {
    let mut command = Command::new("git");
    for variable in DIRECTIONS {
        command.env_remove(variable);
    }
    command
        .arg("-C")
        .arg(folder)
        .args(["--no-optional-locks", "--literal-pathspecs"])
        .arg("--no-replace-objects");
    for setting in SETTINGS {
        command.args(["-c", setting]);
    }
    command
        .env("GIT_TERMINAL_PROMPT", "0")
        // A partial clone fetches by whatever program its remote names; older versions of git
        // know the second variable only, which allows no transport.
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "none")
        .env("LC_ALL", "C");
    command
}

/// Runs a command to its end.
pub(super) fn finish(command: &mut Command, input: &[u8]) -> Result<Answer, GateError> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(GateError::NoGit)?;
    let stdin = child.stdin.take();
    let output = std::thread::scope(|scope| {
        scope.spawn(move || {
            if let Some(mut stdin) = stdin {
                // Should git not want all of it, its exit status says why.
                let _ = stdin.write_all(input);
            }
        });
        child.wait_with_output()
    })
    .map_err(GateError::NoGit)?;
    let complaint = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Ok(Answer {
        status: output.status.code(),
        output: output.stdout,
        complaint,
    })
}

/// That git failed.
pub(super) fn failed(arguments: &[impl AsRef<OsStr>], answer: &Answer) -> GateError {
    let command = arguments.first().map(AsRef::as_ref).unwrap_or_default();
    let command = command.to_string_lossy().into_owned();
    let complaint = answer.complaint.as_str();
    if complaint.contains("lazy fetching disabled") || complaint.contains("promisor remote") {
        return GateError::NotFetched { command };
    }
    let answer = complaint.to_owned();
    GateError::Git { command, answer }
}

/// The one line of an answer.
pub(super) fn strip_line_end(text: &[u8]) -> &[u8] {
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    text.strip_suffix(b"\r").unwrap_or(text)
}

/// The parts of an answer, each of which a NUL ends.
pub(super) fn parts(answer: &[u8]) -> impl Iterator<Item = &[u8]> {
    answer
        .split(|byte| *byte == 0)
        .filter(|part| !part.is_empty())
}

/// Paths as git reads them, each with a NUL.
pub(super) fn paths_for_git<'path>(paths: impl IntoIterator<Item = &'path Path>) -> Vec<u8> {
    let mut list = Vec::new();
    for path in paths {
        list.extend_from_slice(path.as_os_str().as_encoded_bytes());
        list.push(0);
    }
    list
}

/// Text as git prints it.
#[cfg(unix)]
pub(super) fn os_string(bytes: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStrExt;
    OsStr::from_bytes(bytes).to_owned()
}

/// Text as git prints it.
#[cfg(not(unix))]
pub(super) fn os_string(bytes: &[u8]) -> OsString {
    OsString::from(String::from_utf8_lossy(bytes).into_owned())
}

/// A path as git prints it.
pub(super) fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(os_string(bytes))
}

/// A path in a list that colons separate, where git understands C's quotes.
pub(super) fn quoted(path: &Path) -> OsString {
    let text = path.to_string_lossy();
    if text.contains(':') || text.starts_with('"') {
        let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
        OsString::from(format!("\"{escaped}\""))
    } else {
        path.as_os_str().to_owned()
    }
}
