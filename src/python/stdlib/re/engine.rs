//! What a translated pattern is matched with: an automaton, or a search that goes back where an
//! automaton cannot do what is asked for (look-around, back-references).

use regex::RegexBuilder;

/// Most bytes a compiled pattern may take.
const SIZE_LIMIT: usize = 4 << 20;

/// How often a search may go back before it is given up.
const BACKTRACK_LIMIT: usize = 200_000;

/// Where the groups of a match begin and end, in bytes; the whole match first.
pub(super) type Spans = Vec<Option<(usize, usize)>>;

/// Why a pattern cannot be compiled or a search cannot be finished, as a phrase.
pub(super) type Reason = String;

/// A compiled pattern.
#[derive(Debug, Clone)]
pub(super) enum Engine {
    /// Matched in one pass.
    Automaton(regex::Regex),
    /// Matched by trying, as CPython does it.
    Backtracking(fancy_regex::Regex),
}

impl Engine {
    /// Compiles the text of a translation.
    pub(super) fn compile(text: &str, needs_backtracking: bool) -> Result<Self, Reason> {
        if needs_backtracking {
            return fancy_regex::RegexBuilder::new(text)
                .backtrack_limit(BACKTRACK_LIMIT)
                .delegate_size_limit(SIZE_LIMIT)
                .build()
                .map(Self::Backtracking)
                .map_err(|error| format!("this pattern: {error}"));
        }
        RegexBuilder::new(text)
            .size_limit(SIZE_LIMIT)
            .build()
            .map(Self::Automaton)
            .map_err(|error| match error {
                regex::Error::CompiledTooBig(_) => "a pattern that large".into(),
                other => format!("this pattern: {}", other.to_string().replace('\n', " ")),
            })
    }

    /// The first match that begins at the byte `start` or behind it.
    pub(super) fn captures_at(&self, text: &str, start: usize) -> Result<Option<Spans>, Reason> {
        match self {
            Self::Automaton(expression) => Ok(expression.captures_at(text, start).map(|found| {
                found
                    .iter()
                    .map(|group| group.map(|group| (group.start(), group.end())))
                    .collect()
            })),
            Self::Backtracking(expression) => match expression.captures_from_pos(text, start) {
                Ok(found) => Ok(found.map(|found| {
                    found
                        .iter()
                        .map(|group| group.map(|group| (group.start(), group.end())))
                        .collect()
                })),
                Err(_) => Err("a search that goes back too often".into()),
            },
        }
    }

    /// The names of the groups, the whole match among them.
    pub(super) fn group_names(&self) -> Vec<Option<&str>> {
        match self {
            Self::Automaton(expression) => expression.capture_names().collect(),
            Self::Backtracking(expression) => expression.capture_names().collect(),
        }
    }
}
