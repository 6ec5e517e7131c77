//! What every command is given.

use crate::cli::GlobalArgs;
use crate::config::Environment;
use crate::ui::Printer;

use super::logging::LoggingHandle;

/// The global options, the environment and the way to standard output.
#[derive(Debug)]
pub(super) struct Invocation {
    /// The words of the command line, the program's name first.
    pub(super) arguments: Vec<String>,
    /// What was typed before the command.
    pub(super) global: GlobalArgs,
    /// The environment variables.
    pub(super) environment: Environment,
    /// Standard output.
    pub(super) printer: Printer,
    /// Which log lines appear.
    pub(super) logging: LoggingHandle,
}
