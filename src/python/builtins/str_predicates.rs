//! Methods of `str` that ask something of it: searches, prefixes, classes of characters.

use super::registry::{MethodCode, MethodTable};
use super::str_methods::{expect_text, text_of};
use crate::python::arguments::{BoundArguments, Parameter};
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::text::is_printable;
use crate::python::value::{Slice, Value};

const NONE: &[Parameter<'static>] = &[];
const SEARCH: &[Parameter<'static>] = &[
    Parameter::positional_only("sub"),
    Parameter::optional_positional_only("start"),
    Parameter::optional_positional_only("end"),
];

pub(super) fn add(table: &mut MethodTable) {
    let predicates: [(&'static str, MethodCode); 12] = [
        ("isdigit", |_, receiver, _| every(&receiver, |c| c.is_ascii_digit() || is_other_digit(c))),
        ("isdecimal", |_, receiver, _| every(&receiver, is_decimal)),
        ("isnumeric", |_, receiver, _| every(&receiver, char::is_numeric)),
        ("isalpha", |_, receiver, _| every(&receiver, |c| c.is_alphabetic() && !is_mark(c))),
        ("isalnum", |_, receiver, _| {
            every(&receiver, |c| c.is_numeric() || (c.is_alphabetic() && !is_mark(c)))
        }),
        ("isspace", |_, receiver, _| every(&receiver, super::text_search::is_space)),
        ("isascii", |_, receiver, _| Ok(Value::Bool(text_of(&receiver)?.is_ascii()))),
        ("isprintable", |_, receiver, _| {
            Ok(Value::Bool(text_of(&receiver)?.chars().all(is_printable)))
        }),
        ("islower", |_, receiver, _| {
            let text = text_of(&receiver)?;
            let cased = text.chars().any(char::is_lowercase);
            Ok(Value::Bool(cased && !text.chars().any(char::is_uppercase)))
        }),
        ("isupper", |_, receiver, _| {
            let text = text_of(&receiver)?;
            let cased = text.chars().any(char::is_uppercase);
            Ok(Value::Bool(cased && !text.chars().any(char::is_lowercase)))
        }),
        ("istitle", |_, receiver, _| {
            let text = text_of(&receiver)?;
            let (mut in_word, mut cased) = (false, false);
            for character in text.chars() {
                let fits = match (character.is_uppercase(), character.is_lowercase()) {
                    (true, _) => !in_word,
                    (_, true) => in_word,
                    _ => true,
                };
                if !fits {
                    return Ok(Value::Bool(false));
                }
                in_word = character.is_uppercase() || character.is_lowercase();
                cased |= in_word;
            }
            Ok(Value::Bool(cased))
        }),
        ("isidentifier", |_, receiver, _| {
            let text = text_of(&receiver)?;
            let mut characters = text.chars();
            let starts = characters.next().is_some_and(|c| c == '_' || c.is_alphabetic());
            let goes_on = characters.all(|c| c == '_' || c.is_alphanumeric());
            Ok(Value::Bool(starts && goes_on))
        }),
    ];
    for (name, code) in predicates {
        table.add(name, NONE, code);
    }
    table
        .add("startswith", SEARCH, |cx, receiver, bound| {
            affix(cx, &receiver, bound, "startswith", |text, part| text.starts_with(part))
        })
        .add("endswith", SEARCH, |cx, receiver, bound| {
            affix(cx, &receiver, bound, "endswith", |text, part| text.ends_with(part))
        })
        .add("find", SEARCH, |cx, receiver, bound| {
            Ok(Value::int(search(cx, &receiver, bound, |text, part| text.find(part))?.unwrap_or(-1)))
        })
        .add("rfind", SEARCH, |cx, receiver, bound| {
            Ok(Value::int(search(cx, &receiver, bound, |text, part| text.rfind(part))?.unwrap_or(-1)))
        })
        .add("index", SEARCH, |cx, receiver, bound| {
            search(cx, &receiver, bound, |text, part| text.find(part))?
                .map(Value::int)
                .ok_or_else(|| PythonError::value_error("substring not found"))
        })
        .add("rindex", SEARCH, |cx, receiver, bound| {
            search(cx, &receiver, bound, |text, part| text.rfind(part))?
                .map(Value::int)
                .ok_or_else(|| PythonError::value_error("substring not found"))
        })
        .add("count", SEARCH, |cx, receiver, mut bound| {
            let part = expect_text(cx, &bound.require("sub"), "argument")?;
            let (text, _) = window(cx, &receiver, &mut bound)?;
            let count = if part.is_empty() {
                text.chars().count() + 1
            } else {
                text.matches(&*part).count()
            };
            Ok(Value::int(count))
        });
}

fn every(receiver: &Value, holds: impl Fn(char) -> bool) -> Result<Value, PythonError> {
    let text = text_of(receiver)?;
    Ok(Value::Bool(!text.is_empty() && text.chars().all(holds)))
}

fn is_decimal(character: char) -> bool {
    character.is_ascii_digit() || (!character.is_ascii() && character.is_numeric() && {
        // The decimal digits of other scripts stand in runs of ten; none is a fraction or a letter.
        let code = u32::from(character);
        matches!(code, 0x660..=0x669 | 0x6f0..=0x6f9 | 0x966..=0x96f | 0xff10..=0xff19)
    })
}

fn is_other_digit(character: char) -> bool {
    is_decimal(character)
        || matches!(character, '²' | '³' | '¹' | '\u{2070}' | '\u{2074}'..='\u{2079}' | '\u{2080}'..='\u{2089}')
}

/// Combining marks Rust counts as alphabetic and Python does not.
fn is_mark(character: char) -> bool {
    !character.is_ascii() && !character.is_alphanumeric()
}

/// The part of the text between `start` and `end`, and where it begins in characters.
fn window(
    cx: &mut Interpreter,
    receiver: &Value,
    bound: &mut BoundArguments,
) -> Result<(String, usize), PythonError> {
    let text = text_of(receiver)?;
    let (start, stop) = (bound.take("start"), bound.take("end"));
    if start.is_none() && stop.is_none() {
        cx.allocate(text.len())?;
        return Ok((text.to_string(), 0));
    }
    let characters: Vec<char> = text.chars().collect();
    cx.allocate(characters.len() * 4)?;
    let slice = Slice {
        start: start.into(),
        stop: stop.into(),
        step: Value::None,
    };
    let indices = crate::python::protocol::slice_indices(cx, &slice, characters.len())?;
    let first = usize::try_from(indices.start).unwrap_or(0);
    let part = indices.indices().map(|index| characters[index]).collect();
    Ok((part, first))
}

fn search(
    cx: &mut Interpreter,
    receiver: &Value,
    mut bound: BoundArguments,
    find: fn(&str, &str) -> Option<usize>,
) -> Result<Option<i64>, PythonError> {
    let part = expect_text(cx, &bound.require("sub"), "argument")?;
    let (text, first) = window(cx, receiver, &mut bound)?;
    Ok(find(&text, &part).and_then(|offset| {
        i64::try_from(first + text[..offset].chars().count()).ok()
    }))
}

fn affix(
    cx: &mut Interpreter,
    receiver: &Value,
    mut bound: BoundArguments,
    name: &str,
    test: fn(&str, &str) -> bool,
) -> Result<Value, PythonError> {
    let wanted = bound.require("sub");
    let (text, _) = window(cx, receiver, &mut bound)?;
    let wanted = cx.known(&wanted)?;
    let candidates = match &wanted {
        Value::Tuple(items) => items.to_vec(),
        other => vec![other.clone()],
    };
    for candidate in candidates {
        let Some(part) = candidate.as_str() else {
            return Err(PythonError::type_error(format!(
                "{name} first arg must be str or a tuple of str, not {}",
                cx.type_name(&candidate)
            )));
        };
        if test(&text, &part) {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}
