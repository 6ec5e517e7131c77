//! A position in a Python text, and how it passes over tokens without parsing them.
//!
//! The lower half of [`scan`](super::scan): CPython's tokenizer reduced to what decides where a
//! statement ends. Every method that passes over something answers `None` where it cannot be sure
//! that CPython would read the same.

use super::header::{HeaderName, Loading};
use super::literal::{formatted_extent, string_extent};

/// Which words end the certainty about a statement.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scrutiny {
    /// Within a function or a class, whose names are its own: the words by which it could reach
    /// the module's, and the names of the header as attributes.
    Inner,
    /// At the top level: the names of the header too, and `import *`.
    TopLevel,
}

/// Whether a value may go on in the next line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    Ends,
    Continues,
}

/// What a byte may be the start of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Quote,
    Opening,
    Closing,
    LineEnd,
    Comment,
    Backslash,
    Other,
}

/// The class of every byte; a table, because this is asked of nearly every byte of a history.
const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0_u8;
    loop {
        classes[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'0'..=b'9' | 0x80.. => Class::Word,
            b'"' | b'\'' => Class::Quote,
            b'(' | b'[' | b'{' => Class::Opening,
            b')' | b']' | b'}' => Class::Closing,
            b'\n' => Class::LineEnd,
            b'#' => Class::Comment,
            b'\\' => Class::Backslash,
            _ => Class::Other,
        };
        if byte == u8::MAX {
            break classes;
        }
        byte += 1;
    }
};

/// A position in a text whose line ends are `\n`.
pub(crate) struct Cursor<'text> {
    pub(crate) text: &'text str,
    bytes: &'text [u8],
    pub(crate) position: usize,
    /// What the statements of the top level that were passed over may do.
    pub(crate) loading: Loading,
}

