//! The fast reader of headers: one pass over the bytes, looking at statements in column 0.
//!
//! It understands the forms nearly all files use: a docstring, assignments of literals to the four
//! names, imports, functions, classes. Whatever could give one of the names another value than the
//! one it sees (a condition around it, a computed value, the name in any other statement of the
//! top level, `import *`, `globals()`) makes it give up, and the evaluator reads the file instead.
//! So it is exact or silent; it does not check the syntax of what it passes over.

use super::header::{Declared, HeaderName, HeaderValue, ModuleHeader};
use super::literal::{string_extent, string_literal};

/// Words by which a statement could reach the module's namespace.
const REACHES_NAMESPACE: [&[u8]; 9] = [
    b"__dict__",
    b"__doc__",
    b"exec",
    b"eval",
    b"global",
    b"globals",
    b"locals",
    b"setattr",
    b"vars",
];

/// Reads the header of `text`; `None` where it takes more than a scan to know it.
///
/// Line ends must be `\n` alone and a byte order mark must be gone.
pub(crate) fn scan_header(text: &str) -> Option<ModuleHeader> {
    Scanner {
        text,
        bytes: text.as_bytes(),
        position: 0,
        header: ModuleHeader::default(),
        counted: Counted { offset: 0, line: 1 },
    }
    .run()
}

/// How far lines have been counted.
struct Counted {
    offset: usize,
    line: u32,
}

/// The compound statement that indented lines belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    /// None: an indented line is an error.
    None,
    /// A function or a class: its assignments are its own.
    Definition,
    /// `if`, `try` and their kind: their assignments are the module's.
    Inline,
}

/// What to look for while passing over a statement.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scrutiny {
    /// Nothing: it cannot assign the names.
    None,
    /// Any word by which it could.
    Words,
}

struct Scanner<'text> {
    text: &'text str,
    bytes: &'text [u8],
    position: usize,
    header: ModuleHeader,
    counted: Counted,
}

impl<'text> Scanner<'text> {
    fn run(mut self) -> Option<ModuleHeader> {
        let mut block = Block::None;
        let mut at_first_statement = true;
        while let Some(byte) = self.peek() {
            match byte {
                b'\n' => {
                    self.position += 1;
                    continue;
                }
                b'#' => {
                    self.skip_comment();
                    continue;
                }
                b' ' | b'\t' => {
                    self.skip_blanks();
                    match (self.peek(), block) {
                        (None | Some(b'\n' | b'#'), _) => continue,
                        (Some(_), Block::None) => return None,
                        (Some(_), Block::Definition) => {
                            let word = self.word();
                            if matches!(word, b"global" | b"globals") {
                                return None;
                            }
                            self.skip_statement(Scrutiny::None)?;
                        }
                        (Some(_), Block::Inline) => self.skip_statement(Scrutiny::Words)?,
                    }
                    continue;
                }
                b'@' => {
                    self.skip_statement(Scrutiny::Words)?;
                    block = Block::None;
                }
                _ if self.at_string() => {
                    let value = self.strings(Line::Ends)?;
                    self.end_of_statement()?;
                    if at_first_statement {
                        self.header.docstring = Some(value);
                    }
                    block = Block::None;
                }
                b'a'..=b'z' | b'A'..=b'Z' | b'_' => block = self.statement()?,
                // It might be a docstring in parentheses.
                _ if at_first_statement => return None,
                _ => {
                    self.skip_statement(Scrutiny::Words)?;
                    block = Block::None;
                }
            }
            at_first_statement = false;
        }
        Some(self.header)
    }

    /// Passes over the statement that starts with the word in column 0.
    fn statement(&mut self) -> Option<Block> {
        let start = self.position;
        let word = self.word();
        match word {
            b"def" | b"class" | b"async" => {
                self.skip_statement(Scrutiny::Words)?;
                Some(Block::Definition)
            }
            b"if" | b"elif" | b"else" | b"try" | b"except" | b"finally" | b"for" | b"while"
            | b"with" => {
                self.skip_statement(Scrutiny::Words)?;
                Some(Block::Inline)
            }
            b"import" | b"from" => {
                self.skip_statement(Scrutiny::Words)?;
                let imports_everything = self.bytes[start..self.position].contains(&b'*');
                (!imports_everything).then_some(Block::None)
            }
            // The file may not load at all, or not all of it counts.
            b"raise" | b"assert" | b"match" => None,
            _ => {
                let named = HeaderName::ALL
                    .into_iter()
                    .find(|name| name.as_str().as_bytes() == word);
                if let Some(name) = named {
                    self.assignment(name, start)?;
                } else {
                    self.position = start;
                    self.skip_statement(Scrutiny::Words)?;
                }
                Some(Block::None)
            }
        }
    }

