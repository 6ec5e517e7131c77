//! The program `git`, asked questions.
//!
//! It is started without a shell, with hooks and file system monitors switched off and the
//! variables by which a caller such as a hook directs it elsewhere taken away. What has to be
//! written (the working tree as a commit) goes to a temporary folder, not into the repository.

use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::error::{GateError, History};

/// Variables with which a running git hook points git at something else.
const DIRECTIONS: [&str; 9] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_LITERAL_PATHSPECS",
];

/// A repository with a working tree.
#[derive(Debug)]
pub(super) struct Repository {
    /// The working tree's folder.
    root: PathBuf,
    /// Where the index and the objects that are made here go.
    scratch: TempDir,
    /// The repository's own objects.
    objects: PathBuf,
}

/// What an invocation of git came to.
struct Answer {
    status: Option<i32>,
    output: Vec<u8>,
    complaint: String,
}

/// The name of a git object.
pub(super) type ObjectId = String;

/// A file in a tree: its path from the repository's root, its object, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TreeEntry {
    pub(super) path: PathBuf,
    pub(super) object: ObjectId,
    pub(super) kind: EntryKind,
}

/// What a tree entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EntryKind {
    File,
    Link,
}

/// What a merge comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MergedTree {
    pub(super) tree: ObjectId,
    /// Files that both sides changed in different ways.
    pub(super) conflicts: Vec<PathBuf>,
}

impl Repository {
    /// The repository around `folder`.
    pub(super) fn around(folder: &Path) -> Result<Self, GateError> {
        let scratch = TempDir::new().map_err(GateError::Temporary)?;
        let ask = |arguments: &[&str]| -> Result<PathBuf, GateError> {
            let answer = finish(bare(folder).args(arguments), &[])?;
            match answer.status {
                Some(0) => Ok(path(strip_line_end(&answer.output))),
                _ => Err(GateError::NoRepository {
                    folder: folder.to_owned(),
                    answer: answer.complaint,
                }),
            }
        };
        let root = ask(&["rev-parse", "--show-toplevel"])?;
        let objects = ask(&[
            "rev-parse",
            "--path-format=absolute",
            "--git-path",
            "objects",
        ])?;
        std::fs::create_dir(scratch.path().join("objects")).map_err(GateError::Temporary)?;
        Ok(Self {
            root,
            scratch,
            objects,
        })
    }

    /// The working tree's folder.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The commit that `reference` names.
    pub(super) fn commit(&self, reference: &str) -> Result<ObjectId, GateError> {
        let asked = format!("{reference}^{{commit}}");
        let arguments = [
            "rev-parse",
            "--quiet",
            "--verify",
            "--end-of-options",
            &asked,
        ];
        let answer = self.start(&arguments, &[])?;
        match (answer.status, reference) {
            (Some(0), _) => self.text(&arguments, &answer.output),
            (_, "HEAD") => Err(GateError::NothingCommitted(self.root.clone())),
            _ => Err(GateError::NoSuchCommit {
                reference: reference.to_owned(),
                repository: self.root.clone(),
                history: self.history()?,
            }),
        }
    }

    /// The common ancestor of two commits; `reference` is what the second was called.
    pub(super) fn merge_base(
        &self,
        ours: &str,
        theirs: &str,
        reference: &str,
    ) -> Result<ObjectId, GateError> {
        let arguments = ["merge-base", ours, theirs];
        let answer = self.start(&arguments, &[])?;
        match answer.status {
            Some(0) => self.text(&arguments, &answer.output),
            Some(1) => Err(GateError::NoMergeBase {
                reference: reference.to_owned(),
                history: self.history()?,
            }),
            _ => Err(failed(&arguments, &answer)),
        }
    }

    fn history(&self) -> Result<History, GateError> {
        let answer = self.run(&["rev-parse", "--is-shallow-repository"])?;
        Ok(match strip_line_end(&answer) {
            b"true" => History::Shallow,
            _ => History::Whole,
        })
    }

