//! libpq's keyword/value connection strings.
//!
//! Counterpart: `conninfo_parse` in libpq's `fe-connect.c`: `keyword = value` pairs separated by
//! blanks, values in single quotes where they hold blanks, a backslash before a quote or a
//! backslash.

use std::iter::Peekable;
use std::str::Chars;

use super::DatabaseUrlError;

/// Reads `text` into its pairs; the keywords are not checked here.
pub(super) fn parse(text: &str) -> Result<Vec<(String, String)>, DatabaseUrlError> {
    let mut letters = text.chars().peekable();
    let mut pairs: Vec<(String, String)> = Vec::new();
    loop {
        skip_blanks(&mut letters);
        if letters.peek().is_none() {
            return Ok(pairs);
        }
        let mut keyword = String::new();
        while let Some(letter) =
            letters.next_if(|letter| *letter != '=' && !letter.is_ascii_whitespace())
        {
            keyword.push(letter);
        }
        skip_blanks(&mut letters);
        if letters.next_if_eq(&'=').is_none() {
            return Err(malformed(format!(
                "missing \"=\" after \"{keyword}\" in connection info string"
            )));
        }
        skip_blanks(&mut letters);
        let value = value(&mut letters)?;
        // As in libpq, the last of several wins.
        pairs.retain(|(known, _)| *known != keyword);
        pairs.push((keyword, value));
    }
}

fn value(letters: &mut Peekable<Chars<'_>>) -> Result<String, DatabaseUrlError> {
    let mut value = String::new();
    let quoted = letters.next_if_eq(&'\'').is_some();
    loop {
        match letters.next() {
            Some('\'') if quoted => return Ok(value),
            Some('\\') => value.extend(letters.next()),
            Some(letter) if !quoted && letter.is_ascii_whitespace() => return Ok(value),
            Some(letter) => value.push(letter),
            None if quoted => {
                return Err(malformed(
                    "unterminated quoted string in connection info string".to_owned(),
                ));
            }
            None => return Ok(value),
        }
    }
}

fn skip_blanks(letters: &mut Peekable<Chars<'_>>) {
    while letters.next_if(char::is_ascii_whitespace).is_some() {}
}

fn malformed(reason: String) -> DatabaseUrlError {
    DatabaseUrlError::KeywordValue { reason }
}

#[cfg(test)]
mod tests {
    use super::super::DatabaseUrl;

    #[test]
    fn reads_quotes_and_blanks_as_libpq_does() {
        let url = DatabaseUrl::parse_any_form(
            r"host = /run/pg  dbname='my db' user=a password='it\'s \\ x' port=5433",
        )
        .expect("a valid connection string");
        assert_eq!(
            url.to_string(),
            "postgresql://a:***@/my db?host=%2Frun%2Fpg&port=5433"
        );
        let password = url
            .settings()
            .iter()
            .find(|(keyword, _)| *keyword == "password");
        assert_eq!(password.map(|(_, value)| value.expose()), Some(r"it's \ x"));
    }

    #[test]
    fn refuses_what_libpq_refuses() {
        for (text, message) in [
            (
                "host=a user",
                "missing \"=\" after \"user\" in connection info string",
            ),
            (
                "host='a",
                "unterminated quoted string in connection info string",
            ),
        ] {
            let error = DatabaseUrl::parse_any_form(text).expect_err(text);
            assert_eq!(
                error.to_string(),
                format!("invalid connection string: {message}")
            );
        }
        assert!(DatabaseUrl::parse_any_form("host=a foo=1").is_err());
    }
}
