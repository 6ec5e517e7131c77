//! `REINDEX`, `VACUUM`, `ANALYZE`, `CLUSTER`: what is done to tables as they are, read from tokens.
//!
//! Their options stand in parentheses or in a row of words, and a name may be missing, which then
//! means every table.

use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::names::from_parts;
use super::split::is_blank;
use crate::safety::action::{Action, Touch};
use crate::safety::effect::{Transactional, Work};
use crate::safety::lock_mode::LockMode;
use crate::safety::relation::RelationName;

/// One of the four statements; `None` for any other, and for one that is not understood.
pub(super) fn maintenance(tokens: &[TokenWithSpan], default_schema: &str) -> Option<Action> {
    let mut cursor = Cursor {
        tokens: tokens
            .iter()
            .map(|token| &token.token)
            .filter(|token| !is_blank(token))
            .collect(),
        position: 0,
    };
    let verb = cursor.word()?;
    let touch = match verb.as_str() {
        "reindex" => reindex(&mut cursor, default_schema)?,
        "vacuum" => vacuum(&mut cursor, default_schema)?,
        "analyze" | "analyse" => {
            cursor.options(&["verbose"])?;
            let tables = cursor.tables(default_schema)?;
            each(tables, LockMode::ShareUpdateExclusive, Work::None)
        }
        "cluster" => cluster(&mut cursor, default_schema)?,
        _ => return None,
    };
    cursor.is_at_end().then_some(Action::Touch(touch))
}

fn reindex(cursor: &mut Cursor<'_>, default_schema: &str) -> Option<Touch> {
    let options = cursor.options(&[])?;
    let kind = cursor.word()?;
    let concurrently =
        cursor.take("concurrently") || options.iter().any(|one| one == "concurrently");
    let mode = if concurrently {
        LockMode::ShareUpdateExclusive
    } else {
        LockMode::Share
    };
    let mut touch = match kind.as_str() {
        "table" => {
            Touch::one(cursor.relation(default_schema)?, mode, Work::Scan).reaching_descendants()
        }
        "index" => {
            let index = cursor.relation(default_schema)?;
            let own = if concurrently {
                mode
            } else {
                LockMode::AccessExclusive
            };
            let mut touch = Touch::one(index.clone(), own, Work::None);
            touch.tables_of_indexes.push((index, mode, Work::Scan));
            touch
        }
        "schema" | "database" | "system" => {
            // PostgreSQL 16 does without the name.
            let of = cursor.relation(default_schema);
            let of = of.map_or_else(|| "database".to_owned(), |name| format!("{kind} {name}"));
            Touch {
                unnamed: vec![(format!("every table of the {of}"), mode, Work::Scan)],
                ..Touch::outside_transaction()
            }
        }
        _ => return None,
    };
    if concurrently {
        touch.transactional = Transactional::No;
    }
    Some(touch)
}

fn vacuum(cursor: &mut Cursor<'_>, default_schema: &str) -> Option<Touch> {
    let options = cursor.options(&["full", "freeze", "verbose", "analyze", "analyse"])?;
    let (mode, work) = if options.iter().any(|one| one == "full") {
        (LockMode::AccessExclusive, Work::Rewrite)
    } else {
        (LockMode::ShareUpdateExclusive, Work::Scan)
    };
    let tables = cursor.tables(default_schema)?;
    Some(Touch {
        transactional: Transactional::No,
        ..each(tables, mode, work)
    })
}

fn cluster(cursor: &mut Cursor<'_>, default_schema: &str) -> Option<Touch> {
    cursor.options(&["verbose"])?;
    if cursor.is_at_end() {
        return Some(Touch {
            unnamed: vec![(
                "every table that was clustered before".to_owned(),
                LockMode::AccessExclusive,
                Work::Rewrite,
            )],
            ..Touch::outside_transaction()
        });
    }
    let table = cursor.relation(default_schema)?;
    if cursor.take("using") {
        cursor.relation(default_schema)?;
    }
    Some(Touch::one(table, LockMode::AccessExclusive, Work::Rewrite).reaching_descendants())
}

