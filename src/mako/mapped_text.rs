//! Python text made of a template, with the way back to the template (the `line_map` of Mako's
//! generated modules, to the character instead of the line).

use std::sync::Arc;

use super::error::TemplateError;
use crate::python::{ErrorKind, PythonError, parse_module, syntax};
use crate::source::{Origin, SourceFile, Span};

/// Where a piece of text comes from.
#[derive(Debug, Clone, Copy)]
enum Provenance {
    /// It stands in the template as it is, from this offset on.
    Copied(u32),
    /// It was made because of a part of the template.
    Made(Span),
}

/// Text and the provenance of its pieces.
#[derive(Debug, Clone, Default)]
pub(super) struct MappedText {
    text: String,
    /// Offsets in `text` where a piece begins, ascending.
    pieces: Vec<(usize, Provenance)>,
}

impl MappedText {
    /// The text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Appends `text`, which stands in the template from `offset` on.
    pub(super) fn copy(&mut self, text: &str, offset: u32) {
        self.push(text, Provenance::Copied(offset));
    }

    /// Appends `text`, made because of `span`.
    pub(super) fn make(&mut self, text: &str, span: Span) {
        self.push(text, Provenance::Made(span));
    }

    /// Appends another text.
    pub(super) fn append(&mut self, other: &Self) {
        let start = self.text.len();
        let pieces = other.pieces.iter();
        self.pieces
            .extend(pieces.map(|(offset, provenance)| (start + offset, *provenance)));
        self.text.push_str(&other.text);
    }

    fn push(&mut self, text: &str, provenance: Provenance) {
        if !text.is_empty() {
            self.pieces.push((self.text.len(), provenance));
            self.text.push_str(text);
        }
    }

    /// The range `text` of a template from `offset` on, its `\r\n` made `\n` as Mako does.
    pub(super) fn of_template(text: &str, offset: u32) -> Self {
        let mut mapped = Self::default();
        let mut start = 0;
        for (index, _) in text.match_indices("\r\n") {
            mapped.copy(&text[start..index], advance(offset, start));
            start = index + 1;
        }
        mapped.copy(&text[start..], advance(offset, start));
        mapped
    }

    /// A part of the text; `None` where the span does not lie on character boundaries.
    pub(super) fn slice(&self, span: Span) -> Option<Self> {
        let range = span.start as usize..span.end as usize;
        let text = self.text.get(range.clone())?;
        let mut slice = Self::default();
        for (index, (start, provenance)) in self.pieces.iter().enumerate() {
            let end = self
                .pieces
                .get(index + 1)
                .map_or(self.text.len(), |piece| piece.0);
            if end <= range.start || *start >= range.end {
                continue;
            }
            let from = range.start.max(*start);
            let provenance = match provenance {
                Provenance::Copied(offset) => Provenance::Copied(advance(*offset, from - start)),
                Provenance::Made(span) => Provenance::Made(*span),
            };
            slice.pieces.push((from - range.start, provenance));
        }
        text.clone_into(&mut slice.text);
        Some(slice)
    }

    /// The part of the template that `span` of this text comes from.
    pub(super) fn template_span(&self, span: Span) -> Span {
        let start = self.template_place(span.start as usize);
        if span.is_empty() {
            return Span::new(start.start, start.start);
        }
        let last = self.template_place(span.end as usize - 1);
        Span::new(start.start, last.end.max(start.end))
    }

    fn template_place(&self, offset: usize) -> Span {
        let index = self.pieces.partition_point(|piece| piece.0 <= offset);
        match index.checked_sub(1).map(|index| self.pieces[index]) {
            None => Span::default(),
            Some((_, Provenance::Made(span))) => span,
            Some((start, Provenance::Copied(origin))) => {
                let place = advance(origin, offset - start);
                Span::new(place, place + 1)
            }
        }
    }

    /// Parses the text; an error has its place in the template `source`.
    pub(super) fn parse(&self, source: &Arc<SourceFile>) -> Result<syntax::Module, TemplateError> {
        let file = Arc::new(SourceFile::new(source.path(), self.text.as_str()));
        parse_module(file).map_err(|error| self.parse_error(&error, source))
    }

    fn parse_error(&self, error: &PythonError, source: &Arc<SourceFile>) -> TemplateError {
        let span = error.origin().map_or_else(Span::default, |origin| {
            let length = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
            let start = origin.span.start.min(length.saturating_sub(1));
            self.template_span(Span::new(start, start))
        });
        let origin = Origin::new(Arc::clone(source), span);
        match error.kind() {
            ErrorKind::Unsupported { reason } => TemplateError::unsupported(origin, reason.clone()),
            ErrorKind::Exception(_)
            | ErrorKind::Syntax { .. }
            | ErrorKind::OpaqueUse { .. }
            | ErrorKind::NeedsDatabase { .. }
            | ErrorKind::Budget { .. }
            | ErrorKind::Host(_) => TemplateError::malformed(origin, error.to_string()),
        }
    }
}

/// The first line of `text`, shortened, for a sentence.
pub(super) fn excerpt(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let start: String = line.chars().take(60).collect();
    if start.len() < text.len() {
        format!("{start}…")
    } else {
        start
    }
}

/// `offset` moved on by `bytes`; templates are far smaller than 4 GiB.
pub(super) fn advance(offset: u32, bytes: usize) -> u32 {
    offset.saturating_add(u32::try_from(bytes).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_leads_back() {
        let template = "${ a +\r\n b }";
        let mut text = MappedText::default();
        text.make("write(", Span::new(0, 12));
        text.append(&MappedText::of_template(&template[2..11], 2));
        assert_eq!(text.text(), "write( a +\n b ");
        let at = |start, end| text.template_span(Span::new(start, end));
        assert_eq!(at(0, 2), Span::new(0, 12));
        assert_eq!(at(7, 8), Span::new(3, 4));
        assert_eq!(at(7, 13), Span::new(3, 10));
        let slice = text.slice(Span::new(7, 13)).unwrap();
        assert_eq!(slice.text(), "a +\n b");
        assert_eq!(slice.template_span(Span::new(5, 6)), Span::new(9, 10));
        assert!(text.slice(Span::new(7, 99)).is_none());
    }
}
