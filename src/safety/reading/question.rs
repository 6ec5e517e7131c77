//! From a statement that changes rows to the question how many it would change.
//!
//! Counterpart: none in Alembic. What stands between `UPDATE` and `SET` can stand in a FROM, and
//! what follows WHERE is left as it was written, so that the question means what the statement
//! means. A statement that joins, whose condition is another each time it is asked, or that this
//! reader does not understand has no question.

use sqlparser::ast::{FromTable, Statement};
use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::kinds::known_statements;
use super::reader::parse;
use super::split::{is_blank, offsets, pieces};
use crate::safety::functions::{Volatility, volatility};
use crate::safety::relation::RelationName;
use crate::safety::statement_kind::{RowsVerb, StatementKind};

/// How many rows of a table a statement would change, as a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowsQuestion {
    /// The table; an unqualified one lies in `public`.
    pub table: RelationName,
    /// A query with one number as its answer.
    pub sql: String,
}

/// The question that a text can be turned into: it must be one statement, UPDATE, DELETE or
/// INSERT … SELECT, of one table. What the table itself adds, such as triggers and rules, is not
/// in it.
pub fn rows_question(text: &str) -> Option<RowsQuestion> {
    let known = known_statements(text);
    let [known] = known.as_slice() else {
        return None;
    };
    let [change] = known.changes.as_slice() else {
        return None;
    };
    if known.kind != StatementKind::Rows {
        return None;
    }
    let pieces = pieces(&known.text).ok()?;
    let [piece] = pieces.as_slice() else {
        return None;
    };
    let parsed = parse(&piece.tokens).ok()?;
    let [statement] = parsed.as_slice() else {
        return None;
    };
    let outer = Outer::of(&piece.text, &piece.tokens);
    let (relation, condition) = match (statement, change.verb) {
        (Statement::Update(update), RowsVerb::Update) => {
            let is_plain = update.from.is_none() && update.table.joins.is_empty();
            let set = is_plain
                .then(|| outer.position(Keyword::SET, 0))
                .flatten()?;
            (
                outer.between(outer.position(Keyword::UPDATE, 0)?, set),
                outer.position(Keyword::WHERE, set),
            )
        }
        (Statement::Delete(delete), RowsVerb::Delete) => {
            let (FromTable::WithFromKeyword(tables) | FromTable::WithoutKeyword(tables)) =
                &delete.from;
            let is_plain = delete.using.is_none()
                && matches!(tables.as_slice(), [table] if table.joins.is_empty());
            let from = is_plain
                .then(|| outer.position(Keyword::FROM, 0))
                .flatten()?;
            let condition = outer.position(Keyword::WHERE, from);
            let end = condition.unwrap_or_else(|| outer.end());
            (outer.between(from, end), condition)
        }
        (Statement::Insert(insert), RowsVerb::InsertQuery) => {
            let is_plain = insert.on.is_none();
            let into = is_plain
                .then(|| outer.position(Keyword::INTO, 0))
                .flatten()?;
            let query = outer.position(Keyword::SELECT, into)?;
            let with = outer.position(Keyword::WITH, into);
            let query = with.filter(|with| *with < query).unwrap_or(query);
            let text = outer.from(query);
            return outer.is_steady(query).then(|| RowsQuestion {
                table: change.table.clone(),
                sql: format!("SELECT pg_catalog.count(*) FROM ({text}) AS rows_to_come"),
            });
        }
        _ => return None,
    };
    let condition = match condition {
        Some(place) if outer.is_steady(place) => format!(" {}", outer.from(place)),
        Some(_) => return None,
        None => String::new(),
    };
    Some(RowsQuestion {
        table: change.table.clone(),
        sql: format!("SELECT pg_catalog.count(*) FROM {relation}{condition}"),
    })
}

/// The words of a statement that stand in no parentheses.
struct Outer<'a> {
    text: &'a str,
    tokens: &'a [TokenWithSpan],
    /// The keywords with their places among the tokens.
    words: Vec<(usize, Keyword)>,
}

impl<'a> Outer<'a> {
    fn of(text: &'a str, tokens: &'a [TokenWithSpan]) -> Self {
        let mut depth = 0_usize;
        let mut words = Vec::new();
        for (place, token) in tokens.iter().enumerate() {
            match &token.token {
                Token::LParen => depth += 1,
                Token::RParen => depth = depth.saturating_sub(1),
                Token::Word(word) if depth == 0 && word.quote_style.is_none() => {
                    words.push((place, word.keyword));
                }
                _ => {}
            }
        }
        Self {
            text,
            tokens,
            words,
        }
    }

