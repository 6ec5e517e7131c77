//! The grammar of revision identifiers, as text only: what `label@id+1` is made of.
//!
//! Mirrors `_relative_destination` and the splitting in `RevisionMap._resolve_revision_number`;
//! what the parts name is decided in [`resolve`](super::RevisionMap::get_revisions).

use std::fmt;
use std::sync::LazyLock;

use regex::Regex;

use super::error::{ExitBehaviour, ScriptError};

/// `[label@][symbol](+|-)N`, anchored at the start only, as Alembic anchors it.
static RELATIVE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:(.+?)@)?(\w+)?([+-][0-9]+)").expect("the pattern is constant and valid")
});

/// An identifier without a relative part: `[label@]name`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Symbol<'text> {
    /// What stands before the first `@`.
    pub branch: Option<&'text str>,
    /// What is left.
    pub name: SymbolName<'text>,
}

/// The names with a meaning of their own, and all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolName<'text> {
    /// Every head that is not another revision's dependency; with a label every versioned head.
    Heads,
    /// The single head.
    Head,
    /// Nothing applied.
    Base,
    /// An identifier, the beginning of one, or a branch label.
    Identifier(&'text str),
}

impl<'text> Symbol<'text> {
    /// Splits at the first `@`.
    pub fn parse(text: &'text str) -> Self {
        let (branch, name) = match text.split_once('@') {
            Some((branch, name)) => (Some(branch), name),
            None => (None, text),
        };
        let name = match name {
            "heads" => SymbolName::Heads,
            "head" => SymbolName::Head,
            "base" => SymbolName::Base,
            identifier => SymbolName::Identifier(identifier),
        };
        Self { branch, name }
    }
}

impl fmt::Display for Symbol<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(branch) = self.branch {
            write!(formatter, "{branch}@")?;
        }
        formatter.write_str(match self.name {
            SymbolName::Heads => "heads",
            SymbolName::Head => "head",
            SymbolName::Base => "base",
            SymbolName::Identifier(identifier) => identifier,
        })
    }
}

/// A destination relative to the database or to a symbol: `+2`, `abcd-1`, `label@+1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RelativeDestination<'text> {
    /// What stands before the `@` in front of the symbol.
    pub branch: Option<&'text str>,
    /// Where to start; the database's own state when absent.
    pub symbol: Option<&'text str>,
    /// Steps up (positive) or down.
    pub steps: i64,
    /// The steps as written, with their sign.
    written: &'text str,
}

impl<'text> RelativeDestination<'text> {
    /// Reads a relative destination; `None` where the text holds no `+N` or `-N`.
    ///
    /// A number beyond 64 bits is as good as the largest one: no history is that long.
    pub fn parse(text: &'text str) -> Option<Self> {
        let captures = RELATIVE.captures(text)?;
        let written = captures.get(3)?.as_str();
        let beyond = if written.starts_with('-') {
            i64::MIN
        } else {
            i64::MAX
        };
        Some(Self {
            branch: captures.get(1).map(|part| part.as_str()),
            symbol: captures.get(2).map(|part| part.as_str()),
            steps: written.parse().unwrap_or(beyond),
            written,
        })
    }

    /// The steps as written, such as `+2`.
    pub fn written(&self) -> &'text str {
        self.written
    }

    /// The steps without sign, as Python prints the absolute value.
    pub fn count(&self) -> &'text str {
        let digits = self.written[1..].trim_start_matches('0');
        if digits.is_empty() { "0" } else { digits }
    }

    /// The steps as Python prints the number: no plus sign and no leading zeros.
    pub fn number(&self) -> String {
        let sign = if self.steps < 0 { "-" } else { "" };
        format!("{sign}{}", self.count())
    }
}

impl fmt::Display for RelativeDestination<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(branch) = self.branch {
            write!(formatter, "{branch}@")?;
        }
        write!(
            formatter,
            "{}{}",
            self.symbol.unwrap_or_default(),
            self.written
        )
    }
}

/// Whether an identifier is a plain negative number, which `get_revisions` counts down from the
/// heads; as Python's `int()` reads it (spaces around it and single underscores are allowed).
pub(crate) fn negative_number(text: &str) -> Option<i64> {
    let digits = text.trim().strip_prefix('-')?;
    let groups_are_digits = digits
        .split('_')
        .all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    if !groups_are_digits {
        return None;
    }
    let number: i64 = digits.replace('_', "").parse().unwrap_or(i64::MAX);
    (number > 0).then_some(-number)
}

/// The two ends of `history -r START:END`; an empty end is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRange {
    /// The lower end; `None` is base.
    pub start: Option<String>,
    /// The upper end; `None` is all heads.
    pub end: Option<String>,
}

impl HistoryRange {
    /// Splits at the one colon.
    ///
    /// No colon is a command error with Alembic's sentence; a second one is what Alembic dies of.
    pub fn parse(text: &str) -> Result<Self, ScriptError> {
        let mut parts = text.trim().split(':');
        let (start, end) = match (parts.next(), parts.next(), parts.next()) {
            (Some(start), Some(end), None) => (start, end),
            (Some(_), Some(_), Some(_)) => {
                return Err(ScriptError::Range {
                    sentence: format!("Range '{text}' has more than two ends"),
                    exit: ExitBehaviour::Unexpected,
                });
            }
            _ => {
                return Err(ScriptError::Range {
                    sentence: "History range requires [start]:[end], [start]:, or :[end]"
                        .to_owned(),
                    exit: ExitBehaviour::Command,
                });
            }
        };
        let given = |end: &str| (!end.is_empty()).then(|| end.to_owned());
        Ok(Self {
            start: given(start),
            end: given(end),
        })
    }
}

impl fmt::Display for HistoryRange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}:{}",
            self.start.as_deref().unwrap_or_default(),
            self.end.as_deref().unwrap_or_default()
        )
    }
}
