//! Log lines on standard error, in the form that the project's `[formatter_*]` section asks for.

use std::io::{self, Write};

use log::{Level, LevelFilter, Log, Metadata, Record};

/// Gives the line for a record (level, logger, message), or nothing where the logger is silent.
pub type RenderLine = Box<dyn Fn(Level, &str, &str) -> Option<String> + Send + Sync>;

/// The process's logger: renders a record and writes it to standard error.
///
/// The target of a record is the name of the Python logger that Alembic would have used, for
/// example `alembic.runtime.migration`, or `alembic_rs` for what Alembic has no word for.
pub struct StandardErrorLog {
    render: RenderLine,
}

impl StandardErrorLog {
    /// Makes this the process's logger. A second call changes nothing.
    pub fn install(render: RenderLine) {
        if log::set_boxed_logger(Box::new(Self { render })).is_ok() {
            log::set_max_level(LevelFilter::Debug);
        }
    }
}

impl Log for StandardErrorLog {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        // Only our own records: libraries below us log under their module paths.
        let target = metadata.target();
        target == "alembic" || target.starts_with("alembic.") || target == "alembic_rs"
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let message = record.args().to_string();
        if let Some(line) = (self.render)(record.level(), record.target(), &message) {
            // Standard error may be closed; there is nowhere left to say so.
            let _ = writeln!(io::stderr(), "{line}");
        }
    }

    fn flush(&self) {}
}
