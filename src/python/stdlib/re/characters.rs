//! Single characters of patterns: escapes such as `\n` and classes such as `[a-z\d]`
//! (`Lib/re/_parser.py`).

use std::fmt::Write as _;

use super::translate::{Fault, Flags, Translator};

impl Translator<'_> {
    /// What a class of characters such as `\w` is here; the content of brackets.
    fn category(&self, letter: char) -> Option<&'static str> {
        let ascii = self.flags.has(Flags::ASCII);
        Some(match (letter, ascii) {
            ('d' | 'D', true) => "0-9",
            ('d' | 'D', false) => r"\p{Nd}",
            ('s' | 'S', true) => r" \t\n\r\x0b\x0c",
            ('s' | 'S', false) => r"\p{White_Space}\x1c-\x1f",
            ('w' | 'W', true) => "0-9A-Za-z_",
            ('w' | 'W', false) => r"\p{L}\p{N}_",
            _ => return None,
        })
    }

    pub(super) fn escape(&mut self, index: usize) -> Result<(), Fault> {
        let Some((_, letter)) = self.characters.peek().copied() else {
            return Err(self.malformed("bad escape (end of pattern)", index));
        };
        if let Some(content) = self.category(letter) {
            self.characters.next();
            let negation = if letter.is_uppercase() { "^" } else { "" };
            let _ = write!(self.output, "[{negation}{content}]");
            return Ok(());
        }
        match letter {
            'A' => self.output += "\\A",
            'Z' => self.output += "\\z",
            'b' | 'B' => {
                self.word_boundary = true;
                self.no_boundary |= letter == 'B';
                let ascii = self.flags.has(Flags::ASCII);
                let group = if ascii { "(?-u:" } else { "(?:" };
                let _ = write!(self.output, "{group}\\{letter})");
                if ascii && letter == 'B' {
                    // Without Unicode the crate may match inside a character.
                    return Err(Fault::Unsupported("\\B with the flag ASCII".into()));
                }
            }
            '1'..='9' => {
                self.characters.next();
                if self.rest().starts_with(|next: char| next.is_ascii_digit()) {
                    return Err(Fault::Unsupported(
                        "a number behind a back-reference".into(),
                    ));
                }
                let number = letter.to_digit(10).unwrap_or(0);
                return self.back_reference(number as usize);
            }
            _ => {
                let character = self.escaped_character(index)?;
                self.literal(character);
                return Ok(());
            }
        }
        self.characters.next();
        Ok(())
    }

    /// The character an escape stands for; the backslash was read.
    fn escaped_character(&mut self, index: usize) -> Result<char, Fault> {
        let Some((_, letter)) = self.characters.next() else {
            return Err(self.malformed("bad escape (end of pattern)", index));
        };
        let digits = match letter {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            'a' => return Ok('\u{7}'),
            'f' => return Ok('\u{c}'),
            'n' => return Ok('\n'),
            'r' => return Ok('\r'),
            't' => return Ok('\t'),
            'v' => return Ok('\u{b}'),
            '0' => {
                let octal = |next: &(usize, char)| ('0'..='7').contains(&next.1);
                let mut value = 0;
                for _ in 0..2 {
                    if let Some((_, digit)) = self.characters.next_if(octal) {
                        value = value * 8 + digit.to_digit(8).unwrap_or(0);
                    }
                }
                return Ok(char::from_u32(value).unwrap_or('\0'));
            }
            'N' => return Err(Fault::Unsupported("a character by its name".into())),
            'A'..='Z' | 'a'..='z' => {
                return Err(self.malformed(format!("bad escape \\{letter}"), index));
            }
            other => return Ok(other),
        };
        let text: String = self
            .rest()
            .chars()
            .take(digits)
            .take_while(char::is_ascii_hexdigit)
            .collect();
        if text.len() < digits {
            let message = format!("incomplete escape \\{letter}{text}");
            return Err(self.malformed(message, index));
        }
        for _ in 0..digits {
            self.characters.next();
        }
        u32::from_str_radix(&text, 16)
            .ok()
            .and_then(char::from_u32)
            .ok_or_else(|| Fault::Unsupported(format!("the character \\{letter}{text}")))
    }

    /// `[…]`, whose opening bracket was read.
    pub(super) fn class(&mut self, index: usize) -> Result<(), Fault> {
        let unterminated = "unterminated character set";
        let open = if self.flags.has(Flags::IGNORE_CASE) {
            "(?i:["
        } else {
            "["
        };
        self.output += open;
        if self.accept('^') {
            self.output.push('^');
        }
        let mut first = true;
        loop {
            let Some((place, character)) = self.characters.next() else {
                return Err(self.malformed(unterminated, index));
            };
            if character == ']' && !first {
                break;
            }
            first = false;
            let Some(low) = self.class_item(character, place)? else {
                continue;
            };
            let is_range = self.rest().starts_with('-')
                && !self.rest().starts_with("-]")
                && self.rest().len() > 1;
            if !is_range {
                self.class_character(low);
                continue;
            }
            self.characters.next();
            let Some((end_place, end)) = self.characters.next() else {
                return Err(self.malformed(unterminated, index));
            };
            let before = self.output.len();
            match self.class_item(end, end_place)? {
                Some(high) if high >= low => {
                    self.class_character(low);
                    self.output.push('-');
                    self.class_character(high);
                }
                Some(high) => {
                    let message = format!("bad character range {low}-{high}");
                    return Err(self.malformed(message, place));
                }
                None => {
                    let shown = self.pattern[place..].chars().take(4).collect::<String>();
                    self.output.truncate(before);
                    return Err(self.malformed(format!("bad character range {shown}"), place));
                }
            }
        }
        self.output += if self.flags.has(Flags::IGNORE_CASE) {
            "])"
        } else {
            "]"
        };
        Ok(())
    }

    /// A character of a class; nothing where it was a category, which is written.
    fn class_item(&mut self, character: char, place: usize) -> Result<Option<char>, Fault> {
        if character != '\\' {
            return Ok(Some(character));
        }
        let Some((_, letter)) = self.characters.peek().copied() else {
            return Err(self.malformed("unterminated character set", place));
        };
        if let Some(content) = self.category(letter) {
            self.characters.next();
            let negation = if letter.is_uppercase() { "^" } else { "" };
            let _ = write!(self.output, "[{negation}{content}]");
            return Ok(None);
        }
        match letter {
            'b' => {
                self.characters.next();
                Ok(Some('\u{8}'))
            }
            '1'..='9' => Err(Fault::Unsupported("an octal escape".into())),
            _ => self.escaped_character(place).map(Some),
        }
    }

    fn class_character(&mut self, character: char) {
        if character.is_ascii_punctuation() {
            self.output.push('\\');
        }
        self.output.push(character);
    }
}
