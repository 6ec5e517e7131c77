//! The range that `-r` names, with the rows of the database where it needs them.

use crate::script::{HistoryRange, RevisionId, ScriptDirectory, Selector};

use super::error::CommandError;
use super::invocation::Invocation;
use super::project::Project;
use super::session::Session;

/// The word for the rows of the database.
const CURRENT: &str = "current";

/// Both ends of a range; an end that is left out is as far as it goes.
pub(super) struct AskedRange {
    start: Option<String>,
    end: Option<String>,
    /// The rows of the database, if the range or the reader asked for them.
    pub(super) rows: Vec<RevisionId>,
}

impl AskedRange {
    /// Takes `text` apart. The database is asked only where an end is `current` or `wants_rows`, and
    /// nothing is changed there.
    pub(super) fn open(
        invocation: &Invocation,
        project: &Project,
        scripts: &ScriptDirectory,
        text: Option<&str>,
        wants_rows: bool,
    ) -> Result<Self, CommandError> {
        let range = text.map(HistoryRange::parse).transpose()?;
        let (start, end) = range.map_or((None, None), |range| (range.start, range.end));
        let is_current = |end: &Option<String>| end.as_deref() == Some(CURRENT);
        let rows = if wants_rows || is_current(&start) || is_current(&end) {
            Session::open(invocation, project, None)?.current_heads(scripts)?
        } else {
            Vec::new()
        };
        Ok(Self { start, end, rows })
    }

    /// Where it begins.
    pub(super) fn lower(&self) -> Selector<'_> {
        self.selector(self.start.as_deref(), "base")
    }

    /// Where it ends.
    pub(super) fn upper(&self) -> Selector<'_> {
        self.selector(self.end.as_deref(), "heads")
    }

    /// `current` stands for the rows; those of a database without any are as far as it goes.
    fn selector<'a>(&'a self, end: Option<&'a str>, open: &'a str) -> Selector<'a> {
        match end {
            None => Selector::Symbol(open),
            Some(CURRENT) if self.rows.is_empty() => Selector::Symbol(open),
            Some(CURRENT) => Selector::Rows(&self.rows),
            Some(end) => Selector::Symbol(end),
        }
    }
}
