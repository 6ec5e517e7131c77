//! Compiled patterns and searching with them (`Modules/_sre/sre.c`).

use std::fmt;
use std::rc::Rc;

use regex::Regex;

use super::engine::{Engine, Spans};
use super::found::Found;
use super::translate::{Fault, Flags, Translation, translate};
use crate::python::class::Class;
use crate::python::dictionary::HashKey;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::object::{Comparison, HostObject};
use crate::python::shared::Shared;
use crate::python::stdlib::convert;
use crate::python::stdlib::native::{class_of, raise};
use crate::python::value::Value;

/// Characters the crate and CPython disagree about being part of a word.
const DISPUTED: &str = r"[\w--[\p{L}\p{N}_]]|[[\p{L}\p{N}]--\w]";

/// What the search that goes back ends too early.
const LAZY: &str = "repeated groups beside a repetition that prefers few";

/// A compiled pattern, `re.Pattern`.
#[derive(Clone)]
pub(super) struct Pattern {
    pub(super) source: Rc<str>,
    pub(super) flags: Flags,
    pub(super) expression: Engine,
    /// The pattern as it must match for `fullmatch`.
    whole: Engine,
    translation: Rc<Translation>,
}

impl fmt::Debug for Pattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.expression.fmt(formatter)
    }
}

/// How much of the text has to match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Any part of it: `search`.
    Anywhere,
    /// From the beginning: `match`.
    Prefix,
    /// All of it: `fullmatch`.
    Whole,
}

impl Pattern {
    /// Compiles `source` under `flags`.
    pub(super) fn compile(
        cx: &mut Interpreter,
        source: &Rc<str>,
        flags: Flags,
    ) -> Result<Self, PythonError> {
        cx.charge(source.len() as u64 + 16)?;
        let translation = match translate(source, flags) {
            Ok(translation) => translation,
            Err(Fault::Malformed(message, position)) => {
                return Err(malformed(cx, source, &message, position));
            }
            Err(Fault::Unsupported(what)) => return Err(refused(source, &what)),
        };
        let goes_back = translation.needs_backtracking;
        if goes_back && translation.repeats_lazily {
            return Err(refused(source, LAZY));
        }
        let build = |text: &str| {
            Engine::compile(text, goes_back).map_err(|reason| refused(source, &reason))
        };
        let expression = build(&translation.text)?;
        let whole = build(&format!("(?:{})\\z", translation.text))?;
        cx.charge(2_000)?;
        Ok(Self {
            source: Rc::clone(source),
            flags: translation.flags,
            expression,
            whole,
            translation: Rc::new(translation),
        })
    }

    /// Number of groups, the whole match not counted.
    pub(super) fn groups(&self) -> usize {
        self.expression.group_names().len() - 1
    }

    /// Refuses a text on which the crate would not do what CPython does, and pays for searching it.
    pub(super) fn check(&self, cx: &mut Interpreter, text: &str) -> Result<(), PythonError> {
        cx.charge(text.len() as u64 / 16 + 4)?;
        if self.translation.end_before_newline && text.ends_with('\n') {
            return Err(refused(
                &self.source,
                "a $ on a text that ends with a newline, before which it matches as well",
            ));
        }
        if self.translation.no_boundary && text.is_empty() {
            return Err(refused(&self.source, "\\B on an empty text"));
        }
        if self.translation.word_boundary && !text.is_ascii() {
            let disputed = Regex::new(DISPUTED)
                .expect("the constant pattern of disputed characters is well-formed");
            if disputed.is_match(text) {
                return Err(refused(
                    &self.source,
                    "a word boundary on a text with unusual letters",
                ));
            }
        }
        Ok(())
    }

    /// The first match from the byte `start` on.
    pub(super) fn find(
        &self,
        text: &str,
        start: usize,
        extent: Extent,
    ) -> Result<Option<Spans>, PythonError> {
        let engine = match extent {
            Extent::Anywhere | Extent::Prefix => &self.expression,
            Extent::Whole => &self.whole,
        };
        let spans = self.search(engine, text, start)?;
        if extent == Extent::Anywhere {
            return Ok(spans);
        }
        // The leftmost match begins at the start if any does.
        Ok(spans.filter(|spans| begins_at(spans, start)))
    }

    fn search(
        &self,
        engine: &Engine,
        text: &str,
        start: usize,
    ) -> Result<Option<Spans>, PythonError> {
        let found = engine.captures_at(text, start);
        found.map_err(|reason| refused(&self.source, &reason))
    }

