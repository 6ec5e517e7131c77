//! The comments of a Python file and the lines they speak of: `tokenize`, as far as that takes.

use crate::source::SourceFile;

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comment {
    /// What follows the `#`.
    pub(super) text: String,
    /// Its line, from 1.
    pub(super) line: usize,
    /// The column of the `#`, from 1.
    pub(super) column: usize,
    /// What it speaks of.
    pub(super) reach: Reach,
}

/// Which lines a comment speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// All: it stands above the first statement, the docstring not counted.
    File,
    /// One: its own, or, where it stands alone, the next line of code.
    Line(usize),
}

/// Every comment of `file` in order; what looks like one inside a string is none.
pub(super) fn comments(file: &SourceFile) -> Vec<Comment> {
    let text = file.text();
    let bytes = text.as_bytes();
    let mut comments: Vec<Comment> = Vec::new();
    // From here on the comments stand alone and wait for their line of code.
    let mut waiting = 0;
    let mut statement_seen = false;
    let mut code_on_line = false;
    let mut position = 0;
    while let Some(byte) = bytes.get(position) {
        match byte {
            b'\n' | b'\r' => {
                code_on_line = false;
                position += 1;
            }
            byte if byte.is_ascii_whitespace() => position += 1,
            b'#' => {
                let length = bytes[position..]
                    .iter()
                    .position(|byte| matches!(byte, b'\n' | b'\r'));
                let end = length.map_or(bytes.len(), |length| position + length);
                let place = file.line_column(u32::try_from(position).unwrap_or(u32::MAX));
                comments.push(Comment {
                    text: text[position + 1..end].to_owned(),
                    line: place.line,
                    column: place.column,
                    reach: if statement_seen {
                        Reach::Line(place.line)
                    } else {
                        Reach::File
                    },
                });
                if code_on_line || !statement_seen {
                    waiting = comments.len();
                }
                position = end;
            }
            _ => {
                if waiting < comments.len() {
                    let line = file
                        .line_column(u32::try_from(position).unwrap_or(u32::MAX))
                        .line;
                    for comment in &mut comments[waiting..] {
                        comment.reach = Reach::Line(line);
                    }
                    waiting = comments.len();
                }
                let string_end = string_end(bytes, position);
                statement_seen |= string_end.is_none() || code_on_line;
                code_on_line = true;
                position = string_end.unwrap_or_else(|| word_end(bytes, position));
            }
        }
    }
    comments
}

/// Behind the string that begins at `position`, prefix and all; `None` where there is none. A
/// string that is never closed reaches to the end.
fn string_end(bytes: &[u8], position: usize) -> Option<usize> {
    let prefix = bytes[position..]
        .iter()
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count();
    let quote = *bytes.get(position + prefix)?;
    if prefix > 2 || !matches!(quote, b'"' | b'\'') {
        return None;
    }
    let start = position + prefix;
    let triple = bytes[start..].starts_with(&[quote; 3]);
    let closing = if triple { 3 } else { 1 };
    let mut position = start + closing;
    while let Some(byte) = bytes.get(position) {
        match byte {
            b'\\' => position += 2,
            b'\n' | b'\r' if !triple => return Some(position),
            byte if *byte == quote && (!triple || bytes[position..].starts_with(&[quote; 3])) => {
                return Some(position + closing);
            }
            _ => position += 1,
        }
    }
    Some(bytes.len())
}

/// Behind a name or number, or behind the one byte that is neither.
fn word_end(bytes: &[u8], position: usize) -> usize {
    let is_word = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_' || !byte.is_ascii();
    position + bytes[position..].iter().take_while(is_word).count().max(1)
}