    /// `name [: annotation] = literal`
    fn assignment(&mut self, name: HeaderName, start: usize) -> Option<()> {
        self.skip_blanks();
        if self.peek() == Some(b':') {
            self.position += 1;
            self.skip_annotation()?;
        }
        if self.peek() != Some(b'=') || self.bytes.get(self.position + 1) == Some(&b'=') {
            return None;
        }
        self.position += 1;
        self.skip_blanks();
        let value = self.value()?;
        self.end_of_statement()?;
        let line = self.line_at(start);
        *self.header.declared_mut(name) = Some(Declared {
            value,
            line: Some(line),
        });
        Some(())
    }

    /// Everything up to the `=` behind an annotation.
    fn skip_annotation(&mut self) -> Option<()> {
        let mut depth = 0_u32;
        loop {
            match self.peek()? {
                b'=' if depth == 0 => return Some(()),
                b'"' | b'\'' => self.position = string_extent(self.bytes, self.position)?.2,
                b'(' | b'[' | b'{' => {
                    depth += 1;
                    self.position += 1;
                }
                b')' | b']' | b'}' => {
                    depth = depth.checked_sub(1)?;
                    self.position += 1;
                }
                b'\n' if depth == 0 => return None,
                b'#' | b';' | b'\\' | b':' => return None,
                _ => self.position += 1,
            }
        }
    }

    /// A literal, or a sequence of literals with or without brackets.
    fn value(&mut self) -> Option<HeaderValue> {
        match self.peek()? {
            b'(' => return self.bracketed(b')'),
            b'[' => return self.bracketed(b']'),
            _ => {}
        }
        let mut elements = Vec::new();
        let mut commas = 0;
        loop {
            self.element(Line::Ends, &mut elements)?;
            self.skip_blanks();
            if self.peek() != Some(b',') {
                break;
            }
            self.position += 1;
            commas += 1;
            self.skip_blanks();
            if matches!(self.peek(), None | Some(b'\n' | b'#')) {
                break;
            }
        }
        Some(collected(elements, commas))
    }

    fn bracketed(&mut self, close: u8) -> Option<HeaderValue> {
        self.position += 1;
        let mut elements = Vec::new();
        let mut commas = 0;
        loop {
            self.skip_lines();
            if self.peek()? == close {
                self.position += 1;
                break;
            }
            if commas < elements.len() {
                return None;
            }
            self.element(Line::Continues, &mut elements)?;
            self.skip_lines();
            if self.peek()? == b',' {
                self.position += 1;
                commas += 1;
            }
        }
        Some(match close {
            b')' if !elements.is_empty() => collected(elements, commas),
            _ => HeaderValue::Sequence(elements),
        })
    }

    /// Appends `None`, or the value of strings that stand side by side.
    fn element(&mut self, line: Line, elements: &mut Vec<Option<String>>) -> Option<()> {
        if self.at_string() {
            elements.push(Some(self.strings(line)?));
            Some(())
        } else {
            elements.push(None);
            (self.word() == b"None").then_some(())
        }
    }

    /// The value of strings that stand side by side.
    fn strings(&mut self, line: Line) -> Option<String> {
        let mut value = String::new();
        while self.at_string() {
            let literal = string_literal(self.text, self.position)?;
            literal.decode_into(&mut value)?;
            self.position = literal.end;
            match line {
                Line::Ends => self.skip_blanks(),
                Line::Continues => self.skip_lines(),
            }
        }
        Some(value)
    }

