//! What a failure looks like on standard error: the place in the migration, the statement, the help.
//!
//! Alembic shows a hundred lines of traceback around one line that matters. A [`Report`] is that
//! line: the sentence, the call in the `.py` file, the frames that led there, the statement with
//! the server's own position marked, and what was and was not committed.

use std::fmt;
use std::sync::Arc;

use miette::{
    Diagnostic, LabeledSpan, MietteError, MietteSpanContents, Severity, SourceCode, SourceSpan,
};

use crate::source::{Origin, SourceFile};

/// A diagnostic built from the facts of a failure.
#[derive(Debug, Default)]
pub struct Report {
    message: String,
    code: Option<String>,
    notes: Vec<String>,
    help: Option<String>,
    place: Option<Place>,
    related: Vec<Report>,
    severity: Option<Severity>,
}

/// A marked range in a text.
#[derive(Debug)]
struct Place {
    source: NamedText,
    span: SourceSpan,
    label: String,
}

impl Report {
    /// A report that says `message`.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            ..Self::default()
        }
    }

    /// A report that adds to another one.
    pub fn advice(message: impl Into<String>) -> Self {
        Self {
            severity: Some(Severity::Advice),
            ..Self::new(message)
        }
    }

    /// Gives it another weight than an error's.
    #[must_use]
    pub fn weighing(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// Adds a code, such as an SQLSTATE with its name.
    #[must_use]
    pub fn with_code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// Adds a line below the message: a detail, or a frame that led to the place.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Adds the remedy, or what the state is now.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Marks the place in a source file.
    #[must_use]
    pub fn at(mut self, origin: &Origin, label: impl Into<String>) -> Self {
        let start = origin.span.start as usize;
        self.place = Some(Place {
            source: NamedText::File(Arc::clone(&origin.file)),
            span: SourceSpan::from((start, first_line_length(origin))),
            label: label.into(),
        });
        self
    }

    /// Marks a byte range in a text that is no file, such as a statement.
    #[must_use]
    pub fn in_text(
        mut self,
        name: &str,
        text: &str,
        range: std::ops::Range<usize>,
        label: impl Into<String>,
    ) -> Self {
        self.place = Some(Place {
            source: NamedText::Text {
                name: name.to_owned(),
                text: text.to_owned(),
            },
            span: SourceSpan::from((range.start, range.len())),
            label: label.into(),
        });
        self
    }

    /// Adds a report that belongs to this one.
    #[must_use]
    pub fn with_related(mut self, related: Report) -> Self {
        self.related.push(related);
        self
    }
}

/// Length of the part of a span that lies on its first line.
///
/// A call such as `op.create_table(` can be fifty lines long; marking its first line says as much
/// and leaves the rest of the screen to the reason.
fn first_line_length(origin: &Origin) -> usize {
    let text = origin.file.slice(origin.span);
    text.find(['\n', '\r']).unwrap_or(text.len())
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)?;
        for note in &self.notes {
            write!(formatter, "\n{note}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Report {}

impl Diagnostic for Report {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code
            .as_ref()
            .map(|code| Box::new(code) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<Severity> {
        self.severity
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help
            .as_ref()
            .map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.place
            .as_ref()
            .map(|place| &place.source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let place = self.place.as_ref()?;
        let words = Some(place.label.clone()).filter(|label| !label.is_empty());
        let label = LabeledSpan::new_with_span(words, place.span);
        Some(Box::new(std::iter::once(label)))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        if self.related.is_empty() {
            return None;
        }
        Some(Box::new(
            self.related.iter().map(|report| report as &dyn Diagnostic),
        ))
    }
}

/// A text with the name that a report shows above it.
#[derive(Debug)]
enum NamedText {
    File(Arc<SourceFile>),
    Text { name: String, text: String },
}

impl SourceCode for NamedText {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        context_lines_before: usize,
        context_lines_after: usize,
    ) -> Result<Box<dyn miette::SpanContents<'a> + 'a>, MietteError> {
        let (name, text) = match self {
            Self::File(file) => (file.path().display().to_string(), file.text()),
            Self::Text { name, text } => (name.clone(), text.as_str()),
        };
        let contents = text.read_span(span, context_lines_before, context_lines_after)?;
        Ok(Box::new(MietteSpanContents::new_named(
            name,
            contents.data(),
            *contents.span(),
            contents.line(),
            contents.column(),
            contents.line_count(),
        )))
    }
}
