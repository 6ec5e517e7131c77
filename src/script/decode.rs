//! From the bytes of a Python file to its text: PEP 263 and the tokenizer's universal newlines.

use std::borrow::Cow;

/// Decodes a source file: drops a byte order mark, honours an encoding cookie, and makes every
/// line end `\n`. Borrows the bytes where they are the text already.
///
/// UTF-8, ASCII and Latin-1 are known; the error is a sentence that says what is wrong.
pub(crate) fn decode_source(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    let marked = bytes.starts_with(b"\xef\xbb\xbf");
    let body = if marked { &bytes[3..] } else { bytes };
    if body.contains(&0) {
        let line = body.iter().take_while(|byte| **byte != 0);
        let line = 1 + line.filter(|byte| **byte == b'\n').count();
        return Err(format!(
            "line {line} holds a null byte, which Python does not read"
        ));
    }
    let encoding = match cookie(body) {
        None => Encoding::Utf8,
        Some(name) => Encoding::named(name)
            .ok_or_else(|| format!("the encoding '{name}' in its first lines is not supported"))?,
    };
    if marked && encoding != Encoding::Utf8 {
        return Err("it has a byte order mark of UTF-8 and names another encoding".to_owned());
    }
    let text: Cow<'_, str> = match encoding {
        Encoding::Utf8 => std::str::from_utf8(body)
            .map_err(|error| not_decodable(body, error.valid_up_to(), "UTF-8"))?
            .into(),
        Encoding::Ascii => match body.iter().position(|byte| !byte.is_ascii()) {
            Some(position) => return Err(not_decodable(body, position, "ASCII")),
            None => characters(body).into(),
        },
        Encoding::Latin1 => characters(body).into(),
    };
    Ok(if text.as_bytes().contains(&b'\r') {
        text.replace("\r\n", "\n").replace('\r', "\n").into()
    } else {
        text
    })
}

/// Each byte as the character of that number.
fn characters(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Ascii,
    Latin1,
}

impl Encoding {
    fn named(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().replace('_', "-").as_str() {
            "utf-8" | "utf8" | "utf-8-unix" | "utf-8-sig" | "u8" => Some(Self::Utf8),
            "ascii" | "us-ascii" => Some(Self::Ascii),
            "latin-1" | "latin1" | "latin" | "iso-8859-1" | "iso8859-1" | "iso-latin-1" | "l1" => {
                Some(Self::Latin1)
            }
            _ => None,
        }
    }
}

/// The name behind `coding:` or `coding=` in a comment in one of the first two lines; the second
/// counts only where the first is blank or a comment.
fn cookie(bytes: &[u8]) -> Option<&str> {
    let mut rest = bytes;
    for _ in 0..2 {
        let end = rest
            .iter()
            .position(|byte| matches!(byte, b'\n' | b'\r'))
            .unwrap_or(rest.len());
        let line = rest[..end].trim_ascii_start();
        if line.first() == Some(&b'#') {
            if let Some(name) = named_in(line) {
                return Some(name);
            }
        } else if !line.is_empty() {
            return None;
        }
        rest = rest.get(end..)?;
        rest = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))
            .or_else(|| rest.strip_prefix(b"\r"))?;
    }
    None
}

fn named_in(comment: &[u8]) -> Option<&str> {
    const CODING: &[u8] = b"coding";
    comment
        .windows(CODING.len() + 1)
        .enumerate()
        .filter(|(_, window)| {
            window.starts_with(CODING) && matches!(window[CODING.len()], b':' | b'=')
        })
        .find_map(|(position, _)| {
            let name = comment[position + CODING.len() + 1..].trim_ascii_start();
            let length = name
                .iter()
                .take_while(|byte| {
                    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')
                })
                .count();
            let name = std::str::from_utf8(&name[..length]).ok()?;
            (!name.is_empty()).then_some(name)
        })
}

fn not_decodable(bytes: &[u8], position: usize, encoding: &str) -> String {
    let line = bytes[..position].split(|byte| *byte == b'\n').count();
    format!("line {line} is not {encoding}, and no other encoding is named in the first two lines")
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::decode_source;

    #[test]
    fn cookies_marks_and_line_ends() {
        let decoded = |bytes: &[u8]| decode_source(bytes).map(Cow::into_owned);
        assert_eq!(
            decoded(b"\xef\xbb\xbfa = 1\r\nb\rc").as_deref(),
            Ok("a = 1\nb\nc")
        );
        assert_eq!(
            decoded(b"#!/bin/x\n# -*- coding: latin-1 -*-\n# \xe9\n").as_deref(),
            Ok("#!/bin/x\n# -*- coding: latin-1 -*-\n# \u{e9}\n")
        );
        assert!(decoded(b"x = 1\n# coding: latin-1\n# \xe9\n").is_err());
        assert!(decoded(b"# coding: klingon\n").is_err());
        assert_eq!(
            decoded(b"a\n\xff").unwrap_err(),
            "line 2 is not UTF-8, and no other encoding is named in the first two lines"
        );
        assert_eq!(
            decoded(b"a\n\0").unwrap_err(),
            "line 2 holds a null byte, which Python does not read"
        );
    }
}