    /// Whether a string starts here, with whatever prefix.
    fn at_string(&self) -> bool {
        let mut position = self.position;
        while position < self.position + 3 {
            match self.bytes.get(position) {
                Some(b'"' | b'\'') => return true,
                Some(b'r' | b'R' | b'u' | b'U' | b'b' | b'B' | b'f' | b'F') => position += 1,
                Some(_) | None => return false,
            }
        }
        false
    }

    /// The end of the line, with nothing but a comment before it.
    fn end_of_statement(&mut self) -> Option<()> {
        self.skip_blanks();
        match self.peek() {
            None => Some(()),
            Some(b'\n') => {
                self.position += 1;
                Some(())
            }
            Some(b'#') => {
                self.skip_comment();
                Some(())
            }
            Some(_) => None,
        }
    }

    /// Passes over a statement to the start of the next line outside of brackets and strings.
    fn skip_statement(&mut self, scrutiny: Scrutiny) -> Option<()> {
        let mut depth = 0_u32;
        while let Some(byte) = self.peek() {
            match byte {
                b'\n' => {
                    self.position += 1;
                    if depth == 0 {
                        return Some(());
                    }
                }
                b'"' | b'\'' => self.position = string_extent(self.bytes, self.position)?.2,
                b'#' => self.skip_comment_text(),
                b'(' | b'[' | b'{' => {
                    depth += 1;
                    self.position += 1;
                }
                b')' | b']' | b'}' => {
                    depth = depth.checked_sub(1)?;
                    self.position += 1;
                }
                b'\\' => {
                    if self.bytes.get(self.position + 1) != Some(&b'\n') {
                        return None;
                    }
                    self.position += 2;
                }
                b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'0'..=b'9' | 0x80.. => {
                    let word = self.word();
                    if scrutiny == Scrutiny::Words && reaches_header(word) {
                        return None;
                    }
                }
                0 => return None,
                _ => self.position += 1,
            }
        }
        (depth == 0).then_some(())
    }

    /// The identifier, keyword or number that starts here, passed over.
    fn word(&mut self) -> &'text [u8] {
        let start = self.position;
        while matches!(
            self.peek(),
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'0'..=b'9' | 0x80..)
        ) {
            self.position += 1;
        }
        &self.bytes[start..self.position]
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.position).copied()
    }

    /// Spaces, tabs and joined lines.
    fn skip_blanks(&mut self) {
        loop {
            match (self.peek(), self.bytes.get(self.position + 1)) {
                (Some(b' ' | b'\t'), _) => self.position += 1,
                (Some(b'\\'), Some(b'\n')) => self.position += 2,
                _ => return,
            }
        }
    }

    /// What may stand between tokens within brackets.
    fn skip_lines(&mut self) {
        loop {
            self.skip_blanks();
            match self.peek() {
                Some(b'\n') => self.position += 1,
                Some(b'#') => self.skip_comment_text(),
                _ => return,
            }
        }
    }

    fn skip_comment(&mut self) {
        self.skip_comment_text();
        if self.peek().is_some() {
            self.position += 1;
        }
    }

    fn skip_comment_text(&mut self) {
        let rest = &self.bytes[self.position..];
        self.position += rest
            .iter()
            .position(|byte| *byte == b'\n')
            .unwrap_or(rest.len());
    }

    /// The line of an offset; offsets must be asked for in ascending order.
    fn line_at(&mut self, offset: usize) -> u32 {
        let passed = &self.bytes[self.counted.offset..offset];
        let lines = passed.split(|byte| *byte == b'\n').count() - 1;
        self.counted.line += u32::try_from(lines).unwrap_or(u32::MAX - self.counted.line);
        self.counted.offset = offset;
        self.counted.line
    }
}

/// Whether a value may go on in the next line.
#[derive(Clone, Copy)]
enum Line {
    Ends,
    Continues,
}

/// One element without a comma is the element itself.
fn collected(mut elements: Vec<Option<String>>, commas: usize) -> HeaderValue {
    if commas > 0 || elements.len() != 1 {
        return HeaderValue::Sequence(elements);
    }
    elements
        .pop()
        .flatten()
        .map_or(HeaderValue::None, HeaderValue::Text)
}

