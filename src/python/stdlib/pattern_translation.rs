//! Python's pattern syntax made into that of the `regex` crate (`Lib/re/_parser.py`).
//!
//! Most of it is the same. What differs in meaning is rewritten; what the crate cannot do, such as
//! looking around and back-references, is refused.

use crate::python::error::PythonError;

/// What a pattern is made for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchoring {
    /// Found anywhere.
    Search,
    /// At the beginning.
    Match,
    /// The whole text.
    FullMatch,
}

/// The flags of `re` that exist here.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Flags(pub(super) i64);

impl Flags {
    pub(super) const IGNORECASE: i64 = 2;
    pub(super) const MULTILINE: i64 = 8;
    pub(super) const DOTALL: i64 = 16;
    pub(super) const UNICODE: i64 = 32;
    pub(super) const VERBOSE: i64 = 64;
    pub(super) const ASCII: i64 = 256;

    fn has(self, flag: i64) -> bool {
        self.0 & flag != 0
    }
}

/// The pattern in the crate's syntax.
pub(super) fn translate(
    pattern: &str,
    flags: Flags,
    anchoring: Anchoring,
) -> Result<String, PythonError> {
    let known = Flags::IGNORECASE
        | Flags::MULTILINE
        | Flags::DOTALL
        | Flags::UNICODE
        | Flags::VERBOSE
        | Flags::ASCII;
    if flags.0 & !known != 0 {
        return Err(PythonError::unsupported(
            "these flags of a regular expression",
        ));
    }
    if flags.has(Flags::ASCII) {
        return Err(PythonError::unsupported("re.ASCII"));
    }
    let unsupported = |what: &str| {
        PythonError::unsupported(format!("{what} in the regular expression {pattern:?}"))
    };
    let mut translated = String::new();
    let mut characters = pattern.chars().peekable();
    let mut in_class = false;
    let mut class_start = false;
    let mut previous_was_quantifier = false;
    while let Some(character) = characters.next() {
        let mut quantifier = false;
        let starts_class = std::mem::take(&mut class_start);
        match character {
            '\\' => {
                let Some(escaped) = characters.next() else {
                    return Err(unsupported("a backslash at the end"));
                };
                match escaped {
                    '1'..='9' if !in_class => return Err(unsupported("a back-reference")),
                    'Z' if !in_class => translated.push_str("\\z"),
                    '0'..='9' => return Err(unsupported("an octal escape")),
                    'N' => return Err(unsupported("a named character")),
                    'b' if in_class => translated.push_str("\\x08"),
                    'd' | 'D' | 's' | 'S' | 'w' | 'W' | 'b' | 'B' | 'A' | 'n' | 'r' | 't' | 'f'
                    | 'v' | 'a' | 'x' | 'u' | 'U' => {
                        translated.push('\\');
                        translated.push(escaped);
                    }
                    letter if letter.is_ascii_alphabetic() => {
                        return Err(unsupported("an unknown escape"));
                    }
                    other => push_literal(&mut translated, other),
                }
            }
            _ if in_class => match character {
                ']' if !starts_class => {
                    in_class = false;
                    translated.push(']');
                }
                // The crate gives these meanings in a class that Python does not.
                '[' | ']' => push_literal(&mut translated, character),
                '&' | '~' | '-' if characters.peek() == Some(&character) => {
                    push_literal(&mut translated, character);
                }
                other => translated.push(other),
            },
            '[' => {
                in_class = true;
                translated.push('[');
                if characters.next_if_eq(&'^').is_some() {
                    translated.push('^');
                }
                class_start = true;
            }
            '(' => {
                translated.push('(');
                if characters.next_if_eq(&'?').is_some() {
                    translated.push('?');
                    match characters.next() {
                        Some('P') => match characters.next() {
                            Some('<') => translated.push_str("P<"),
                            Some('=') => return Err(unsupported("a back-reference")),
                            _ => return Err(unsupported("an unknown group")),
                        },
                        Some(':') => translated.push(':'),
                        Some('=' | '!') => return Err(unsupported("looking ahead")),
                        Some('<') => return Err(unsupported("looking behind")),
                        Some('#') => return Err(unsupported("a comment")),
                        Some('(') => return Err(unsupported("a condition")),
                        Some('>') => return Err(unsupported("an atomic group")),
                        Some(flag @ ('i' | 'm' | 's' | 'x')) => translated.push(flag),
                        Some('u') if characters.peek() == Some(&')') => {}
                        _ => return Err(unsupported("these flags")),
                    }
                }
            }
            '$' if !flags.has(Flags::MULTILINE) => {
                // Python's matches before a last line end as well, which takes looking ahead.
                if anchoring == Anchoring::FullMatch || characters.peek().is_none() {
                    translated.push_str(DOLLAR);
                } else {
                    return Err(unsupported("a $ that is not at the end"));
                }
            }
            '*' | '+' | '?' | '{' => {
                if character == '+' && previous_was_quantifier {
                    return Err(unsupported("a possessive quantifier"));
                }
                quantifier = !(character == '?' && previous_was_quantifier);
                if character == '{' {
                    quantifier = false;
                    match braces(&mut characters) {
                        Some(text) => {
                            translated.push_str(&text);
                            quantifier = true;
                        }
                        None => translated.push_str("\\{"),
                    }
                } else {
                    translated.push(character);
                }
            }
            '}' => translated.push_str("\\}"),
            other => translated.push(other),
        }
        previous_was_quantifier = quantifier;
    }
    let mut prefix = String::new();
    for (flag, letter) in [
        (Flags::IGNORECASE, 'i'),
        (Flags::MULTILINE, 'm'),
        (Flags::DOTALL, 's'),
        (Flags::VERBOSE, 'x'),
    ] {
        if flags.has(flag) {
            prefix.push(letter);
        }
    }
    let opening = if prefix.is_empty() {
        "(?:".to_owned()
    } else {
        format!("(?{prefix}:")
    };
    // A `(?i)` at the start of the pattern is in force in the group around it only: the same.
    Ok(match anchoring {
        Anchoring::Search => format!("{opening}{translated})"),
        Anchoring::Match => format!("\\A{opening}{translated})"),
        Anchoring::FullMatch => format!("\\A{opening}{translated})\\z"),
    })
}

/// What `$` becomes; the one character in front of the end it may leave is checked by the caller.
const DOLLAR: &str = "\\z";

/// Whether `$` at the end of this pattern would have to look at a last line end.
pub(super) fn ends_with_dollar(pattern: &str, flags: Flags) -> bool {
    !flags.has(Flags::MULTILINE) && pattern.ends_with('$') && !pattern.ends_with("\\$")
}

/// `{2}`, `{2,}`, `{,3}` or `{2,3}` behind its opening brace; nothing where it is literal text.
fn braces(characters: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<String> {
    let mut ahead = characters.clone();
    let mut text = String::new();
    loop {
        match ahead.next()? {
            '}' => break,
            character @ ('0'..='9' | ',') => text.push(character),
            _ => return None,
        }
    }
    let well_formed = !text.is_empty() && text != "," && text.matches(',').count() <= 1;
    if !well_formed {
        return None;
    }
    for _ in 0..=text.len() {
        characters.next();
    }
    if text.starts_with(',') {
        text.insert(0, '0');
    }
    Some(format!("{{{text}}}"))
}

fn push_literal(translated: &mut String, character: char) {
    if character.is_ascii() && !character.is_ascii_alphanumeric() && !character.is_whitespace() {
        translated.push('\\');
    } else if character.is_whitespace() {
        translated.push_str(&format!("\\x{{{:x}}}", u32::from(character)));
        return;
    }
    translated.push(character);
}
