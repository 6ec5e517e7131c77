//! Translating Python's regular expressions (`Lib/re/_parser.py`) into those of the `regex` crate.

use std::fmt::Write as _;
use std::iter::Peekable;
use std::str::CharIndices;

use super::alternatives::share_variable_beginning;

/// `re.ASCII` and its kin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Flags(pub(super) i64);

impl Flags {
    pub(super) const IGNORE_CASE: i64 = 2;
    pub(super) const LOCALE: i64 = 4;
    pub(super) const MULTILINE: i64 = 8;
    pub(super) const DOT_ALL: i64 = 16;
    pub(super) const UNICODE: i64 = 32;
    pub(super) const VERBOSE: i64 = 64;
    pub(super) const ASCII: i64 = 256;

    /// Whether `flag` is set.
    pub(super) fn has(self, flag: i64) -> bool {
        self.0 & flag != 0
    }
}

/// What is wrong with a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is not a regular expression; `re.error` with a message and a position in characters.
    Malformed(String, usize),
    /// It is one that is not supported; a phrase such as "a back-reference".
    Unsupported(String),
}

/// A translated pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Translation {
    /// The pattern for the `regex` crate.
    pub(super) text: String,
    /// The flags, those inside the pattern among them.
    pub(super) flags: Flags,
    /// Whether a `$` also matches before a newline at the end of the text.
    pub(super) end_before_newline: bool,
    /// Whether `\b` or `\B` occurs, whose idea of a word differs for a few characters.
    pub(super) word_boundary: bool,
    /// Whether `\B` occurs, which an empty text has in the crate and has not in CPython.
    pub(super) no_boundary: bool,
    /// Whether an empty match might hide a longer one at the same place.
    pub(super) prefers_empty: bool,
    /// Whether it looks around or back, which an automaton cannot.
    pub(super) needs_backtracking: bool,
    /// Whether groups are repeated and something is repeated as rarely as possible.
    pub(super) repeats_lazily: bool,
}

type Characters<'a> = Peekable<CharIndices<'a>>;

pub(super) struct Translator<'a> {
    pub(super) pattern: &'a str,
    pub(super) characters: Characters<'a>,
    pub(super) output: String,
    pub(super) flags: Flags,
    pub(super) depth: usize,
    /// The names of the groups opened so far.
    pub(super) groups: Vec<Option<String>>,
    end_before_newline: bool,
    pub(super) word_boundary: bool,
    pub(super) no_boundary: bool,
    prefers_empty: bool,
    pub(super) needs_backtracking: bool,
    /// How many look-arounds are open.
    pub(super) looking: usize,
    repeats_groups: bool,
    is_lazy: bool,
    /// Whether the atom read last has groups in it.
    has_groups: bool,
    /// Whether the atom or the alternatives read last can match the empty text.
    pub(super) may_be_empty: bool,
    /// How many characters a look-behind has by now, and its first alternative.
    pub(super) behind: Option<(usize, Option<usize>)>,
    /// The groups that are closed, by their number.
    pub(super) closed: Vec<usize>,
}

/// Translates `pattern` under `flags`.
pub(super) fn translate(pattern: &str, flags: Flags) -> Result<Translation, Fault> {
    if flags.has(Flags::LOCALE) {
        return Err(Fault::Unsupported("the flag LOCALE".into()));
    }
    let mut translator = Translator {
        pattern,
        characters: pattern.char_indices().peekable(),
        output: String::new(),
        flags,
        depth: 0,
        groups: Vec::new(),
        end_before_newline: false,
        word_boundary: false,
        no_boundary: false,
        prefers_empty: false,
        needs_backtracking: false,
        looking: 0,
        has_groups: false,
        repeats_groups: false,
        is_lazy: false,
        may_be_empty: true,
        behind: None,
        closed: Vec::new(),
    };
    translator.sequence()?;
    if let Some((index, _)) = translator.characters.peek().copied() {
        return Err(translator.malformed("unbalanced parenthesis", index));
    }
    if !translator.flags.has(Flags::ASCII) {
        translator.flags.0 |= Flags::UNICODE;
    }
    Ok(Translation {
        text: translator.output,
        flags: translator.flags,
        end_before_newline: translator.end_before_newline,
        word_boundary: translator.word_boundary,
        no_boundary: translator.no_boundary,
        prefers_empty: translator.prefers_empty,
        needs_backtracking: translator.needs_backtracking,
        repeats_lazily: translator.repeats_groups && translator.is_lazy,
    })
}