impl<'text> Cursor<'text> {
    /// The start of `text`.
    pub(crate) fn new(text: &'text str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            position: 0,
            loading: Loading::Declares,
        }
    }

    /// The byte here; `None` at the end.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.position).copied()
    }

    /// The byte behind the one here.
    pub(crate) fn peek_next(&self) -> Option<u8> {
        self.bytes.get(self.position + 1).copied()
    }

    /// The identifier, keyword or number that starts here, passed over.
    pub(crate) fn word(&mut self) -> &'text [u8] {
        let rest = &self.bytes[self.position..];
        let length = rest
            .iter()
            .position(|byte| CLASSES[usize::from(*byte)] != Class::Word)
            .unwrap_or(rest.len());
        self.position += length;
        &rest[..length]
    }

    /// Spaces, tabs and joined lines.
    pub(crate) fn skip_blanks(&mut self) {
        loop {
            match (self.peek(), self.peek_next()) {
                (Some(b' ' | b'\t'), _) => self.position += 1,
                (Some(b'\\'), Some(b'\n')) => self.position += 2,
                _ => return,
            }
        }
    }

    /// What may stand between tokens within brackets.
    pub(crate) fn skip_lines(&mut self) {
        loop {
            self.skip_blanks();
            match self.peek() {
                Some(b'\n') => self.position += 1,
                Some(b'#') => self.skip_comment(),
                _ => return,
            }
        }
    }

    /// Spaces and tabs at the start of a line. A form feed would count as its start again, and a
    /// joined line has the indentation of its first.
    pub(crate) fn skip_indentation(&mut self) -> Option<()> {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.position += 1;
        }
        (!matches!(self.peek(), Some(b'\x0c' | b'\\'))).then_some(())
    }

    /// A comment up to the end of its line.
    pub(crate) fn skip_comment(&mut self) {
        let rest = &self.bytes[self.position..];
        self.position += rest
            .iter()
            .position(|byte| *byte == b'\n')
            .unwrap_or(rest.len());
    }

    /// The end of the line, with nothing but a comment before it.
    pub(crate) fn end_of_statement(&mut self) -> Option<()> {
        self.skip_blanks();
        if self.peek() == Some(b'#') {
            self.skip_comment();
        }
        match self.peek() {
            None => Some(()),
            Some(b'\n') => {
                self.position += 1;
                Some(())
            }
            Some(_) => None,
        }
    }

    /// Whether a string starts here, with whatever prefix.
    pub(crate) fn at_string(&self) -> bool {
        let prefix = self.bytes[self.position..]
            .iter()
            .take(2)
            .take_while(|byte| matches!(byte.to_ascii_lowercase(), b'r' | b'u' | b'b' | b'f'))
            .count();
        matches!(self.bytes.get(self.position + prefix), Some(b'"' | b'\''))
    }

    /// Everything up to the `=` behind an annotation.
    pub(crate) fn skip_annotation(&mut self) -> Option<()> {
        let mut depth = 0_u32;
        loop {
            let byte = self.peek()?;
            match CLASSES[usize::from(byte)] {
                Class::Word => self.skip_word(Scrutiny::TopLevel)?,
                Class::Quote => self.position = string_extent(self.bytes, self.position)?.2,
                Class::Opening => {
                    depth += 1;
                    self.position += 1;
                }
                Class::Closing => {
                    depth = depth.checked_sub(1)?;
                    self.position += 1;
                }
                Class::LineEnd if depth > 0 => self.position += 1,
                Class::LineEnd | Class::Comment | Class::Backslash => return None,
                Class::Other if byte == b'=' && depth == 0 => return Some(()),
                Class::Other if matches!(byte, b';' | b':') => return None,
                Class::Other => self.position += 1,
            }
        }
    }

    /// The statement, up to the start of the next line outside of brackets and strings.
    pub(crate) fn skip_statement(&mut self, scrutiny: Scrutiny) -> Option<()> {
        let mut depth = 0_u32;
        while let Some(byte) = self.peek() {
            match CLASSES[usize::from(byte)] {
                Class::Word => self.skip_word(scrutiny)?,
                Class::Quote => self.position = string_extent(self.bytes, self.position)?.2,
                Class::Opening => {
                    depth += 1;
                    self.position += 1;
                }
                Class::Closing => {
                    depth = depth.checked_sub(1)?;
                    self.position += 1;
                }
                Class::LineEnd => {
                    self.position += 1;
                    if depth == 0 {
                        return Some(());
                    }
                }
                Class::Comment => self.skip_comment(),
                Class::Backslash => {
                    if self.peek_next() != Some(b'\n') {
                        return None;
                    }
                    self.position += 2;
                }
                Class::Other => self.position += 1,
            }
        }
        (depth == 0).then_some(())
    }

    /// A word, with the string whose prefix it is.
    fn skip_word(&mut self, scrutiny: Scrutiny) -> Option<()> {
        let start = self.position;
        let word = self.word();
        if let Some(b'"' | b'\'') = self.peek() {
            let is_formatted = word.len() <= 2
                && word
                    .iter()
                    .any(|letter| matches!(letter.to_ascii_lowercase(), b'f' | b't'));
            if is_formatted {
                self.position = formatted_extent(self.bytes, self.position)?;
                return Some(());
            }
        }
        // Python takes some letters for the same that are not: `ｖars` is `vars`.
        if reaches_namespace(word) || !word.is_ascii() {
            return None;
        }
        if HeaderName::named(word).is_some()
            && (scrutiny == Scrutiny::TopLevel || self.is_attribute(start))
        {
            return None;
        }
        if scrutiny == Scrutiny::TopLevel && word == b"op" && !self.ends_an_import() {
            self.loading = Loading::MayOperate;
        }
        if scrutiny == Scrutiny::TopLevel && word == b"import" {
            self.skip_blanks();
            if self.peek() == Some(b'*') {
                return None;
            }
        }
        Some(())
    }

    /// Whether what follows a word is what follows the last of imported names, or one among them.
    fn ends_an_import(&self) -> bool {
        let rest = self.bytes[self.position..].iter();
        let next = rest.copied().find(|byte| !matches!(byte, b' ' | b'\t'));
        matches!(next, None | Some(b'\n' | b',' | b'#'))
    }

    /// Whether a call starts here, as the statement that it is: `name(`, `name.name(`.
    pub(crate) fn at_call(&self) -> bool {
        let rest = self.bytes[self.position..].iter();
        let mut path = rest
            .copied()
            .skip_while(|byte| *byte == b'.' || CLASSES[usize::from(*byte)] == Class::Word);
        path.find(|byte| !matches!(byte, b' ' | b'\t')) == Some(b'(')
    }

    /// Whether the word at `start` is a name in another object, which might be this very module.
    fn is_attribute(&self, start: usize) -> bool {
        self.bytes[..start]
            .iter()
            .rev()
            .find(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\\'))
            == Some(&b'.')
    }
}

/// Whether a word may be a way into the namespace of a module from anywhere.
pub(crate) fn reaches_namespace(word: &[u8]) -> bool {
    matches!(
        word,
        b"__builtins__"
            | b"__delattr__"
            | b"__dict__"
            | b"__doc__"
            | b"__globals__"
            | b"__setattr__"
            | b"delattr"
            | b"eval"
            | b"exec"
            | b"f_globals"
            | b"f_locals"
            | b"global"
            | b"globals"
            | b"locals"
            | b"setattr"
            | b"vars"
    )
}
