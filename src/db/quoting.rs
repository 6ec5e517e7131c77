//! Names and texts as they stand in SQL.
//!
//! Counterpart: `PQescapeIdentifier` and `PQescapeLiteral` of libpq's `fe-exec.c`.

/// A name in double quotes, whatever its letters.
///
/// ```
/// assert_eq!(alembic_rs::db::quoted_identifier("a\"b"), "\"a\"\"b\"");
/// ```
pub fn quoted_identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A text as a literal that means the same whatever `standard_conforming_strings` says.
///
/// ```
/// assert_eq!(alembic_rs::db::quoted_literal("it's"), "'it''s'");
/// assert_eq!(alembic_rs::db::quoted_literal("a\\b"), " E'a\\\\b'");
/// ```
pub fn quoted_literal(text: &str) -> String {
    let quoted = text.replace('\'', "''");
    if quoted.contains('\\') {
        // The blank keeps the E from joining a word before it, as in libpq.
        format!(" E'{}'", quoted.replace('\\', "\\\\"))
    } else {
        format!("'{quoted}'")
    }
}
