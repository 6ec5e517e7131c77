//! Python's notion of white space and of a quoted string, where `ConfigParser` depends on it.
//!
//! Python's `str.strip`, `str.isspace` and `repr(str)`. Rust's own white space leaves out the
//! four information separators, which Python counts.

/// Whether Python's `str.isspace` holds for the character.
pub(super) fn is_space(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}

/// `str.strip()`.
pub(super) fn strip(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// `str.rstrip()`.
pub(super) fn strip_end(text: &str) -> &str {
    text.trim_end_matches(is_space)
}

/// `repr(text)`, as Python quotes a string in a message.
pub(super) fn quoted(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push(quote);
    for character in text.chars() {
        match character {
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            _ if character == quote => {
                quoted.push('\\');
                quoted.push(character);
            }
            _ if character.is_control() && (character as u32) < 0x100 => {
                quoted.extend(character_escape(character));
            }
            _ => quoted.push(character),
        }
    }
    quoted.push(quote);
    quoted
}

/// `\x0a`, for a character below 256.
fn character_escape(character: char) -> Vec<char> {
    format!("\\x{:02x}", character as u32).chars().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_as_python_does() {
        assert_eq!(quoted("a"), "'a'");
        assert_eq!(quoted("it's"), "\"it's\"");
        assert_eq!(quoted("'\""), "'\\'\"'");
        assert_eq!(quoted("a\n\t\\\u{1}é"), "'a\\n\\t\\\\\\x01é'");
    }

    #[test]
    fn separators_are_space() {
        assert_eq!(strip("\u{1c} a\u{a0}\u{85}"), "a");
        assert_eq!(strip("\u{200b}a"), "\u{200b}a");
    }
}