    /// The working tree as a commit on top of `head`: `head` with the files below `folders` as
    /// they are on the disk now, committed or not; what is ignored stays out.
    pub(super) fn working_tree(
        &self,
        head: &str,
        folders: &[PathBuf],
    ) -> Result<ObjectId, GateError> {
        self.run(&["read-tree", head])?;
        for folder in folders {
            let present = self.root.join(folder).is_dir();
            let verb: &[&str] = if present {
                &["add", "--all", "--"]
            } else {
                &["rm", "-r", "--cached", "--quiet", "--ignore-unmatch", "--"]
            };
            let mut arguments: Vec<&OsStr> = verb.iter().map(OsStr::new).collect();
            let whole = Path::new(".");
            let folder = if folder.as_os_str().is_empty() {
                whole
            } else {
                folder
            };
            arguments.push(folder.as_os_str());
            self.run(&arguments)?;
        }
        let tree = self.run(&["write-tree"])?;
        let tree = String::from_utf8_lossy(strip_line_end(&tree)).into_owned();
        let arguments = ["commit-tree", "-p", head, "-m", "working tree", &tree];
        let answer = self.run(&arguments)?;
        self.text(&arguments, &answer)
    }

    /// Merges two commits without touching anything; `None` where this git cannot (before 2.38).
    pub(super) fn merge(&self, theirs: &str, ours: &str) -> Result<Option<MergedTree>, GateError> {
        let arguments = [
            "merge-tree",
            "--write-tree",
            "-z",
            "--no-messages",
            "--name-only",
            theirs,
            ours,
        ];
        let answer = self.start(&arguments, &[])?;
        match answer.status {
            Some(0 | 1) => {}
            Some(129) => return Ok(None),
            _ => return Err(failed(&arguments, &answer)),
        }
        let mut parts = answer.output.split(|byte| *byte == 0);
        let tree = parts.next().unwrap_or_default();
        Ok(Some(MergedTree {
            tree: self.text(&arguments, tree)?,
            conflicts: parts.filter(|part| !part.is_empty()).map(path).collect(),
        }))
    }

    /// The files of a commit or tree below `folders`.
    pub(super) fn entries(
        &self,
        tree: &str,
        folders: &[PathBuf],
    ) -> Result<Vec<TreeEntry>, GateError> {
        let options = ["ls-tree", "-r", "-z", "--full-tree", tree];
        let mut arguments: Vec<&OsStr> = options.iter().map(OsStr::new).collect();
        // The repository's root as a version location is everything.
        if folders.iter().all(|folder| !folder.as_os_str().is_empty()) {
            arguments.push(OsStr::new("--"));
            arguments.extend(folders.iter().map(|folder| folder.as_os_str()));
        }
        let answer = self.run(&arguments)?;
        let mut entries = Vec::new();
        for line in answer
            .split(|byte| *byte == 0)
            .filter(|line| !line.is_empty())
        {
            let not_understood = || GateError::Answer {
                command: "ls-tree".to_owned(),
            };
            let tab = line
                .iter()
                .position(|byte| *byte == b'\t')
                .ok_or_else(not_understood)?;
            let facts = std::str::from_utf8(&line[..tab]).map_err(|_| not_understood())?;
            let mut facts = facts.split(' ');
            let (Some(mode), Some(_type), Some(object)) =
                (facts.next(), facts.next(), facts.next())
            else {
                return Err(not_understood());
            };
            let kind = match mode {
                "120000" => EntryKind::Link,
                "160000" => continue,
                _ => EntryKind::File,
            };
            entries.push(TreeEntry {
                path: path(&line[tab + 1..]),
                object: object.to_owned(),
                kind,
            });
        }
        Ok(entries)
    }

