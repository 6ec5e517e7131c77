//! Where the statements of a SQL file end, by psql's rules.
//!
//! Counterpart: PostgreSQL's `src/fe_utils/psqlscan.l`: strings of every kind, nested comments,
//! dollar quotes, parentheses, and the bodies of `BEGIN ATOMIC`. A backslash outside of them is a
//! command to psql and goes to the end of its line.

/// A piece of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fragment {
    /// A statement without its semicolon.
    Statement {
        /// Its text from its first word on, comments inside of it included.
        text: String,
        /// The line of its first word, from 1.
        line: usize,
    },
    /// A command to psql: `\set …`.
    Command {
        /// The line's text from the backslash on.
        text: String,
        /// The line.
        line: usize,
    },
}

/// A file that does not come to an end where its quotes say it should.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct ScanError {
    /// Where the part begins that does not end.
    pub line: usize,
    /// What it is.
    pub problem: &'static str,
}

/// Takes a file apart.
///
/// A last statement without a semicolon is a statement as well, as psql sends it at the end of a
/// file.
///
/// # Errors
/// A string, a quoted name or a comment is not closed, a backslash stands inside of a statement,
/// or there is a NUL, which would end what the server gets.
pub fn fragments(text: &str) -> Result<Vec<Fragment>, ScanError> {
    let mut scanner = Scanner::new(text);
    let mut fragments = Vec::new();
    while let Some(fragment) = scanner.next()? {
        fragments.push(fragment);
    }
    Ok(fragments)
}

struct Scanner<'a> {
    text: &'a str,
    position: usize,
    /// The line `counted` stands in.
    line: usize,
    counted: usize,
}

/// What the words of a statement say about its body, as psql keeps it.
#[derive(Default)]
struct Words {
    /// How many have passed.
    count: usize,
    /// The initials of the first four, of the words that could open a function.
    initials: [u8; 4],
    /// How deep `BEGIN … END` and `CASE … END` are nested.
    depth: usize,
}

