//! Reads a `.env` file as the package python-dotenv does.
//!
//! The counterpart of `dotenv.parser` and `dotenv.variables`. Lines that its releases read
//! differently are refused, because nobody can say which release the project has.

use indexmap::IndexMap;

/// A place in the file that its readers do not agree on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ambiguous {
    /// The line, from 1.
    pub(super) line: usize,
    /// What is ambiguous about it.
    pub(super) problem: &'static str,
}

/// Whether the process's variables or the file's own come first where `${NAME}` is substituted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Precedence {
    /// The process's (`override=False`).
    Process,
    /// The file's (`override=True`).
    File,
}

/// The variables of a file in order, as written; a name without `=` has no value.
pub(super) fn parse(text: &str) -> Result<IndexMap<String, Option<String>>, Ambiguous> {
    // Python reads with universal newlines.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut reader = Reader { text, rest: text };
    let mut variables = IndexMap::new();
    while !reader.rest.is_empty() {
        if let Some((name, value)) = reader.binding()? {
            variables.insert(name, value);
        } else {
            // What cannot be read is skipped to the end of the line, with a warning.
            reader.take_while(|character| character != '\n');
            reader.eat('\n');
        }
        reader.take_while(is_space);
    }
    Ok(variables)
}

/// Substitutes `${NAME}` and `${NAME:-default}` in every value.
pub(super) fn substitute(
    variables: IndexMap<String, Option<String>>,
    process: impl Fn(&str) -> Option<String>,
    precedence: Precedence,
) -> IndexMap<String, Option<String>> {
    let mut substituted: IndexMap<String, Option<String>> = IndexMap::new();
    for (name, value) in variables {
        let value = value.map(|value| {
            expand(&value, |name| {
                let own = substituted.get(name).cloned();
                match precedence {
                    Precedence::Process => process(name).map(Some).or(own),
                    Precedence::File => own.or_else(|| process(name).map(Some)),
                }
            })
        });
        substituted.insert(name, value);
    }
    substituted
}

/// Expands one value; `lookup` gives `None` for a name nobody knows.
fn expand(value: &str, lookup: impl Fn(&str) -> Option<Option<String>>) -> String {
    let mut output = String::new();
    let mut rest = value;
    while let Some(start) = rest.find("${") {
        let inner = &rest[start + 2..];
        let Some((reference, tail)) = inner.split_once('}') else {
            break;
        };
        let (name, default) = match reference.split_once(':') {
            None => (reference, ""),
            Some((name, default)) => {
                let Some(default) = default.strip_prefix('-') else {
                    // `${A:B}` is no reference; the search goes on behind its first character.
                    output.push_str(&rest[..=start]);
                    rest = &rest[start + 1..];
                    continue;
                };
                (name, default)
            }
        };
        output.push_str(&rest[..start]);
        match lookup(name) {
            Some(value) => output.push_str(&value.unwrap_or_default()),
            None => output.push_str(default),
        }
        rest = tail;
    }
    output.push_str(rest);
    output
}

/// White space as Python's `\s` knows it.
fn is_space(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}

fn is_blank(character: char) -> bool {
    is_space(character) && character != '\n'
}

struct Reader<'text> {
    text: &'text str,
    rest: &'text str,
}

