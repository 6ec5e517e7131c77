//! Standard output, as `alembic.util.messaging` and `Config.print_stdout` write it.

use std::cell::RefCell;
use std::io::{self, ErrorKind, Write};
use std::rc::Rc;

use super::wrap::wrap;

/// Whether results and `FAILED:` lines are printed; `-q` turns them off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verbosity {
    /// Everything is printed.
    Normal,
    /// Neither results nor `FAILED:` lines; `--sql` text and log lines still are.
    Quiet,
}

/// How the end of something follows the message of its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusLine {
    /// On the same line.
    Together,
    /// On a line of its own, as other programs may print in between; shown even when quiet.
    Apart,
}

/// How something ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusOutcome {
    /// As it should.
    Done,
    /// With an error.
    Failed,
}

/// The one way to standard output.
///
/// A reader that goes away (`alembic-rs history | head -1`) is not an error: what follows is
/// dropped, as Alembic drops it. Anything else that keeps text from being written, such as a full
/// disk, is: half a script is worse than none.
#[derive(Debug, Clone)]
pub struct Printer {
    verbosity: Verbosity,
    message_width: Option<usize>,
    /// Why nothing more is written.
    ended: Rc<RefCell<Option<io::Error>>>,
}

impl Printer {
    /// A printer for this process: messages wrap when standard input is a terminal.
    ///
    /// Alembic asks the terminal of file descriptor 0, not of the one it writes to.
    pub fn new(verbosity: Verbosity) -> Self {
        let message_width = terminal_size::terminal_size_of(io::stdin())
            .map(|(width, _height)| usize::from(width.0))
            .filter(|width| *width > 0);
        Self {
            verbosity,
            message_width,
            ended: Rc::default(),
        }
    }

    /// Prints a result and a line end (`Config.print_stdout`).
    pub fn line(&self, text: &str) {
        if self.verbosity == Verbosity::Normal {
            self.write(text);
            self.write("\n");
        }
    }

    /// Prints the lines of a result as they are (`Config.print_stdout`, several times).
    pub fn text(&self, text: &str) {
        if self.verbosity == Verbosity::Normal {
            self.write(text);
        }
    }

    /// Prints text as it is, even when quiet: the script that `--sql` asks for.
    pub fn script(&self, text: &str) {
        self.write(text);
    }

    /// Prints `FAILED: message` (`alembic.util.messaging.err`).
    pub fn failed(&self, message: &str) {
        self.message(&format!("FAILED: {message}"));
    }

    /// Prints a message and a line end (`alembic.util.messaging.msg`).
    pub fn message(&self, text: &str) {
        if self.verbosity == Verbosity::Normal {
            self.write_message(text);
            self.write("\n");
        }
    }

    /// Says that something begins, at once, so that it stands before whatever it prints itself
    /// (`alembic.util.messaging.status`).
    pub fn begin_status(&self, text: &str, status: StatusLine) {
        if self.shows(status) {
            self.write_message(&format!("{text} ..."));
            if status == StatusLine::Apart {
                self.write("\n");
            }
            self.flush();
        }
    }

    /// Says how it ended.
    pub fn end_status(&self, outcome: StatusOutcome, status: StatusLine) {
        if self.shows(status) {
            self.write(match outcome {
                StatusOutcome::Done => "  done\n",
                StatusOutcome::Failed => "  FAILED\n",
            });
        }
    }

    fn shows(&self, status: StatusLine) -> bool {
        match status {
            StatusLine::Together => self.verbosity == Verbosity::Normal,
            // As in Alembic, which shows these when quiet too.
            StatusLine::Apart => true,
        }
    }

    fn write_message(&self, text: &str) {
        match self.message_width {
            None => self.write(text),
            Some(width) => self.write(&wrap(text, width, "  ").join("\n")),
        }
    }

    /// Hands buffered output over.
    pub fn flush(&self) {
        self.attempt(io::Write::flush);
    }

    /// Hands buffered output over; the last thing before the process ends.
    ///
    /// # Errors
    /// Where something could not be written, and not because nobody reads it any more.
    pub fn finish(&self) -> io::Result<()> {
        self.flush();
        match self.ended.take() {
            Some(error) if error.kind() != ErrorKind::BrokenPipe => Err(error),
            Some(_) | None => Ok(()),
        }
    }

    fn write(&self, text: &str) {
        self.attempt(|stdout| stdout.write_all(text.as_bytes()));
    }

    fn attempt(&self, action: impl FnOnce(&mut io::Stdout) -> io::Result<()>) {
        let mut ended = self.ended.borrow_mut();
        if ended.is_none() {
            *ended = action(&mut io::stdout()).err();
        }
    }
}
