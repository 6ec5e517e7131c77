//! A template's text taken apart (`mako.lexer`).

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use regex::Regex;

use super::error::TemplateError;
use super::mapped_text::excerpt;
use super::scanner::{Brackets, Scanner};
use crate::source::SourceFile;

/// A piece of a template and where it stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: TokenKind,
    /// Its range in the template.
    pub(super) range: Range<usize>,
}

/// The pieces of a template; ranges are of the template.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Text that is written as it is.
    Text(String),
    /// `${code | filters}`.
    Expression {
        /// The expression.
        code: Range<usize>,
        /// The filters; empty where there are none.
        filters: Range<usize>,
    },
    /// `% if …:`.
    ControlLine(Range<usize>),
    /// `% endif`.
    ControlEnd {
        /// What it ends: `if`.
        keyword: String,
    },
    /// `<% code %>`.
    Code(Range<usize>),
    /// `<%! code %>`.
    ModuleCode(Range<usize>),
    /// `<%name attributes>`.
    TagStart {
        /// Its name.
        name: String,
        /// Its attributes in order.
        attributes: Vec<Attribute>,
        /// Whether an end tag is to come.
        form: TagForm,
    },
    /// `</%name>`.
    TagEnd {
        /// Its name.
        name: String,
    },
}

/// Whether a tag has content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TagForm {
    /// `<%name/>`.
    Alone,
    /// `<%name>…</%name>`.
    Open,
}

/// An attribute of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribute {
    /// Its name.
    pub(super) name: String,
    /// Where its value stands, without the quotes.
    pub(super) value: Range<usize>,
}