impl<'text> Reader<'text> {
    /// Takes characters from the front as long as they are `wanted`.
    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'text str {
        let end = self
            .rest
            .find(|character| !wanted(character))
            .unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    fn eat(&mut self, character: char) -> bool {
        match self.rest.strip_prefix(character) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn ambiguous(&self, problem: &'static str) -> Ambiguous {
        let before = &self.text[..self.text.len() - self.rest.len()];
        Ambiguous {
            line: before.matches('\n').count() + 1,
            problem,
        }
    }

    /// One name and value; `None` for a comment and for what is neither.
    fn binding(&mut self) -> Result<Option<(String, Option<String>)>, Ambiguous> {
        self.take_while(is_space);
        if let Some(rest) = self.rest.strip_prefix("export")
            && rest.starts_with(is_blank)
        {
            self.rest = rest.trim_start_matches(is_blank);
        }
        if self.rest.starts_with('#') {
            return Ok(None);
        }
        let Some(name) = self.name() else {
            return Ok(None);
        };
        self.take_while(is_blank);
        let mut value = None;
        if self.eat('=') {
            let blanks = self.take_while(is_blank);
            if !blanks.is_empty() && self.rest.starts_with('#') {
                return Err(self.ambiguous("a value that begins with # after a blank"));
            }
            let Some(found) = self.value()? else {
                return Ok(None);
            };
            value = Some(found);
        }
        self.take_while(is_blank);
        if self.rest.starts_with('#') {
            self.take_while(|character| character != '\n');
        }
        if !self.rest.is_empty() && !self.eat('\n') {
            return Ok(None);
        }
        Ok(Some((name, value)))
    }

    fn name(&mut self) -> Option<String> {
        if let Some(inner) = self.rest.strip_prefix('\'') {
            let (name, rest) = inner
                .split_once('\'')
                .filter(|(name, _)| !name.is_empty())?;
            self.rest = rest;
            return Some(name.to_owned());
        }
        let name =
            self.take_while(|character| !is_space(character) && !matches!(character, '=' | '#'));
        (!name.is_empty()).then(|| name.to_owned())
    }

    fn value(&mut self) -> Result<Option<String>, Ambiguous> {
        if let Some(quote @ ('\'' | '"')) = self.rest.chars().next() {
            return self.quoted(quote);
        }
        let line = self.take_while(|character| character != '\n');
        let value = without_comment(line).trim_end_matches(is_space);
        Ok(Some(value.to_owned()))
    }

    fn quoted(&mut self, quote: char) -> Result<Option<String>, Ambiguous> {
        let escapable = if quote == '"' { "\\'\"abfnrtv" } else { "\\'" };
        let mut value = String::new();
        let mut characters = self.rest.char_indices().skip(1);
        while let Some((index, character)) = characters.next() {
            if character == quote {
                self.rest = &self.rest[index + 1..];
                return Ok(Some(value));
            }
            if character != '\\' {
                value.push(character);
                continue;
            }
            match characters.next() {
                Some((index, '\\')) if self.rest[index + 1..].starts_with(quote) => {
                    return Err(self.ambiguous("a quoted value with \\\\ before a quote"));
                }
                Some((_, escaped)) if escapable.contains(escaped) => value.push(unescaped(escaped)),
                Some((_, other)) => value.extend(['\\', other]),
                None => break,
            }
        }
        Ok(None)
    }
}

/// The line without ` # comment`.
fn without_comment(line: &str) -> &str {
    let mut previous_is_space = false;
    for (index, character) in line.char_indices() {
        if character == '#' && previous_is_space {
            return &line[..index];
        }
        previous_is_space = is_space(character);
    }
    line
}

fn unescaped(character: char) -> char {
    match character {
        'a' => '\u{7}',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\u{b}',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<(String, Option<String>)> {
        parse(text).unwrap().into_iter().collect()
    }

    fn pair(name: &str, value: &str) -> (String, Option<String>) {
        (name.to_owned(), Some(value.to_owned()))
    }

    #[test]
    fn lines_are_read_as_python_dotenv_reads_them() {
        assert_eq!(
            values(
                "# c\nexport A = 1 2 # no\nB=a#b\r\nC='x\\'y\\n'\nD=\"l1\\nl2 # in\nl3\" # out\n\
                 E\nF=\n'G H'=x\n=nothing\nI=\"open\nJ=1\n"
            ),
            [
                pair("A", "1 2"),
                pair("B", "a#b"),
                pair("C", "x'y\\n"),
                pair("D", "l1\nl2 # in\nl3"),
                ("E".to_owned(), None),
                pair("F", ""),
                pair("G H", "x"),
                pair("J", "1"),
            ]
        );
    }

    #[test]
    fn what_releases_read_differently_is_refused() {
        assert_eq!(parse("A=1\nB= # x\n").unwrap_err().line, 2);
        assert!(parse("A=\"x\\\\\"\n").is_err());
    }

    #[test]
    fn references_are_substituted() {
        let process = |name: &str| (name == "P").then(|| "process".to_owned());
        let text = "P=file\nA=${P}-${A}-${N:-d}-${N}-$P-${X:y}\n";
        let a = |precedence| substitute(parse(text).unwrap(), process, precedence)["A"].clone();
        assert_eq!(
            a(Precedence::Process).as_deref(),
            Some("process--d--$P-${X:y}")
        );
        assert_eq!(a(Precedence::File).as_deref(), Some("file--d--$P-${X:y}"));
    }
}