impl Words {
    fn see(&mut self, word: &str, parentheses: usize) {
        let word = word.to_ascii_lowercase();
        if self.count < self.initials.len()
            && ["create", "function", "procedure", "or", "replace"].contains(&word.as_str())
        {
            self.initials[self.count] = word.as_bytes()[0];
        }
        self.count += 1;
        let is_routine = matches!(
            self.initials,
            [b'c', b'f' | b'p', ..] | [b'c', b'o', b'r', b'f' | b'p']
        );
        if is_routine && parentheses == 0 {
            match word.as_str() {
                "begin" => self.depth += 1,
                "case" if self.depth > 0 => self.depth += 1,
                "end" => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
    }
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Self {
        // A byte order mark is psql's to skip.
        Self {
            text: text.strip_prefix('\u{feff}').unwrap_or(text),
            position: 0,
            line: 1,
            counted: 0,
        }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.position..]
    }

    /// The line of a position; positions are asked for in rising order.
    fn line_of(&mut self, position: usize) -> usize {
        let passed = &self.text.as_bytes()[self.counted.min(position)..position];
        self.line += passed.split(|byte| *byte == b'\n').skip(1).count();
        self.counted = position;
        self.line
    }

    fn error(&mut self, position: usize, problem: &'static str) -> ScanError {
        ScanError {
            line: self.line_of(position),
            problem,
        }
    }

    fn next(&mut self) -> Result<Option<Fragment>, ScanError> {
        let mut start = None;
        let mut words = Words::default();
        let mut parentheses = 0_usize;
        loop {
            let at = self.position;
            let Some(letter) = self.rest().chars().next() else {
                return Ok(start.map(|start| self.statement(start, at)));
            };
            if letter == ';' && parentheses == 0 && words.depth == 0 {
                self.position += 1;
                match start {
                    Some(start) => return Ok(Some(self.statement(start, at))),
                    None => continue,
                }
            }
            if letter == '\\' {
                if start.is_some() {
                    return Err(self.error(
                        at,
                        "a backslash command inside of a statement; end the statement with a \
                         semicolon first",
                    ));
                }
                return Ok(Some(self.command()));
            }
            if self.skip_blank(letter)? {
                continue;
            }
            start.get_or_insert(at);
            match letter {
                '(' => parentheses += 1,
                ')' => parentheses = parentheses.saturating_sub(1),
                '\0' => return Err(self.error(at, "a NUL character")),
                _ => {}
            }
            self.skip_token(letter, &mut words, parentheses)?;
        }
    }

    fn statement(&mut self, start: usize, end: usize) -> Fragment {
        Fragment::Statement {
            text: self.text[start..end].trim_end().to_owned(),
            line: self.line_of(start),
        }
    }

    fn command(&mut self) -> Fragment {
        let start = self.position;
        let length = self.rest().find('\n').unwrap_or(self.rest().len());
        self.position += length;
        Fragment::Command {
            text: self.text[start..self.position].trim_end().to_owned(),
            line: self.line_of(start),
        }
    }

    /// Passes white space or a comment; `false` if there is none.
    fn skip_blank(&mut self, letter: char) -> Result<bool, ScanError> {
        let rest = self.rest();
        if letter.is_ascii_whitespace() || letter == '\u{b}' {
            self.position += letter.len_utf8();
        } else if rest.starts_with("--") {
            self.position += rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("/*") {
            self.skip_comment()?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn skip_comment(&mut self) -> Result<(), ScanError> {
        let start = self.position;
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        while self.position < bytes.len() {
            match &bytes[self.position..] {
                [b'/', b'*', ..] => {
                    depth += 1;
                    self.position += 2;
                }
                [b'*', b'/', ..] => {
                    depth -= 1;
                    self.position += 2;
                    if depth == 0 {
                        return Ok(());
                    }
                }
                _ => self.position += 1,
            }
        }
        Err(self.error(start, "a comment that is not closed"))
    }

    /// Passes one word, string, quoted name or other character.
    fn skip_token(
        &mut self,
        letter: char,
        words: &mut Words,
        parentheses: usize,
    ) -> Result<(), ScanError> {
        let rest = self.rest();
        match letter {
            '\'' => self.skip_quoted('\'', Escapes::None, "a string that is not closed"),
            '"' => self.skip_quoted('"', Escapes::None, "a quoted name that is not closed"),
            '$' => {
                if let Some(tag) = dollar_tag(rest) {
                    return self.skip_dollar_quoted(tag);
                }
                self.position += 1;
                Ok(())
            }
            'e' | 'E' if rest[1..].starts_with('\'') => {
                self.position += 1;
                let problem = "an escape string that is not closed";
                self.skip_quoted('\'', Escapes::Backslash, problem)
            }
            letter if begins_word(letter) => {
                let end = rest
                    .find(|letter: char| !continues_word(letter))
                    .unwrap_or(rest.len());
                words.see(&rest[..end], parentheses);
                self.position += end;
                Ok(())
            }
            letter if letter.is_ascii_digit() => {
                // `1$a$` is no dollar quote, `1e` no escape string.
                let end = rest
                    .find(|letter: char| !continues_word(letter))
                    .unwrap_or(rest.len());
                self.position += end;
                Ok(())
            }
            letter => {
                self.position += letter.len_utf8();
                Ok(())
            }
        }
    }

    fn skip_quoted(
        &mut self,
        quote: char,
        escapes: Escapes,
        problem: &'static str,
    ) -> Result<(), ScanError> {
        let start = self.position;
        let mut letters = self.rest().char_indices().skip(1).peekable();
        while let Some((offset, letter)) = letters.next() {
            if letter == '\0' {
                return Err(self.error(start + offset, "a NUL character"));
            }
            if letter == '\\' && escapes == Escapes::Backslash {
                letters.next();
            } else if letter == quote && letters.next_if(|(_, next)| *next == quote).is_none() {
                self.position = start + offset + 1;
                return Ok(());
            }
        }
        Err(self.error(start, problem))
    }

    fn skip_dollar_quoted(&mut self, tag: &str) -> Result<(), ScanError> {
        let start = self.position;
        let body = start + tag.len();
        match self.text[body..].find(tag) {
            Some(length) => {
                let quoted = &self.text[body..body + length];
                if let Some(offset) = quoted.find('\0') {
                    return Err(self.error(body + offset, "a NUL character"));
                }
                self.position = body + length + tag.len();
                Ok(())
            }
            None => Err(self.error(start, "a dollar-quoted string that is not closed")),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Escapes {
    None,
    Backslash,
}

fn begins_word(letter: char) -> bool {
    letter.is_ascii_alphabetic() || letter == '_' || !letter.is_ascii()
}

fn continues_word(letter: char) -> bool {
    begins_word(letter) || letter.is_ascii_digit() || letter == '$'
}

/// `$$` or `$tag$` at the beginning of a text.
fn dollar_tag(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('$')?;
    let end = inner.find('$')?;
    let mut letters = inner[..end].chars();
    let is_tag = letters.next().is_none_or(begins_word)
        && letters.all(|letter| begins_word(letter) || letter.is_ascii_digit());
    is_tag.then(|| &text[..end + 2])
}

#[cfg(test)]
mod tests {
    use super::{Fragment, fragments};

    fn statements(text: &str) -> Vec<(usize, String)> {
        let told = fragments(text).expect("a file psql can read");
        told.into_iter()
            .map(|fragment| match fragment {
                Fragment::Statement { text, line } | Fragment::Command { text, line } => {
                    (line, text)
                }
            })
            .collect()
    }

    #[test]
    fn statements_end_where_psql_ends_them() {
        let file = "\\set ON_ERROR_STOP on\n-- ; none\nSELECT ';' , E'\\';' , \"a;b\" /* ; /* ; \
                    */ ; */ FROM t;\n;;\nDO $$ BEGIN ; END $$;\nDO $_x$ $$ ; $_x$ ;\n\
                    SELECT 1";
        let found = statements(file);
        let lines: Vec<usize> = found.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 3, 5, 6, 7], "{found:#?}");
        assert_eq!(found[4].1, "SELECT 1");
        assert_eq!(found[3].1, "DO $_x$ $$ ; $_x$");
    }

    #[test]
    fn bodies_and_rules_keep_their_semicolons() {
        let file = "CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true \
                    THEN 1 END; SELECT 2; END; CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; \
                    SELECT 2); BEGIN; SELECT a$b, 1$a$; COMMIT";
        let found = statements(file);
        assert_eq!(found.len(), 5, "{found:#?}");
        assert_eq!(found[2].1, "BEGIN");
        assert_eq!(found[3].1, "SELECT a$b, 1$a$");
    }

    #[test]
    fn what_is_not_closed_is_told_with_its_line() {
        for (file, line) in [
            ("SELECT 1;\nSELECT 'a", 2),
            ("\n\nSELECT \"a", 3),
            ("/* /* */", 1),
            ("DO $a$ $$", 1),
            ("SELECT 1 \\gexec", 1),
            ("SELECT E'\\'", 1),
            ("SELECT 1;\nSELECT '\0'", 2),
            ("SELECT \0", 1),
        ] {
            let error = fragments(file).expect_err(file);
            assert_eq!(error.line, line, "{file}: {error}");
        }
    }

    #[test]
    fn letters_beyond_ascii_are_passed() {
        assert_eq!(
            statements("SELECT 'é', é$ü FROM \"ß\"; SELECT €"),
            [
                (1, "SELECT 'é', é$ü FROM \"ß\"".to_owned()),
                (1, "SELECT €".to_owned())
            ]
        );
    }
}
