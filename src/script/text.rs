//! One revision as Alembic prints it: `alembic.script.base.Script`.

use std::path::Path;

use super::map::{RevisionIndex, RevisionMap};
use super::revision::{Revision, RevisionId};

/// Whether a revision is marked as applied to the database at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CurrentMark {
    /// It is one of the database's rows: ` (current)` is printed.
    Current,
    /// It is not, or nobody asked.
    Unmarked,
}

/// How much of a revision is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verbosity {
    /// One line.
    Line,
    /// A block of lines (`-v`).
    Block,
}

/// What a line shows besides the identifier: each command's choice of arguments for
/// `Script.cmd_format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineStyle {
    /// `heads`: labels.
    Heads,
    /// `history`: parents, dependencies, labels, branch and merge points, docstring.
    History,
    /// `branches`: labels, branch and merge points.
    Branches,
    /// The children in `branches -v`: as in `branches`, and the docstring.
    BranchChild,
    /// `current`: branch and merge points.
    Current,
}

impl LineStyle {
    fn shows_labels(self) -> bool {
        match self {
            Self::Heads | Self::History | Self::Branches | Self::BranchChild => true,
            Self::Current => false,
        }
    }

    fn shows_tree(self) -> bool {
        match self {
            Self::History | Self::Branches | Self::BranchChild | Self::Current => true,
            Self::Heads => false,
        }
    }

    fn shows_doc(self) -> bool {
        match self {
            Self::History | Self::BranchChild => true,
            Self::Heads | Self::Branches | Self::Current => false,
        }
    }
}

/// A revision in its graph, with its docstring.
#[derive(Debug, Clone, Copy)]
pub struct Script<'directory> {
    map: &'directory RevisionMap,
    index: RevisionIndex,
    docstring: &'directory str,
}

impl<'directory> Script<'directory> {
    /// The revision `index` of `map`, whose file opens with `docstring`.
    pub fn new(
        map: &'directory RevisionMap,
        index: RevisionIndex,
        docstring: &'directory str,
    ) -> Self {
        Self {
            map,
            index,
            docstring,
        }
    }

    /// Its place in the map.
    pub fn index(&self) -> RevisionIndex {
        self.index
    }

    /// What the file declares.
    pub fn revision(&self) -> &'directory Revision {
        self.map.revision(self.index)
    }

    /// The identifier.
    pub fn id(&self) -> &'directory RevisionId {
        self.map.id(self.index)
    }

    /// The file, its symbolic links resolved.
    pub fn path(&self) -> &'directory Path {
        self.revision().declaration.path()
    }

    /// The docstring without the white space around it.
    pub fn long_doc(&self) -> &'directory str {
        self.docstring
            .trim_matches(|letter: char| letter.is_whitespace() || is_separator(letter))
    }

    /// The docstring up to its first blank line; may hold line ends.
    pub fn doc(&self) -> &'directory str {
        let text = self.long_doc();
        text.split_once("\n\n").map_or(text, |(first, _)| first)
    }

    /// The line or block of this revision, without a final line end for the line and with one for
    /// the block (`cmd_format`).
    pub fn text(&self, verbosity: Verbosity, style: LineStyle, mark: CurrentMark) -> String {
        match verbosity {
            Verbosity::Line => self.line(style, mark),
            Verbosity::Block => self.block(mark),
        }
    }

    /// One line (`_head_only`).
    pub fn line(&self, style: LineStyle, mark: CurrentMark) -> String {
        let revision = self.revision();
        let labels = self.map.branch_labels(self.index);
        let mut parts: Vec<&str> = Vec::new();
        let parents = self.parents();
        let dependencies = revision.dependencies.join(", ");
        let labels_text = labels.join(", ");
        if style == LineStyle::History {
            parts.push(&parents);
            if !revision.dependencies.is_empty() {
                parts.extend([" (", &dependencies, ")"]);
            }
            parts.push(" -> ");
        }
        parts.push(self.id().as_str());
        if style.shows_labels() && !labels.is_empty() {
            parts.extend([" (", &labels_text, ")"]);
        }
        if self.map.is_real_head(self.index) {
            parts.push(" (head)");
        } else if self.map.is_head(self.index) {
            parts.push(" (effective head)");
        }
        parts.push(current(mark));
        if style.shows_tree() {
            parts.push(self.tree_marks());
        }
        if style.shows_doc() {
            parts.extend([", ", self.doc()]);
        }
        parts.concat()
    }

    /// The block of `-v` and `show` (`log_entry`).
    pub fn block(&self, mark: CurrentMark) -> String {
        let revision = self.revision();
        let head = if self.map.is_head(self.index) {
            " (head)"
        } else {
            ""
        };
        let mut lines = vec![format!(
            "Rev: {}{head}{}{}",
            self.id(),
            self.tree_marks(),
            current(mark)
        )];
        let relation = if revision.is_merge_point() {
            "Merges"
        } else {
            "Parent"
        };
        lines.push(format!("{relation}: {}", self.parents()));
        if !revision.dependencies.is_empty() {
            lines.push(format!(
                "Also depends on: {}",
                revision.dependencies.join(", ")
            ));
        }
        if self.map.is_branch_point(self.index) {
            let children: Vec<&str> = self
                .map
                .next_revisions(self.index)
                .map(|child| self.map.id(child).as_str())
                .collect();
            lines.push(format!("Branches into: {}", children.join(", ")));
        }
        let labels = self.map.branch_labels(self.index);
        if !labels.is_empty() {
            lines.push(format!("Branch names: {}", labels.join(", ")));
        }
        lines.push(format!("Path: {}", self.path().display()));
        lines.push(String::new());
        let mut text = lines.join("\n");
        text.push('\n');
        let paragraphs: Vec<String> = split_lines(self.long_doc())
            .map(|line| format!("    {line}"))
            .collect();
        text.push_str(&paragraphs.join("\n"));
        text.push('\n');
        text
    }

    fn parents(&self) -> String {
        let parents = &self.revision().down_revisions;
        if parents.is_empty() {
            return "<base>".to_owned();
        }
        let texts: Vec<&str> = parents.iter().map(RevisionId::as_str).collect();
        texts.join(", ")
    }

    fn tree_marks(&self) -> &'static str {
        match (
            self.map.is_branch_point(self.index),
            self.map.is_merge_point(self.index),
        ) {
            (true, true) => " (branchpoint) (mergepoint)",
            (true, false) => " (branchpoint)",
            (false, true) => " (mergepoint)",
            (false, false) => "",
        }
    }
}

