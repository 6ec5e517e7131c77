//! The text as CPython's tokenizer sees it, and the way back to places in the file.
//!
//! A byte order mark is dropped and `\r\n` and `\r` become `\n` before anything else looks at the
//! text (`translate_newlines` in `Parser/tokenizer.c`): a string over several lines has the same
//! value whatever ends the file's lines.

use crate::source::Span;

/// Normalised text with what is needed to map its offsets back.
pub(super) struct SourceText {
    text: String,
    /// Offsets in the normalised text behind which one more byte of the file was dropped.
    dropped: Vec<u32>,
    /// Bytes dropped in front.
    mark: u32,
}

impl SourceText {
    pub(super) fn new(original: &str) -> Self {
        let (stripped, mark) = match original.strip_prefix('\u{feff}') {
            Some(rest) => (rest, 3),
            None => (original, 0),
        };
        if !stripped.contains('\r') {
            return Self {
                text: stripped.to_owned(),
                dropped: Vec::new(),
                mark,
            };
        }
        let mut text = String::with_capacity(stripped.len());
        let mut dropped = Vec::new();
        let mut characters = stripped.chars().peekable();
        while let Some(character) = characters.next() {
            if character != '\r' {
                text.push(character);
                continue;
            }
            if characters.next_if_eq(&'\n').is_some() {
                dropped.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
            }
            text.push('\n');
        }
        Self {
            text,
            dropped,
            mark,
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The file's offset of an offset in the normalised text.
    pub(super) fn offset(&self, normalised: u32) -> u32 {
        let dropped = self.dropped.partition_point(|offset| *offset < normalised);
        normalised
            .saturating_add(u32::try_from(dropped).unwrap_or(u32::MAX))
            .saturating_add(self.mark)
    }

    pub(super) fn span(&self, start: u32, end: u32) -> Span {
        Span::new(self.offset(start), self.offset(end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_lead_back_to_the_file() {
        let original = "\u{feff}a\r\nb\rc\r\n";
        let source = SourceText::new(original);
        assert_eq!(source.text(), "a\nb\nc\n");
        for (normalised, character) in [(0, "a"), (2, "b"), (4, "c")] {
            let span = source.span(normalised, normalised + 1);
            let slice = &original[span.start as usize..span.end as usize];
            assert_eq!(slice, character);
        }
    }
}
