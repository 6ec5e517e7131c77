//! Replacement templates such as `\1-\g<name>` (`parse_template` in `Lib/re/_parser.py`).

use std::rc::Rc;

use super::found::Found;
use super::pattern::{Pattern, malformed, refused};
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;

/// A parsed template.
pub(super) struct Template {
    parts: Vec<Part>,
}

enum Part {
    Text(String),
    Group(usize),
}

impl Template {
    /// Reads `template` for matches of `pattern`.
    pub(super) fn parse(
        cx: &mut Interpreter,
        pattern: &Pattern,
        template: &Rc<str>,
    ) -> Result<Self, PythonError> {
        let mut parts = Vec::new();
        let mut text = String::new();
        let characters: Vec<char> = template.chars().collect();
        let mut position = 0;
        while let Some(character) = characters.get(position).copied() {
            let start = position;
            position += 1;
            if character != '\\' {
                text.push(character);
                continue;
            }
            let Some(letter) = characters.get(position).copied() else {
                return Err(malformed(
                    cx,
                    template,
                    "bad escape (end of pattern)",
                    start,
                ));
            };
            position += 1;
            let group = match letter {
                'g' => {
                    let rest: String = characters[position..].iter().collect();
                    let Some(rest) = rest.strip_prefix('<') else {
                        return Err(malformed(cx, template, "missing <", position));
                    };
                    let Some(end) = rest.find('>') else {
                        return Err(malformed(
                            cx,
                            template,
                            "missing >, unterminated name",
                            position + 1,
                        ));
                    };
                    let name = &rest[..end];
                    let at = position + 1;
                    position += name.chars().count() + 2;
                    named(cx, pattern, template, name, at)?
                }
                '1'..='9' => {
                    let mut number = letter.to_digit(10).unwrap_or(0) as usize;
                    if let Some(second) =
                        characters.get(position).and_then(|next| next.to_digit(10))
                    {
                        if characters
                            .get(position + 1)
                            .is_some_and(|next| next.is_digit(8))
                            && number < 4
                            && second < 8
                        {
                            return Err(refused(template, "an octal escape"));
                        }
                        number = number * 10 + second as usize;
                        position += 1;
                    }
                    if number > pattern.groups() {
                        let message = format!("invalid group reference {number}");
                        return Err(malformed(cx, template, &message, start + 1));
                    }
                    number
                }
                '0' => return Err(refused(template, "an octal escape")),
                _ => {
                    if !letter.is_ascii_alphabetic() && letter != '\\' {
                        text.push('\\');
                    }
                    text.push(match letter {
                        'a' => '\u{7}',
                        'b' => '\u{8}',
                        'f' => '\u{c}',
                        'n' => '\n',
                        'r' => '\r',
                        't' => '\t',
                        'v' => '\u{b}',
                        'A'..='Z' | 'a'..='z' => {
                            let message = format!("bad escape \\{letter}");
                            return Err(malformed(cx, template, &message, start));
                        }
                        other => other,
                    });
                    continue;
                }
            };
            if !text.is_empty() {
                parts.push(Part::Text(std::mem::take(&mut text)));
            }
            parts.push(Part::Group(group));
        }
        if !text.is_empty() {
            parts.push(Part::Text(text));
        }
        Ok(Self { parts })
    }

    /// The template with the groups of a match put in.
    pub(super) fn expand(&self, found: &Found) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.as_str(),
                Part::Group(group) => found.group(*group).unwrap_or_default(),
            })
            .collect()
    }
}

/// The group of `\g<name>`.
fn named(
    cx: &mut Interpreter,
    pattern: &Pattern,
    template: &Rc<str>,
    name: &str,
    position: usize,
) -> Result<usize, PythonError> {
    if name.is_empty() {
        return Err(malformed(cx, template, "missing group name", position));
    }
    if name.bytes().all(|byte| byte.is_ascii_digit()) {
        return match name.parse() {
            Ok(number) if number <= pattern.groups() => Ok(number),
            _ => {
                let message = format!("invalid group reference {name}");
                Err(malformed(cx, template, &message, position))
            }
        };
    }
    let found = pattern
        .expression
        .group_names()
        .into_iter()
        .position(|known| known == Some(name));
    found.ok_or_else(|| PythonError::index_error(format!("unknown group name '{name}'")))
}