    /// All matches one after the other, empty ones between others among them.
    pub(super) fn find_all(
        &self,
        cx: &mut Interpreter,
        text: &Rc<str>,
        start: usize,
        most: usize,
    ) -> Result<Vec<Found>, PythonError> {
        self.check(cx, text)?;
        let mut all = Vec::new();
        let mut position = Some(start);
        let mut advancing = None;
        let mut engine = &self.expression;
        while let Some(start) = position {
            if all.len() == most {
                break;
            }
            if matches!(engine, Engine::Backtracking(_)) {
                cx.charge(text.len() as u64 + 16)?;
            }
            let Some(spans) = self.search(engine, text, start)? else {
                break;
            };
            cx.charge(4)?;
            cx.allocate(64)?;
            let found = Found::new(self, text, spans);
            engine = &self.expression;
            let (begin, end) = found.span(0).unwrap_or((start, start));
            all.push(found);
            position = if end > begin {
                Some(end)
            } else if self.translation.prefers_empty || self.translation.needs_backtracking {
                // Something longer at the same place comes next.
                engine = match &advancing {
                    Some(engine) => engine,
                    None => advancing.insert(self.advancing(cx)?),
                };
                Some(end)
            } else {
                text[end..].chars().next().map(|next| end + next.len_utf8())
            };
        }
        Ok(all)
    }

    /// The pattern as it must match behind an empty match: not the empty text at the same place
    /// (`state->must_advance`).
    fn advancing(&self, cx: &mut Interpreter) -> Result<Engine, PythonError> {
        cx.charge(2_000)?;
        if self.translation.repeats_lazily {
            return Err(refused(&self.source, LAZY));
        }
        let text = format!("(?:{})(?!\\G)", self.translation.text);
        Engine::compile(&text, true).map_err(|reason| refused(&self.source, &reason))
    }
}

fn begins_at(spans: &Spans, start: usize) -> bool {
    let whole = spans.first().copied().flatten();
    whole.is_some_and(|(begin, _)| begin == start)
}

/// The refusal of a part of a pattern.
pub(super) fn refused(source: &str, what: &str) -> PythonError {
    PythonError::unsupported(format!(
        "{what} in the regular expression {}",
        convert::quote(source)
    ))
}

/// `re.error` with its message, position, line and column.
pub(super) fn malformed(
    cx: &mut Interpreter,
    source: &Rc<str>,
    message: &str,
    position: usize,
) -> PythonError {
    let before: String = source.chars().take(position).collect();
    let number = |value: usize| Value::int(i64::try_from(value).unwrap_or(i64::MAX));
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    let mut sentence = format!("{message} at position {position}");
    if source.contains('\n') {
        sentence += &format!(" (line {line}, column {column})");
    }
    let attributes = vec![
        ("msg", message.into()),
        ("pattern", Value::Str(Rc::clone(source))),
        ("pos", number(position)),
        ("lineno", number(line)),
        ("colno", number(column)),
    ];
    match class_of(cx, "re", "error") {
        Some(class) => raise(&class, vec![sentence.into()], attributes),
        None => PythonError::value_error(sentence),
    }
}

impl HostObject for Pattern {
    fn type_name(&self) -> Rc<str> {
        "re.Pattern".into()
    }

    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        class_of(cx, "re", "Pattern")
    }

    fn compare(
        &self,
        comparison: Comparison,
        other: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let Some(other) = other.downcast::<Self>() else {
            return Ok(None);
        };
        let equal = self.source == other.source && self.flags == other.flags;
        Ok(match comparison {
            Comparison::Equal => Some(Value::Bool(equal)),
            Comparison::NotEqual => Some(Value::Bool(!equal)),
            Comparison::Less
            | Comparison::LessOrEqual
            | Comparison::Greater
            | Comparison::GreaterOrEqual => None,
        })
    }

    fn repr(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        let mut text = format!("re.compile({}", convert::quote(&self.source));
        let names: Vec<&str> = [
            (Flags::IGNORE_CASE, "re.IGNORECASE"),
            (Flags::MULTILINE, "re.MULTILINE"),
            (Flags::DOT_ALL, "re.DOTALL"),
            (Flags::VERBOSE, "re.VERBOSE"),
            (Flags::ASCII, "re.ASCII"),
        ]
        .into_iter()
        .filter(|(flag, _)| self.flags.has(*flag))
        .map(|(_, name)| name)
        .collect();
        if !names.is_empty() {
            text += ", ";
            text += &names.join("|");
        }
        Ok((text + ")").into())
    }

    fn hash_key(&self, _cx: &mut Interpreter) -> Result<Option<HashKey>, PythonError> {
        let text = format!("{} {}", self.flags.0, self.source);
        Ok(Some(HashKey::Native("re.Pattern", text.into())))
    }
}
