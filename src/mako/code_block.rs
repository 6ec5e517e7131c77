//! The lines of `<% %>`: taking their margin away and giving them another
//! (`mako.pygen.adjust_whitespace` and `PythonPrinter.write_indented_block`).
//!
//! Mako does the one with a careful look at strings and comments and the other with a hasty one;
//! both are kept, for they decide which lines of a string keep their blanks.

use super::mapped_text::{MappedText, advance};
use super::scanner::span;
use crate::source::Span;

/// Lines of Python without their common margin.
#[derive(Debug, Clone)]
pub(super) struct CodeBlock {
    lines: Vec<Line>,
    /// Where the block stands.
    span: Span,
}

/// A line and where it comes from.
#[derive(Debug, Clone)]
struct Line {
    text: String,
    place: Place,
}

#[derive(Debug, Clone, Copy)]
enum Place {
    /// The rest of the line as it stands in the template, from this offset on.
    At(u32),
    /// A line whose tabs were replaced.
    Within(Span),
}

impl Line {
    /// Replaces tabs by blanks up to the next multiple of eight (`str.expandtabs`).
    fn expand_tabs(&mut self) {
        if !self.text.contains('\t') {
            return;
        }
        if let Place::At(offset) = self.place {
            self.place = Place::Within(Span::new(offset, advance(offset, self.text.len())));
        }
        let mut expanded = String::new();
        let mut column = 0;
        for character in self.text.chars() {
            match character {
                '\t' => {
                    let blanks = 8 - column % 8;
                    expanded.extend(std::iter::repeat_n(' ', blanks));
                    column += blanks;
                }
                '\r' => {
                    expanded.push(character);
                    column = 0;
                }
                _ => {
                    expanded.push(character);
                    column += 1;
                }
            }
        }
        self.text = expanded;
    }

    /// The blanks in front of the first character that is code.
    fn margin(&self) -> Option<usize> {
        let code = self.text.trim_start_matches([' ', '\t']);
        let is_code = !code.is_empty() && !code.starts_with('#');
        is_code.then_some(self.text.len() - code.len())
    }

    /// Takes `margin` blanks away, if it begins with as many.
    fn remove(&mut self, margin: usize) -> bool {
        let has_margin =
            self.text.len() >= margin && self.text.bytes().take(margin).all(|byte| byte == b' ');
        if has_margin {
            self.text.drain(..margin);
            if let Place::At(offset) = self.place {
                self.place = Place::At(advance(offset, margin));
            }
        }
        has_margin
    }
}

impl CodeBlock {
    /// The block `text`, which stands in the template from `start` on.
    pub(super) fn new(text: &str, start: usize) -> Self {
        let mut lines = Vec::new();
        let mut offset = start;
        for line in text.split('\n') {
            let without = line.strip_suffix('\r').unwrap_or(line);
            // The last line has no newline to be a part of.
            let is_last = offset + line.len() == start + text.len();
            let content = if is_last { line } else { without };
            lines.push(Line {
                text: content.to_owned(),
                place: Place::At(advance(0, offset)),
            });
            offset += line.len() + 1;
        }
        let mut joining = Joining::default();
        let mut margin = None;
        for line in &mut lines {
            if joining.continues(&line.text) {
                continue;
            }
            line.expand_tabs();
            margin = margin.or_else(|| line.margin());
            if let Some(margin) = margin {
                line.remove(margin);
            }
        }
        Self {
            lines,
            span: span(&(start..start + text.len())),
        }
    }

    /// The lines, indented by `levels` of four blanks.
    pub(super) fn indented(&self, levels: usize) -> MappedText {
        let indentation = "    ".repeat(levels);
        let mut text = MappedText::default();
        let mut joining = HastyJoining::default();
        let mut margin = None;
        for line in &self.lines {
            let mut line = line.clone();
            if !joining.continues(&line.text) {
                line.expand_tabs();
                margin = margin.or_else(|| line.margin());
                if margin.is_some_and(|margin| line.remove(margin)) {
                    text.make(&indentation, self.span);
                }
            }
            match line.place {
                Place::At(offset) => text.copy(&line.text, offset),
                Place::Within(span) => text.make(&line.text, span),
            }
            text.make("\n", self.span);
        }
        text
    }
}

/// Whether lines go on in the next one, by a backslash or a string of several lines.
#[derive(Default)]
struct Joining {
    has_backslash: bool,
    string: Option<&'static str>,
}

impl Joining {
    /// Whether `line` continues the one before it.
    fn continues(&mut self, line: &str) -> bool {
        let continues = self.has_backslash || self.string.is_some();
        self.has_backslash = line.ends_with('\\');
        let mut rest = line;
        while !rest.is_empty() {
            if let Some(quotes) = self.string {
                match rest.find(quotes) {
                    Some(index) => {
                        self.string = None;
                        rest = &rest[index + quotes.len()..];
                    }
                    None => break,
                }
                continue;
            }
            match triple_quotes(rest) {
                // A comment in front of them ends the line.
                Some((index, quotes)) if !rest[..index].contains('#') => {
                    self.string = Some(quotes);
                    rest = &rest[index + quotes.len()..];
                }
                _ => break,
            }
        }
        continues
    }
}

/// The first triple quotes in `text`.
fn triple_quotes(text: &str) -> Option<(usize, &'static str)> {
    let mut quotes = text.match_indices(['"', '\'']);
    quotes.find_map(|(index, _)| {
        let rest = &text[index..];
        let mut kinds = ["\"\"\"", "'''"].into_iter();
        kinds
            .find(|kind| rest.starts_with(kind))
            .map(|kind| (index, kind))
    })
}

/// The same, told by the number of triple quotes alone.
#[derive(Default)]
struct HastyJoining {
    has_backslash: bool,
    is_in_string: bool,
}

impl HastyJoining {
    fn continues(&mut self, line: &str) -> bool {
        let continues = self.has_backslash || self.is_in_string;
        self.has_backslash = line.ends_with('\\');
        let mut rest = line;
        while let Some(index) = rest
            .find("\"\"\"")
            .into_iter()
            .chain(rest.find("'''"))
            .min()
        {
            self.is_in_string = !self.is_in_string;
            rest = &rest[index + 3..];
        }
        continues
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `adjust_whitespace` and `write_indented_block` of Mako 1.4.3 at one level.
    #[test]
    fn margins_are_exchanged_as_mako_does() {
        for (text, expected) in [
            (
                "\n    a\n      b\n    c\n",
                "\n    a\n      b\n    c\n    \n",
            ),
            (" a = 1 ", "    a = 1 \n"),
            ("\n  # x\n    a\n  b\n", "\n  # x\n    a\n      b\n    \n"),
            (
                "\n  a = '''\n  b\n'''\n  c",
                "\n    a = '''\n  b\n'''\n    c\n",
            ),
            (
                "\n\tif a:\r\n\t\tb\\\r\n  c",
                "\n    if a:\n            b\\\n  c\n",
            ),
        ] {
            assert_eq!(
                CodeBlock::new(text, 0).indented(1).text(),
                expected,
                "{text:?}"
            );
        }
    }

    #[test]
    fn code_leads_back_to_the_template() {
        let block = CodeBlock::new("\n    a\r\n\tb", 10).indented(1);
        assert_eq!(block.text(), "\n    a\n        b\n");
        let b = u32::try_from(block.text().find('b').unwrap()).unwrap();
        assert_eq!(block.template_span(Span::new(5, 6)), Span::new(15, 16));
        assert_eq!(block.template_span(Span::new(b, b + 1)), Span::new(18, 20));
    }
}
