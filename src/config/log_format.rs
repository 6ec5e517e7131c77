//! Log records and the format strings that render them.
//!
//! The counterpart of `logging.LogRecord` and of `logging.Formatter` in its `%` style, for what a
//! program that is not Python can know of a record: level, logger and message.

use std::fmt::Write;

/// How serious a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LogLevel {
    /// Everything; as a logger's level, "ask the parent".
    NotSet,
    /// `DEBUG`, 10.
    Debug,
    /// `INFO`, 20.
    Info,
    /// `WARNING`, 30.
    Warning,
    /// `ERROR`, 40.
    Error,
    /// `CRITICAL`, 50.
    Critical,
}

impl LogLevel {
    /// The level of a name as `Logger.setLevel` takes it; `None` where Python knows no such level.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "NOTSET" => Self::NotSet,
            "DEBUG" => Self::Debug,
            "INFO" => Self::Info,
            "WARNING" | "WARN" => Self::Warning,
            "ERROR" => Self::Error,
            "CRITICAL" | "FATAL" => Self::Critical,
            _ => return None,
        })
    }

    /// The name that `%(levelname)s` shows.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotSet => "NOTSET",
            Self::Debug => "DEBUG",
            Self::Info => "INFO",
            Self::Warning => "WARNING",
            Self::Error => "ERROR",
            Self::Critical => "CRITICAL",
        }
    }

    /// The number that `%(levelno)s` shows.
    pub fn number(self) -> u8 {
        match self {
            Self::NotSet => 0,
            Self::Debug => 10,
            Self::Info => 20,
            Self::Warning => 30,
            Self::Error => 40,
            Self::Critical => 50,
        }
    }
}

/// One thing that is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogRecord<'a> {
    /// The logger's dotted name, such as `alembic.runtime.migration`.
    pub logger: &'a str,
    /// How serious it is.
    pub level: LogLevel,
    /// The text, without a final line break.
    pub message: &'a str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Attribute {
    LevelName,
    LevelNumber,
    Logger,
    Message,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alignment {
    Left,
    Right,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Field {
        attribute: Attribute,
        alignment: Alignment,
        width: usize,
        precision: Option<usize>,
    },
}

/// The widest padding a format may ask for, in characters.
const MAXIMUM_WIDTH: usize = 1000;

/// A format string, ready to render records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogFormat {
    pieces: Vec<Piece>,
}

impl LogFormat {
    /// Reads a format such as `%(levelname)-5.5s [%(name)s] %(message)s`.
    ///
    /// `None` where it is no valid format, or asks for what only Python knows: times, threads,
    /// the line of Python that logs.
    pub fn parse(format: &str) -> Option<Self> {
        let mut pieces = Vec::new();
        let mut literal = String::new();
        let mut rest = format;
        while let Some(percent) = rest.find('%') {
            literal.push_str(&rest[..percent]);
            rest = &rest[percent + 1..];
            if let Some(tail) = rest.strip_prefix('%') {
                literal.push('%');
                rest = tail;
                continue;
            }
            let (piece, tail) = field(rest)?;
            pieces.push(Piece::Literal(std::mem::take(&mut literal)));
            pieces.push(piece);
            rest = tail;
        }
        literal.push_str(rest);
        // Python refuses a format that shows nothing of the record.
        if pieces.is_empty() {
            return None;
        }
        pieces.push(Piece::Literal(literal));
        Some(Self { pieces })
    }

    /// The format of Alembic's templates.
    pub fn of_template() -> Self {
        Self::parse("%(levelname)-5.5s [%(name)s] %(message)s")
            .expect("the template's format is a valid one")
    }

    /// The message alone, Python's format where none is configured.
    pub fn message_only() -> Self {
        Self::parse("%(message)s").expect("the default format is a valid one")
    }

    /// The record as a line, without a final line break.
    pub fn render(&self, record: &LogRecord<'_>) -> String {
        let mut line = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Literal(text) => line.push_str(text),
                Piece::Field {
                    attribute,
                    alignment,
                    width,
                    precision,
                } => {
                    let number;
                    let text = match attribute {
                        Attribute::LevelName => record.level.name(),
                        Attribute::Logger => record.logger,
                        Attribute::Message => record.message,
                        Attribute::LevelNumber => {
                            number = record.level.number().to_string();
                            &number
                        }
                    };
                    let length = precision.unwrap_or(usize::MAX);
                    let text: String = text.chars().take(length).collect();
                    let written = match alignment {
                        Alignment::Left => write!(line, "{text:<width$}"),
                        Alignment::Right => write!(line, "{text:>width$}"),
                    };
                    written.expect("writing to a String does not fail");
                }
            }
        }
        line
    }
}

/// Reads `(name)-5.5s`, what follows the percent sign of a field.
fn field(text: &str) -> Option<(Piece, &str)> {
    let (name, rest) = text.strip_prefix('(')?.split_once(')')?;
    let attribute = match name {
        "levelname" => Attribute::LevelName,
        "levelno" => Attribute::LevelNumber,
        "name" => Attribute::Logger,
        "message" => Attribute::Message,
        _ => return None,
    };
    let (alignment, rest) = match rest.strip_prefix('-') {
        Some(rest) => (Alignment::Left, rest),
        None => (Alignment::Right, rest),
    };
    let (width, rest) = number(rest)?;
    let (precision, rest) = match rest.strip_prefix('.') {
        Some(rest) => {
            let (precision, rest) = number(rest)?;
            (Some(precision.unwrap_or(0)), rest)
        }
        None => (None, rest),
    };
    let rest = match (rest.strip_prefix('s'), attribute) {
        (Some(rest), _) => rest,
        (None, Attribute::LevelNumber) if precision.is_none() => rest.strip_prefix('d')?,
        (None, _) => return None,
    };
    let piece = Piece::Field {
        attribute,
        alignment,
        width: width.unwrap_or(0),
        precision,
    };
    Some((piece, rest))
}

/// Reads digits; `None` where the number is absurd, or has a leading zero, which is a flag.
fn number(text: &str) -> Option<(Option<usize>, &str)> {
    let end = text
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    if digits.is_empty() {
        return Some((None, rest));
    }
    let number = digits
        .parse()
        .ok()
        .filter(|number| *number <= MAXIMUM_WIDTH)?;
    (!digits.starts_with('0')).then_some((Some(number), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn render(format: &str, level: LogLevel) -> Option<String> {
        let record = LogRecord {
            logger: "alembic",
            level,
            message: "é 100%",
        };
        LogFormat::parse(format).map(|format| format.render(&record))
    }

    #[test]
    fn formats_pad_and_cut() {
        let template = "%(levelname)-5.5s [%(name)s] %(message)s";
        assert_eq!(
            render(template, LogLevel::Info).as_deref(),
            Some("INFO  [alembic] é 100%")
        );
        assert_eq!(
            render(template, LogLevel::Warning).as_deref(),
            Some("WARNI [alembic] é 100%")
        );
        assert_eq!(
            render("%(levelno)4d%%|%(name)9s|%(name).3s", LogLevel::Error).as_deref(),
            Some("  40%|  alembic|ale")
        );
    }

    #[test]
    fn what_only_python_knows_is_no_format_of_ours() {
        for format in [
            "%(asctime)s %(message)s",
            "{message}",
            "%(name)q",
            "%(name",
            "plain",
            "%s",
        ] {
            assert_eq!(render(format, LogLevel::Info), None, "{format}");
        }
    }
}