static TAG: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r#"(?s)\A<%([\w.:]+)((?:\s+\w+|\s*=\s*|"[^"]*"|'[^']*'|\s*,\s*)*)\s*(/)?>"#)
});
static ATTRIBUTE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"\s*(\w+)\s*=\s*(?:'([^']*)'|"([^"]*)")"#));
static TAG_END: LazyLock<Regex> = LazyLock::new(|| pattern(r"\A</%[\t ]*([^\t ]+?)[\t ]*>"));
static CONTROL: LazyLock<Regex> = LazyLock::new(|| pattern(r"\A(end)?(\w+)"));
static CODING: LazyLock<Regex> = LazyLock::new(|| pattern(r"\A#.*coding[:=]\s*([-\w.]+).*\r?\n"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns of this file are well-formed")
}

/// The length of what precedes the template's own text: a byte order mark, and a first line that
/// states the encoding.
fn preamble(scanner: &Scanner<'_>) -> Result<usize, TemplateError> {
    let text = scanner.text();
    let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let Some(coding) = CODING.captures(&text[mark..]) else {
        return Ok(mark);
    };
    let name = coding[1].to_lowercase().replace('_', "-");
    let is_subset = [
        "ascii",
        "us-ascii",
        "latin-1",
        "latin1",
        "iso-8859-1",
        "cp1252",
    ];
    let reads_alike = ["utf-8", "utf8", "utf-8-sig"].contains(&name.as_str())
        || (is_subset.contains(&name.as_str()) && text.is_ascii());
    if !reads_alike || (mark > 0 && name != "utf-8") {
        let place = scanner.place(mark..mark + coding[0].len());
        return Err(TemplateError::unsupported(
            place,
            format!("a template in the encoding '{}'", &coding[1]),
        ));
    }
    Ok(mark + coding[0].len())
}

/// Takes the template apart.
pub(super) fn tokens(source: &Arc<SourceFile>) -> Result<Vec<Token>, TemplateError> {
    let mut lexer = Lexer {
        scanner: Scanner::new(source)?,
        tokens: Vec::new(),
    };
    let beginning = preamble(&lexer.scanner)?;
    lexer.scanner.begin_at(beginning);
    while !lexer.scanner.is_at_end() {
        let start = lexer.scanner.position;
        let found = lexer.expression(start)?
            || lexer.control_line(start)?
            || lexer.block_comment()?
            || lexer.tag_start(start)?
            || lexer.tag_end(start)?
            || lexer.code(start)?
            || lexer.percent_signs(start);
        if !found {
            let text = lexer.scanner.plain_text();
            if !text.is_empty() {
                let content = lexer.scanner.text()[text.clone()].to_owned();
                lexer.push(TokenKind::Text(content), text);
            }
        }
    }
    Ok(lexer.tokens)
}

struct Lexer<'a> {
    scanner: Scanner<'a>,
    tokens: Vec<Token>,
}

impl Lexer<'_> {
    fn push(&mut self, kind: TokenKind, range: Range<usize>) {
        self.tokens.push(Token { kind, range });
    }

    fn expression(&mut self, start: usize) -> Result<bool, TemplateError> {
        if !self.scanner.take("${") {
            return Ok(false);
        }
        let opening = start..self.scanner.position;
        let (code, end) = self
            .scanner
            .python_until(&["|", "}"], Brackets::Counted, &opening)?;
        let filters = if end == "|" {
            let (filters, _) = self
                .scanner
                .python_until(&["}"], Brackets::Counted, &opening)?;
            filters
        } else {
            code.end..code.end
        };
        let range = start..self.scanner.position;
        self.push(TokenKind::Expression { code, filters }, range);
        Ok(true)
    }

    /// A line that begins with `%`, or a comment that begins with `##`.
    fn control_line(&mut self, start: usize) -> Result<bool, TemplateError> {
        if !self.scanner.is_at_line_start() {
            return Ok(false);
        }
        let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t');
        let bytes = self.scanner.text().as_bytes();
        let blanks = |from: usize| bytes[from..].iter().take_while(|b| is_blank(b)).count();
        let sign = start + blanks(start);
        let is_comment = bytes[sign..].starts_with(b"##");
        let is_control = bytes[sign..].starts_with(b"%") && bytes.get(sign + 1) != Some(&b'%');
        if !is_comment && !is_control {
            return Ok(false);
        }
        let text = sign + if is_comment { 2 } else { 1 };
        let text = text + blanks(text);
        let Some((end, next)) = line_end(bytes, text) else {
            return Ok(false);
        };
        self.scanner.charge(next - text)?;
        self.scanner.position = next;
        if is_control {
            self.control(text..end, sign..end)?;
        }
        Ok(true)
    }

    fn control(&mut self, text: Range<usize>, range: Range<usize>) -> Result<(), TemplateError> {
        let line = &self.scanner.text()[text.clone()];
        let Some(found) = CONTROL.captures(line) else {
            return Err(TemplateError::malformed(
                self.scanner.place(range),
                format!(
                    "'%' is followed by no word in the control line '{}'",
                    excerpt(line)
                ),
            )
            .with_help("a line of text that begins with a percent sign is written '%%'"));
        };
        if found.get(1).is_some() {
            let keyword = found[2].to_owned();
            self.push(TokenKind::ControlEnd { keyword }, range);
        } else {
            self.push(TokenKind::ControlLine(text), range);
        }
        Ok(())
    }

    fn block_comment(&mut self) -> Result<bool, TemplateError> {
        if !self.scanner.rest().starts_with("<%doc>") {
            return Ok(false);
        }
        let end = self.scanner.find("</%doc>")?;
        if let Some(end) = end {
            self.scanner.position = end + "</%doc>".len();
        }
        Ok(end.is_some())
    }

    fn tag_start(&mut self, start: usize) -> Result<bool, TemplateError> {
        let rest = self.scanner.rest();
        if !rest.starts_with("<%") {
            return Ok(false);
        }
        // What the pattern looks at ends before the next tag, but for quoted text.
        self.scanner
            .charge(rest[2..].find("<%").unwrap_or(rest.len()))?;
        let Some(found) = TAG.captures(rest) else {
            return Ok(false);
        };
        let attributes = found.get(2).map_or(0..0, |group| group.range());
        let attributes = ATTRIBUTE
            .captures_iter(&rest[attributes.clone()])
            .map(|attribute| {
                let value = attribute.get(2).or_else(|| attribute.get(3));
                let value = value.map_or(0..0, |group| group.range());
                let offset = start + attributes.start;
                Attribute {
                    name: attribute[1].to_owned(),
                    value: offset + value.start..offset + value.end,
                }
            })
            .collect();
        let name = found[1].to_owned();
        let form = match found.get(3) {
            Some(_) => TagForm::Alone,
            None => TagForm::Open,
        };
        let range = start..start + found[0].len();
        self.scanner.position = range.end;
        let is_raw = name == "text" && form == TagForm::Open;
        let kind = TokenKind::TagStart {
            name,
            attributes,
            form,
        };
        self.push(kind, range.clone());
        if is_raw {
            self.raw_text(range)?;
        }
        Ok(true)
    }

    /// The content of `<%text>`, which means nothing up to its end tag.
    fn raw_text(&mut self, opening: Range<usize>) -> Result<(), TemplateError> {
        let Some(end) = self.scanner.find("</%text>")? else {
            let place = self.scanner.place(opening);
            return Err(TemplateError::malformed(place, "<%text> is never closed"));
        };
        let range = self.scanner.position..end;
        self.scanner.position = end;
        let content = self.scanner.text()[range.clone()].to_owned();
        self.push(TokenKind::Text(content), range);
        Ok(())
    }

    fn tag_end(&mut self, start: usize) -> Result<bool, TemplateError> {
        let rest = self.scanner.rest();
        if !rest.starts_with("</%") {
            return Ok(false);
        }
        self.scanner.charge(rest.find('>').unwrap_or(rest.len()))?;
        let Some(found) = TAG_END.captures(rest) else {
            return Ok(false);
        };
        let name = found[1].to_owned();
        let range = start..start + found[0].len();
        self.scanner.position = range.end;
        self.push(TokenKind::TagEnd { name }, range);
        Ok(true)
    }

    fn code(&mut self, start: usize) -> Result<bool, TemplateError> {
        if !self.scanner.take("<%") {
            return Ok(false);
        }
        let is_module = self.scanner.take("!");
        let opening = start..self.scanner.position;
        let (code, _) = self
            .scanner
            .python_until(&["%>"], Brackets::Ignored, &opening)?;
        let range = start..self.scanner.position;
        let kind = if is_module {
            TokenKind::ModuleCode(code)
        } else {
            TokenKind::Code(code)
        };
        self.push(kind, range);
        Ok(true)
    }

    /// `%%` at the beginning of a line: text, with one percent sign less.
    fn percent_signs(&mut self, start: usize) -> bool {
        if !self.scanner.is_at_line_start() {
            return false;
        }
        let rest = self.scanner.rest();
        let signs = rest.trim_start();
        let count = signs.bytes().take_while(|byte| *byte == b'%').count();
        if count < 2 {
            return false;
        }
        let blanks = rest.len() - signs.len();
        let range = start..start + blanks + count;
        self.scanner.position = range.end;
        let content = format!("{}{}", &rest[..blanks], "%".repeat(count - 1));
        self.push(TokenKind::Text(content), range);
        true
    }
}

