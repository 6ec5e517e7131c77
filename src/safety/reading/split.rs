//! One text, several statements: what psql's scanner does with semicolons.

use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::{Token, TokenWithSpan, Tokenizer};

/// One statement of a text.
#[derive(Debug, Clone)]
pub(in crate::safety) struct Piece {
    /// As it was written, without the semicolon.
    pub(in crate::safety) text: String,
    /// Its tokens, white space and comments among them.
    pub(in crate::safety) tokens: Vec<TokenWithSpan>,
}

/// Splits a text at the semicolons that stand outside of strings, comments and function bodies.
///
/// # Errors
///
/// Why the text cannot be divided into tokens.
pub(in crate::safety) fn pieces(text: &str) -> Result<Vec<Piece>, String> {
    let dialect = PostgreSqlDialect {};
    let tokens = Tokenizer::new(&dialect, text)
        .tokenize_with_location()
        .map_err(|error| error.to_string())?;
    let cuts = cuts(&tokens);
    let offsets = offsets(text, &tokens, &cuts);
    let mut pieces = Vec::new();
    let mut first = 0;
    let mut start = 0;
    let ends = cuts.into_iter().zip(offsets);
    for (cut, end) in ends.chain([(tokens.len(), text.len())]) {
        let part = &tokens[first..cut];
        if part.iter().any(|token| !is_blank(&token.token)) {
            pieces.push(Piece {
                text: text[start..end].trim().to_owned(),
                tokens: part.to_vec(),
            });
        }
        first = cut + 1;
        start = (end + 1).min(text.len());
    }
    Ok(pieces)
}

/// Whether a token is white space or a comment.
pub(super) fn is_blank(token: &Token) -> bool {
    matches!(token, Token::Whitespace(_) | Token::EOF)
}

/// The semicolons that end a statement, as positions in the list of tokens.
fn cuts(tokens: &[TokenWithSpan]) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut depth = 0_usize;
    let mut previous_is_begin = false;
    for (position, token) in tokens.iter().enumerate() {
        match &token.token {
            Token::LParen => depth += 1,
            Token::RParen => depth = depth.saturating_sub(1),
            Token::SemiColon if depth == 0 => cuts.push(position),
            // The body of a function in the standard's way has semicolons of its own; what follows
            // is left in one piece, which nobody claims to understand.
            Token::Word(word) if previous_is_begin && word.value.eq_ignore_ascii_case("atomic") => {
                return cuts;
            }
            _ => {}
        }
        if !is_blank(&token.token) {
            previous_is_begin =
                matches!(&token.token, Token::Word(word) if word.keyword == Keyword::BEGIN);
        }
    }
    cuts
}

/// Where the tokens at `cuts` stand in the text; the tokenizer counts lines and characters.
pub(super) fn offsets(text: &str, tokens: &[TokenWithSpan], cuts: &[usize]) -> Vec<usize> {
    let mut wanted = cuts.iter().map(|cut| tokens[*cut].span.start).peekable();
    let mut offsets = Vec::with_capacity(cuts.len());
    let (mut line, mut column) = (1, 1);
    for (offset, letter) in text.char_indices() {
        let Some(next) = wanted.peek() else { break };
        if next.line == line && next.column == column {
            offsets.push(offset);
            wanted.next();
        }
        if letter == '\n' {
            line += 1;
            column = 1;
        } else {
            column += 1;
        }
    }
    offsets.resize(cuts.len(), text.len());
    offsets
}

#[cfg(test)]
mod tests {
    use super::pieces;

    fn texts(text: &str) -> Vec<String> {
        let pieces = pieces(text).unwrap();
        pieces.into_iter().map(|piece| piece.text).collect()
    }

    #[test]
    fn only_semicolons_between_statements_part_them() {
        assert_eq!(
            texts("SELECT 'a;b'; -- c;d\nSELECT $x$;$x$ ;\n/* ; */ UPDATE \"é;\" SET a = 1;\n;"),
            [
                "SELECT 'a;b'",
                "-- c;d\nSELECT $x$;$x$",
                "/* ; */ UPDATE \"é;\" SET a = 1"
            ]
        );
        assert_eq!(
            texts("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END").len(),
            1
        );
        assert!(pieces("SELECT 'a").is_err());
    }
}
