//! Which log records appear on the terminal, and how, by the logging sections of the ini file.
//!
//! The counterpart of `logging.config.fileConfig` and of how `logging` walks from a logger to its
//! handlers. Nothing is refused: what is not understood falls back to the form of Alembic's
//! templates, because a log line is never worth a failed migration.

use indexmap::IndexMap;

use super::ini::Ini;
use super::log_format::{LogFormat, LogLevel, LogRecord};
use super::python_text::strip;

/// `fileConfig(disable_existing_loggers=…)`: what becomes of loggers the file does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExistingLoggers {
    /// They fall silent, Python's default.
    Disabled,
    /// They stay as they are.
    Kept,
}

/// Where a handler writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogStream {
    /// Standard error.
    Stderr,
    /// Standard output.
    Stdout,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    Terminal(LogStream),
    /// A file, a log server, a class of the application.
    Elsewhere,
    /// `NullHandler`.
    Nowhere,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Handler {
    target: Target,
    level: LogLevel,
    format: LogFormat,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Logger {
    level: LogLevel,
    handlers: Vec<Handler>,
    propagates: bool,
}

/// Loggers and handlers as a run has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logging {
    root: Logger,
    /// By `qualname`.
    loggers: IndexMap<String, Logger>,
    existing: ExistingLoggers,
}

impl Logging {
    /// Python's state before anything is configured: warnings appear as bare messages.
    ///
    /// Alembic's own do not, because it gives its logger a `NullHandler`.
    pub fn unconfigured() -> Self {
        let alembic = Logger {
            level: LogLevel::NotSet,
            handlers: vec![Handler {
                target: Target::Nowhere,
                level: LogLevel::NotSet,
                format: LogFormat::message_only(),
            }],
            propagates: false,
        };
        Self {
            root: Logger {
                level: LogLevel::Warning,
                handlers: vec![Handler {
                    target: Target::Terminal(LogStream::Stderr),
                    level: LogLevel::Warning,
                    format: LogFormat::message_only(),
                }],
                propagates: true,
            },
            loggers: IndexMap::from([("alembic".to_owned(), alembic)]),
            existing: ExistingLoggers::Kept,
        }
    }

    /// What the `alembic.ini` of Alembic's templates configures.
    pub fn of_template() -> Self {
        let alembic = Logger {
            level: LogLevel::Info,
            handlers: Vec::new(),
            propagates: true,
        };
        Self {
            root: Logger {
                level: LogLevel::Warning,
                handlers: vec![Handler {
                    target: Target::Terminal(LogStream::Stderr),
                    level: LogLevel::NotSet,
                    format: LogFormat::of_template(),
                }],
                propagates: true,
            },
            loggers: IndexMap::from([("alembic".to_owned(), alembic)]),
            existing: ExistingLoggers::Kept,
        }
    }

    /// What `fileConfig` makes of an ini file; the templates' logging where it cannot be followed.
    pub fn from_ini(ini: &Ini, existing: ExistingLoggers) -> Self {
        FileConfig { ini }
            .read(existing)
            .unwrap_or_else(Self::of_template)
    }

    /// The lines a record appears as; none where its level is not enabled.
    pub fn render(&self, record: &LogRecord<'_>) -> Vec<(LogStream, String)> {
        if self.is_disabled(record.logger) || record.level < self.effective_level(record.logger) {
            return Vec::new();
        }
        let mut lines = Vec::new();
        let mut goes_elsewhere = false;
        for logger in self.chain(record.logger) {
            for handler in &logger.handlers {
                if record.level < handler.level {
                    continue;
                }
                match handler.target {
                    Target::Terminal(stream) => lines.push((stream, handler.format.render(record))),
                    Target::Elsewhere => goes_elsewhere = true,
                    Target::Nowhere => {}
                }
            }
            if !logger.propagates {
                break;
            }
        }
        // A handler we do not have would have kept the line; better shown here than lost.
        if lines.is_empty() && goes_elsewhere {
            lines.push((LogStream::Stderr, LogFormat::of_template().render(record)));
        }
        lines
    }

