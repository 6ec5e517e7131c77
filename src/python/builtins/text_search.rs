//! Splitting, partitioning and encoding text.

use std::rc::Rc;

use super::str_methods::{expect_text, text_of};
use crate::python::arguments::BoundArguments;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::value::Value;

/// Which end of a text is worked from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Left,
    Right,
}

/// Python's whitespace: Unicode's, and the separators U+001C to U+001F.
pub(super) fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{1c}'..='\u{1f}')
}

pub(super) fn split(
    cx: &mut Interpreter,
    text: &Rc<str>,
    mut bound: BoundArguments,
    end: End,
) -> Result<Value, PythonError> {
    let most = match bound.take("maxsplit") {
        Some(most) => super::functions::expect_integer(cx, &most)?
            .to_usize()
            .unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let separator = match bound.take_some("sep") {
        Some(separator) => {
            let separator = expect_text(cx, &separator, "separator")?;
            if separator.is_empty() {
                return Err(PythonError::value_error("empty separator"));
            }
            Some(separator)
        }
        None => None,
    };
    let pieces: Vec<&str> = match (&separator, end) {
        (Some(separator), End::Left) => {
            text.splitn(most.saturating_add(1), &**separator).collect()
        }
        (Some(separator), End::Right) => {
            let mut pieces: Vec<&str> =
                text.rsplitn(most.saturating_add(1), &**separator).collect();
            pieces.reverse();
            pieces
        }
        (None, End::Left) => split_words(text, most),
        (None, End::Right) => split_words_from_right(text, most),
    };
    cx.allocate(text.len() + pieces.len() * size_of::<Value>())?;
    Ok(Value::list(pieces.into_iter().map(Value::from).collect()))
}

fn split_words(text: &str, most: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text.trim_start_matches(is_space);
    while !rest.is_empty() {
        if pieces.len() == most {
            pieces.push(rest.trim_end_matches(is_space));
            break;
        }
        let end = rest.find(is_space).unwrap_or(rest.len());
        pieces.push(&rest[..end]);
        rest = rest[end..].trim_start_matches(is_space);
    }
    pieces
}

fn split_words_from_right(text: &str, most: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text.trim_end_matches(is_space);
    while !rest.is_empty() {
        if pieces.len() == most {
            pieces.push(rest.trim_start_matches(is_space));
            break;
        }
        let start = rest
            .char_indices()
            .rev()
            .find(|(_, character)| is_space(*character))
            .map_or(0, |(index, character)| index + character.len_utf8());
        pieces.push(&rest[start..]);
        rest = rest[..start].trim_end_matches(is_space);
    }
    pieces.reverse();
    pieces
}

pub(super) fn split_lines(
    cx: &mut Interpreter,
    receiver: Value,
    mut bound: BoundArguments,
) -> Result<Value, PythonError> {
    let text = text_of(&receiver)?;
    let keep = match bound.take("keepends") {
        Some(keep) => cx.truth(&keep)?,
        None => false,
    };
    let lines = lines_of(&text, keep);
    cx.allocate(text.len() + lines.len() * size_of::<Value>())?;
    Ok(Value::list(lines.into_iter().map(Value::from).collect()))
}

/// The lines of a text, as `str.splitlines` sees them.
pub(crate) fn lines_of(text: &str, keep_ends: bool) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((index, character)) = characters.next() {
        let ends = matches!(
            character,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        );
        if !ends {
            continue;
        }
        let mut next = index + character.len_utf8();
        if character == '\r' && characters.next_if(|(_, next)| *next == '\n').is_some() {
            next += 1;
        }
        lines.push(&text[start..if keep_ends { next } else { index }]);
        start = next;
    }
    if start < text.len() {
        lines.push(&text[start..]);
    }
    lines
}

pub(super) fn partition(
    cx: &mut Interpreter,
    text: &Rc<str>,
    mut bound: BoundArguments,
    end: End,
) -> Result<Value, PythonError> {
    let separator = expect_text(cx, &bound.require("value"), "separator")?;
    if separator.is_empty() {
        return Err(PythonError::value_error("empty separator"));
    }
    cx.allocate(text.len())?;
    let position = match end {
        End::Left => text.find(&*separator),
        End::Right => text.rfind(&*separator),
    };
    let parts = match (position, end) {
        (Some(position), _) => [
            &text[..position],
            &*separator,
            &text[position + separator.len()..],
        ],
        (None, End::Left) => [&**text, "", ""],
        (None, End::Right) => ["", "", &**text],
    };
    Ok(Value::tuple(parts.into_iter().map(Value::from).collect()))
}

/// The canonical name of an encoding that is supported.
pub(super) fn encoding_name(
    cx: &mut Interpreter,
    encoding: Option<Value>,
) -> Result<&'static str, PythonError> {
    let Some(encoding) = encoding else {
        return Ok("utf-8");
    };
    let name = expect_text(cx, &encoding, "encoding")?;
    match name.to_ascii_lowercase().replace('_', "-").as_str() {
        "utf-8" | "utf8" | "u8" => Ok("utf-8"),
        "ascii" | "us-ascii" => Ok("ascii"),
        "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" => Ok("latin-1"),
        _ => Err(PythonError::unsupported(format!("the encoding {name}"))),
    }
}

pub(super) fn encode(
    cx: &mut Interpreter,
    text: &str,
    encoding: Option<Value>,
    errors: Option<Value>,
) -> Result<Value, PythonError> {
    let encoding = encoding_name(cx, encoding)?;
    let ignore = match errors {
        Some(errors) => match &*cx.str(&errors)? {
            "strict" => false,
            "ignore" => true,
            other => {
                return Err(PythonError::unsupported(format!("the error handler {other}")));
            }
        },
        None => false,
    };
    cx.allocate(text.len())?;
    if encoding == "utf-8" || text.is_ascii() {
        return Ok(Value::Bytes(text.as_bytes().into()));
    }
    let limit = if encoding == "ascii" { 0x80 } else { 0x100 };
    let mut bytes = Vec::with_capacity(text.len());
    for character in text.chars() {
        match u8::try_from(u32::from(character)) {
            Ok(byte) if u32::from(byte) < limit => bytes.push(byte),
            _ if ignore => {}
            _ => {
                return Err(PythonError::unsupported(format!(
                    "text that cannot be encoded as {encoding}"
                )));
            }
        }
    }
    Ok(Value::Bytes(bytes.into()))
}
