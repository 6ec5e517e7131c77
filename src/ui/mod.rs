//! The terminal: standard output is Alembic's bytes, standard error is everything else.
//!
//! No other room writes to either. Results of commands go through the [`Printer`]; log lines
//! arrive through the `log` crate, whose targets are the names of Alembic's own loggers, and are
//! shown by [`TerminalLog`]; diagnostics are rendered by [`render_diagnostic`].

mod diagnostic;
mod log_lines;
mod printer;
mod terminal;
mod wrap;

pub use diagnostic::{plain_diagnostic, render_diagnostic, write_error_text};
pub use log_lines::{LogStream, RenderLines, TerminalLog};
pub use printer::{Printer, StatusLine, StatusOutcome, Verbosity};
pub use terminal::OutputTerminal;
