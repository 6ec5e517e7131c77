//! Which log lines appear: Python's `logging` as `env.py` configures it.

use std::sync::{Arc, Mutex, PoisonError};

use crate::config::{LogLevel, LogRecord, LogStream as ConfiguredStream, Logging};
use crate::ui::{LogStream, TerminalLog};

/// The logger for what Alembic has no word for.
pub(super) const LOGGER: &str = "alembic.rs";

/// The process's logging configuration, which `env.py` may replace.
#[derive(Debug, Clone)]
pub(super) struct LoggingHandle(Arc<Mutex<Logging>>);

impl LoggingHandle {
    /// Starts as Python does: nothing is configured, warnings are bare messages.
    pub(super) fn install() -> Self {
        let logging = Arc::new(Mutex::new(Logging::unconfigured()));
        let configured = Arc::clone(&logging);
        TerminalLog::install(Box::new(move |level, logger, message| {
            let configured = configured.lock().unwrap_or_else(PoisonError::into_inner);
            render(&configured, level, logger, message)
        }));
        Self(logging)
    }

    /// Uses another configuration from here on.
    pub(super) fn configure(&self, logging: Logging) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = logging;
    }
}

/// The lines of a record.
///
/// Our own lines are shown even where the project's configuration has Alembic's switched off: what
/// they say, such as which database is being upgraded, was promised. Standard output is Alembic's
/// alone, so that they go to standard error even where its log goes to standard output.
fn render(
    logging: &Logging,
    level: log::Level,
    logger: &str,
    message: &str,
) -> Vec<(LogStream, String)> {
    let level = match level {
        log::Level::Error => LogLevel::Error,
        log::Level::Warn => LogLevel::Warning,
        log::Level::Info => LogLevel::Info,
        log::Level::Debug | log::Level::Trace => LogLevel::Debug,
    };
    let record = LogRecord {
        logger,
        level,
        message,
    };
    let mut lines = logging.render(&record);
    if lines.is_empty() && logger == LOGGER {
        lines = Logging::of_template().render(&record);
    }
    lines
        .into_iter()
        .map(|(stream, line)| match stream {
            ConfiguredStream::Stdout if logger != LOGGER => (LogStream::Output, line),
            ConfiguredStream::Stdout | ConfiguredStream::Stderr => (LogStream::Error, line),
        })
        .collect()
}
