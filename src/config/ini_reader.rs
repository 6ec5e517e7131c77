//! Reads the text of an ini file into sections and options.
//!
//! The counterpart of `configparser.RawConfigParser._read` in its default, strict form: full-line
//! comments only, `=` or `:` as delimiter, values continued by deeper indentation, empty lines
//! kept inside values, a value required.

use indexmap::{IndexMap, IndexSet};

use super::error::ConfigError;
use super::ini::DEFAULT_SECTION;
use super::python_text::{is_space, strip, strip_end};

/// The options of one section in the order of the file.
pub(super) type Options = IndexMap<String, String>;

/// The sections of a file; `[DEFAULT]` stands apart.
#[derive(Debug, Default)]
pub(super) struct Sections {
    /// The options of `[DEFAULT]`.
    pub(super) defaults: Options,
    /// All others.
    pub(super) named: IndexMap<String, Options>,
}

/// Reads `text`; `file` is the name that errors carry.
pub(super) fn read(file: &str, text: &str) -> Result<Sections, ConfigError> {
    let mut reader = Reader {
        file,
        sections: IndexMap::new(),
        section: None,
        option: None,
        indentation: 0,
        seen_options: IndexSet::new(),
        invalid: Vec::new(),
    };
    for (index, line) in lines(text).enumerate() {
        reader.line(index + 1, line)?;
    }
    if !reader.invalid.is_empty() {
        return Err(ConfigError::Syntax {
            file: file.to_owned(),
            lines: reader.invalid,
        });
    }
    let mut sections = Sections::default();
    for (name, options) in reader.sections {
        let options = options
            .into_iter()
            .map(|(option, lines)| (option, strip_end(&lines.join("\n")).to_owned()))
            .collect();
        if name == DEFAULT_SECTION {
            sections.defaults = options;
        } else {
            sections.named.insert(name, options);
        }
    }
    Ok(sections)
}

/// The option as Python looks it up: in lower case.
pub(super) fn option_name(name: &str) -> String {
    name.to_lowercase()
}

/// Splits where Python's text files do: at `\n`, `\r\n` and a lone `\r`.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some(end) = rest.find(['\n', '\r']) else {
            return Some(std::mem::take(&mut rest));
        };
        let (line, tail) = rest.split_at(end);
        rest = tail.strip_prefix("\r\n").unwrap_or(&tail[1..]);
        Some(line)
    })
}

struct Reader<'text> {
    file: &'text str,
    /// Section, option, the lines of its value.
    sections: IndexMap<String, IndexMap<String, Vec<String>>>,
    section: Option<String>,
    option: Option<String>,
    /// Columns before the line that opened the current option or section.
    indentation: usize,
    seen_options: IndexSet<(String, String)>,
    invalid: Vec<(usize, String)>,
}

