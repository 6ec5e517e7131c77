//! Reading a template's characters: what the expressions of `mako.lexer` match, by hand.
//!
//! Their behaviour is kept with its corners: an expression that matches nothing moves on by one
//! character all the same, so that a `</%` that closes nothing loses its `<`.

use std::ops::Range;
use std::sync::Arc;

use super::error::TemplateError;
use super::mapped_text::advance;
use crate::source::{Origin, SourceFile, Span};

/// How many characters may be looked at for each one of the template, at least: what is looked at
/// again and again ends in an error rather than in a long wait.
const LEAST_WORK: u64 = 16 << 20;
/// The largest template, in bytes.
const MOST_BYTES: usize = 1 << 20;

/// Whether brackets are counted while an end is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Brackets {
    /// An end inside of brackets is not one.
    Counted,
    /// They mean nothing.
    Ignored,
}

/// A position in a template.
pub(super) struct Scanner<'a> {
    source: &'a Arc<SourceFile>,
    text: &'a str,
    /// Offset of the next character.
    pub(super) position: usize,
    /// Where the template's own text begins.
    beginning: usize,
    work_left: u64,
}

impl<'a> Scanner<'a> {
    /// The beginning of `source`.
    pub(super) fn new(source: &'a Arc<SourceFile>) -> Result<Self, TemplateError> {
        let text = source.text();
        let scanner = Self {
            source,
            text,
            position: 0,
            beginning: 0,
            work_left: LEAST_WORK,
        };
        if text.len() > MOST_BYTES {
            let place = scanner.place(0..0);
            return Err(TemplateError::unsupported(
                place,
                "a template of more than 1 MiB",
            ));
        }
        Ok(scanner)
    }

