//! The terminal behind standard output, for texts that are laid out to fit it.

use std::io;

/// The width of the terminal that standard output is; `None` where it is no terminal.
pub fn output_terminal_width() -> Option<usize> {
    terminal_size::terminal_size_of(io::stdout())
        .map(|(width, _height)| usize::from(width.0))
        .filter(|width| *width > 0)
}