impl Reader<'_> {
    fn line(&mut self, number: usize, line: &str) -> Result<(), ConfigError> {
        let value = strip(line);
        if value.starts_with(['#', ';']) {
            return Ok(());
        }
        if value.is_empty() {
            self.continue_value("");
            return Ok(());
        }
        let indentation = line
            .chars()
            .take_while(|character| is_space(*character))
            .count();
        if indentation > self.indentation && self.continue_value(value) {
            return Ok(());
        }
        self.indentation = indentation;
        if let Some(name) = section_header(value) {
            return self.open_section(number, name);
        }
        let Some(section) = self.section.clone() else {
            return Err(ConfigError::MissingSectionHeader {
                file: self.file.to_owned(),
                line: number,
                text: value.to_owned(),
            });
        };
        let Some((name, value)) = value.split_once(['=', ':']) else {
            self.invalid.push((number, value.to_owned()));
            return Ok(());
        };
        self.open_option(number, section, strip(name), strip(value))
    }

    /// Adds a line to the value being read; false where there is none.
    fn continue_value(&mut self, text: &str) -> bool {
        let (Some(section), Some(option)) = (&self.section, &self.option) else {
            return false;
        };
        let lines = self
            .sections
            .get_mut(section)
            .and_then(|options| options.get_mut(option));
        if let Some(lines) = lines {
            lines.push(text.to_owned());
        }
        true
    }

    fn open_section(&mut self, number: usize, name: &str) -> Result<(), ConfigError> {
        if self.sections.contains_key(name) && name != DEFAULT_SECTION {
            return Err(ConfigError::DuplicateSection {
                file: self.file.to_owned(),
                line: number,
                section: name.to_owned(),
            });
        }
        self.sections.entry(name.to_owned()).or_default();
        self.section = Some(name.to_owned());
        // A section does not begin with a continuation line.
        self.option = None;
        Ok(())
    }

    fn open_option(
        &mut self,
        number: usize,
        section: String,
        name: &str,
        value: &str,
    ) -> Result<(), ConfigError> {
        if name.is_empty() {
            // Reported at the end with all others, as Python does.
            self.invalid.push((number, format!("={value}")));
        }
        let option = option_name(name);
        if !self.seen_options.insert((section.clone(), option.clone())) {
            return Err(ConfigError::DuplicateOption {
                file: self.file.to_owned(),
                line: number,
                section,
                option,
            });
        }
        if let Some(options) = self.sections.get_mut(&section) {
            options.insert(option.clone(), vec![value.to_owned()]);
        }
        self.option = (!option.is_empty()).then_some(option);
        Ok(())
    }
}

/// The name in `[name]`: up to the last bracket of the line, and at least one character.
fn section_header(value: &str) -> Option<&str> {
    let inner = value.strip_prefix('[')?;
    let end = inner.rfind(']')?;
    (end > 0).then(|| &inner[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<Sections, ConfigError> {
        read("a.ini", text)
    }

    #[test]
    fn values_continue_by_indentation_and_over_empty_lines() {
        let sections = read_text(
            "[a]\r\nKey = one\r\n  two\r\n\r\n# no\r\n    three = 3\r\nother : x ; y\r\rlast=\n",
        )
        .unwrap();
        let options = &sections.named["a"];
        assert_eq!(options["key"], "one\ntwo\n\nthree = 3");
        assert_eq!(options["other"], "x ; y");
        assert_eq!(options["last"], "");
    }

    #[test]
    fn a_header_reaches_to_the_last_bracket() {
        let sections = read_text("[a] x]\nk=1\n[]=2\n").unwrap();
        assert_eq!(sections.named["a] x"]["k"], "1");
        assert_eq!(sections.named["a] x"]["[]"], "2");
    }

    #[test]
    fn an_indented_option_after_a_header_is_an_option() {
        let sections = read_text("[a]\n   k = 1\n   l = 2\n     m = 3\n").unwrap();
        assert_eq!(sections.named["a"]["k"], "1");
        assert_eq!(sections.named["a"]["l"], "2\nm = 3");
    }

    #[test]
    fn errors_name_file_and_line() {
        let message = |text| read_text(text).unwrap_err().to_string();
        assert_eq!(
            message("\n\nk = 1\n"),
            "a.ini:3: the file contains no section header before 'k = 1'"
        );
        assert_eq!(
            message("\u{feff}[a]\nk = 1\n"),
            "a.ini:1: the file contains no section header before '\u{feff}[a]'"
        );
        assert_eq!(
            message("[a]\n[b]\n[a]\n"),
            "a.ini:3: section 'a' already exists"
        );
        assert_eq!(
            message("[a]\nk=1\nK=2\n"),
            "a.ini:3: option 'k' in section 'a' already exists"
        );
        assert_eq!(
            message("[a]\nnonsense\n= 2\n"),
            "a.ini:2: these lines are neither a [section], an option (name = value) nor a comment: \
             line 2: 'nonsense', line 3: '=2'"
        );
    }
}