    /// The whole text.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// What is still to be read.
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.position..]
    }

    /// Whether everything was read.
    pub(super) fn is_at_end(&self) -> bool {
        self.position >= self.text.len()
    }

    /// Whether the next character begins a line.
    pub(super) fn is_at_line_start(&self) -> bool {
        let position = self.position;
        position == self.beginning || self.text.as_bytes()[position - 1] == b'\n'
    }

    /// Lets the template's own text begin at `offset`.
    pub(super) fn begin_at(&mut self, offset: usize) {
        self.beginning = offset;
        self.position = offset;
    }

    /// Reads `prefix` if it is next.
    pub(super) fn take(&mut self, prefix: &str) -> bool {
        let found = self.rest().starts_with(prefix);
        if found {
            self.position += prefix.len();
        }
        found
    }

    /// Moves on by one character.
    pub(super) fn skip_character(&mut self) {
        let length = self.rest().chars().next().map_or(0, char::len_utf8);
        self.position += length;
    }

    /// A part of the template as a place.
    pub(super) fn place(&self, range: Range<usize>) -> Origin {
        Origin::new(Arc::clone(self.source), span(&range))
    }

    /// Records that `bytes` were looked at.
    pub(super) fn charge(&mut self, bytes: usize) -> Result<(), TemplateError> {
        match self.work_left.checked_sub(bytes as u64) {
            Some(left) => {
                self.work_left = left;
                Ok(())
            }
            None => Err(TemplateError::unsupported(
                self.place(self.position..self.position),
                "a template that takes so long to read",
            )),
        }
    }

    /// The place of `needle` in what is still to be read, as an offset in the whole text.
    pub(super) fn find(&mut self, needle: &str) -> Result<Option<usize>, TemplateError> {
        let found = self.rest().find(needle);
        self.charge(found.unwrap_or(self.rest().len()))?;
        Ok(found.map(|index| self.position + index))
    }

    /// Reads plain text, up to where something else may begin; gives its range.
    pub(super) fn plain_text(&mut self) -> Range<usize> {
        let start = self.position;
        let bytes = self.text.as_bytes();
        let mut index = start;
        while index < bytes.len() {
            let rest = &bytes[index..];
            if rest[0] == b'\\' {
                let newline = [&b"\\\n"[..], &b"\\\r\n"[..]]
                    .into_iter()
                    .find(|newline| rest.starts_with(newline));
                if let Some(newline) = newline {
                    self.position = index + newline.len();
                    return start..index;
                }
            }
            let opens = [&b"${"[..], &b"<%"[..], &b"</%"[..]]
                .iter()
                .any(|opening| rest.starts_with(opening));
            if opens || (index > 0 && bytes[index - 1] == b'\n' && begins_control_line(rest)) {
                break;
            }
            index += 1;
        }
        self.position = index;
        if index == start {
            self.skip_character();
        }
        start..index
    }

    /// Reads Python up to one of `ends`, past strings and comments; gives its range and the end.
    ///
    /// `construct` is what began before it, for the error.
    pub(super) fn python_until(
        &mut self,
        ends: &[&'static str],
        brackets: Brackets,
        construct: &Range<usize>,
    ) -> Result<(Range<usize>, &'static str), TemplateError> {
        let start = self.position;
        let bytes = self.text.as_bytes();
        let mut depths = [0_i64; 3];
        loop {
            let rest = self.rest().as_bytes();
            if rest.first() == Some(&b'#')
                && let Some(end) = self.find("\n")?
            {
                self.position = end + 1;
                continue;
            }
            if let Some(end) = self.string_end()? {
                self.position = end;
                continue;
            }
            let end = ends.iter().find(|end| rest.starts_with(end.as_bytes()));
            if let Some(end) = end {
                let is_nested = brackets == Brackets::Counted && depths.iter().any(|d| *d > 0);
                let before = self.position;
                self.position += end.len();
                if !is_nested {
                    return Ok((start..before, end));
                }
                count_brackets(end.as_bytes(), &mut depths);
                continue;
            }
            let stops = |index: &usize| {
                matches!(bytes[*index], b'"' | b'\'' | b'#')
                    || ends
                        .iter()
                        .any(|end| bytes[*index..].starts_with(end.as_bytes()))
            };
            let Some(stop) = (self.position..bytes.len()).find(stops) else {
                let place = self.place(construct.clone());
                let ends = ends.join("' or '");
                return Err(TemplateError::malformed(
                    place,
                    format!("what begins here is never closed: '{ends}' is missing"),
                ));
            };
            count_brackets(&bytes[self.position..stop], &mut depths);
            self.charge(stop - self.position + 1)?;
            if stop == self.position {
                self.skip_character();
            } else {
                self.position = stop;
            }
        }
    }

    /// The end of the string that begins here, where one does and is closed.
    fn string_end(&mut self) -> Result<Option<usize>, TemplateError> {
        for quote in ["\"\"\"", "'''", "\"", "'"] {
            if !self.rest().starts_with(quote) {
                continue;
            }
            let bytes = self.text.as_bytes();
            let mut index = self.position + quote.len();
            while index < bytes.len() && !bytes[index..].starts_with(quote.as_bytes()) {
                index += if bytes[index] == b'\\' { 2 } else { 1 };
            }
            self.charge(index - self.position)?;
            // A backslash may have skipped the first byte of a longer character: the end found is
            // a quote all the same, and quotes stand on character boundaries.
            if index < bytes.len() {
                return Ok(Some(index + quote.len()));
            }
        }
        Ok(None)
    }
}

/// The range as a span.
pub(super) fn span(range: &Range<usize>) -> Span {
    Span::new(advance(0, range.start), advance(0, range.end))
}

/// Whether a `%` or `##` follows nothing but blanks.
fn begins_control_line(bytes: &[u8]) -> bool {
    let blanks = bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t'));
    let rest = &bytes[blanks.count()..];
    rest.starts_with(b"%") || rest.starts_with(b"##")
}

fn count_brackets(bytes: &[u8], depths: &mut [i64; 3]) {
    for byte in bytes {
        match byte {
            b'{' => depths[0] += 1,
            b'}' => depths[0] -= 1,
            b'(' => depths[1] += 1,
            b')' => depths[1] -= 1,
            b'[' => depths[2] += 1,
            b']' => depths[2] -= 1,
            _ => {}
        }
    }
}