    fn is_disabled(&self, name: &str) -> bool {
        let is_configured = |configured: &String| {
            name.strip_prefix(configured.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.existing == ExistingLoggers::Disabled && !self.loggers.keys().any(is_configured)
    }

    fn effective_level(&self, name: &str) -> LogLevel {
        self.chain(name)
            .map(|logger| logger.level)
            .find(|level| *level != LogLevel::NotSet)
            .unwrap_or(LogLevel::NotSet)
    }

    /// The logger and its ancestors as far as they are configured, the root last.
    fn chain(&self, name: &str) -> impl Iterator<Item = &Logger> {
        let mut rest = Some(name.to_owned());
        let named = std::iter::from_fn(move || {
            let current = rest.take()?;
            rest = current
                .rsplit_once('.')
                .map(|(parent, _)| parent.to_owned());
            Some(self.loggers.get(&current))
        });
        named.flatten().chain(std::iter::once(&self.root))
    }
}

/// Reads the sections; `None` wherever `fileConfig` would raise.
struct FileConfig<'a> {
    ini: &'a Ini,
}

impl FileConfig<'_> {
    fn read(&self, existing: ExistingLoggers) -> Option<Logging> {
        let mut formats = IndexMap::new();
        for name in self.keys("formatters")? {
            let section = format!("formatter_{name}");
            formats.insert(name, self.format(&section)?);
        }
        let mut handlers = IndexMap::new();
        for name in self.keys("handlers")? {
            let section = format!("handler_{name}");
            handlers.insert(name, self.handler(&section, &formats)?);
        }
        let mut loggers = IndexMap::new();
        for name in self.keys("loggers")? {
            if name == "root" {
                continue;
            }
            let section = format!("logger_{name}");
            let qualified_name = self.option(&section, "qualname")?;
            loggers.insert(qualified_name, self.logger(&section, &handlers)?);
        }
        Some(Logging {
            root: self.logger("logger_root", &handlers)?,
            loggers,
            existing,
        })
    }

    fn option(&self, section: &str, option: &str) -> Option<String> {
        self.ini.get(section, option).ok().flatten()
    }

    fn keys(&self, section: &str) -> Option<Vec<String>> {
        Some(comma_separated(&self.option(section, "keys")?))
    }

    fn format(&self, section: &str) -> Option<LogFormat> {
        if !self.ini.has_section(section) {
            return None;
        }
        let style = self.ini.get_raw(section, "style").unwrap_or("%");
        let is_plain = style == "%"
            && self
                .option(section, "class")
                .is_none_or(|class| matches!(class.as_str(), "" | "logging.Formatter"));
        let format = match self.ini.get_raw(section, "format").unwrap_or_default() {
            "" => Some(LogFormat::message_only()),
            format => LogFormat::parse(format),
        };
        Some(
            format
                .filter(|_| is_plain)
                .unwrap_or_else(LogFormat::of_template),
        )
    }

    fn handler(&self, section: &str, formats: &IndexMap<String, LogFormat>) -> Option<Handler> {
        let class = self.option(section, "class")?;
        let arguments: String = self
            .option(section, "args")
            .unwrap_or_default()
            .chars()
            .filter(|character| !character.is_whitespace())
            .collect();
        let target = match (class.as_str(), arguments.as_str()) {
            ("StreamHandler" | "logging.StreamHandler", "" | "()" | "(sys.stderr,)") => {
                Target::Terminal(LogStream::Stderr)
            }
            ("StreamHandler" | "logging.StreamHandler", "(sys.stdout,)") => {
                Target::Terminal(LogStream::Stdout)
            }
            ("NullHandler" | "logging.NullHandler", _) => Target::Nowhere,
            _ => Target::Elsewhere,
        };
        let level = match self.option(section, "level") {
            Some(name) => LogLevel::from_name(&name)?,
            None => LogLevel::NotSet,
        };
        let format = match self.option(section, "formatter").as_deref() {
            None | Some("") => LogFormat::message_only(),
            Some(name) => formats.get(name)?.clone(),
        };
        Some(Handler {
            target,
            level,
            format,
        })
    }

    fn logger(&self, section: &str, handlers: &IndexMap<String, Handler>) -> Option<Logger> {
        let level = match self.option(section, "level") {
            Some(name) => LogLevel::from_name(&name)?,
            None if section == "logger_root" => LogLevel::Warning,
            None => LogLevel::NotSet,
        };
        let handlers = comma_separated(&self.option(section, "handlers")?)
            .iter()
            .map(|name| handlers.get(name).cloned())
            .collect::<Option<_>>()?;
        let propagate = self.option(section, "propagate");
        Some(Logger {
            level,
            handlers,
            propagates: propagate.as_deref().map(strip) != Some("0"),
        })
    }
}

