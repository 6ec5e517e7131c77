//! The working tree as a commit, though nobody has committed it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::invocation::{failed, parts, path, paths_for_git, strip_line_end};
use super::repository::{ObjectId, Repository};
use crate::gate::error::GateError;

impl Repository {
    /// The working tree as a commit on top of `head`: `head` with those files below `folders` that
    /// `belongs` says yes to as they are on the disk now, committed or not; what is ignored stays
    /// out. In the middle of a merge it is the commit that would end it.
    ///
    /// It is made of single files, because git looks into repositories inside of a folder that it
    /// is told to add, and runs what their configurations name.
    pub(in crate::gate) fn working_tree(
        &self,
        head: &str,
        folders: &[PathBuf],
        belongs: impl Fn(&Path) -> bool,
    ) -> Result<ObjectId, GateError> {
        self.run(&["read-tree", head])?;
        let options = [
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "-z",
            "--",
        ];
        let mut arguments: Vec<&OsStr> = options.iter().map(OsStr::new).collect();
        // The repository's root as a version location is everything.
        if folders.iter().all(|folder| !folder.as_os_str().is_empty()) {
            arguments.extend(folders.iter().map(|folder| folder.as_os_str()));
        }
        let listed = self.run(&arguments)?;
        let (present, gone): (Vec<PathBuf>, Vec<PathBuf>) = parts(&listed)
            .map(path)
            .filter(|path| belongs(path))
            .partition(|path| self.is_on_disk(path));
        self.refuse_filtered(present.iter().map(PathBuf::as_path))?;
        self.update_index("--force-remove", &gone)?;
        self.update_index("--add", &present)?;
        let tree = self.run(&["write-tree"])?;
        let tree = String::from_utf8_lossy(strip_line_end(&tree)).into_owned();
        let merged_in = self.being_merged()?;
        let mut arguments = vec!["commit-tree", "-m", "working tree", "-p", head];
        for commit in &merged_in {
            arguments.extend(["-p", commit]);
        }
        arguments.push(&tree);
        let answer = self.run(&arguments)?;
        self.text(&arguments, &answer)
    }

    /// Refuses files whose contents git would have a program rewrite: they cannot be compared
    /// without running it.
    pub(in crate::gate) fn refuse_filtered<'path>(
        &self,
        files: impl IntoIterator<Item = &'path Path>,
    ) -> Result<(), GateError> {
        if !self.programs.filter_anything() {
            return Ok(());
        }
        let arguments = ["check-attr", "-z", "--stdin", "filter"];
        let answer = self.start(&arguments, &paths_for_git(files))?;
        if answer.status != Some(0) {
            return Err(failed(&arguments, &answer));
        }
        // Of each file: its path, the attribute's name, and the attribute's value.
        let parts: Vec<&[u8]> = answer.output.split(|byte| *byte == 0).collect();
        let filtered = parts
            .chunks_exact(3)
            .find(|file| self.programs.is_filter(file[2]));
        match filtered {
            Some(file) => Err(GateError::Filtered {
                path: path(file[0]),
                filter: String::from_utf8_lossy(file[2]).into_owned(),
            }),
            None => Ok(()),
        }
    }

    /// Whether a file is where its path says, without links on the way, which git does not follow.
    fn is_on_disk(&self, path: &Path) -> bool {
        let whole = self.root().join(path);
        let is_file = |whole: &Path| {
            let kind = whole.symlink_metadata().map(|facts| facts.file_type());
            kind.is_ok_and(|kind| kind.is_file() || kind.is_symlink())
        };
        let folder = whole.parent();
        let is_reached = |folder: &Path| folder.canonicalize().is_ok_and(|found| found == folder);
        is_file(&whole) && folder.is_some_and(is_reached)
    }

    fn update_index(&self, option: &str, files: &[PathBuf]) -> Result<(), GateError> {
        if files.is_empty() {
            return Ok(());
        }
        let arguments = ["update-index", option, "-z", "--stdin"];
        let list = paths_for_git(files.iter().map(PathBuf::as_path));
        let answer = self.start(&arguments, &list)?;
        match answer.status {
            Some(0) => Ok(()),
            _ => Err(failed(&arguments, &answer)),
        }
    }

    /// The commits that an unfinished merge is merging into HEAD: a file's lines, because asking
    /// for the name would also find a branch or a tag that is called so.
    fn being_merged(&self) -> Result<Vec<ObjectId>, GateError> {
        let arguments = [
            "rev-parse",
            "--path-format=absolute",
            "--git-path",
            "MERGE_HEAD",
        ];
        let file = path(strip_line_end(&self.run(&arguments)?));
        // No such file, no merge.
        let text = std::fs::read_to_string(file).unwrap_or_default();
        Ok(text.lines().map(ToOwned::to_owned).collect())
    }
}
