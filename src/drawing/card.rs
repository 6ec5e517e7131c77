//! What a picture says about one revision.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::script::{RevisionIndex, RevisionMap, Script, ScriptDirectory};

/// The line of the docstring in which Alembic's template notes when a file was made.
const CREATED: &str = "Create Date:";
/// The line of the docstring in which the notes of Alembic's template begin.
const NOTES: &str = "Revision ID:";

/// Whether something follows a revision, in the words of `heads`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// Nothing follows.
    Real,
    /// Only revisions that depend on it follow.
    Effective,
}

/// The facts about one revision that any format shows.
#[derive(Debug, Clone)]
pub(super) struct Card<'scripts> {
    /// `revision`.
    pub(super) id: &'scripts str,
    /// The first paragraph of the docstring on one line.
    pub(super) title: Cow<'scripts, str>,
    /// The labels declared here; on a head the inherited ones too.
    pub(super) labels: Vec<&'scripts str>,
    /// Whether it is a head.
    pub(super) head: Option<Head>,
    /// Whether several revisions name it as `down_revision`.
    pub(super) is_branch_point: bool,
    /// Whether it has several parents.
    pub(super) is_merge_point: bool,
    /// `down_revision`, as written.
    pub(super) parents: Vec<&'scripts str>,
    /// `depends_on`, as written.
    pub(super) dependencies: Vec<&'scripts str>,
    /// The file, from the folder in which all version folders lie.
    pub(super) path: Cow<'scripts, str>,
    /// What stands behind `Create Date:` in the docstring.
    pub(super) created: Option<&'scripts str>,
}

impl<'scripts> Card<'scripts> {
    /// The card of a revision, its path told from `root`.
    pub(super) fn new(
        scripts: &'scripts ScriptDirectory,
        index: RevisionIndex,
        root: &Path,
    ) -> Self {
        let map = scripts.map();
        let script = scripts.script(index);
        let revision = script.revision();
        let head = match (map.is_real_head(index), map.is_head(index)) {
            (true, _) => Some(Head::Real),
            (false, true) => Some(Head::Effective),
            (false, false) => None,
        };
        let labels = match head {
            Some(_) => map.branch_labels(index),
            None => revision.branch_labels.iter().map(String::as_str).collect(),
        };
        let path = script.path();
        Self {
            id: script.id().as_str(),
            title: title(&script),
            labels,
            head,
            is_branch_point: map.is_branch_point(index),
            is_merge_point: revision.is_merge_point(),
            parents: revision
                .down_revisions
                .iter()
                .map(AsRef::<str>::as_ref)
                .collect(),
            dependencies: revision.dependencies.iter().map(String::as_str).collect(),
            path: path.strip_prefix(root).unwrap_or(path).to_string_lossy(),
            created: created(script.long_doc()),
        }
    }

    /// What Alembic prints behind an identifier, each as it stands there but for the parentheses.
    pub(super) fn words(&self) -> impl Iterator<Item = &'static str> {
        let head = self.head.map(|head| match head {
            Head::Real => "head",
            Head::Effective => "effective head",
        });
        let branch_point = self.is_branch_point.then_some("branchpoint");
        let merge_point = self.is_merge_point.then_some("mergepoint");
        [head, branch_point, merge_point].into_iter().flatten()
    }
}

/// The folder from which paths are told: the one in which the deepest folder common to all revision
/// files lies, so that a picture is the same wherever the project has been checked out.
pub(super) fn path_root(map: &RevisionMap) -> PathBuf {
    let mut folders = map
        .indices()
        .filter_map(|index| map.revision(index).declaration.path().parent());
    let Some(mut common) = folders.next() else {
        return PathBuf::new();
    };
    for folder in folders {
        while !folder.starts_with(common) {
            match common.parent() {
                Some(above) => common = above,
                None => return PathBuf::new(),
            }
        }
    }
    common.parent().unwrap_or(common).to_owned()
}

fn title<'scripts>(script: &Script<'scripts>) -> Cow<'scripts, str> {
    let text = script.doc();
    // Where no blank line divides them, or there was no message, the notes are no title either.
    let title_length: usize = text
        .split_inclusive('\n')
        .take_while(|line| !line.trim_start().starts_with(NOTES))
        .map(str::len)
        .sum();
    let text = text[..title_length].trim_end();
    if text.contains(['\n', '\r', '\t']) || text.contains("  ") {
        let words: Vec<&str> = text.split_whitespace().collect();
        return Cow::Owned(words.join(" "));
    }
    Cow::Borrowed(text)
}

fn created(docstring: &str) -> Option<&str> {
    docstring
        .lines()
        .find_map(|line| line.trim().strip_prefix(CREATED))
        .map(str::trim)
        .filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Card, path_root};
    use crate::script::ScriptDirectory;
    use crate::script::fixture::{directory, map};

    #[test]
    fn a_docstring_becomes_a_title_and_a_date() {
        let text = "Add  users\nand roles\n\nRevision ID: a\nCreate Date: 2024-05-01 10:00:00\n";
        let scripts = ScriptDirectory::new(map("a:"), vec![text.to_owned()]);
        let index = scripts.map().find("a").unwrap();
        let card = Card::new(&scripts, index, Path::new("/"));
        assert_eq!(card.title, "Add users and roles");
        assert_eq!(card.created, Some("2024-05-01 10:00:00"));
        assert_eq!(card.path, "v/a.py");

        for (text, title) in [
            ("\n\nRevision ID: a\nRevises: \n", ""),
            ("Add users\nRevision ID: a\n", "Add users"),
        ] {
            let scripts = ScriptDirectory::new(map("a:"), vec![text.to_owned()]);
            assert_eq!(Card::new(&scripts, index, Path::new("/")).title, title);
        }
    }

    #[test]
    fn labels_stand_where_they_are_declared_and_on_heads() {
        let scripts = directory("a: | | core\nb: a\nc: b");
        let labels = |id| {
            let index = scripts.map().find(id).unwrap();
            Card::new(&scripts, index, Path::new("/")).labels
        };
        assert_eq!(labels("a"), ["core"]);
        assert!(labels("b").is_empty());
        assert_eq!(labels("c"), ["core"]);
    }

    #[test]
    fn paths_begin_at_the_version_folder() {
        assert_eq!(path_root(&map("a:\nb: a")), Path::new("/"));
        assert_eq!(path_root(&map("")), Path::new(""));
    }
}