    /// The contents of objects, in their order.
    pub(super) fn contents(&self, objects: &[ObjectId]) -> Result<Vec<Vec<u8>>, GateError> {
        if objects.is_empty() {
            return Ok(Vec::new());
        }
        let arguments = ["cat-file", "--batch"];
        let mut question = objects.join("\n").into_bytes();
        question.push(b'\n');
        let answer = self.start(&arguments, &question)?;
        if answer.status != Some(0) {
            return Err(failed(&arguments, &answer));
        }
        let not_understood = || GateError::Answer {
            command: "cat-file".to_owned(),
        };
        let mut rest = &answer.output[..];
        let mut contents = Vec::with_capacity(objects.len());
        for _ in objects {
            let end = rest
                .iter()
                .position(|byte| *byte == b'\n')
                .ok_or_else(not_understood)?;
            let size = std::str::from_utf8(&rest[..end])
                .ok()
                .and_then(|line| line.rsplit(' ').next())
                .and_then(|size| size.parse::<usize>().ok())
                .ok_or_else(not_understood)?;
            let body = end + 1;
            contents.push(
                rest.get(body..body + size)
                    .ok_or_else(not_understood)?
                    .to_vec(),
            );
            rest = rest.get(body + size + 1..).ok_or_else(not_understood)?;
        }
        Ok(contents)
    }

    fn text(&self, arguments: &[&str], output: &[u8]) -> Result<String, GateError> {
        let text = std::str::from_utf8(strip_line_end(output)).ok();
        match text.filter(|text| !text.is_empty()) {
            Some(text) => Ok(text.to_owned()),
            None => Err(GateError::Answer {
                command: arguments[0].to_owned(),
            }),
        }
    }

    /// What git prints, where it succeeds.
    fn run(&self, arguments: &[impl AsRef<OsStr>]) -> Result<Vec<u8>, GateError> {
        let answer = self.start(arguments, &[])?;
        match answer.status {
            Some(0) => Ok(answer.output),
            _ => Err(failed(arguments, &answer)),
        }
    }

    fn start(&self, arguments: &[impl AsRef<OsStr>], input: &[u8]) -> Result<Answer, GateError> {
        let mut command = bare(&self.root);
        command
            .args(arguments)
            .env("GIT_INDEX_FILE", self.scratch.path().join("index"))
            .env("GIT_OBJECT_DIRECTORY", self.scratch.path().join("objects"))
            .env("GIT_ALTERNATE_OBJECT_DIRECTORIES", quoted(&self.objects));
        finish(&mut command, input)
    }
}

/// git in a folder, with nothing switched on that could run or change something.
fn bare(folder: &Path) -> Command {
    let mut command = Command::new("git");
    for variable in DIRECTIONS {
        command.env_remove(variable);
    }
    command
        .arg("-C")
        .arg(folder)
        .args(["--no-optional-locks", "--literal-pathspecs"])
        .args(["-c", "core.fsmonitor=false"])
        .args(["-c", "core.hooksPath=/dev/null"])
        .args(["-c", "core.splitIndex=false"])
        .args(["-c", "core.safecrlf=false"])
        .args(["-c", "commit.gpgSign=false"])
        .args(["-c", "user.name=gate"])
        .args(["-c", "user.email=gate@localhost"])
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C");
    command
}

/// Runs a command to its end.
fn finish(command: &mut Command, input: &[u8]) -> Result<Answer, GateError> {
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

fn failed(arguments: &[impl AsRef<OsStr>], answer: &Answer) -> GateError {
    let command = arguments.first().map(AsRef::as_ref).unwrap_or_default();
    GateError::Git {
        command: command.to_string_lossy().into_owned(),
        answer: answer.complaint.clone(),
    }
}

fn strip_line_end(text: &[u8]) -> &[u8] {
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    text.strip_suffix(b"\r").unwrap_or(text)
}

/// A path as git prints it.
#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(bytes))
}

/// A path as git prints it.
#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

/// A path in a list that colons separate, where git understands C's quotes.
fn quoted(path: &Path) -> OsString {
    let text = path.to_string_lossy();
    if text.contains(':') || text.starts_with('"') {
        let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
        OsString::from(format!("\"{escaped}\""))
    } else {
        path.as_os_str().to_owned()
    }
}