/// A lock on each of the tables; on every table where there is none.
fn each(tables: Vec<RelationName>, mode: LockMode, work: Work) -> Touch {
    let mut touch = Touch::default().reaching_descendants();
    if tables.is_empty() {
        touch.unnamed.push(("every table".to_owned(), mode, work));
    }
    touch
        .locks
        .extend(tables.into_iter().map(|table| (table, mode, work)));
    touch
}

struct Cursor<'t> {
    tokens: Vec<&'t Token>,
    position: usize,
}

impl Cursor<'_> {
    fn is_at_end(&self) -> bool {
        self.position == self.tokens.len()
    }

    fn next_is(&mut self, expected: &Token) -> bool {
        let found = self.tokens.get(self.position) == Some(&expected);
        if found {
            self.position += 1;
        }
        found
    }

    /// An unquoted word, folded.
    fn word(&mut self) -> Option<String> {
        match self.tokens.get(self.position)? {
            Token::Word(word) if word.quote_style.is_none() => {
                self.position += 1;
                Some(word.value.to_lowercase())
            }
            _ => None,
        }
    }

    fn take(&mut self, expected: &str) -> bool {
        let start = self.position;
        let found = self.word().as_deref() == Some(expected);
        if !found {
            self.position = start;
        }
        found
    }

    /// What is switched on: in parentheses, or as words of `bare`.
    fn options(&mut self, bare: &[&str]) -> Option<Vec<String>> {
        let mut options = Vec::new();
        if !self.next_is(&Token::LParen) {
            while let Some(word) = bare.iter().find(|word| self.take(word)) {
                options.push((*word).to_owned());
            }
            return Some(options);
        }
        loop {
            let name = self.word()?;
            let mut is_on = true;
            while !matches!(
                self.tokens.get(self.position)?,
                Token::Comma | Token::RParen
            ) {
                let value = self.tokens[self.position].to_string().to_lowercase();
                is_on = !matches!(value.trim_matches('\''), "false" | "off" | "0");
                self.position += 1;
            }
            if is_on {
                options.push(name);
            }
            if self.next_is(&Token::RParen) {
                return Some(options);
            }
            self.position += 1;
        }
    }

    fn relation(&mut self, default_schema: &str) -> Option<RelationName> {
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
            if !self.next_is(&Token::Period) {
                return Some(from_parts(&parts, default_schema));
            }
        }
    }

    /// Tables, each with or without a list of its columns.
    fn tables(&mut self, default_schema: &str) -> Option<Vec<RelationName>> {
        let mut tables = Vec::new();
        while !self.is_at_end() {
            self.take("only");
            tables.push(self.relation(default_schema)?);
            if self.next_is(&Token::LParen) {
                while !self.next_is(&Token::RParen) {
                    self.tokens.get(self.position)?;
                    self.position += 1;
                }
            }
            if !self.next_is(&Token::Comma) {
                break;
            }
        }
        Some(tables)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::safety::reading::split::pieces;

    fn touch(text: &str) -> Option<Touch> {
        let piece = pieces(text).unwrap().remove(0);
        match maintenance(&piece.tokens, "public")? {
            Action::Touch(touch) => Some(touch),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn options_stand_in_parentheses_or_alone() {
        let full = touch("VACUUM (FULL, ANALYZE) t").unwrap();
        assert_eq!(full.locks[0].1, LockMode::AccessExclusive);
        assert_eq!(
            full.locks,
            touch("vacuum full analyze public.t").unwrap().locks
        );
        let lazy = touch("VACUUM (FULL off, PARALLEL 2) t (a, b), u").unwrap();
        assert_eq!(lazy.locks.len(), 2);
        assert_eq!(lazy.locks[0].1, LockMode::ShareUpdateExclusive);
        let plain = touch("REINDEX (VERBOSE) TABLE t").unwrap();
        assert_eq!(plain.transactional, Transactional::Yes);
        assert_eq!(plain.locks[0].1, LockMode::Share);
        let beside = touch("REINDEX (CONCURRENTLY) TABLE t").unwrap();
        assert_eq!(beside.transactional, Transactional::No);
        assert_eq!(touch("ANALYZE").unwrap().unnamed.len(), 1);
        assert_eq!(touch("REINDEX (VERBOSE TABLE t"), None);
        assert_eq!(touch("CLUSTER a ON b"), None);
    }
}
