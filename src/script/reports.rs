//! What `heads`, `history`, `branches`, `current` and `show` print, as text.
//!
//! Each function returns exactly the bytes Alembic writes to standard output; printing them is the
//! command's business. Mirrors the functions of the same names in `alembic.command`.

use super::directory::ScriptDirectory;
use super::error::{ErrorContext, ScriptError};
use super::map::RevisionIndex;
use super::resolve::Selector;
use super::revision::RevisionId;
use super::text::{CurrentMark, LineStyle, Verbosity};
use super::traversal::{ImplicitBase, LowerEnd, Overwalk};

/// Which heads `heads` lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadsOf {
    /// Every revision that no other names as `down_revision`.
    Versions,
    /// Without those that others depend on (`--resolve-dependencies`).
    Dependencies,
}

impl ScriptDirectory {
    /// The output of `heads`.
    pub fn heads_text(&self, heads: HeadsOf, verbosity: Verbosity) -> String {
        let heads = match heads {
            HeadsOf::Versions => self.map().heads(),
            HeadsOf::Dependencies => self.map().real_heads(),
        };
        self.lines(
            heads,
            |_| CurrentMark::Unmarked,
            verbosity,
            LineStyle::Heads,
        )
    }

    /// The revisions from `end` down to `start`, newest first, both included
    /// (`walk_revisions`).
    pub fn walk_revisions(
        &self,
        start: Selector<'_>,
        end: Selector<'_>,
    ) -> Result<Vec<RevisionIndex>, ScriptError> {
        let context = ErrorContext {
            start: Some(start.to_string()),
            end: Some(end.to_string()),
            ..ErrorContext::default()
        };
        self.map()
            .iterate_revisions(
                end,
                start,
                ImplicitBase::No,
                LowerEnd::Included,
                Overwalk::Stops,
            )
            .map_err(|fact| context.tell(fact))
    }

    /// The output of `history` for a range; `marked` are the rows to mark as current.
    pub fn history_text(
        &self,
        start: Selector<'_>,
        end: Selector<'_>,
        verbosity: Verbosity,
        marked: &[RevisionId],
    ) -> Result<String, ScriptError> {
        let mark = |index| {
            if marked.contains(self.map().id(index)) {
                CurrentMark::Current
            } else {
                CurrentMark::Unmarked
            }
        };
        let revisions = self.walk_revisions(start, end)?;
        Ok(self.lines(&revisions, mark, verbosity, LineStyle::History))
    }

    /// The output of `branches`.
    pub fn branches_text(&self, verbosity: Verbosity) -> Result<String, ScriptError> {
        let everything =
            self.walk_revisions(Selector::Symbol("base"), Selector::Symbol("heads"))?;
        let child_style = match verbosity {
            Verbosity::Line => LineStyle::Branches,
            Verbosity::Block => LineStyle::BranchChild,
        };
        let mut text = String::new();
        for index in everything {
            if !self.map().is_branch_point(index) {
                continue;
            }
            let script = self.script(index);
            text.push_str(&script.text(verbosity, LineStyle::Branches, CurrentMark::Unmarked));
            text.push('\n');
            let padding = " ".repeat(script.id().as_str().chars().count());
            let children: Vec<String> = self
                .map()
                .next_revisions(index)
                .map(|child| {
                    let line = self.script(child).line(child_style, CurrentMark::Unmarked);
                    format!("{padding} -> {line}")
                })
                .collect();
            text.push_str(&children.join("\n"));
            text.push_str("\n\n");
        }
        Ok(text)
    }

    /// What `current` prints for a database with these rows, without the line about the database.
    pub fn current_text(
        &self,
        rows: &[RevisionId],
        verbosity: Verbosity,
    ) -> Result<String, ScriptError> {
        let tips = self
            .map()
            .all_current(rows)
            .map_err(|fact| ErrorContext::default().tell(fact))?;
        Ok(self.lines(
            &tips,
            |_| CurrentMark::Unmarked,
            verbosity,
            LineStyle::Current,
        ))
    }

    /// The output of `show`.
    pub fn show_text(&self, asked: Selector<'_>) -> Result<String, ScriptError> {
        let mut text = String::new();
        for index in self.get_revisions(asked)? {
            text.push_str(&self.script(index).block(CurrentMark::Unmarked));
            text.push('\n');
        }
        Ok(text)
    }

    fn lines(
        &self,
        indices: &[RevisionIndex],
        mark: impl Fn(RevisionIndex) -> CurrentMark,
        verbosity: Verbosity,
        style: LineStyle,
    ) -> String {
        let mut text = String::new();
        for index in indices {
            text.push_str(&self.script(*index).text(verbosity, style, mark(*index)));
            text.push('\n');
        }
        text
    }
}

