//! Diagnostics on standard error: miette's reports, fitted to the terminal.

use std::io::{self, IsTerminal, Write};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};
use textwrap::{WordSeparator, WordSplitter};

/// Width where standard error is no terminal.
const PLAIN_WIDTH: usize = 100;

/// Writes a report to standard error.
///
/// Colours and box-drawing characters appear on a terminal only; `NO_COLOR` and the terminal's
/// width are respected. Elsewhere the report is plain ASCII, so that logs stay readable.
pub fn render_diagnostic(diagnostic: &dyn Diagnostic, color: bool) {
    let stderr = io::stderr();
    let (theme, width) = if stderr.is_terminal() {
        let width = terminal_size::terminal_size_of(&stderr)
            .map_or(PLAIN_WIDTH, |(width, _height)| usize::from(width.0).max(40));
        (
            if color {
                GraphicalTheme::unicode()
            } else {
                GraphicalTheme::unicode_nocolor()
            },
            width,
        )
    } else {
        (GraphicalTheme::none(), PLAIN_WIDTH)
    };
    let text = rendered(diagnostic, theme, width);
    let _ = stderr.lock().write_all(text.as_bytes());
}

/// A report as the plain text that a file takes.
pub fn plain_diagnostic(diagnostic: &dyn Diagnostic) -> String {
    rendered(diagnostic, GraphicalTheme::none(), PLAIN_WIDTH)
}

fn rendered(diagnostic: &dyn Diagnostic, theme: GraphicalTheme, width: usize) -> String {
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(width)
        .with_links(false)
        // Paths and URLs stay whole, to be copied.
        .with_word_separator(WordSeparator::AsciiSpace)
        .with_word_splitter(WordSplitter::NoHyphenation)
        .with_break_words(false)
        .with_context_lines(2);
    let mut text = String::new();
    if handler.render_report(&mut text, diagnostic).is_err() {
        text = diagnostic.to_string();
    }
    text
}

/// Writes text to standard error as it is.
pub fn write_error_text(text: &str) {
    // Standard error may be closed; there is nowhere left to say so.
    let _ = io::stderr().write_all(text.as_bytes());
}
