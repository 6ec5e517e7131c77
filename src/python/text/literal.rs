//! Literals of strings and bytes (`unicode_repr`, `PyBytes_Repr`).

use std::fmt::Write;

use super::float_repr;
use crate::python::value::Value;

/// Whether `repr` shows the character as it is (`str.isprintable`).
pub(crate) fn is_printable(character: char) -> bool {
    if character.is_ascii() {
        return matches!(character, ' '..='~');
    }
    // Behind another character, `escape_debug` leaves combining marks alone, as Python does.
    let mut pair = String::from("a");
    pair.push(character);
    pair.escape_debug().count() == 2
}

/// `repr` of a string.
pub(crate) fn string_repr(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push(quote);
    for character in text.chars() {
        match character {
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            _ if character == quote => {
                literal.push('\\');
                literal.push(character);
            }
            _ if is_printable(character) => literal.push(character),
            _ => push_escaped(&mut literal, character),
        }
    }
    literal.push(quote);
    literal
}

/// Appends `\x`, `\u` or `\U` and the digits of a character.
pub(crate) fn push_escaped(literal: &mut String, character: char) {
    let code = u32::from(character);
    let written = match code {
        0..=0xff => write!(literal, "\\x{code:02x}"),
        0x100..=0xffff => write!(literal, "\\u{code:04x}"),
        _ => write!(literal, "\\U{code:08x}"),
    };
    written.expect("writing to a string does not fail");
}

/// `repr` of bytes.
pub(crate) fn bytes_repr(bytes: &[u8]) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') {
        '"'
    } else {
        '\''
    };
    let mut literal = String::from("b");
    literal.push(quote);
    for byte in bytes {
        match *byte {
            b'\\' => literal.push_str("\\\\"),
            b'\n' => literal.push_str("\\n"),
            b'\r' => literal.push_str("\\r"),
            b'\t' => literal.push_str("\\t"),
            byte if char::from(byte) == quote => {
                literal.push('\\');
                literal.push(quote);
            }
            byte @ b' '..=b'~' => literal.push(char::from(byte)),
            byte => push_escaped(&mut literal, char::from(byte)),
        }
    }
    literal.push(quote);
    literal
}

/// `repr` of a value that needs no interpreter; others show their type.
pub(crate) fn plain_repr(value: &Value) -> String {
    match value {
        Value::None => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Int(integer) => integer.to_string(),
        Value::Float(number) => float_repr(*number),
        Value::Str(text) => string_repr(text),
        Value::Bytes(bytes) => bytes_repr(bytes),
        Value::Tuple(items) => {
            let shown: Vec<String> = items.iter().map(plain_repr).collect();
            match shown.as_slice() {
                [only] => format!("({only},)"),
                _ => format!("({})", shown.join(", ")),
            }
        }
        other => format!("{other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_read_as_pythons() {
        for (text, literal) in [
            ("a", "'a'"),
            ("it's", "\"it's\""),
            ("'\"", "'\\'\"'"),
            ("\n\t\\\u{7f}\0", "'\\n\\t\\\\\\x7f\\x00'"),
            ("é€\u{301}", "'é€\u{301}'"),
            ("\u{200b}\u{a0}\u{e000}", "'\\u200b\\xa0\\ue000'"),
            ("\u{10ffff}😀", "'\\U0010ffff😀'"),
        ] {
            assert_eq!(string_repr(text), literal);
        }
        assert_eq!(bytes_repr(b"a'\xff\n"), "b\"a'\\xff\\n\"");
    }
}
