//! Source text and places in it: the floor every other room may stand on.
//!
//! A [`SourceFile`] is read once and shared; a [`Span`] is a range of bytes in it; an [`Origin`]
//! is both together and travels with every operation and every statement, so that an error from
//! the server can be shown at the call in the migration that caused it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A half-open range of bytes in one source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
}

impl Span {
    /// The range from `start` up to, not including, `end`.
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// Number of bytes covered.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether the span covers no byte.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }
}

/// A position as people count: line and column start at 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// A file's path and text, with an index of its lines.
#[derive(PartialEq, Eq)]
pub struct SourceFile {
    path: PathBuf,
    text: String,
    line_starts: Vec<u32>,
}

impl SourceFile {
    /// Takes over the text of `path` and indexes its lines (`\n`, `\r\n` and `\r` end one).
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        let text = text.into();
        let bytes = text.as_bytes();
        let mut line_starts = vec![0];
        for (index, byte) in bytes.iter().enumerate() {
            let ends_line =
                *byte == b'\n' || (*byte == b'\r' && bytes.get(index + 1) != Some(&b'\n'));
            if ends_line {
                line_starts.push(offset(index + 1));
            }
        }
        Self {
            path: path.into(),
            text,
            line_starts,
        }
    }

    /// The path as it was opened.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of `span`; empty where the span does not lie on character boundaries.
    pub fn slice(&self, span: Span) -> &str {
        self.text
            .get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }

    /// Line and column of a byte offset; an offset behind the end is the end.
    pub fn line_column(&self, offset: u32) -> LineColumn {
        let line = self
            .line_starts
            .partition_point(|start| *start <= offset)
            .max(1);
        let start = self.line_starts[line - 1] as usize;
        let end = (offset as usize).min(self.text.len());
        let column = self
            .text
            .get(start..end)
            .map_or(0, |text| text.chars().count())
            + 1;
        LineColumn { line, column }
    }

    /// Offset of the first byte of a line, counted from 1; the end where there is no such line.
    pub fn line_start(&self, line: usize) -> usize {
        line.checked_sub(1)
            .and_then(|index| self.line_starts.get(index))
            .map_or(self.text.len(), |start| *start as usize)
    }

    /// The text of a line, counted from 1, without its end; empty where there is no such line.
    pub fn line(&self, line: usize) -> &str {
        let Some(start) = line
            .checked_sub(1)
            .and_then(|index| self.line_starts.get(index))
        else {
            return "";
        };
        let end = self
            .line_starts
            .get(line)
            .map_or(self.text.len(), |next| *next as usize);
        self.text[*start as usize..end].trim_end_matches(['\n', '\r'])
    }
}

impl fmt::Debug for SourceFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SourceFile({})", self.path.display())
    }
}

/// Offsets are 32 bits wide: whoever reads a file refuses one of 4 GiB before it comes here.
fn offset(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub file: Arc<SourceFile>,
    /// The range in it.
    pub span: Span,
}

impl Origin {
    /// The place `span` in `file`.
    pub fn new(file: Arc<SourceFile>, span: Span) -> Self {
        Self { file, span }
    }

    /// Line and column where it starts.
    pub fn line_column(&self) -> LineColumn {
        self.file.line_column(self.span.start)
    }
}

impl fmt::Display for Origin {
    /// `path:line`, the form terminals and editors make a link of.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}:{}",
            self.file.path().display(),
            self.line_column().line
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters() {
        let file = SourceFile::new("a.py", "é = 1\r\nb\rc\n");
        assert_eq!(file.line_column(0), LineColumn { line: 1, column: 1 });
        assert_eq!(file.line_column(2), LineColumn { line: 1, column: 2 });
        assert_eq!(file.line_column(8), LineColumn { line: 2, column: 1 });
        assert_eq!(file.line_column(10), LineColumn { line: 3, column: 1 });
        assert_eq!(file.line_column(999), LineColumn { line: 4, column: 1 });
        assert_eq!(file.line(1), "é = 1");
        assert_eq!(file.line(3), "c");
        assert_eq!(file.line(0), "");
        assert_eq!(file.line(9), "");
    }

    #[test]
    fn an_origin_prints_as_a_link() {
        let file = Arc::new(SourceFile::new("versions/a.py", "x\ny\n"));
        assert_eq!(
            Origin::new(file, Span::new(2, 3)).to_string(),
            "versions/a.py:2"
        );
    }
}
