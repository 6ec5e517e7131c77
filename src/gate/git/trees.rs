//! Trees: their files, the contents of these, and what merging two commits comes to.

use std::ffi::OsStr;
use std::path::PathBuf;

use super::invocation::{failed, parts, path};
use super::repository::{ObjectId, Repository};
use crate::gate::error::GateError;

/// A file in a tree: its path from the repository's root, its object, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::gate) struct TreeEntry {
    pub(in crate::gate) path: PathBuf,
    pub(in crate::gate) object: ObjectId,
    pub(in crate::gate) kind: EntryKind,
}

/// What a tree entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::gate) enum EntryKind {
    File,
    Link,
}

/// What a merge comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::gate) struct MergedTree {
    pub(in crate::gate) tree: ObjectId,
    /// Files that both sides changed in different ways.
    pub(in crate::gate) conflicts: Vec<PathBuf>,
}

impl Repository {
    /// Merges two commits without touching anything; `None` where this git cannot (before 2.38).
    pub(in crate::gate) fn merge(
        &self,
        theirs: &str,
        ours: &str,
    ) -> Result<Option<MergedTree>, GateError> {
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
        let mut answers = answer.output.split(|byte| *byte == 0);
        let tree = answers.next().unwrap_or_default();
        Ok(Some(MergedTree {
            tree: self.text(&arguments, tree)?,
            conflicts: answers.filter(|part| !part.is_empty()).map(path).collect(),
        }))
    }

    /// The files of a commit or tree below `folders`.
    pub(in crate::gate) fn entries(
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
        for line in parts(&answer) {
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
    pub(in crate::gate) fn contents(
        &self,
        objects: &[ObjectId],
    ) -> Result<Vec<Vec<u8>>, GateError> {
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
            if rest[..end].ends_with(b" missing") {
                return Err(GateError::NotFetched {
                    command: "cat-file".to_owned(),
                });
            }
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
}
