//! What `heads`, `history`, `branches`, `current` and `show` print, as text.
//!
//! Each function returns exactly the bytes Alembic writes to standard output; printing them is the
//! command's business. Mirrors the functions of the same names in `alembic.command`.

use super::directory::ScriptDirectory;
use super::error::{ErrorContext, ScriptError};
use super::map::RevisionIndex;
use super::resolve::Selector;
use super::revision::RevisionId;
use super::script::{CurrentMark, LineParts, Verbosity};
use super::traversal::{ImplicitBase, LowerEnd, Overwalk, definite};

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
        let parts = LineParts {
            branches: true,
            ..LineParts::default()
        };
        self.lines(heads, |_| CurrentMark::Unmarked, verbosity, parts)
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
        let parts = LineParts {
            branches: true,
            doc: true,
            parents: true,
            tree: true,
        };
        let mark = |index| {
            if marked.contains(self.map().id(index)) {
                CurrentMark::Current
            } else {
                CurrentMark::Unmarked
            }
        };
        Ok(self.lines(&self.walk_revisions(start, end)?, mark, verbosity, parts))
    }

    /// The output of `branches`.
    pub fn branches_text(&self, verbosity: Verbosity) -> Result<String, ScriptError> {
        let everything =
            self.walk_revisions(Selector::Symbol("base"), Selector::Symbol("heads"))?;
        let parts = LineParts {
            branches: true,
            tree: true,
            ..LineParts::default()
        };
        let child_parts = LineParts {
            doc: verbosity == Verbosity::Block,
            ..parts
        };
        let mut text = String::new();
        for index in everything {
            if !self.map().is_branch_point(index) {
                continue;
            }
            let script = self.script(index);
            text.push_str(&script.text(verbosity, parts, CurrentMark::Unmarked));
            text.push('\n');
            let padding = " ".repeat(script.id().as_str().chars().count());
            let children: Vec<String> = self
                .map()
                .next_revisions(index)
                .map(|child| {
                    let child = self.script(child);
                    let line = child.text(Verbosity::Line, child_parts, CurrentMark::Unmarked);
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
        let parts = LineParts {
            tree: true,
            ..LineParts::default()
        };
        Ok(self.lines(&tips, |_| CurrentMark::Unmarked, verbosity, parts))
    }

    /// The output of `show`.
    pub fn show_text(&self, asked: Selector<'_>) -> Result<String, ScriptError> {
        let found = self
            .map()
            .get_revisions_of(asked)
            .and_then(|positions| definite(positions, asked))
            .map_err(|fact| ErrorContext::default().tell(fact))?;
        Ok(self.lines(
            &found,
            |_| CurrentMark::Unmarked,
            Verbosity::Block,
            LineParts::default(),
        ))
    }

    fn lines(
        &self,
        indices: &[RevisionIndex],
        mark: impl Fn(RevisionIndex) -> CurrentMark,
        verbosity: Verbosity,
        parts: LineParts,
    ) -> String {
        let mut text = String::new();
        for index in indices {
            text.push_str(&self.script(*index).text(verbosity, parts, mark(*index)));
            text.push('\n');
        }
        text
    }
}
