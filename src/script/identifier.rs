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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{HistoryRange, RelativeDestination, Symbol, SymbolName, negative_number};

    /// Expected parts are the groups of Alembic's own pattern.
    #[test]
    fn relative_destinations_have_three_parts() {
        let parts = |text| {
            RelativeDestination::parse(text)
                .map(|found| (found.branch, found.symbol, found.written()))
        };
        for (text, expected) in [
            ("+2", Some((None, None, "+2"))),
            ("abcd-1", Some((None, Some("abcd"), "-1"))),
            ("core@+1", Some((Some("core"), None, "+1"))),
            ("core@head-2", Some((Some("core"), Some("head"), "-2"))),
            ("a@b@c+1", Some((Some("a@b"), Some("c"), "+1"))),
            ("2023-05-01", Some((None, Some("2023"), "-05"))),
            ("br-1x", Some((None, Some("br"), "-1"))),
            ("abcd", None),
            ("core@head", None),
            ("a b+1", None),
        ] {
            assert_eq!(parts(text), expected, "{text}");
        }
        let zero = RelativeDestination::parse("-05").map(|found| found.number());
        assert_eq!(zero.as_deref(), Some("-5"));
    }

    #[test]
    fn symbols_split_at_the_first_at() {
        assert_eq!(
            Symbol::parse("core@heads"),
            Symbol {
                branch: Some("core"),
                name: SymbolName::Heads
            }
        );
        assert_eq!(
            Symbol::parse("a@b@c"),
            Symbol {
                branch: Some("a"),
                name: SymbolName::Identifier("b@c")
            }
        );
    }

    #[test]
    fn negative_numbers_are_those_of_python() {
        for (text, number) in [
            ("-1", Some(-1)),
            (" -1_0 ", Some(-10)),
            ("-0", None),
            ("1", None),
            ("-", None),
            ("-1_", None),
            ("--1", None),
        ] {
            assert_eq!(negative_number(text), number, "{text}");
        }
    }

    #[test]
    fn a_range_has_one_colon() {
        let printed = |text| {
            HistoryRange::parse(text)
                .map(|range| range.to_string())
                .map_err(|error| error.to_string())
        };
        assert_eq!(printed("a:b").as_deref(), Ok("a:b"));
        assert_eq!(printed(" :b ").as_deref(), Ok(":b"));
        assert_eq!(
            printed("a"),
            Err("History range requires [start]:[end], [start]:, or :[end]".to_owned())
        );
        assert!(printed("a:b:c").is_err());
    }

    proptest! {
        /// Printing an identifier gives the text it was read from.
        #[test]
        fn print_and_parse_are_inverse(text in "([a-z@]{0,6}@)?[a-z0-9]{0,5}([+-][0-9]{1,25})?") {
            prop_assert_eq!(Symbol::parse(&text).to_string(), text.clone());
            if let Some(relative) = RelativeDestination::parse(&text) {
                prop_assert_eq!(relative.to_string(), text);
            }
        }
    }
}
