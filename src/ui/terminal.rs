//! The terminal behind standard output, for texts that are laid out to fit it.

use std::io::{self, IsTerminal};

/// What standard output is written to, where that is a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutputTerminal {
    /// Its columns, where it tells them.
    pub columns: Option<usize>,
}

impl OutputTerminal {
    /// The terminal of this process; `None` where standard output is a file or a pipe.
    pub fn of_process() -> Option<Self> {
        let stdout = io::stdout();
        stdout.is_terminal().then(|| Self {
            columns: terminal_size::terminal_size_of(&stdout)
                .map(|(width, _height)| usize::from(width.0))
                .filter(|width| *width > 0),
        })
    }
}