/// The end of a logical line that begins at `start`, and the beginning of the next; `None` where
/// only a lone carriage return ends it.
fn line_end(bytes: &[u8], start: usize) -> Option<(usize, usize)> {
    let newline = |index: usize| match (bytes.get(index), bytes.get(index + 1)) {
        (Some(b'\n'), _) => Some(1),
        (Some(b'\r'), Some(b'\n')) => Some(2),
        _ => None,
    };
    let mut index = start;
    // Where the last line continued, which ends the control line if its continuation cannot.
    let mut continued = None;
    while index < bytes.len() {
        if bytes[index] == b'\\'
            && let Some(length) = newline(index + 1)
        {
            continued = Some((index + 1, index + 1 + length));
            index += 1 + length;
            continue;
        }
        if matches!(bytes[index], b'\r' | b'\n') {
            return match newline(index) {
                Some(length) => Some((index, index + length)),
                None => continued,
            };
        }
        index += 1;
    }
    Some((index, index))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexed(text: &str) -> Vec<String> {
        let source = Arc::new(SourceFile::new("a.mako", text));
        let tokens = tokens(&source).unwrap();
        let part = |range: &Range<usize>| text[range.clone()].to_owned();
        tokens
            .iter()
            .map(|token| match &token.kind {
                TokenKind::Text(content) => format!("text {content:?}"),
                TokenKind::Expression { code, filters } => {
                    format!("expression {:?} {:?}", part(code), part(filters))
                }
                TokenKind::ControlLine(line) => format!("control {:?}", part(line)),
                TokenKind::ControlEnd { keyword } => format!("end {keyword}"),
                TokenKind::Code(code) => format!("code {:?}", part(code)),
                TokenKind::ModuleCode(code) => format!("module {:?}", part(code)),
                TokenKind::TagStart { name, .. } => format!("<{name}>"),
                TokenKind::TagEnd { name } => format!("</{name}>"),
            })
            .collect()
    }

    /// The nodes that the lexer of Mako 1.4.3 makes of these texts.
    #[test]
    fn texts_are_taken_apart_as_mako_does() {
        for (text, expected) in [
            (
                "a ${x} b",
                &["text \"a \"", "expression \"x\" \"\"", "text \" b\""][..],
            ),
            (
                "${ {'a|}': 1}['b'] | h, n}",
                &["expression \" {'a|}': 1}['b'] \" \" h, n\""],
            ),
            ("${'}'}", &["expression \"'}'\" \"\""]),
            (
                "% if x:\r\nb\r\n  % endif\r\nc",
                &[
                    "control \"if x:\"",
                    "text \"b\\r\\n\"",
                    "end if",
                    "text \"c\"",
                ],
            ),
            (
                "% if x or \\\n  y:\nz",
                &["control \"if x or \\\\\\n  y:\"", "text \"z\""],
            ),
            (
                "a\n## gone\nb ## stays\n",
                &["text \"a\\n\"", "text \"b ## stays\\n\""],
            ),
            ("a\\\nb\\\r\nc", &["text \"a\"", "text \"b\"", "text \"c\""]),
            (
                " %% a\n%%%b",
                &["text \" %\"", "text \" a\\n\"", "text \"%%\"", "text \"b\""],
            ),
            ("a %% b", &["text \"a %% b\""]),
            ("<%doc>x</%doc>y", &["text \"y\""]),
            ("<%\n# %>\nx = 1\n%>", &["code \"\\n# %>\\nx = 1\\n\""]),
            ("<%! import re %>", &["module \" import re \""]),
            (
                "<%text>${a}\n% b</%text>",
                &["<text>", "text \"${a}\\n% b\"", "</text>"],
            ),
            ("a</% b", &["text \"a\"", "text \"/% b\""]),
            ("# -*- coding: utf-8 -*-\nx", &["text \"x\""]),
        ] {
            assert_eq!(lexed(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_never_closed_is_said_where_it_begins() {
        for text in ["a\n${x", "a\n<% x", "a\n<%text>", "a\n${ x | n, "] {
            let source = Arc::new(SourceFile::new("a.mako", text));
            let error = tokens(&source).unwrap_err();
            assert_eq!(error.origin().line_column().line, 2, "{text:?}");
        }
    }

    #[test]
    fn a_hostile_text_is_given_up() {
        for text in [
            "</%".repeat(300_000),
            format!("${{ {}", "\"\\".repeat(300_000)),
        ] {
            let source = Arc::new(SourceFile::new("a.mako", text));
            assert!(tokens(&source).is_err());
        }
    }
}
