//! The reading of a text: its statements, each as an action.

use sqlparser::ast::Statement;
use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::keywords::Keyword;
use sqlparser::parser::Parser;
use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::forms::by_form;
use super::maintenance::maintenance;
use super::split::{Piece, is_blank, pieces};
use super::statement;
use crate::safety::action::Action;

/// PostgreSQL keeps this many bytes of an identifier (`NAMEDATALEN` - 1).
const LONGEST_IDENTIFIER: usize = 63;

/// More tokens than this between two commas, and the tree of an expression could be deeper than
/// the stack.
const LONGEST_CHAIN: usize = 4_000;

/// More queries than this joined by UNION, and the same holds.
const MOST_SET_OPERATIONS: usize = 500;

/// Why a statement is not looked into whose tree could be deeper than the stack.
const TOO_DEEP: &str = "it is too long to be looked into";

/// One statement of a text.
#[derive(Debug, Clone)]
pub(in crate::safety) struct Reading {
    /// As it was written.
    pub(in crate::safety) text: String,
    /// What it asks for.
    pub(in crate::safety) action: Action,
    /// The strings in it.
    pub(in crate::safety) strings: Vec<String>,
    /// Names in it that are longer than the server keeps.
    pub(in crate::safety) long_identifiers: Vec<String>,
    /// The words in it, folded, to look for the name of a type.
    pub(in crate::safety) words: Vec<String>,
}

/// Reads the statements of a text; unqualified names lie in `default_schema`.
pub(in crate::safety) fn read(text: &str, default_schema: &str) -> Vec<Reading> {
    match pieces(text) {
        Ok(pieces) => pieces
            .into_iter()
            .map(|piece| reading(piece, default_schema))
            .collect(),
        Err(reason) => vec![Reading {
            text: text.to_owned(),
            action: Action::Unknown(format!("it cannot be read: {reason}")),
            strings: Vec::new(),
            long_identifiers: Vec::new(),
            words: Vec::new(),
        }],
    }
}

fn reading(piece: Piece, default_schema: &str) -> Reading {
    let mut strings = Vec::new();
    let mut words = Vec::new();
    for token in &piece.tokens {
        match &token.token {
            Token::SingleQuotedString(text) | Token::EscapedStringLiteral(text) => {
                strings.push(text.clone());
            }
            Token::Word(word) => words.push(match word.quote_style {
                Some(_) => word.value.clone(),
                None => word.value.to_lowercase(),
            }),
            _ => {}
        }
    }
    Reading {
        long_identifiers: long_identifiers(&piece.tokens),
        action: action(&piece.tokens, default_schema),
        text: piece.text,
        strings,
        words,
    }
}

fn action(tokens: &[TokenWithSpan], default_schema: &str) -> Action {
    if is_too_deep(tokens) {
        return Action::Unknown(TOO_DEEP.to_owned());
    }
    if let Some(action) = maintenance(tokens, default_schema) {
        return action;
    }
    match parse(tokens) {
        Ok(statements) => match statements.as_slice() {
            [one] => statement::action(one, default_schema),
            [] => Action::Unknown("there is no statement in it".to_owned()),
            _ => Action::Unknown("it is read as several statements".to_owned()),
        },
        Err(error) => by_form(tokens, default_schema)
            .unwrap_or_else(|| Action::Unknown(format!("it cannot be read: {error}"))),
    }
}

/// The statements that the parser makes of tokens.
///
/// # Errors
///
/// Why it makes none.
pub(super) fn parse(tokens: &[TokenWithSpan]) -> Result<Vec<Statement>, String> {
    if is_too_deep(tokens) {
        return Err(TOO_DEEP.to_owned());
    }
    let dialect = PostgreSqlDialect {};
    Parser::new(&dialect)
        .with_tokens_with_locations(without_only(tokens))
        .parse_statements()
        .map_err(|error| error.to_string())
}