impl Translator<'_> {
    /// The position of a byte in characters.
    pub(super) fn malformed(&self, message: impl Into<String>, byte: usize) -> Fault {
        Fault::Malformed(message.into(), self.pattern[..byte].chars().count())
    }

    pub(super) fn accept(&mut self, expected: char) -> bool {
        self.characters
            .next_if(|(_, next)| *next == expected)
            .is_some()
    }

    pub(super) fn rest(&mut self) -> &str {
        match self.characters.peek() {
            Some((index, _)) => &self.pattern[*index..],
            None => "",
        }
    }

    /// Alternatives up to a closing parenthesis or the end.
    pub(super) fn sequence(&mut self) -> Result<(), Fault> {
        let outer = self.flags;
        // Whether there is something a repetition could repeat.
        let mut repeatable = Repeatable::Nothing;
        // Whether an alternative before this one, and this one up to its last atom, can be empty.
        let (mut others, mut own) = (false, true);
        let mut alternatives = vec![self.output.len()];
        self.may_be_empty = true;
        while let Some((index, character)) = self.characters.peek().copied() {
            if character == ')' {
                break;
            }
            self.characters.next();
            if self.flags.has(Flags::VERBOSE) {
                if character.is_ascii_whitespace() || character == '\u{b}' {
                    continue;
                }
                if character == '#' {
                    while self.characters.next().is_some_and(|(_, next)| next != '\n') {}
                    continue;
                }
            }
            let is_brace = character == '{' && self.opens_bounds();
            if !is_brace && !matches!(character, '*' | '+' | '?') {
                own &= self.may_be_empty;
                self.may_be_empty = character == '|';
            }
            if character == '|' {
                others |= own;
                own = true;
                alternatives.push(self.output.len() + 1);
            }
            let groups = self.groups.len();
            repeatable = match character {
                '*' | '+' | '?' => self.repetition(character, index, repeatable)?,
                '{' => self.braces(index, repeatable)?,
                _ => self.atom(character, index)?,
            };
            self.has_groups = match character {
                '*' | '+' | '?' | '{' => self.has_groups,
                _ => self.groups.len() > groups,
            };
        }
        self.may_be_empty = others || own && self.may_be_empty;
        if share_variable_beginning(&self.output, &alternatives) {
            return Err(Fault::Unsupported(
                "alternatives that begin with the same repetition".into(),
            ));
        }
        if self.depth > 0 {
            self.flags = outer;
        }
        Ok(())
    }

    fn repetition(
        &mut self,
        operator: char,
        index: usize,
        repeatable: Repeatable,
    ) -> Result<Repeatable, Fault> {
        self.check_repeatable(index, repeatable)?;
        self.repeats_groups |= self.output.ends_with(')');
        self.refuse_repetition_behind()?;
        if operator != '?' {
            self.refuse_empty_groups()?;
        }
        self.may_be_empty |= operator != '+';
        self.output.push(operator);
        self.repetition_suffix()
    }

    /// Whether what follows an opening brace makes a repetition of it.
    fn opens_bounds(&mut self) -> bool {
        let rest = self.rest();
        let inside = rest.find('}').map(|end| &rest[..end]);
        inside.and_then(bounds).is_some()
    }

    /// What a repeated group holds in the end differs where it may match the empty text.
    fn refuse_empty_groups(&self) -> Result<(), Fault> {
        if self.has_groups && self.may_be_empty {
            return Err(Fault::Unsupported(
                "a repeated group that may be empty".into(),
            ));
        }
        Ok(())
    }

    fn check_repeatable(&self, index: usize, repeatable: Repeatable) -> Result<(), Fault> {
        match repeatable {
            Repeatable::Something => Ok(()),
            Repeatable::Nothing => Err(self.malformed("nothing to repeat", index)),
            Repeatable::Repetition => Err(self.malformed("multiple repeat", index)),
            Repeatable::Look => Err(Fault::Unsupported("a repeated look-around".into())),
        }
    }

    fn repetition_suffix(&mut self) -> Result<Repeatable, Fault> {
        if self.accept('?') {
            self.output.push('?');
            self.prefers_empty = true;
            self.is_lazy = true;
        } else if self.accept('+') {
            return Err(Fault::Unsupported("a possessive repetition".into()));
        }
        Ok(Repeatable::Repetition)
    }

    /// `{m,n}`, or a brace that stands for itself.
    fn braces(&mut self, index: usize, repeatable: Repeatable) -> Result<Repeatable, Fault> {
        let rest = self.rest();
        let inside = rest.find('}').map(|end| &rest[..end]);
        let Some((least, most, length)) = inside.and_then(bounds) else {
            self.output += "\\{";
            return Ok(Repeatable::Something);
        };
        for _ in 0..=length {
            self.characters.next();
        }
        self.check_repeatable(index, repeatable)?;
        self.repeats_groups |= self.output.ends_with(')');
        self.refuse_repetition_behind()?;
        let too_large = |number: &u64| *number > 1000;
        if least.as_ref().is_some_and(too_large) || most.flatten().as_ref().is_some_and(too_large) {
            return Err(Fault::Unsupported(
                "a repetition of more than 1000 times".into(),
            ));
        }
        let least = least.unwrap_or(0);
        if most != Some(Some(1)) && (least > 1 || most.is_some()) {
            self.refuse_empty_groups()?;
        }
        self.may_be_empty |= least == 0;
        let written = match most {
            None => write!(self.output, "{{{least}}}"),
            Some(None) => write!(self.output, "{{{least},}}"),
            Some(Some(most)) if most < least => {
                let message = "min repeat greater than max repeat";
                return Err(self.malformed(message, index + 1));
            }
            Some(Some(most)) => write!(self.output, "{{{least},{most}}}"),
        };
        debug_assert!(written.is_ok());
        self.repetition_suffix()
    }

    fn atom(&mut self, character: char, index: usize) -> Result<Repeatable, Fault> {
        let is_anchor = match character {
            '\\' => self.rest().starts_with(['A', 'Z', 'b', 'B']),
            _ => matches!(character, '^' | '$'),
        };
        match character {
            '.' if self.flags.has(Flags::DOT_ALL) => self.output += "(?s:.)",
            '.' => self.output.push('.'),
            '^' if self.flags.has(Flags::MULTILINE) => self.output += "(?m:^)",
            '^' => self.output += "\\A",
            '$' if self.flags.has(Flags::MULTILINE) => self.output += "(?m:$)",
            '$' => {
                self.output += "\\z";
                self.end_before_newline = true;
            }
            '|' => {
                self.output.push('|');
                self.prefers_empty = true;
                self.end_alternative_behind()?;
                return Ok(Repeatable::Nothing);
            }
            '[' => self.class(index)?,
            '(' => return self.group(index),
            '\\' => self.escape(index)?,
            literal => self.literal(literal),
        }
        self.may_be_empty |= is_anchor;
        if let Some((width, _)) = &mut self.behind
            && !is_anchor
        {
            *width += 1;
        }
        // CPython calls a repeated anchor an error as well.
        Ok(match is_anchor {
            true => Repeatable::Nothing,
            false => Repeatable::Something,
        })
    }

    /// A character that stands for itself.
    pub(super) fn literal(&mut self, character: char) {
        if self.flags.has(Flags::IGNORE_CASE) && character.is_alphabetic() {
            let _ = write!(self.output, "(?i:{character})");
        } else {
            self.output += &regex::escape(character.encode_utf8(&mut [0; 4]));
        }
    }

    fn group(&mut self, index: usize) -> Result<Repeatable, Fault> {
        let unterminated = "missing ), unterminated subpattern";
        let mut outer = None;
        let before = self.groups.len();
        if self.accept('?') {
            match self.characters.next().map(|(_, kind)| kind) {
                None => return Err(self.malformed("unexpected end of pattern", self.pattern.len())),
                Some('P') => self.named_group()?,
                Some(':') => self.output += "(?:",
                Some('#') => loop {
                    match self.characters.next() {
                        Some((_, ')')) => return Ok(Repeatable::Something),
                        Some(_) => {}
                        None => {
                            return Err(self.malformed("missing ), unterminated comment", index));
                        }
                    }
                },
                Some(sign @ ('=' | '!')) => return self.look(&format!("(?{sign}"), None, index),
                Some('<') => {
                    for sign in ['=', '!'] {
                        if self.accept(sign) {
                            return self.look(&format!("(?<{sign}"), Some((0, None)), index);
                        }
                    }
                    return Err(self.malformed("unknown extension ?<", index + 1));
                }
                Some('(') => return Err(Fault::Unsupported("a conditional group".into())),
                Some('>') => return Err(Fault::Unsupported("an atomic group".into())),
                Some(first) => match self.inline_flags(first, index)? {
                    // Flags of the whole pattern do not open a group.
                    None => return Ok(Repeatable::Nothing),
                    Some(flags) => {
                        outer = Some(self.flags);
                        self.flags = flags;
                        self.output += "(?:";
                    }
                },
            }
        } else {
            self.output.push('(');
            self.groups.push(None);
        }
        let number = (self.groups.len() > before).then_some(self.groups.len());
        if self.looking > 0 && (number.is_some() || self.behind.is_some()) {
            return Err(Fault::Unsupported("a group in a look-around".into()));
        }
        self.depth += 1;
        if self.depth > 100 {
            return Err(Fault::Unsupported("more than 100 nested groups".into()));
        }
        self.sequence()?;
        self.depth -= 1;
        if let Some(outer) = outer {
            self.flags = outer;
        }
        if !self.accept(')') {
            return Err(self.malformed(unterminated, index));
        }
        self.output.push(')');
        self.closed.extend(number);
        Ok(Repeatable::Something)
    }

    fn named_group(&mut self) -> Result<(), Fault> {
        match self.characters.next() {
            Some((start, '<')) => {
                let name: String = self
                    .rest()
                    .chars()
                    .take_while(|next| *next != '>')
                    .collect();
                for _ in name.chars() {
                    self.characters.next();
                }
                if !self.accept('>') {
                    return Err(self.malformed("missing >, unterminated name", start + 1));
                }
                let valid = name
                    .chars()
                    .all(|next| next == '_' || next.is_alphanumeric())
                    && !name.starts_with(|first: char| first.is_numeric());
                if name.is_empty() {
                    return Err(self.malformed("missing group name", start + 1));
                }
                if !valid {
                    let message = format!("bad character in group name '{name}'");
                    return Err(self.malformed(message, start + 1));
                }
                let _ = write!(self.output, "(?P<{name}>");
                let known = self
                    .groups
                    .iter()
                    .position(|known| known.as_deref() == Some(&name));
                self.groups.push(Some(name.clone()));
                if let Some(first) = known {
                    let (first, second) = (first + 1, self.groups.len());
                    let message = format!(
                        "redefinition of group name '{name}' as group {second}; \
                         was group {first}"
                    );
                    return Err(self.malformed(message, start + 1));
                }
                Ok(())
            }
            Some((_, '=')) => {
                let name: String = self
                    .rest()
                    .chars()
                    .take_while(|next| *next != ')')
                    .collect();
                for _ in name.chars() {
                    self.characters.next();
                }
                let mut names = self.groups.iter();
                let known = names.position(|known| known.as_deref() == Some(&name));
                match known {
                    Some(index) if self.characters.peek().is_some() => {
                        self.back_reference(index + 1)?;
                        // The parenthesis of the pattern closes it.
                        self.output.pop();
                        Ok(())
                    }
                    _ => Err(Fault::Unsupported("such a back-reference".into())),
                }
            }
            Some((index, other)) => {
                Err(self.malformed(format!("unknown extension ?P{other}"), index - 2))
            }
            None => Err(self.malformed("unexpected end of pattern", self.pattern.len())),
        }
    }
}