    /// The first such word at or after a place.
    fn position(&self, keyword: Keyword, after: usize) -> Option<usize> {
        let mut words = self.words.iter();
        words
            .find(|(place, word)| *place >= after && *word == keyword)
            .map(|(place, _)| *place)
    }

    /// Where the statement ends: at RETURNING, or at its last token.
    fn end(&self) -> usize {
        let returning = self.position(Keyword::RETURNING, 0);
        returning.unwrap_or(self.tokens.len())
    }

    /// The text from a token, which is part of it, to the end.
    fn from(&self, place: usize) -> &'a str {
        let start = self.offset(place);
        self.text[start..self.offset(self.end()).max(start)].trim_end()
    }

    /// The text between two tokens, neither of which is part of it.
    fn between(&self, first: usize, last: usize) -> &'a str {
        let start = self.offset(first + 1);
        self.text[start..self.offset(last).max(start)].trim()
    }

    fn offset(&self, place: usize) -> usize {
        if place >= self.tokens.len() {
            return self.text.len();
        }
        offsets(self.text, self.tokens, &[place])[0]
    }

    /// Whether the text from a token to the end has the same answer each time within a statement,
    /// and stands on nothing but what is written: comments could hide the end of it.
    fn is_steady(&self, place: usize) -> bool {
        let mut tokens = self.tokens[place..self.end()]
            .iter()
            .map(|token| &token.token);
        let words: Vec<&Token> = tokens.clone().filter(|token| !is_blank(token)).collect();
        let calls_volatile = words.windows(2).any(|pair| match pair {
            [Token::Word(word), Token::LParen] => {
                volatility(&word.value.to_lowercase()) == Some(Volatility::Volatile)
            }
            _ => false,
        });
        let has_comment = tokens.any(|token| {
            use sqlparser::tokenizer::Whitespace;
            matches!(
                token,
                Token::Whitespace(
                    Whitespace::SingleLineComment { .. } | Whitespace::MultiLineComment(_)
                )
            )
        });
        !calls_volatile && !has_comment
    }
}

#[cfg(test)]
mod tests {
    use super::rows_question;

    fn asked(text: &str) -> Option<String> {
        rows_question(text).map(|question| question.sql)
    }

    #[test]
    fn a_statement_is_asked_for_with_its_own_words() {
        for (text, expected) in [
            (
                "UPDATE ONLY funds AS f SET status = (SELECT s FROM t WHERE a = 1)\n WHERE f.é = \
                 'it''s' RETURNING id",
                "SELECT pg_catalog.count(*) FROM ONLY funds AS f WHERE f.é = 'it''s'",
            ),
            (
                "update funds set status = 'x'",
                "SELECT pg_catalog.count(*) FROM funds",
            ),
            (
                "UPDATE funds SET id = gen_random_uuid() WHERE closed < now()",
                "SELECT pg_catalog.count(*) FROM funds WHERE closed < now()",
            ),
            (
                "DELETE FROM s.t x WHERE x.a IN (SELECT a FROM u)",
                "SELECT pg_catalog.count(*) FROM s.t x WHERE x.a IN (SELECT a FROM u)",
            ),
            ("DELETE FROM t", "SELECT pg_catalog.count(*) FROM t"),
            (
                "INSERT INTO t (a, b) SELECT a, 1 FROM u WHERE b > 2",
                "SELECT pg_catalog.count(*) FROM (SELECT a, 1 FROM u WHERE b > 2) AS rows_to_come",
            ),
            (
                "INSERT INTO t WITH v AS (SELECT 1 AS a) SELECT a FROM v RETURNING a",
                "SELECT pg_catalog.count(*) FROM (WITH v AS (SELECT 1 AS a) SELECT a FROM v) AS \
                 rows_to_come",
            ),
        ] {
            assert_eq!(asked(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_asked_exactly_has_no_question() {
        for text in [
            "SELECT 1",
            "INSERT INTO t VALUES (1)",
            "INSERT INTO t SELECT 1 ON CONFLICT DO NOTHING",
            "INSERT INTO t SELECT nextval('s')",
            "UPDATE t SET a = 1 FROM u WHERE u.a = t.a",
            "UPDATE t SET a = 1 WHERE random() < 0.5",
            "UPDATE t SET a = 1 WHERE our_own_function(a)",
            "UPDATE t SET a = 1 WHERE b = 1 -- AND c = 2",
            "DELETE FROM t USING u WHERE t.a = u.a",
            "WITH d AS (DELETE FROM u RETURNING a) UPDATE t SET a = 1",
            "TRUNCATE t",
            "UPDATE t SET a = 1; UPDATE t SET a = 2",
            "DO $$ BEGIN END $$",
            "UPDATE",
        ] {
            assert_eq!(asked(text), None, "{text}");
        }
    }
}