/// Expected texts are those of Alembic 1.20.1, its sets in load order.
#[cfg(test)]
mod tests {
    use super::HeadsOf;
    use crate::script::fixture::{SHOP, directory, rows};
    use crate::script::{ScriptDirectory, Selector, Verbosity};

    fn history(directory: &ScriptDirectory, start: &str, end: &str) -> Result<String, String> {
        let (start, end) = (Selector::Symbol(start), Selector::Symbol(end));
        directory
            .history_text(start, end, Verbosity::Line, &rows("bbbb1111"))
            .map_err(|error| error.to_string())
    }

    #[test]
    fn heads_are_effective_where_others_depend_on_them() {
        let directory = directory(SHOP);
        assert_eq!(
            directory.heads_text(HeadsOf::Versions, Verbosity::Line),
            "cccc1111 (core) (head)\n\
             dddd1111 (billing, pay) (effective head)\n\
             eeee2222 (plug) (head)\n"
        );
        assert_eq!(
            directory.heads_text(HeadsOf::Dependencies, Verbosity::Line),
            "cccc1111 (core) (head)\neeee2222 (plug) (head)\n"
        );
    }

    #[test]
    fn history_is_listed_newest_first() {
        let directory = directory(SHOP);
        assert_eq!(
            history(&directory, "base", "heads").as_deref(),
            Ok(
                "bbbb2222, bbbb3333 -> cccc1111 (core) (head) (mergepoint), msg cccc1111\n\
                 eeee1111 (billing) -> eeee2222 (plug) (head), msg eeee2222\n\
                 <base> (bbbb2222) -> eeee1111 (plug), msg eeee1111\n\
                 bbbb1111 -> bbbb2222 (core), msg bbbb2222\n\
                 bbbb1111 -> bbbb3333 (core), msg bbbb3333\n\
                 aaaa1111 -> bbbb1111 (core) (current) (branchpoint), msg bbbb1111\n\
                 aaaa2222 -> dddd1111 (billing, pay) (effective head), msg dddd1111\n\
                 aaaa1111 -> aaaa2222 (billing, pay), msg aaaa2222\n\
                 <base> -> aaaa1111 (branchpoint), msg aaaa1111\n"
            )
        );
        assert_eq!(
            history(&directory, "plug", "heads").as_deref(),
            Ok(
                "eeee1111 (billing) -> eeee2222 (plug) (head), msg eeee2222\n\
                <base> (bbbb2222) -> eeee1111 (plug), msg eeee1111\n"
            )
        );
        assert_eq!(
            history(&directory, "dddd1111", "cccc1111"),
            Err(
                "Requested range dddd1111:cccc1111 does not refer to ancestor/descendant \
                 revisions along the same branch"
                    .to_owned()
            )
        );
    }

    #[test]
    fn branches_list_their_children() {
        assert_eq!(
            directory(SHOP)
                .branches_text(Verbosity::Line)
                .map_err(|error| error.to_string())
                .as_deref(),
            Ok("bbbb1111 (core) (branchpoint)\n         \
                -> bbbb2222 (core)\n         \
                -> bbbb3333 (core)\n\n\
                aaaa1111 (branchpoint)\n         \
                -> aaaa2222 (billing, pay)\n         \
                -> bbbb1111 (core) (branchpoint)\n\n")
        );
    }

    #[test]
    fn current_names_what_rows_imply() {
        let directory = directory(SHOP);
        for (applied, expected) in [
            ("cccc1111", "cccc1111 (head) (mergepoint)\n"),
            (
                "eeee2222",
                "bbbb2222\ndddd1111 (effective head)\neeee2222 (head)\n",
            ),
            ("aaaa1111 cccc1111", "cccc1111 (head) (mergepoint)\n"),
            ("", ""),
        ] {
            let text = directory.current_text(&rows(applied), Verbosity::Line);
            assert_eq!(text.ok().as_deref(), Some(expected), "{applied}");
        }
    }

    #[test]
    fn show_prints_blocks() {
        let directory = directory(SHOP);
        let shown = |asked| directory.show_text(Selector::Symbol(asked)).ok();
        assert_eq!(
            shown("eeee2222").as_deref(),
            Some(
                "Rev: eeee2222 (head)\nParent: eeee1111\nAlso depends on: billing\n\
                 Branch names: plug\nPath: /v/eeee2222.py\n\n    msg eeee2222\n\n"
            )
        );
        assert_eq!(
            shown("core").as_deref(),
            Some(
                "Rev: bbbb1111 (branchpoint)\nParent: aaaa1111\n\
                 Branches into: bbbb2222, bbbb3333\nBranch names: core\n\
                 Path: /v/bbbb1111.py\n\n    msg bbbb1111\n\n"
            )
        );
        assert_eq!(shown("base").as_deref(), Some(""));
    }
}
