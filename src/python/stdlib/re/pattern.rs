//! Compiled patterns and searching with them (`Modules/_sre/sre.c`).

use std::fmt;
use std::rc::Rc;

use regex::{Captures, Regex, RegexBuilder};

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

/// Most bytes a compiled pattern may take.
const SIZE_LIMIT: usize = 4 << 20;

/// Characters the crate and CPython disagree about being part of a word.
const DISPUTED: &str = r"[\w--[\p{L}\p{N}_]]|[[\p{L}\p{N}]--\w]";

/// A compiled pattern, `re.Pattern`.
#[derive(Clone)]
pub(super) struct Pattern {
    pub(super) source: Rc<str>,
    pub(super) flags: Flags,
    pub(super) expression: Regex,
    /// The pattern as it must match for `fullmatch`.
    whole: Regex,
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
        let build = |text: &str| {
            RegexBuilder::new(text)
                .size_limit(SIZE_LIMIT)
                .build()
                .map_err(|error| refused(source, &reason(&error)))
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
        self.expression.captures_len() - 1
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
    pub(super) fn find<'t>(
        &self,
        text: &'t str,
        start: usize,
        extent: Extent,
    ) -> Option<Captures<'t>> {
        let captures = match extent {
            Extent::Anywhere => return self.expression.captures_at(text, start),
            Extent::Prefix => self.expression.captures_at(text, start),
            Extent::Whole => self.whole.captures_at(text, start),
        };
        // The leftmost match begins at the start if any does.
        captures.filter(|captures| captures.get(0).is_some_and(|whole| whole.start() == start))
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
        while let Some(start) = position {
            if all.len() == most {
                break;
            }
            let Some(captures) = self.expression.captures_at(text, start) else {
                break;
            };
            cx.charge(4)?;
            cx.allocate(64)?;
            let found = Found::new(self, text, &captures);
            let (begin, end) = found.span(0).unwrap_or((start, start));
            all.push(found);
            position = if end > begin {
                Some(end)
            } else {
                // A longer match at the same place would come next; none can be asked for.
                if self.translation.prefers_empty && self.longer_match_at(cx, text, end)? {
                    return Err(refused(
                        &self.source,
                        "an empty match where a longer one follows at the same place",
                    ));
                }
                text[end..].chars().next().map(|next| end + next.len_utf8())
            };
        }
        Ok(all)
    }

    /// Whether something not empty also matches at `start`, where the empty text does.
    ///
    /// Errs on the side of yes.
    fn longer_match_at(
        &self,
        cx: &mut Interpreter,
        text: &str,
        start: usize,
    ) -> Result<bool, PythonError> {
        // Tried with every end: the whole-text form finds a match of exactly that length.
        for (index, character) in text[start..].char_indices() {
            let end = start + index + character.len_utf8();
            cx.charge((end - start) as u64 / 16 + 1)?;
            let found = self.whole.find_at(&text[..end], start);
            if found.is_some_and(|found| found.start() == start) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn reason(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(_) => "a pattern that large".into(),
        other => format!("this pattern: {}", other.to_string().replace('\n', " ")),
    }
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
