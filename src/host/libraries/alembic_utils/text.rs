//! How the library normalises names and definitions (`alembic_utils.statement`).

/// What `str.split()` and `str.strip()` take for a blank.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{1c}'..='\u{1f}')
}

/// Every run of blanks becomes one space; none stay at the ends.
pub(super) fn normalize_whitespace(text: &str) -> String {
    let words: Vec<&str> = text
        .split(is_blank)
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// Takes blanks and semicolons off the end, and blanks off the start.
pub(super) fn strip_terminating_semicolon(sql: &str) -> String {
    sql.trim_matches(is_blank)
        .trim_end_matches(';')
        .trim_matches(is_blank)
        .to_owned()
}

fn strip_double_quotes(sql: &str) -> &str {
    // The first stripping is undone by the second, which starts from blanks again.
    let sql = sql.trim_matches(is_blank).trim_end_matches('"');
    sql.trim_matches(is_blank)
        .trim_start_matches('"')
        .trim_matches(is_blank)
}

/// Puts a backslash in front of colons that `text()` would take for placeholders; a cast stays.
pub(super) fn escape_colon_for_sql(sql: &str) -> String {
    escaped(sql, &["::"])
}

/// As [`escape_colon_for_sql`]; an assignment and what is escaped already stay as well.
pub(super) fn escape_colon_for_plpgsql(sql: &str) -> String {
    escaped(sql, &["::", ":=", "\\:"])
}

/// Escapes every colon but those in `kept`, which are found one after the other, as the library
/// finds them.
fn escaped(sql: &str, kept: &[&str]) -> String {
    let Some((first, others)) = kept.split_first() else {
        return sql.replace(':', "\\:");
    };
    let parts: Vec<String> = sql.split(first).map(|part| escaped(part, others)).collect();
    parts.join(first)
}

/// `"name"`, or `"schema"."name"` where there is a dot.
pub(super) fn coerce_to_quoted(text: &str) -> String {
    match text.split_once('.') {
        Some((schema, name)) => format!(
            "\"{}\".\"{}\"",
            strip_double_quotes(schema),
            strip_double_quotes(name)
        ),
        None => format!("\"{}\"", strip_double_quotes(text)),
    }
}

/// The text without double quotes.
pub(super) fn coerce_to_unquoted(text: &str) -> String {
    text.replace('"', "")
}

/// What an f-string of a name shows: unquoted, its blanks normalised.
pub(super) fn normalized_name(text: &str) -> String {
    coerce_to_unquoted(&normalize_whitespace(text))
}

/// Whether a function's text says `LANGUAGE plpgsql`.
pub(super) fn is_plpgsql(definition: &str) -> bool {
    normalize_whitespace(definition)
        .to_lowercase()
        .replace('\'', "")
        .contains("language plpgsql")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colons_are_escaped_but_for_casts_and_assignments() {
        let text = "a::b :c := d \\:e :::f";
        assert_eq!(escape_colon_for_sql(text), "a::b \\:c \\:= d \\\\:e ::\\:f");
        assert_eq!(escape_colon_for_plpgsql(text), "a::b \\:c := d \\:e ::\\:f");
    }

    #[test]
    fn names_lose_their_quotes_and_get_them_back() {
        assert_eq!(normalized_name(" \"a\"  b\n"), "a b");
        for (text, expected) in [
            ("public", "\"public\""),
            ("public.\"table\"", "\"public\".\"table\""),
            (" \"a\" ", "\"a\""),
            ("\" a \"", "\"a\""),
        ] {
            assert_eq!(coerce_to_quoted(text), expected);
        }
        assert_eq!(strip_terminating_semicolon(" a ; ;; "), "a ;");
        assert!(is_plpgsql("$$ x $$\nLANGUAGE  'plpgsql'"));
    }
}