fn reaches_header(word: &[u8]) -> bool {
    HeaderName::ALL
        .iter()
        .any(|name| name.as_str().as_bytes() == word)
        || REACHES_NAMESPACE.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::scan_header;
    use crate::script::header::{Declared, HeaderName, HeaderValue};

    fn value(text: &str, name: HeaderName) -> Option<HeaderValue> {
        let header = scan_header(text)?;
        header
            .declared(name)
            .map(|Declared { value, .. }| value.clone())
    }

    #[test]
    fn the_forms_people_write_are_read() {
        let text = |text: &str| Some(HeaderValue::Text(text.to_owned()));
        let sequence = |elements: &[&str]| {
            let elements = elements.iter().map(|text| Some((*text).to_owned()));
            Some(HeaderValue::Sequence(elements.collect()))
        };
        for (source, expected) in [
            ("down_revision = 'abc'\n", text("abc")),
            ("down_revision: str | None = \"abc\"  # why", text("abc")),
            (
                "down_revision: Union[str, None] = None\n",
                Some(HeaderValue::None),
            ),
            ("down_revision = ('a' 'b'\n    'c')\n", text("abc")),
            ("down_revision = 'a' \\\n 'b'\n", text("ab")),
            (
                "down_revision = (\n 'a',  # one\n 'b',\n)\n",
                sequence(&["a", "b"]),
            ),
            ("down_revision = ['a']\n", sequence(&["a"])),
            ("down_revision = 'a', 'b'\n", sequence(&["a", "b"])),
            ("down_revision = ()\n", sequence(&[])),
            (
                "def f():\n    down_revision = 1\ndown_revision = 'a'\n",
                text("a"),
            ),
            ("x = '''\ndown_revision = 'no'\n'''\n", None),
            ("down_revision = 'a'\ndown_revision = 'b'\n", text("b")),
            ("log.info('x')\ndown_revision = 'a'", text("a")),
        ] {
            assert!(scan_header(source).is_some(), "{source}");
            assert_eq!(
                value(source, HeaderName::DownRevision),
                expected,
                "{source}"
            );
        }
    }

    #[test]
    fn what_a_scan_cannot_know_is_handed_over() {
        for source in [
            "revision = PREFIX + 'a'\n",
            "revision = f'a{b}'\n",
            "revision = 'a'; x = 1\n",
            "revision = 'a'.strip()\n",
            "revision = {'a'}\n",
            "revision = down_revision = 'a'\n",
            "revision += 'a'\n",
            "if x:\n    revision = 'a'\n",
            "try:\n    import x\nexcept ImportError:\n    revision = 'a'\n",
            "from other import revision\n",
            "from other import *\n",
            "def f():\n    global revision\n    revision = 'a'\nf()\n",
            "globals()['revision'] = 'a'\n",
            "del revision\n",
            "for revision in 'ab': pass\n",
            "x = (revision := 'a')\n",
            "__doc__ = 'x'\n",
            "('''doc''')\n",
            "'doc'.strip()\n",
            "b'doc'\n",
            "  revision = 'a'\n",
            "x = '''open\n",
            "x = (1\n",
        ] {
            assert_eq!(scan_header(source), None, "{source}");
        }
    }

    #[test]
    fn the_docstring_is_the_first_statement() {
        let docstring = |source| scan_header(source).and_then(|header| header.docstring);
        for (source, expected) in [
            (
                "# comment\n\n\"\"\"Title\n\nMore\\n\"\"\"\n",
                Some("Title\n\nMore\n"),
            ),
            ("'a' 'b'\n", Some("ab")),
            ("r'a\\n'\n", Some("a\\n")),
            ("import x\n'no'\n", None),
        ] {
            assert_eq!(docstring(source).as_deref(), expected, "{source}");
        }
    }

    #[test]
    fn lines_are_those_of_the_assignments() {
        let header = scan_header("'''a\nb'''\nrevision = 'a'\n\ndown_revision = None\n");
        let line = |name| {
            header
                .as_ref()
                .and_then(|header| header.declared(name)?.line)
        };
        assert_eq!(line(HeaderName::Revision), Some(3));
        assert_eq!(line(HeaderName::DownRevision), Some(5));
        assert_eq!(line(HeaderName::DependsOn), None);
    }
}