/// The tokens without `ONLY` before a table, which the parser takes for the table's name: what
/// inherits from the table is then thought to be reached as well.
fn without_only(tokens: &[TokenWithSpan]) -> Vec<TokenWithSpan> {
    let mut stands_before_table = false;
    let mut kept = Vec::with_capacity(tokens.len());
    for token in tokens {
        match &token.token {
            token if is_blank(token) => {}
            Token::Word(word) if word.quote_style.is_none() => {
                if stands_before_table && word.value.eq_ignore_ascii_case("only") {
                    continue;
                }
                stands_before_table = matches!(
                    word.keyword,
                    Keyword::FROM
                        | Keyword::UPDATE
                        | Keyword::JOIN
                        | Keyword::ON
                        | Keyword::USING
                        | Keyword::INTO
                );
            }
            token => stands_before_table = *token == Token::Comma,
        }
        kept.push(token.clone());
    }
    kept
}

/// Whether the tree of a statement could be deeper than the stack: the parser limits nesting, but
/// not how many operators follow one another.
fn is_too_deep(tokens: &[TokenWithSpan]) -> bool {
    let mut chains = vec![0_usize];
    let mut set_operations = 0_usize;
    for token in tokens {
        match &token.token {
            token if is_blank(token) => {}
            Token::LParen | Token::LBracket => chains.push(0),
            Token::RParen | Token::RBracket => {
                chains.pop();
                if chains.is_empty() {
                    chains.push(0);
                }
            }
            Token::Comma => {
                if let Some(chain) = chains.last_mut() {
                    *chain = 0;
                }
            }
            token => {
                if let Token::Word(word) = token
                    && matches!(
                        word.keyword,
                        Keyword::UNION | Keyword::INTERSECT | Keyword::EXCEPT
                    )
                {
                    set_operations += 1;
                }
                let Some(chain) = chains.last_mut() else {
                    continue;
                };
                *chain += 1;
                if *chain > LONGEST_CHAIN || set_operations > MOST_SET_OPERATIONS {
                    return true;
                }
            }
        }
    }
    false
}

/// The names that are longer than the server keeps.
fn long_identifiers(tokens: &[TokenWithSpan]) -> Vec<String> {
    let mut long = Vec::new();
    for token in tokens {
        if let Token::Word(word) = &token.token
            && word.value.len() > LONGEST_IDENTIFIER
            && !long.contains(&word.value)
        {
            long.push(word.value.clone());
        }
    }
    long
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::safety::action::RowVerb;

    fn one(text: &str) -> Action {
        let mut readings = read(text, "public");
        assert_eq!(readings.len(), 1, "{text}");
        readings.remove(0).action
    }

    #[test]
    fn rows_are_changed_in_queries_too() {
        let verb = |text: &str| match one(text) {
            Action::Rows(change) => change.verb,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(verb("UPDATE t SET a = 1"), RowVerb::UpdateAll);
        assert_eq!(verb("UPDATE t SET a = 1 WHERE b = 2"), RowVerb::Update);
        assert_eq!(verb("DELETE FROM t"), RowVerb::DeleteAll);
        assert_eq!(verb("INSERT INTO t VALUES (1), (2)"), RowVerb::InsertValues);
        assert_eq!(verb("INSERT INTO t SELECT a FROM u"), RowVerb::InsertMany);
        assert_eq!(
            verb("WITH d AS (DELETE FROM t RETURNING a) SELECT count(*) FROM d"),
            RowVerb::DeleteAll
        );
    }

    #[test]
    fn what_nobody_knows_is_unknown() {
        for text in [
            "DO $$ BEGIN DROP TABLE t; END $$",
            "SELECT 'unfinished",
            "THIS IS NO SQL",
            "CALL p()",
        ] {
            assert!(matches!(one(text), Action::Unknown(_)), "{text}");
        }
        let Action::Touch(touch) = one("SELECT our_function(a) FROM t") else {
            panic!("a query")
        };
        assert_eq!(touch.unknown_function.as_deref(), Some("our_function"));
    }

    #[test]
    fn a_hostile_statement_is_not_looked_into() {
        let chain = format!("SELECT 1{}", " + 1".repeat(100_000));
        assert!(matches!(one(&chain), Action::Unknown(_)));
        let nested = format!("SELECT {}1{}", "(".repeat(100_000), ")".repeat(100_000));
        assert!(matches!(one(&nested), Action::Unknown(_)));
        let unions = format!("SELECT 1, 2{}", " UNION SELECT 1, 2".repeat(10_000));
        assert!(matches!(one(&unions), Action::Unknown(_)));
        let many = format!("INSERT INTO t VALUES (1){}", ", (1)".repeat(100_000));
        assert!(matches!(one(&many), Action::Rows(_)));
    }
}