fn current(mark: CurrentMark) -> &'static str {
    match mark {
        CurrentMark::Current => " (current)",
        CurrentMark::Unmarked => "",
    }
}

/// The separators that Python counts as white space and Unicode does not.
fn is_separator(letter: char) -> bool {
    matches!(letter, '\u{1c}'..='\u{1f}')
}

/// The lines of a text as Python's `str.splitlines` finds them.
fn split_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let ends_line = |letter: char| {
            matches!(
                letter,
                '\n' | '\r' | '\u{0b}' | '\u{0c}' | '\u{1c}'
                    ..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}'
            )
        };
        let Some(end) = rest.find(ends_line) else {
            return Some(std::mem::take(&mut rest));
        };
        let (line, behind) = rest.split_at(end);
        rest = behind
            .strip_prefix("\r\n")
            .or_else(|| behind.strip_prefix(ends_line))
            .unwrap_or(behind);
        Some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::{CurrentMark, Script, split_lines};
    use crate::script::fixture::map;

    /// Expected values are those of Alembic 1.20.1 on Python 3.11.
    #[test]
    fn docstrings_are_cut_at_the_first_blank_line() {
        let map = map("a:");
        let index = map.find("a").unwrap();
        let script = |text| Script::new(&map, index, text);
        assert_eq!(script("\n Title\nmore\n\nRest \n").doc(), "Title\nmore");
        assert_eq!(script("Title\n \nRest").doc(), "Title\n \nRest");
        assert_eq!(script("\u{1c} a \u{a0}").long_doc(), "a");
        assert_eq!(
            script("Title\n\n  b\n").block(CurrentMark::Current),
            "Rev: a (head) (current)\nParent: <base>\nPath: /v/a.py\n\n    Title\n    \n      b\n"
        );
        assert_eq!(
            script("").block(CurrentMark::Unmarked),
            "Rev: a (head)\nParent: <base>\nPath: /v/a.py\n\n\n"
        );
    }

    #[test]
    fn lines_split_as_python_splits_them() {
        let lines: Vec<&str> = split_lines("a\r\nb\rc\u{0b}d\u{2028}\n").collect();
        assert_eq!(lines, ["a", "b", "c", "d", ""]);
    }
}
