//! The fast reader of headers: one pass over the bytes, looking at statements in column 0.
//!
//! It understands the forms nearly all files use: a docstring, assignments of literals to the four
//! names, imports, functions, classes. Whatever could give one of the names another value than the
//! one it sees (a condition around it, a computed value, the name in any other statement of the
//! top level, `import *`, `globals()`) makes it give up, and the evaluator reads the file instead.
//! So it is exact or silent; it does not check the syntax of what it passes over.

use super::cursor::{Cursor, Line, Scrutiny};
use super::header::{Declared, HeaderName, HeaderValue, Loading, ModuleHeader};
use super::literal::string_literal;

/// Reads the header of `text`; `None` where it takes more than a scan to know it.
///
/// Line ends must be `\n` alone and a byte order mark must be gone.
pub(crate) fn scan_header(text: &str) -> Option<ModuleHeader> {
    Scanner {
        cursor: Cursor::new(text),
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

struct Scanner<'text> {
    cursor: Cursor<'text>,
    header: ModuleHeader,
    counted: Counted,
}

impl Scanner<'_> {
    fn run(mut self) -> Option<ModuleHeader> {
        let mut block = Block::None;
        let mut at_first_statement = true;
        while let Some(byte) = self.cursor.peek() {
            match byte {
                // A form feed is the start of a line again.
                b'\n' | b'\x0c' => {
                    self.cursor.position += 1;
                    continue;
                }
                b'#' => {
                    self.cursor.skip_comment();
                    continue;
                }
                b' ' | b'\t' => {
                    self.cursor.skip_indentation()?;
                    if !matches!(self.cursor.peek(), None | Some(b'\n' | b'#')) {
                        let scrutiny = match block {
                            Block::None => return None,
                            Block::Definition => Scrutiny::Inner,
                            Block::Inline => Scrutiny::TopLevel,
                        };
                        if scrutiny == Scrutiny::TopLevel {
                            self.note_call();
                        }
                        self.cursor.skip_statement(scrutiny)?;
                    }
                    continue;
                }
                b'@' => {
                    self.cursor.skip_statement(Scrutiny::TopLevel)?;
                    block = Block::None;
                }
                _ if self.cursor.at_string() => {
                    let value = self.strings(Line::Ends)?;
                    self.cursor.end_of_statement()?;
                    if at_first_statement {
                        self.header.docstring = Some(value);
                    }
                    block = Block::None;
                }
                b'a'..=b'z' | b'A'..=b'Z' | b'_' => block = self.statement()?,
                // It might be a docstring in parentheses.
                _ if at_first_statement => return None,
                _ => {
                    self.cursor.skip_statement(Scrutiny::TopLevel)?;
                    block = Block::None;
                }
            }
            at_first_statement = false;
        }
        self.header.loading = self.cursor.loading;
        Some(self.header)
    }

    /// Notes a statement that is a call: what it calls may perform operations.
    fn note_call(&mut self) {
        if self.cursor.at_call() {
            self.cursor.loading = Loading::MayOperate;
        }
    }

    /// Passes over the statement that starts with the word in column 0.
    fn statement(&mut self) -> Option<Block> {
        let start = self.cursor.position;
        let block = match self.cursor.word() {
            b"def" | b"class" | b"async" => Block::Definition,
            b"with" => {
                self.cursor.loading = Loading::MayOperate;
                Block::Inline
            }
            b"if" | b"elif" | b"else" | b"try" | b"except" | b"finally" | b"for" | b"while" => {
                Block::Inline
            }
            // The file may not load at all, or not all of it counts.
            b"raise" | b"assert" | b"match" => return None,
            word => {
                if let Some(name) = HeaderName::named(word) {
                    self.assignment(name, start)?;
                    return Some(Block::None);
                }
                Block::None
            }
        };
        self.cursor.position = start;
        if block == Block::None {
            self.note_call();
        }
        self.cursor.skip_statement(Scrutiny::TopLevel)?;
        Some(block)
    }

    /// `name [: annotation] = literal`
    fn assignment(&mut self, name: HeaderName, start: usize) -> Option<()> {
        self.cursor.skip_blanks();
        if self.cursor.peek() == Some(b':') {
            self.cursor.position += 1;
            self.cursor.skip_annotation()?;
        }
        if self.cursor.peek() != Some(b'=') || self.cursor.peek_next() == Some(b'=') {
            return None;
        }
        self.cursor.position += 1;
        self.cursor.skip_blanks();
        let value = self.value()?;
        self.cursor.end_of_statement()?;
        let line = self.line_at(start);
        *self.header.declared_mut(name) = Some(Declared {
            value,
            line: Some(line),
        });
        Some(())
    }

    /// A literal, or a sequence of literals with or without brackets.
    fn value(&mut self) -> Option<HeaderValue> {
        match self.cursor.peek()? {
            b'(' => return self.bracketed(b')'),
            b'[' => return self.bracketed(b']'),
            _ => {}
        }
        let mut elements = Vec::new();
        let mut commas = 0;
        loop {
            self.element(Line::Ends, &mut elements)?;
            self.cursor.skip_blanks();
            if self.cursor.peek() != Some(b',') {
                break;
            }
            self.cursor.position += 1;
            commas += 1;
            self.cursor.skip_blanks();
            if matches!(self.cursor.peek(), None | Some(b'\n' | b'#')) {
                break;
            }
        }
        Some(collected(elements, commas))
    }

    fn bracketed(&mut self, close: u8) -> Option<HeaderValue> {
        self.cursor.position += 1;
        let mut elements = Vec::new();
        let mut commas = 0;
        loop {
            self.cursor.skip_lines();
            if self.cursor.peek()? == close {
                self.cursor.position += 1;
                break;
            }
            if commas < elements.len() {
                return None;
            }
            self.element(Line::Continues, &mut elements)?;
            self.cursor.skip_lines();
            if self.cursor.peek()? == b',' {
                self.cursor.position += 1;
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
        if self.cursor.at_string() {
            elements.push(Some(self.strings(line)?));
            Some(())
        } else {
            elements.push(None);
            (self.cursor.word() == b"None").then_some(())
        }
    }

    /// The value of strings that stand side by side.
    fn strings(&mut self, line: Line) -> Option<String> {
        let mut value = String::new();
        while self.cursor.at_string() {
            let literal = string_literal(self.cursor.text, self.cursor.position)?;
            literal.decode_into(&mut value)?;
            self.cursor.position = literal.end;
            match line {
                Line::Ends => self.cursor.skip_blanks(),
                Line::Continues => self.cursor.skip_lines(),
            }
        }
        Some(value)
    }

    /// The line of an offset; offsets must be asked for in ascending order.
    fn line_at(&mut self, offset: usize) -> u32 {
        let passed = &self.cursor.text.as_bytes()[self.counted.offset..offset];
        let lines = passed.split(|byte| *byte == b'\n').count() - 1;
        self.counted.line += u32::try_from(lines).unwrap_or(u32::MAX - self.counted.line);
        self.counted.offset = offset;
        self.counted.line
    }
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

#[cfg(test)]
mod tests {
    use super::scan_header;
    use crate::script::header::{Declared, HeaderName, HeaderValue, Loading};

    fn value(text: &str, name: HeaderName) -> Option<HeaderValue> {
        let header = scan_header(text)?;
        header
            .declared(name)
            .map(|Declared { value, .. }| value.clone())
    }

    #[test]
    fn what_loading_may_do_is_told_by_the_top_level() {
        let loading = |text: &str| scan_header(text).map(|header| header.loading);
        for quiet in [
            "from alembic import op\nimport sqlalchemy as sa\n",
            "from alembic import (\n    context,\n    op,\n)\n",
            "from alembic import op, context  # both\nkind = sa.Enum('a', name='kind')\n",
            "def upgrade():\n    op.execute('x')\n\nclass A:\n    def f(self):\n        op.f('x')\n",
            "if True:\n    x = 1\nelse:\n    x = 2\n",
            "'op.execute(1)'\nx = 'op.execute(2)'\n",
        ] {
            assert_eq!(loading(quiet), Some(Loading::Declares), "{quiet}");
        }
        for busy in [
            "op.execute('x')\n",
            "x = op.get_bind()\n",
            "x = (\n    1,\n    op . get_bind ())\n",
            "try:\n    kind.create(bind)\nexcept NameError:\n    pass\n",
            "prepare()\n",
            "with something:\n    x = 1\n",
            "from alembic.op import execute\n",
            "from alembic import op as o\n",
            "for name in names:\n    make (name)\n",
        ] {
            assert_eq!(loading(busy), Some(Loading::MayOperate), "{busy}");
        }
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
            ("def f():\n    pass\n\x0c\ndown_revision = 'a'", text("a")),
            ("x = f\"{y['z']}\"\ndown_revision = 'a'", text("a")),
            ("def f():\n    x = '\u{e9}'\ndown_revision = 'a'", text("a")),
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
            "x = 1; from other import *\n",
            "if x:\n    from other import *\n",
            "def f():\n    x = 1; global revision\n    revision = 'a'\nf()\n",
            "def f():\n    module = sys.modules[__name__]\n    module.revision = 'a'\nf()\n",
            "def f():\n    pass\n  \x0crevision = 'a'\n",
            "x = f\"{y[\"#\"]}\"\nrevision = 'a'\n",
            "\u{ff52}evision = 'a'\n",
            "revision: exec(\"down_revision = 'b'\") = 'a'\n",
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
