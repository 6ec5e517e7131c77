//! Forms of statements, written as the manual writes them.
//!
//! `ALTER TABLE [IF EXISTS] [ONLY] <relation> INHERIT <relation>`: words stand for themselves,
//! brackets hold what may be left out, `<relation>` is a name with or without its schema, `…` is
//! the rest of the statement whatever it is.

use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::names::from_parts;
use super::split::is_blank;
use crate::safety::relation::RelationName;

/// The names that stand in a statement of the form `pattern`, in order; `None` for another form.
pub(super) fn matches(
    pattern: &str,
    tokens: &[TokenWithSpan],
    default_schema: &str,
) -> Option<Vec<RelationName>> {
    let mut cursor = Cursor {
        tokens: tokens
            .iter()
            .map(|token| &token.token)
            .filter(|token| !is_blank(token))
            .collect(),
        position: 0,
        default_schema,
    };
    let mut captured = Vec::new();
    let mut rest = pattern;
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return (cursor.position == cursor.tokens.len()).then_some(captured);
        }
        if let Some(behind) = rest.strip_prefix('[') {
            let (group, behind) = behind.split_once(']')?;
            cursor.words(group);
            rest = behind;
            continue;
        }
        let (word, behind) = rest.split_once(' ').unwrap_or((rest, ""));
        rest = behind;
        match word {
            "…" => return Some(captured),
            "<relation>" => captured.push(cursor.relation()?),
            word => {
                if !cursor.words(word) {
                    return None;
                }
            }
        }
    }
}

struct Cursor<'t> {
    tokens: Vec<&'t Token>,
    position: usize,
    default_schema: &'t str,
}

impl Cursor<'_> {
    /// Takes words one after another, all of them or none.
    fn words(&mut self, words: &str) -> bool {
        let start = self.position;
        for expected in words.split_whitespace() {
            let found = self
                .tokens
                .get(self.position)
                .is_some_and(|token| match token {
                    Token::Word(word) => {
                        word.quote_style.is_none() && word.value.eq_ignore_ascii_case(expected)
                    }
                    token => token.to_string() == expected,
                });
            if !found {
                self.position = start;
                return false;
            }
            self.position += 1;
        }
        true
    }

    fn relation(&mut self) -> Option<RelationName> {
        let mut parts = Vec::new();
        loop {
            let Token::Word(word) = self.tokens.get(self.position)? else {
                return None;
            };
            parts.push(match word.quote_style {
                Some(_) => word.value.clone(),
                None => word.value.to_lowercase(),
            });
            self.position += 1;
            match self.tokens.get(self.position) {
                Some(Token::Period) => self.position += 1,
                _ => return Some(from_parts(&parts, self.default_schema)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::safety::reading::split::pieces;

    #[test]
    fn a_form_gives_its_names() {
        let names = |pattern, text| {
            let piece = pieces(text).unwrap().remove(0);
            matches(pattern, &piece.tokens, "public").map(|names| {
                names
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join(" ")
            })
        };
        let pattern = "ALTER TABLE [IF EXISTS] [ONLY] <relation> INHERIT <relation>";
        assert_eq!(
            names(pattern, "alter table only public.t /* x */ inherit s.\"P\"").as_deref(),
            Some("t s.\"P\"")
        );
        assert_eq!(names(pattern, "ALTER TABLE t NO INHERIT p"), None);
        assert_eq!(names("VACUUM …", "VACUUM (FULL) t").as_deref(), Some(""));
    }
}
