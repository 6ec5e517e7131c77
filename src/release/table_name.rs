//! A table as `release.toml` names it: `schema.name`, or a name in the schema `public`.

use crate::db::quoted_identifier;
use crate::safety::RelationName;

/// The table's name as it stands in SQL, always with its schema.
///
/// ```
/// # use alembic_rs::release::quoted_table;
/// assert_eq!(quoted_table("funds"), "\"public\".\"funds\"");
/// assert_eq!(quoted_table("audit.Log"), "\"audit\".\"Log\"");
/// ```
pub fn quoted_table(table: &str) -> String {
    let (schema, name) = table.split_once('.').unwrap_or(("public", table));
    format!("{}.{}", quoted_identifier(schema), quoted_identifier(name))
}

/// The table's name with its schema, as reports and snapshots have it.
pub fn qualified_table(table: &str) -> String {
    if table.contains('.') {
        table.to_owned()
    } else {
        format!("public.{table}")
    }
}

/// The name of a table that a statement names, as [`qualified_table`] has it: without quotes.
pub(super) fn named_table(table: &RelationName) -> String {
    format!("{}.{}", table.schema().unwrap_or("public"), table.name())
}

/// A name without the quotes that SQL needs, as `release.toml` writes it.
pub(super) fn unquoted_table(name: &str) -> String {
    let mut written = String::new();
    let mut letters = name.chars().peekable();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.next_if_eq(&'"').is_some() => written.push('"'),
            '"' => quoted = !quoted,
            letter => written.push(letter),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::unquoted_table;

    #[test]
    fn a_name_loses_its_quotes_and_nothing_else() {
        for (name, expected) in [
            ("public.funds", "public.funds"),
            ("public.\"Funds\"", "public.Funds"),
            ("\"a b\".\"c\"\"d\"", "a b.c\"d"),
        ] {
            assert_eq!(unquoted_table(name), expected);
        }
    }
}