/// What stands before a repetition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repeatable {
    /// Nothing that can be repeated.
    Nothing,
    /// An atom.
    Something,
    /// A repetition already.
    Repetition,
    /// A look-around.
    Look,
}

/// The bounds in `m`, `m,`, `,n` or `m,n` and the length of the text; nothing for any other text.
type Bounds = (Option<u64>, Option<Option<u64>>, usize);

fn bounds(text: &str) -> Option<Bounds> {
    let number = |digits: &str| -> Option<Option<u64>> {
        if digits.is_empty() {
            return Some(None);
        }
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        // A number beyond 64 bits is as good as the largest: both are refused.
        plain.then(|| Some(digits.parse().unwrap_or(u64::MAX)))
    };
    match text.split_once(',') {
        None => Some((Some(number(text)??), None, text.len())),
        // `{,}` is a repetition without bounds.
        Some((least, most)) => Some((number(least)?, Some(number(most)?), text.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(pattern: &str) -> String {
        translate(pattern, Flags::default()).unwrap().text
    }

    #[test]
    fn what_differs_is_written_out() {
        assert_eq!(
            text("a{,3}{x}$"),
            "a{0,3}\\{x\\}\\z"
                .replace("\\}", "}")
                .replace("{x}", "{x\\}")
        );
        assert_eq!(text("[]a&&b[-]"), r"[\]a\&\&b\[\-]");
        assert_eq!(
            text(r"\Z\n\.(?P<x>\d)"),
            "\\A".replace('A', "z") + "\n\\.(?P<x>[\\p{Nd}])"
        );
        assert_eq!(text("(?i)a1"), "(?i:a)1");
        assert_eq!(text("(?x) a b # c"), "ab");
    }

    #[test]
    fn what_an_automaton_cannot_do_is_refused() {
        for pattern in [
            "(?=(a))",
            "(?<!a*)",
            "(?<=a|bc)",
            r"(?i)(a)\1",
            r"(a\1)",
            "(?P<a>x(?P=a))",
            "a++",
            "(?>a)",
            "(a)?(?(1)b)",
        ] {
            let fault = translate(pattern, Flags::default()).unwrap_err();
            assert!(
                matches!(fault, Fault::Unsupported(_)),
                "{pattern}: {fault:?}"
            );
        }
    }

    #[test]
    fn malformed_patterns_have_python_s_words() {
        // python3.11: str(re.error) of re.compile
        for (pattern, message, position) in [
            ("a**", "multiple repeat", 2),
            ("*a", "nothing to repeat", 0),
            ("(a", "missing ), unterminated subpattern", 0),
            ("a)", "unbalanced parenthesis", 1),
            ("[a", "unterminated character set", 0),
            ("ab\\", "bad escape (end of pattern)", 2),
            ("\\q", "bad escape \\q", 0),
            ("x{3,2}", "min repeat greater than max repeat", 2),
            ("[b-a]", "bad character range b-a", 1),
            (
                "a(?i)",
                "global flags not at the start of the expression",
                1,
            ),
        ] {
            assert_eq!(
                translate(pattern, Flags::default()),
                Err(Fault::Malformed(message.into(), position)),
                "{pattern}"
            );
        }
    }
}
