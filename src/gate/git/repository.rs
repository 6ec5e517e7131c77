//! A repository: which commits there are, and how it is asked.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::invocation::{Answer, failed, finish, git_in, path, quoted, strip_line_end};
use super::programs::Programs;
use crate::gate::error::{GateError, History};

/// A repository with a working tree.
#[derive(Debug)]
pub(in crate::gate) struct Repository {
    /// The working tree's folder.
    root: PathBuf,
    /// Where the index and the objects that are made here go.
    scratch: TempDir,
    /// The repository's own objects.
    objects: PathBuf,
    /// The programs that git would run on contents.
    pub(super) programs: Programs,
}

/// The name of a git object.
pub(in crate::gate) type ObjectId = String;

impl Repository {
    /// The repository around `folder`.
    pub(in crate::gate) fn around(folder: &Path) -> Result<Self, GateError> {
        let scratch = TempDir::new().map_err(GateError::Temporary)?;
        let ask = |arguments: &[&str]| -> Result<PathBuf, GateError> {
            let answer = finish(git_in(folder).args(arguments), &[])?;
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
        let listed = finish(git_in(folder).args(Programs::QUESTION), &[])?;
        let programs = match listed.status {
            // Nothing is configured.
            Some(1) => Programs::default(),
            Some(0) => Programs::of_names(&listed.output),
            _ => return Err(failed(&Programs::QUESTION, &listed)),
        };
        Ok(Self {
            root,
            scratch,
            objects,
            programs,
        })
    }

    /// The working tree's folder.
    pub(in crate::gate) fn root(&self) -> &Path {
        &self.root
    }

    /// The commit that `reference` names.
    pub(in crate::gate) fn commit(&self, reference: &str) -> Result<ObjectId, GateError> {
        let asked = format!("{reference}^{{commit}}");
        let arguments = [
            "rev-parse",
            "--quiet",
            "--verify",
            "--end-of-options",
            &asked,
        ];
        let answer = self.start(&arguments, &[])?;
        // An exclusion such as ^main verifies too, with its mark.
        let named = answer.status == Some(0) && !answer.output.starts_with(b"^");
        match (named, reference) {
            (true, _) => self.text(&arguments, &answer.output),
            (_, "HEAD") => Err(GateError::NothingCommitted(self.root.clone())),
            _ => Err(GateError::NoSuchCommit {
                reference: reference.to_owned(),
                repository: self.root.clone(),
                history: self.history()?,
            }),
        }
    }

    /// The common ancestor of two commits; `reference` is what the second was called.
    pub(in crate::gate) fn merge_base(
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

    /// The one line of text that is an answer.
    pub(super) fn text(&self, arguments: &[&str], output: &[u8]) -> Result<String, GateError> {
        let text = std::str::from_utf8(strip_line_end(output)).ok();
        match text.filter(|text| !text.is_empty()) {
            Some(text) => Ok(text.to_owned()),
            None => Err(GateError::Answer {
                command: arguments[0].to_owned(),
            }),
        }
    }

    /// What git prints, where it succeeds.
    pub(super) fn run(&self, arguments: &[impl AsRef<OsStr>]) -> Result<Vec<u8>, GateError> {
        let answer = self.start(arguments, &[])?;
        match answer.status {
            Some(0) => Ok(answer.output),
            _ => Err(failed(arguments, &answer)),
        }
    }

    /// What git comes to, whatever it is.
    pub(super) fn start(
        &self,
        arguments: &[impl AsRef<OsStr>],
        input: &[u8],
    ) -> Result<Answer, GateError> {
        let mut command = git_in(&self.root);
        self.programs.replace_drivers(&mut command);
        command
            .args(arguments)
            .env("GIT_INDEX_FILE", self.scratch.path().join("index"))
            .env("GIT_OBJECT_DIRECTORY", self.scratch.path().join("objects"))
            .env("GIT_ALTERNATE_OBJECT_DIRECTORIES", quoted(&self.objects));
        finish(&mut command, input)
    }
}