fn comma_separated(text: &str) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    text.split(',')
        .map(|entry| strip(entry).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "[loggers]\nkeys = root,sqlalchemy,alembic\n\
        [handlers]\nkeys = console\n[formatters]\nkeys = generic\n\
        [logger_root]\nlevel = WARNING\nhandlers = console\nqualname =\n\
        [logger_sqlalchemy]\nlevel = WARNING\nhandlers =\nqualname = sqlalchemy.engine\n\
        [logger_alembic]\nlevel = INFO\nhandlers =\nqualname = alembic\n\
        [handler_console]\nclass = StreamHandler\nargs = (sys.stderr,)\nlevel = NOTSET\n\
        formatter = generic\n\
        [formatter_generic]\nformat = %(levelname)-5.5s [%(name)s] %(message)s\ndatefmt = %H:%M:%S\n";

    fn lines(text: &str, existing: ExistingLoggers, level: LogLevel) -> Vec<String> {
        let ini = Ini::read_text("alembic.ini", text, "/srv").unwrap();
        let record = LogRecord {
            logger: "alembic.runtime.migration",
            level,
            message: "hello",
        };
        Logging::from_ini(&ini, existing)
            .render(&record)
            .into_iter()
            .map(|(stream, line)| format!("{stream:?} {line}"))
            .collect()
    }

    fn info(text: &str) -> Vec<String> {
        lines(text, ExistingLoggers::Disabled, LogLevel::Info)
    }

    #[test]
    fn the_template_shows_what_alembic_says() {
        let shown = ["Stderr INFO  [alembic.runtime.migration] hello"];
        assert_eq!(info(TEMPLATE), shown);
        assert_eq!(info(""), shown);
        assert!(lines(TEMPLATE, ExistingLoggers::Disabled, LogLevel::Debug).is_empty());
    }

    #[test]
    fn levels_streams_and_formats_are_heeded() {
        assert!(info(&TEMPLATE.replace("level = INFO", "level = WARN")).is_empty());
        assert_eq!(info(&TEMPLATE.replace("stderr", "stdout")).len(), 1);
        assert!(info(&TEMPLATE.replace("stderr", "stdout"))[0].starts_with("Stdout "));
        assert_eq!(
            info(&TEMPLATE.replace("%(levelname)-5.5s [%(name)s] ", "")),
            ["Stderr hello"]
        );
        // Both the logger and its parent have the handler.
        let twice = TEMPLATE.replace(
            "handlers =\nqualname = alembic",
            "handlers = console\nqualname = alembic",
        );
        assert_eq!(info(&twice).len(), 2);
        assert_eq!(
            info(&twice.replace(
                "qualname = alembic\n",
                "qualname = alembic\npropagate = 0\n"
            ))
            .len(),
            1
        );
    }

    #[test]
    fn a_logger_the_file_does_not_name_falls_silent() {
        let unnamed = TEMPLATE
            .replace("root,sqlalchemy,alembic", "root,sqlalchemy")
            .replace(
                "level = WARNING\nhandlers = console",
                "level = INFO\nhandlers = console",
            );
        assert!(info(&unnamed).is_empty());
        assert_eq!(
            lines(&unnamed, ExistingLoggers::Kept, LogLevel::Info).len(),
            1
        );
    }

    #[test]
    fn what_is_not_understood_falls_back() {
        let shown = ["Stderr INFO  [alembic.runtime.migration] hello"];
        assert_eq!(
            info(&TEMPLATE.replace("StreamHandler", "FileHandler")),
            shown
        );
        assert_eq!(
            info(&TEMPLATE.replace("%(message)s", "%(asctime)s %(message)s")),
            shown
        );
        assert_eq!(
            info(&TEMPLATE.replace("formatter = generic", "formatter = json")),
            shown
        );
        assert!(info(&TEMPLATE.replace("StreamHandler", "NullHandler")).is_empty());
    }

    #[test]
    fn without_configuration_only_warnings_appear() {
        let logging = Logging::unconfigured();
        let lines = |logger, level| {
            let message = "careful";
            logging.render(&LogRecord {
                logger,
                level,
                message,
            })
        };
        assert!(lines("shop", LogLevel::Info).is_empty());
        assert_eq!(
            lines("shop", LogLevel::Warning),
            [(LogStream::Stderr, "careful".to_owned())]
        );
        assert!(lines("alembic.util.messaging", LogLevel::Error).is_empty());
    }
}
