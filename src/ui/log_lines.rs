//! Log lines, in the form and on the stream that the project's logging configuration asks for.

use std::io::{self, Write};

use log::{Level, LevelFilter, Log, Metadata, Record};

/// Where a handler writes (`args = (sys.stderr,)`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogStream {
    /// Standard output.
    Output,
    /// Standard error.
    Error,
}

/// Gives the lines of a record (level, logger, message); none where the logger is silent.
pub type RenderLines = Box<dyn Fn(Level, &str, &str) -> Vec<(LogStream, String)> + Send + Sync>;

/// The process's logger: renders a record and writes it.
///
/// The target of a record is the name of the Python logger that Alembic would have used, for
/// example `alembic.runtime.migration`, or `alembic.rs` for what Alembic has no word for.
pub struct TerminalLog {
    render: RenderLines,
}

impl TerminalLog {
    /// Makes this the process's logger. A second call changes nothing.
    pub fn install(render: RenderLines) {
        if log::set_boxed_logger(Box::new(Self { render })).is_ok() {
            log::set_max_level(LevelFilter::Debug);
        }
    }
}

impl Log for TerminalLog {
    /// Only our own records: libraries below us log under their module paths.
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "alembic" || metadata.target().starts_with("alembic.")
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let message = record.args().to_string();
        for (stream, line) in (self.render)(record.level(), record.target(), &message) {
            // The stream may be closed; there is nowhere left to say so.
            let _ = match stream {
                LogStream::Output => writeln!(io::stdout(), "{line}"),
                LogStream::Error => writeln!(io::stderr(), "{line}"),
            };
        }
    }

    fn flush(&self) {}
}
